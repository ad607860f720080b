"""Labels of the tender: words for what is bought, how, when and by whom. Data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

TENDER: Final[Mapping[str, Mapping[str, str]]] = {
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
    "schedule_change": {
        "officer": "diubah pejabat",
        "outage": "gangguan sistem pada batas akhir",
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
}
"""By family: what the announcement and the clauses speak of."""
