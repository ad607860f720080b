"""Articles: by what each rule of the evaluation says its yes or no. Data.

The evaluation's findings name a rule and no article. A rule without a line of its
own has that of its family. Statuses are those of values: a text that was read, one
reported elsewhere, one remembered, or what this tender's own documents set. Where a
rule rests on several, the least known of them gives the status.

That Perpres 16/2018 art. 50(1) lists the stages of a tender is no reason to fail a
bid: a requirement rests on the clause of the tender's own documents that asks it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tender.codes import Status


class Article(NamedTuple):
    """An article, or the tender's own documents, and how far it is known."""

    text: str
    status: Status


_OWN = Article("Dokumen Pemilihan", "chosen")
_SOCIAL = Article("Dokumen Pemilihan; Perpres 16/2018 Pasal 68", "chosen")
_LKPP = "Peraturan LKPP 12/2021 Lampiran I 4.2.7"
_REASONABLE = Article(f"{_LKPP}; SE LKPP 4/2022", "secondary")
_PREFERENCE = Article("Perpres 16/2018 Pasal 67 ayat (7) sampai (9)", "verified")
_TRANSFER = "PP 35/2021 Pasal 19 ayat"
_VAT = "PMK 11/2025 sebagaimana diubah PMK 53/2025"
_ITEMISED = Article(
    "PMK 11/2025 Pasal 2 huruf o; PMK 53/2025 (huruf o perlu diperiksa ulang)",
    "recalled",
)

_FAMILIES: Mapping[str, Article] = {
    "affordability": Article("Perpres 16/2018 Pasal 52 ayat (2)", "verified"),
    "arithmetic": Article(_LKPP, "secondary"),
    "commitments": _SOCIAL,
    "eligibility": _OWN,
    "evaluation": Article("Perpres 16/2018 Pasal 39 ayat (4)", "verified"),
    "labour": _OWN,
    "price": _OWN,
    "qualification": _OWN,
    "ranking": Article("Perpres 16/2018 Pasal 39 ayat (4)", "verified"),
    "vat": Article(f"PMK 131/2024; {_VAT}", "recalled"),
}

_RULES: Mapping[str, Article] = {
    "arithmetic.missing": Article(f"{_LKPP} (harga satuan nol)", "recalled"),
    "commitments.compensation": Article("PP 35/2021 Pasal 15 dan 16", "secondary"),
    "commitments.holiday-allowance": Article("Permenaker 6/2016", "secondary"),
    "commitments.transfer-clause": Article(f"{_TRANSFER} (1)", "secondary"),
    "eligibility.proof": Article(
        "Peraturan LKPP 12/2021 Lampiran I (pembuktian kualifikasi)", "recalled"
    ),
    "formula.coefficient.local-content.1": _PREFERENCE,
    "formula.evaluated.preference-reduced.1": _PREFERENCE,
    "labour.compensation": Article("PP 35/2021 Pasal 15 dan 16", "secondary"),
    "labour.death": Article("PP 44/2015", "secondary"),
    "labour.health": Article("Perpres 64/2020 Pasal 30 dan 32", "secondary"),
    "labour.holiday-allowance": Article("Permenaker 6/2016 Pasal 3", "secondary"),
    "labour.old-age": Article("PP 46/2015", "secondary"),
    "labour.overtime": Article("PP 35/2021 Pasal 31 dan 32", "secondary"),
    "labour.pension": Article("PP 45/2015", "secondary"),
    "labour.wage": Article("Keputusan Gubernur tentang UMK", "secondary"),
    "labour.work-accident": Article("PP 44/2015 Lampiran I", "secondary"),
    "price.above-estimate": Article(
        "Perpres 16/2018 Pasal 26 ayat (5) huruf b", "verified"
    ),
    "price.extra-quantity": Article("kontrak ini, lampiran rincian harga", "chosen"),
    "price.extra-quantity-imbalanced": Article(
        f"{_LKPP} (harga satuan HPS untuk volume tambahan)", "recalled"
    ),
    "price.found-input": _REASONABLE,
    "price.found-unit-price": _REASONABLE,
    "price.imbalance": Article(_LKPP, "secondary"),
    "price.reasonableness": _REASONABLE,
    "price.rebuilt": _REASONABLE,
    "qualification.capacity-small": Article(
        "Peraturan LKPP 12/2021 Lampiran I (SKP)", "secondary"
    ),
    "qualification.exempt": Article(
        "Peraturan LKPP 12/2021 Lampiran I 3.4.2", "secondary"
    ),
    "qualification.shared-holder": Article(
        "Perpres 16/2018 Pasal 7 ayat (2)", "verified"
    ),
    "ranking.lowest": Article("Peraturan LKPP 12/2021 Lampiran IV", "secondary"),
    "ranking.order-evaluated": _PREFERENCE,
    "ranking.not-reached": Article("Peraturan LKPP 12/2021 Lampiran IV", "secondary"),
    "succession.earlier-claims": Article(f"{_TRANSFER} (3)", "verified"),
    "succession.scope": Article(f"{_TRANSFER} (1)", "secondary"),
    "succession.transfer": Article(f"{_TRANSFER} (2)", "verified"),
    "vat.inside-itemised": _ITEMISED,
    "vat.itemised": _ITEMISED,
}


def article_of(rule: str) -> Article:
    """Return the article of a rule of the evaluation.

    >>> article_of("price.above-estimate").text
    'Perpres 16/2018 Pasal 26 ayat (5) huruf b'
    """
    family, _, _ = rule.partition(".")
    return _RULES.get(rule) or _FAMILIES.get(family, _OWN)
