"""Values: what each number of the law, or of the tender itself, is called. Data."""

from __future__ import annotations

from collections.abc import Mapping

VALUES: Mapping[str, str] = {
    "account.cleaning": "Kode rekening jasa kebersihan",
    "account.driver": "Kode rekening jasa pengemudi",
    "account.security": "Kode rekening jasa keamanan",
    "amendment.before_deadline": "Adendum sebelum batas akhir, paling lambat",
    "award.committee.ceiling": "Pagu yang pemenangnya ditetapkan Pokja, paling tinggi",
    "award.reserves": "Pemenang cadangan, paling banyak",
    "bond.required_above": "Jaminan pelaksanaan diminta di atas",
    "bond.share": "Besar jaminan pelaksanaan",
    "committee.least": "Anggota Pokja, paling sedikit",
    "contract.increase.most": "Penambahan nilai kontrak, paling tinggi",
    "contract.late_fine": "Denda keterlambatan sehari",
    "estimate.age.most": "Umur HPS pada batas akhir penawaran, paling lama",
    "evaluation.lowest": "Penawaran terendah yang dievaluasi",
    "fee.base": "Dasar penghitungan imbalan jasa",
    "fee.least": "Imbalan jasa penyedia, paling rendah",
    "insurance.pension": "Program JP diwajibkan",
    "labour.compensation.share": "Uang kompensasi PKWT, disisihkan sebulan",
    "labour.death.share": "Iuran JKM",
    "labour.floor_gate": "Lantai biaya tenaga kerja sebagai syarat lulus",
    "labour.health.cap": "Batas atas upah BPJS Kesehatan",
    "labour.health.share": "Iuran BPJS Kesehatan, bagian pemberi kerja",
    "labour.minimum_wage": "Upah minimum (UMK) sebulan",
    "labour.old_age.share": "Iuran JHT, bagian pemberi kerja",
    "labour.pension.cap": "Batas atas upah JP",
    "labour.pension.share": "Iuran JP, bagian pemberi kerja",
    "labour.thr.share": "THR keagamaan, disisihkan sebulan",
    "labour.work_accident.high": "Iuran JKK, risiko tinggi",
    "labour.work_accident.low": "Iuran JKK, risiko rendah",
    "labour.work_accident.medium": "Iuran JKK, risiko sedang",
    "labour.work_accident.very_high": "Iuran JKK, risiko sangat tinggi",
    "labour.work_accident.very_low": "Iuran JKK, risiko sangat rendah",
    "labour.worker_share": "Iuran yang ditanggung pekerja",
    "method.direct_procurement.ceiling": "Pengadaan langsung, paling tinggi",
    "outage.extension": "Perpanjangan setelah gangguan, jam",
    "outage.silence": "Gangguan diakui sesudah, menit",
    "question.answer_limit": "Batas menjawab pertanyaan, jam sebelum batas akhir",
    "question.extension": "Perpanjangan untuk pertanyaan terbuka, jam",
    "outsourcing.field.cleaning": "Bidang alih daya jasa kebersihan",
    "outsourcing.field.driver": "Bidang alih daya jasa pengemudi",
    "outsourcing.field.security": "Bidang alih daya jasa keamanan",
    "price.imbalanced_above": "Harga satuan timpang di atas, dari harga satuan HPS",
    "price.reasonable_from": "Kewajaran harga diperiksa di bawah, dari HPS",
    "qualification.capacity.small": "Kemampuan dasar usaha kecil, paket",
    "qualification.experience.exempt_up_to": "Paket yang dikecualikan dari pengalaman, paling tinggi",
    "qualification.experience.exempt_younger_than": "Usaha kecil yang dikecualikan dari pengalaman, lebih muda dari, tahun",
    "qualification.shares_above": "Saham di satu tangan yang menjadi benturan kepentingan, di atas",
    "small_business.reserved_up_to": "Pagu yang dicadangkan bagi usaha kecil, paling tinggi",
    "stage.announcement.least": "Pengumuman tender, paling singkat",
    "stage.bidding.after_clarification": "Batas akhir penawaran sesudah penjelasan, paling cepat",
    "stage.clarification.after_announcement": "Penjelasan sesudah pengumuman, paling cepat",
    "stage.contract.most": "Penandatanganan kontrak sesudah SPPBJ, paling lambat",
    "stage.objection.length": "Masa sanggah",
    "stage.objection_answer.most": "Jawaban sanggah, paling lambat",
    "stage.start.most": "SPMK sesudah kontrak, paling lambat",
    "tax.vat.base_factor": "Dasar pengenaan PPN (DPP nilai lain)",
    "tax.vat.rate": "Tarif PPN",
    "wage.expected_rise": "Kenaikan upah minimum yang diperhitungkan",
    "wage.follows_decree": "Upah mengikuti keputusan gubernur, dengan adendum",
}
"""Words for the values of the law and those that a tender may set."""


def value_label(value_id: str) -> str:
    """Return what a value is called; one that a tender alone knows is its id."""
    return VALUES.get(value_id, value_id)
