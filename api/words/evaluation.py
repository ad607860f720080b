"""What `saksama evaluate` says, in both languages. Data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rules.rule import Language

EVALUATION: Final[Mapping[Language, Mapping[str, str]]] = {
    "id": {
        "rank": "Urutan",
        "bid": "Penawaran",
        "quality": "Teknis",
        "compared": "Harga",
        "points": "Nilai harga",
        "total": "Jumlah",
        "passed": "lulus",
        "failed": "gugur",
        "not_shortlisted": "tidak masuk daftar pendek",
        "pending": "menunggu harga",
        "shortlist": "Daftar pendek",
        "nobody": "tidak ada",
        "tied": "Sama menurut semua yang ditetapkan, diputuskan Pokja Pemilihan",
        "winner": "Terbaik",
        "none": "Tidak ada yang lulus.",
        "exact": "Urutan menurut angka eksak; dua desimal hanya untuk dibaca.",
        "rounded": "Urutan menurut angka yang dibulatkan sesuai tata cara evaluasi.",
    },
    "en": {
        "rank": "Rank",
        "bid": "Bid",
        "quality": "Quality",
        "compared": "Price",
        "points": "Price points",
        "total": "Total",
        "passed": "passed",
        "failed": "failed",
        "not_shortlisted": "not shortlisted",
        "pending": "waits for prices",
        "shortlist": "Shortlist",
        "nobody": "nobody",
        "tied": "Level in all that is stated, for the committee to decide",
        "winner": "Best",
        "none": "Nobody passes.",
        "exact": "Order by exact figures; two decimals are for reading only.",
        "rounded": "Order by figures as the scheme rounds them.",
    },
}
