"""What `saksama prove` says, in both languages. Data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rules.rule import Language

PROPERTIES: Final[Mapping[Language, Mapping[str, str]]] = {
    "id": {
        "worse-promise": "Janji yang lebih buruk tidak pernah menguntungkan",
        "floor": "Tidak ada yang menang di bawah batas",
        "losing-bid": "Penawaran yang kalah tidak membalik urutan dua penawaran lain",
    },
    "en": {
        "worse-promise": "A worse promise never pays",
        "floor": "Nothing under the floor wins",
        "losing-bid": "No losing bid flips two others",
    },
}
"""The properties, as sentences."""

PARTS: Final[Mapping[Language, Mapping[str, str]]] = {
    "id": {
        "price": "harga",
        "element": "{code}",
        "figure": "{code}",
        "declared": "{code}",
        "threshold": "ambang batas {code}",
        "total": "ambang batas seluruh nilai teknis",
        "no-quality": "tanpa nilai teknis sama sekali",
        "estimate": "harga di atas HPS",
        "gate": "syarat {code}",
        "promise": "janji {code} yang tidak dibayar barisnya",
        "test": "{code}",
        "order": "urutan dua penawaran",
        "reach": "hanya harga terendah yang dievaluasi",
        "formula": "rumus {code} belum dimodelkan",
    },
    "en": {
        "price": "price",
        "element": "{code}",
        "figure": "{code}",
        "declared": "{code}",
        "threshold": "threshold of {code}",
        "total": "threshold of all quality",
        "no-quality": "no quality at all",
        "estimate": "a price above the estimate",
        "gate": "gate {code}",
        "promise": "promise {code} that its line does not pay for",
        "test": "{code}",
        "order": "the order of two bids",
        "reach": "only the lowest prices are evaluated",
        "formula": "formula {code} is not modelled",
    },
}
"""What is looked at, by kind."""

TESTS: Final[Mapping[Language, Mapping[str, str]]] = {
    "id": {
        "requirements": "persyaratan",
        "commitments": "janji wajib kepada pekerja",
        "funding": "janji yang tidak dibayar harga",
        "fixed-lines": "baris yang tidak diperlombakan",
        "labour-floor": "batas bawah biaya tenaga kerja",
        "fee-minimum": "imbalan jasa paling sedikit",
    },
    "en": {
        "requirements": "requirements",
        "commitments": "what is owed to workers",
        "funding": "promises that the price does not pay for",
        "fixed-lines": "lines not competed",
        "labour-floor": "floor of labour cost",
        "fee-minimum": "least fee",
    },
}
"""What a tender tests of each bid besides the gates of its scheme."""

PROVING: Final[Mapping[Language, Mapping[str, str]]] = {
    "id": {
        "proved": "TERBUKTI, untuk semua penawaran yang diterima tata cara ini",
        "refuted": "TIDAK: ada contoh sebaliknya",
        "unknown": "BELUM DIKETAHUI: tidak terbukti, dan tidak ada contoh sebaliknya",
        "holds": "Terbukti: {parts}",
        "left": "Belum diketahui: {parts}",
        "no-floor": "tidak ada batas yang ditetapkan",
        "says-worse-promise": "{bid} menjadi lebih buruk pada {part}, selebihnya tetap, dan naik: {places}.",
        "says-floor": "{bid} di bawah batas ({part}), dan menang.",
        "says-losing-bid": "Tanpa {bid}, {first} di atas {second}. Dengan {bid}, yang tidak menang: {places}.",
        "places": "{bid} urutan {before}, lalu {after}",
        "rank": "{bid} urutan {rank}",
        "none": "tanpa urutan",
        "yes": "ya",
        "no": "tidak",
        "bid": "Penawaran",
        "price": "Harga",
        "before": "Semula",
        "after": "Lalu",
        "outcome": "Hasil",
        "written": "Ditulis untuk saksama evaluate: {files}",
    },
    "en": {
        "proved": "PROVED, of all bids that this scheme admits",
        "refuted": "NO: there is a counterexample",
        "unknown": "UNKNOWN: not proved, and no counterexample was found",
        "holds": "Proved: {parts}",
        "left": "Unknown: {parts}",
        "no-floor": "no floor is set",
        "says-worse-promise": "{bid} gets worse in {part}, all else stays, and it gains: {places}.",
        "says-floor": "{bid} is under the floor ({part}), and wins.",
        "says-losing-bid": "Without {bid}, {first} is ahead of {second}. With {bid}, which does not win: {places}.",
        "places": "{bid} has rank {before}, then {after}",
        "rank": "{bid} has rank {rank}",
        "none": "none",
        "yes": "yes",
        "no": "no",
        "bid": "Bid",
        "price": "Price",
        "before": "First",
        "after": "Then",
        "outcome": "Outcome",
        "written": "Written for saksama evaluate: {files}",
    },
}
"""The rest, phrase by phrase."""
