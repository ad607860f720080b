"""Formulas in words: what a scheme of points says that it computes with. Data.

A formula is published with its id, which ends in its version; the page says the same
in words and as it is worked. `docs/rules/` has a page for each.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

FORMULAS: Final[Mapping[str, tuple[str, str]]] = {
    "formula.element.points.1": (
        "angka dijumlahkan",
        "angka + angka",
    ),
    "formula.element.mean-of-parts.1": (
        "rata-rata bagian, dibagi skala, dikali nilai paling tinggi",
        "rata-rata / skala x paling tinggi",
    ),
    "formula.element.mark-over-scale.1": (
        "angka dibagi skala, dikali nilai paling tinggi",
        "angka / skala x paling tinggi",
    ),
    "formula.element.weighted-parts.1": (
        "rata-rata bagian menurut bobotnya, dibagi skala, dikali nilai paling tinggi",
        "rata-rata berbobot / skala x paling tinggi",
    ),
    "formula.element.min-max.1": (
        "kedudukan di antara yang terendah dan yang tertinggi dari semua peserta",
        "(angka - terendah) / (tertinggi - terendah) x paling tinggi",
    ),
    "formula.price.lowest-over-own.1": (
        "harga terkoreksi terendah dibagi harga sendiri, dikali nilai paling tinggi",
        "harga terendah / harga sendiri x paling tinggi",
    ),
    "formula.price.linear-distance.1": (
        "berkurang sebanding dengan selisih dari harga terendah",
        "(1 - (harga sendiri - harga terendah) / harga terendah) x paling tinggi",
    ),
    "formula.price.min-max.1": (
        "kedudukan di antara harga tertinggi dan harga terendah",
        "(harga tertinggi - harga sendiri) / (harga tertinggi - harga terendah) x paling tinggi",
    ),
    "formula.price.reference-distance.1": (
        "berkurang sebanding dengan selisih dari harga acuan",
        "(1 - kemiringan x selisih dari acuan / acuan) x paling tinggi",
    ),
    "formula.evaluated.own-price.1": (
        "harga terkoreksi dibandingkan apa adanya",
        "harga sendiri",
    ),
    "formula.evaluated.quality-value.1": (
        "harga dikurangi nilai rupiah dari mutu",
        "harga - rupiah setiap angka x nilai teknis",
    ),
    "formula.evaluated.features-coefficient.1": (
        "harga dibagi koefisien kelebihan yang ditawarkan",
        "harga / koefisien",
    ),
    "formula.evaluated.life-cycle.1": (
        "harga ditambah biaya selama umur ekonomis",
        "harga + biaya",
    ),
    "formula.evaluated.preference-divided.1": (
        "harga dibagi satu ditambah koefisien preferensi",
        "harga / (1 + KP)",
    ),
    "formula.evaluated.preference-reduced.1": (
        "harga dikurangi menurut koefisien preferensi",
        "(1 - KP) x harga",
    ),
    "formula.evaluated.adjusted-margin.1": (
        "harga disesuaikan, lalu ditambah margin",
        "harga + penyesuaian + margin",
    ),
}
"""By id: in words, and as it is worked."""
