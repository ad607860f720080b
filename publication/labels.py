"""Labels: the Indonesian words for every code, LKPP's where it has one. Data only.

`tests/publication/test_labels.py` holds each family to the codes of the room that
owns them, so that no document shows a code because somebody forgot a word.
"""

from __future__ import annotations

from collections.abc import Mapping

LABELS: Mapping[str, Mapping[str, str]] = {
    "document": {
        "announcement": "Pengumuman Tender",
        "opening_minutes": "Berita Acara Pembukaan Penawaran",
        "selection_report": "Berita Acara Hasil Pemilihan",
        "award_decision": "Penetapan Pemenang",
        "award_announcement": "Pengumuman Pemenang",
        "result_letter": "Pemberitahuan Hasil Evaluasi",
        "appointment": "Surat Penunjukan Penyedia Barang/Jasa",
        "contract": "Surat Perjanjian",
        "technical_minutes": "Berita Acara Evaluasi Administrasi, Kualifikasi, dan Teknis",
        "price_opening_minutes": "Berita Acara Pembukaan Penawaran File Harga",
        "evaluation_minutes": "Berita Acara Evaluasi Penawaran",
        "failure_announcement": "Pengumuman Tender Gagal",
    },
    "office": {
        "ppk": "Pejabat Pembuat Komitmen",
        "committee": "Pokja Pemilihan",
        "unit": "Kepala UKPBJ",
        "authority": "PA/KPA",
        "trustee": "Pemegang kunci",
        "bidder": "Peserta",
        "worker": "Pekerja",
        "engine": "Sistem",
    },
    "stage": {
        "new": "belum dibuka",
        "preparation": "persiapan",
        "bidding": "pemasukan penawaran",
        "opening": "pembukaan penawaran",
        "evaluation": "evaluasi",
        "technical_evaluated": "evaluasi teknis selesai",
        "price_opening": "pembukaan file harga",
        "price_evaluation": "evaluasi harga",
        "evaluated": "evaluasi selesai",
        "proposed": "usulan pemenang",
        "decided": "pemenang ditetapkan",
        "standstill": "masa sanggah",
        "reported": "laporan hasil pemilihan",
        "agreed": "hasil disetujui PPK",
        "appointed": "SPPBJ terbit",
        "accepted": "SPPBJ diterima",
        "contracted": "kontrak ditandatangani",
        "started": "pelaksanaan pekerjaan",
        "disputed": "PPK tidak sependapat",
        "failed": "tender gagal",
        "annulled": "tender dibatalkan",
    },
    "slot": {
        "announcement": "Pengumuman tender",
        "clarification": "Pemberian penjelasan",
        "bidding": "Pemasukan penawaran",
        "opening": "Pembukaan penawaran",
        "evaluation": "Evaluasi penawaran",
        "technical_result": "Pengumuman hasil evaluasi teknis",
        "price_opening": "Pembukaan dan evaluasi file harga",
        "proof": "Pembuktian kualifikasi",
        "award": "Penetapan pemenang",
        "objection": "Masa sanggah",
        "objection_answer": "Jawaban sanggah",
        "appointment": "Penerbitan SPPBJ",
        "contract": "Penandatanganan kontrak",
        "start": "Mulai kerja (SPMK)",
    },
    "component": {
        "wage": "Upah",
        "thr": "THR keagamaan",
        "compensation": "Uang kompensasi PKWT",
        "work_accident": "Jaminan Kecelakaan Kerja (JKK)",
        "death": "Jaminan Kematian (JKM)",
        "old_age": "Jaminan Hari Tua (JHT)",
        "pension": "Jaminan Pensiun (JP)",
        "health": "BPJS Kesehatan",
        "overtime": "Lembur",
        "relief": "Pekerja pengganti",
        "uniform": "Seragam dan alat pelindung diri",
        "materials": "Bahan",
        "equipment": "Peralatan",
        "training": "Pelatihan",
        "fee": "Imbalan jasa penyedia",
        "other": "Lain-lain",
    },
    "component_short": {
        "wage": "upah",
        "thr": "THR",
        "compensation": "uang kompensasi",
        "work_accident": "JKK",
        "death": "JKM",
        "old_age": "JHT",
        "pension": "JP",
        "health": "BPJS Kesehatan",
        "overtime": "lembur",
        "relief": "pengganti",
        "uniform": "seragam",
        "materials": "bahan",
        "equipment": "peralatan",
        "training": "pelatihan",
        "fee": "imbalan jasa",
        "other": "lain-lain",
    },
    "job": {
        "cleaning": "Jasa kebersihan",
        "security": "Jasa keamanan",
        "driver": "Jasa pengemudi",
    },
    "risk": {
        "very_low": "sangat rendah",
        "low": "rendah",
        "medium": "sedang",
        "high": "tinggi",
        "very_high": "sangat tinggi",
    },
    "part": {
        "all": "satu file",
        "technical": "file administrasi dan teknis",
        "price": "file harga",
    },
    "contract_type": {
        "unit_price": "Harga satuan",
        "lump_sum": "Lumsum",
        "mixed": "Gabungan lumsum dan harga satuan",
    },
    "envelopes": {"one_file": "Satu file", "two_files": "Dua file"},
    "award_criteria": {
        "priceOnly": "Harga terendah",
        "ratedCriteria": "Sistem nilai",
        "costOnly": "Penilaian biaya selama umur ekonomis",
    },
    "vat_mode": {
        "full_price": "PPN atas seluruh harga",
        "labour_supply_itemised": "PPN atas imbalan jasa; hak pekerja dirinci terpisah",
    },
    "vat_basis": {
        "full_price": "atas seluruh harga",
        "labour_supply_itemised": "atas biaya lain dan imbalan jasa saja",
    },
    "method": {
        "tender": "Tender, pascakualifikasi",
        "quick_tender": "Tender cepat",
        "direct_procurement": "Pengadaan langsung",
        "direct_appointment": "Penunjukan langsung",
        "e_purchasing": "E-purchasing",
    },
    "exception": {
        "volume": "volume tidak terpenuhi",
        "specification": "spesifikasi tidak terpenuhi",
        "time": "waktu tidak terpenuhi",
        "place": "tempat tidak terpenuhi",
        "more_efficient": "cara lain lebih efisien",
    },
    "regime": {
        "first_generation": "tender pertama bagi para pekerja ini",
        "successor": "pengganti penyedia alih daya",
    },
    "intake": {
        "native": "disegel oleh peserta",
        "spse": "diterima dari SPSE setelah pembukaan di sana",
    },
    "phase": {
        "administrative": "Administrasi",
        "qualification": "Kualifikasi",
        "technical": "Teknis",
    },
    "test": {
        "declared": "pernyataan dalam penawaran",
        "attached": "pernyataan dan lampiran",
        "judged": "lampiran, dinilai Pokja",
    },
    "tie": {
        "better_technical": "kemampuan teknis yang lebih baik",
        "committee": "keputusan Pokja Pemilihan dengan alasan",
    },
    "element_kind": {
        "given": "angka Pokja, dijumlahkan",
        "bands": "menurut rentang",
        "formula": "menurut rumus",
        "panel": "angka setiap anggota Pokja",
        "commitment": "janji kepada pekerja",
    },
    "panel_by": {"mean": "rata-rata", "median": "median"},
    "promise": {
        "pay_above": "Upah di atas yang wajib",
        "tenure_recognised": "Pengakuan masa kerja",
        "contract_length": "Lama kontrak kerja",
        "start_without_gap": "Mulai kerja tanpa jeda",
        "training": "Pelatihan",
    },
    "promise_unit": {
        "pay_above": "persen",
        "tenure_recognised": "bulan",
        "contract_length": "bulan",
        "start_without_gap": "hari",
        "training": "jam",
    },
    "combine": {
        "sum": "jumlah nilai teknis dan nilai harga",
        "weighted": "setiap nilai dikali bobotnya, lalu dijumlahkan; bobot seluruhnya 100%",
        "lowest": "harga yang dibandingkan, yang terendah lebih baik",
    },
    "tie_break": {
        "quality": "nilai teknis yang lebih tinggi",
        "price": "harga yang lebih rendah",
        "element": "nilai unsur yang lebih tinggi",
        "figure": "angka yang lebih tinggi",
        "committee": "keputusan Pokja Pemilihan dengan alasan",
    },
    "score_rounding": {
        "element": "nilai setiap unsur",
        "evaluated": "harga yang dibandingkan",
        "price": "nilai harga",
        "total": "nilai akhir",
    },
    "rounding_at": {"line": "setiap baris", "tax": "PPN"},
    "rounding_mode": {
        "half_up": "ke yang terdekat, setengah ke atas",
        "half_even": "ke yang terdekat, setengah ke genap",
        "down": "ke bawah",
        "up": "ke atas",
    },
    "rounded": {
        "half_up": "½ ke atas",
        "half_even": "½ ke genap",
        "down": "ke bawah",
        "up": "ke atas",
    },
    "result": {
        "passed": "lulus",
        "failed": "gugur",
        "not_evaluated": "tidak dievaluasi",
    },
    "finding": {
        "pass": "memenuhi",
        "fail": "tidak memenuhi",
        "note": "catatan",
        "pending": "menunggu penilaian",
    },
    "judgement": {"met": "memenuhi", "not_met": "tidak memenuhi"},
    "price_test": {
        "reasonableness": "kewajaran harga",
        "imbalance": "harga satuan timpang",
    },
    "price_judgement": {"accepted": "diterima", "rejected": "ditolak"},
    "proof": {
        "proved": "terbukti",
        "not_proved": "tidak terbukti",
        "absent": "tidak hadir",
    },
    "correction": {
        "arithmetic.quantity": "volume disesuaikan",
        "arithmetic.product": "perkalian dibetulkan",
        "arithmetic.blank": "kosong, termasuk baris lain",
        "arithmetic.missing": "tidak ada, dinilai nol",
        "arithmetic.lump-sum-line": "lumsum, tetap",
    },
    "opened": {"opened": "dibuka", "unopenable": "tidak dapat dibuka"},
    "unopenable": {
        "share": "bagian kunci tidak sesuai",
        "key": "kunci tidak cocok",
        "ciphertext": "berkas tersegel tidak utuh",
        "manifest": "manifes tidak cocok dengan amplop",
        "commitment": "isi bukan yang ditandatangani",
        "schema": "isi tidak dapat dibaca",
    },
    "claim": {
        "omitted": "tidak tercantum",
        "wrong_post": "posisi keliru",
        "wrong_start": "mulai kerja keliru",
        "wrong_pay": "upah keliru",
        "not_mine": "bukan pekerja di sini",
    },
    "ruling": {"upheld": "diterima", "rejected": "ditolak"},
    "objection": {
        "evaluation_error": "kesalahan evaluasi",
        "breach_of_rules": "penyimpangan dari peraturan atau dokumen pemilihan",
        "collusion": "rekayasa yang menghalangi persaingan",
        "abuse_of_power": "penyalahgunaan wewenang",
    },
    "failure": {
        "evaluation_error": "kesalahan evaluasi",
        "nobody_bid": "tidak ada yang memasukkan penawaran",
        "nobody_passed": "tidak ada yang lulus evaluasi",
        "documents_or_rules": "kesalahan dokumen pemilihan atau penyimpangan dari peraturan",
        "all_collude": "semua peserta terlibat KKN",
        "unfair_competition": "semua peserta terlibat persaingan usaha tidak sehat",
        "all_above_estimate": "semua harga di atas HPS",
        "nobody_left": "tidak ada lagi yang dapat ditunjuk",
        "corruption": "KKN yang melibatkan Pokja atau PPK",
    },
    "follows": {
        "evaluation_again": "evaluasi penawaran ulang",
        "bids_again": "penyampaian penawaran ulang",
        "tender_again": "tender ulang",
    },
    "objection_finding": {"founded": "benar", "unfounded": "tidak benar"},
    "schedule_change": {
        "officer": "diubah pejabat",
        "outage": "gangguan sistem pada batas akhir",
    },
    "bond": {
        "bank": "bank",
        "guarantee_company": "perusahaan penjaminan",
        "insurance": "perusahaan asuransi",
    },
    "status": {
        "verified": "terverifikasi",
        "secondary": "sekunder",
        "recalled": "dari ingatan",
        "chosen": "ditetapkan dokumen ini",
    },
    "undertaking": {
        "offer_to_all": "Semua pekerja saat ini yang memenuhi syarat ditawari kerja lebih dulu",
        "in_published_order": "Penawaran kerja mengikuti urutan yang diumumkan",
        "keep_higher_pay": "Yang upahnya kini lebih tinggi tidak dibayar lebih rendah",
        "holiday_allowance": "THR keagamaan dibayar penuh dan tepat waktu",
        "compensation": "Uang kompensasi PKWT dibayar",
        "transfer_clause": "Pelindungan hak dialihkan bila penyedia berganti",
        "only_lawful_deductions": "Tidak ada potongan upah selain yang sah menurut peraturan",
        "no_dismissal_without_cause": "Tidak ada pemutusan hubungan kerja tanpa sebab",
    },
}
"""Words by family and code."""

