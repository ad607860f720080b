"""Labels of the evaluation: words for how bids are compared and what was found. Data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scoring.qualification_sentences import INDONESIAN_KINDS, INDONESIAN_WORDS

EVALUATION: Final[Mapping[str, Mapping[str, str]]] = {
    "phase": {
        "administrative": "Administrasi",
        "qualification": "Kualifikasi",
        "technical": "Teknis",
    },
    "test": {
        "declared": "pernyataan dalam penawaran",
        "attached": "pernyataan dan lampiran",
        "judged": "lampiran, dinilai Pokja",
        "fact": "fakta dari penerbit, bukan pernyataan peserta",
    },
    "fact_kind": INDONESIAN_KINDS,
    "fact_word": INDONESIAN_WORDS,
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
    "panel_by": {
        "mean": "rata-rata",
        "median": "median",
        "consensus": "satu angka yang disepakati semua anggota",
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
    "price_basis": {
        "proven": "terbukti",
        "market": "harga pasar",
        "estimate": "HPS",
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
    "objection": {
        "evaluation_error": "kesalahan evaluasi",
        "breach_of_rules": "penyimpangan dari peraturan atau dokumen pemilihan",
        "collusion": "rekayasa yang menghalangi persaingan",
        "abuse_of_power": "penyalahgunaan wewenang",
    },
    "objection_finding": {"founded": "benar", "unfounded": "tidak benar"},
}
"""By family: the scheme, then what is found by it, then what is objected to."""
