"""What a scheme of points may lawfully say and should know that it says: the risks. Data.

The range of the price's weight is recalled and stands here, not in a pack: whatever a
pack recalls has to be confirmed before any announcement, that of a tender without points
too, and its digest is named by every entry. No decider reads this range.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from rules.rule import Rule, rule
from tender.values import Reading, Value

_POINTS = "docs/rules/points-and-ties.md"
_THRESHOLDS = "docs/rules/thresholds-and-shortlist.md"
_BANDS = "docs/rules/bands-of-an-element.md"
_PROVED = "docs/prove.md"

LEAST: Final = "merit.price_weight.least"
MOST: Final = "merit.price_weight.most"

RANGE: Final = Reading(
    {
        value_id: Value.model_validate(
            {
                "id": value_id,
                "value": share,
                "unit": "share",
                "from": date(2022, 1, 25),
                "source": "Peraturan LKPP 12/2021 Lampiran I (bobot harga pada sistem nilai; rentang ini dibaca dalam Lampiran III)",
                "status": "recalled",
            }
        )
        for value_id, share in ((LEAST, "0.3"), (MOST, "0.4"))
    }
)
"""Of all the points that can be had, those of the price: from *least* to *most*."""

PRICE_WEIGHT = rule(
    "risk.price-weight",
    RANGE.value(LEAST).source,
    "recalled",
    indonesian="Harga mendapat {weight:pct} dari seluruh nilai, di luar {least:pct} sampai {most:pct}; rentang itu baru diingat dan belum dikonfirmasi pada naskah untuk jasa lainnya.",
    english="The price has {weight:pct} of all points, outside {least:pct} to {most:pct}; that range is recalled and not confirmed in a text on other services.",
    remedy=(
        "Baca naskahnya; ubah bobot, atau catat alasan bobot ini.",
        "Read the text; change the weight, or put on record why it is this.",
    ),
)

FULL_MARKS = rule(
    "risk.threshold-full-marks",
    _THRESHOLDS,
    "chosen",
    indonesian="Ambang batas {of} {threshold:pts} sama dengan nilai tertinggi yang dapat dicapai: hanya penawaran sempurna yang lulus.",
    english="The threshold of {of}, {threshold:pts}, is the most that can be reached: only a perfect bid passes.",
    remedy=(
        "Turunkan ambang batas, atau jadikan persyaratan yang lulus atau gugur.",
        "Lower the threshold, or make it a requirement that is met or not.",
    ),
)

NOBODY_PASSES = rule(
    "risk.threshold-out-of-reach",
    _THRESHOLDS,
    "chosen",
    indonesian="Ambang batas {of} {threshold:pts} di atas nilai tertinggi yang dapat dicapai, {most:pts}: tidak ada penawaran yang lulus.",
    english="The threshold of {of}, {threshold:pts}, is above the most that can be reached, {most:pts}: no bid passes.",
    remedy=(
        "Turunkan ambang batas, atau naikkan nilai rentang tertinggi.",
        "Lower the threshold, or raise the points of the best band.",
    ),
)

FREE_PROMISE = rule(
    "risk.promise-free-of-cost",
    "docs/rules/graded-promises.md",
    "chosen",
    indonesian="Janji {element} disebut tanpa biaya: mudah dijanjikan, dan tidak ada baris harga yang membayarnya.",
    english="The promise {element} is said to be free of cost: it is cheap to make, and no line of the price pays for it.",
    remedy=(
        "Sebut baris yang membayarnya, atau pastikan janji itu diperiksa selama kontrak.",
        "Name a line that pays for it, or see that it is checked while the contract runs.",
    ),
)

TIES_OPEN = rule(
    "risk.ties-without-committee",
    _POINTS,
    "chosen",
    indonesian="Nilai yang sama diputuskan menurut {tie_break:list}, dan tidak berakhir pada Pokja: peserta tidak diberi tahu siapa yang memutus bila tetap sama.",
    english="Ties are decided by {tie_break:list}, and do not end with the committee: bidders are not told who decides what stays level.",
    remedy=(
        'Tambahkan by = "committee" sebagai yang terakhir.',
        'Add by = "committee" as the last.',
    ),
)

BANDS_FALL = rule(
    "risk.bands-fall",
    _BANDS,
    "chosen",
    indonesian="Unsur {element}: mulai {at_least:pts} nilainya {points:pts}, kurang dari {before:pts} pada rentang di bawahnya; yang lebih tinggi mendapat lebih sedikit.",
    english="Element {element}: from {at_least:pts} on it has {points:pts} points, fewer than the {before:pts} of the band below; more of it is worth less.",
    remedy=(
        "Periksa urutan nilainya; bila memang yang lebih rendah lebih baik, sebut dalam judul unsur.",
        "See that the points are in order; where lower is better, say so in the element's title.",
    ),
)

BANDS_LEVEL = rule(
    "risk.bands-level",
    _BANDS,
    "chosen",
    indonesian="Unsur {element}: setiap rentang bernilai {points:pts}, sehingga penawaran yang mencapainya tidak dapat dibedakan.",
    english="Element {element}: every band has {points:pts} points, so bids that reach one are not told apart.",
    remedy=(
        "Beri nilai yang berbeda, atau jadikan persyaratan yang lulus atau gugur.",
        "Give different points, or make it a requirement that is met or not.",
    ),
)

ELEMENT_IDLE = rule(
    "risk.element-without-effect",
    _POINTS,
    "chosen",
    indonesian="Unsur {element} tidak mengubah urutan: yang dibandingkan hanya harga, dan tidak ada ambang batas, rumus atau pemutus nilai sama yang memakainya.",
    english="Element {element} cannot change the order: prices alone are compared, and no threshold, formula or tie uses it.",
    remedy=(
        "Beri peran pada unsur itu, atau hapus.",
        "Give it a use, or leave it out.",
    ),
)

WORSE_PROMISE = rule(
    "risk.worse-promise-pays",
    _PROVED,
    "chosen",
    indonesian="Janji yang lebih buruk dapat menguntungkan: penawaran yang turun pada {of}, selebihnya tetap, dapat naik peringkat.",
    english="A worse promise can pay: a bid that gets worse in {of}, all else the same, can gain a rank.",
    remedy=(
        "Lihat contohnya dengan saksama prove, lalu perbaiki rumus atau rentangnya.",
        "See the example with saksama prove, and mend the formula or its bands.",
    ),
)

UNDER_THE_FLOOR = rule(
    "risk.floor-can-win",
    _PROVED,
    "chosen",
    indonesian="Penawaran di bawah batas {of} dapat menang.",
    english="A bid under the floor {of} can win.",
    remedy=(
        "Lihat contohnya dengan saksama prove, lalu perbaiki batasnya.",
        "See the example with saksama prove, and mend the floor.",
    ),
)

LOSING_BID = rule(
    "risk.losing-bid-decides",
    _PROVED,
    "chosen",
    indonesian="Penawaran yang tidak menang dapat menukar urutan dua penawaran lain: dengan atau tanpa dia pemenangnya lain.",
    english="A bid that does not win can turn the order of two others: with it another wins than without it.",
    remedy=(
        "Lihat contohnya dengan saksama prove; pakai rumus yang menilai setiap penawaran terhadap nilai yang tetap.",
        "See the example with saksama prove; use a formula that holds each bid to a figure that stays.",
    ),
)

UNPROVED = rule(
    "risk.scheme-unproved",
    _PROVED,
    "chosen",
    indonesian="Untuk semua penawaran belum terbukti: {unproved:list}.",
    english="Not proved for all bids: {unproved:list}.",
    remedy=(
        "Jalankan saksama prove, yang menyebut bagian mana yang belum terbukti.",
        "Run saksama prove, which names the part that is not proved.",
    ),
)

POINTS_RISKS: Final[Mapping[str, Rule]] = {
    one.id: one
    for one in (
        PRICE_WEIGHT,
        FULL_MARKS,
        NOBODY_PASSES,
        FREE_PROMISE,
        TIES_OPEN,
        BANDS_FALL,
        BANDS_LEVEL,
        ELEMENT_IDLE,
        WORSE_PROMISE,
        UNDER_THE_FLOOR,
        LOSING_BID,
        UNPROVED,
    )
}
"""The risks of a scheme of points, by id."""