ENGLISH: Mapping[str, str] = {
    "announcement": "Invitation to tender",
    "opening_minutes": "Minutes of the opening of bids",
    "selection_report": "Report of the selection",
    "award_decision": "Decision on the award",
    "award_announcement": "Announcement of the award",
    "result_letter": "Notice of the result of a bid",
    "appointment": "Letter of appointment",
    "contract": "Contract",
    "technical_minutes": "Minutes of the evaluation of the technical file",
    "price_opening_minutes": "Minutes of the opening of the prices",
    "evaluation_minutes": "Minutes of the evaluation of bids",
    "failure_announcement": "Announcement that the tender has failed",
}
"""The second title of each kind of document."""


class NoLabelError(LookupError):
    """A code has no words."""

    def __init__(self, family: str, code: str) -> None:
        super().__init__(f"expected a label of {family} for {code!r}, found none")


def label(code: str, family: str) -> str:
    """Return the words for a code; raise `NoLabelError`.

    >>> label("ppk", "office")
    'Pejabat Pembuat Komitmen'
    """
    try:
        return LABELS[family][code]
    except KeyError:
        raise NoLabelError(family, code) from None


_OPERANDS: Mapping[str, tuple[str, ...]] = {
    "office": ("office",),
    "competent": ("office",),
    "stage": ("stage", "slot"),
    "stages": ("slot",),
    "components": ("component",),
    "job": ("job",),
    "method": ("method",),
    "criteria": ("award_criteria",),
    "envelopes": ("envelopes",),
    "expected": ("envelopes",),
    "part": ("part",),
    "side": ("office",),
    "kind": ("document",),
}


def operand(name: str, value: str) -> str:
    """Return the words for an operand of a refusal, for `rules.sentences.sentence`.

    >>> operand("office", "ppk"), operand("competent", "ppk, unit")
    ('Pejabat Pembuat Komitmen', 'Pejabat Pembuat Komitmen, Kepala UKPBJ')
    """
    parts = value.split(", ")
    words = [
        next(
            (LABELS[f][part] for f in _OPERANDS.get(name, ()) if part in LABELS[f]),
            part,
        )
        for part in parts
    ]
    return ", ".join(words)
