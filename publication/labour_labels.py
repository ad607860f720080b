"""Labels of labour: words for what a price pays for and what workers are promised. Data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

LABOUR: Final[Mapping[str, Mapping[str, str]]] = {
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
    "claim": {
        "omitted": "tidak tercantum",
        "wrong_post": "posisi keliru",
        "wrong_start": "mulai kerja keliru",
        "wrong_pay": "upah keliru",
        "not_mine": "bukan pekerja di sini",
    },
    "ruling": {"upheld": "diterima", "rejected": "ditolak"},
    "arrear": {
        "wages": "upah",
        "overtime": "upah lembur",
        "holiday_allowance": "THR keagamaan",
        "compensation": "uang kompensasi PKWT",
        "leave": "uang cuti",
        "insurance": "iuran jaminan sosial",
    },
    "arrear_state": {
        "open": "belum dijawab",
        "admitted": "diakui",
        "paid": "dibayar",
        "disputed": "dibantah",
    },
    "contract_kind": {"pkwt": "PKWT", "pkwtt": "PKWTT"},
    "succession": {
        "transfer": "pengalihan pelindungan hak",
        "past_service": "pengakuan masa kerja sebelumnya",
    },
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
"""By family: components of a price, promises, the roster."""

INSURANCE: Final[Mapping[str, tuple[str, str]]] = {
    "work_accident": ("kecelakaan kerja", "work accident"),
    "death": ("kematian", "death"),
    "old_age": ("hari tua", "old age"),
    "pension": ("pensiun", "pension"),
    "health": ("kesehatan", "health"),
}
"""Programmes of social security as a worker knows them, in Indonesian and in English."""
