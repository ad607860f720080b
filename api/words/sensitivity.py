"""What `saksama simulate` says, in both languages. Data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rules.rule import Language

SENSITIVITY: Final[Mapping[Language, Mapping[str, str]]] = {
    "id": {
        "first_bid": "Terbaik: {who}, dari {count} penawaran.",
        "first_tie": "Terbaik: {who} (sama kuat), dari {count} penawaran.",
        "first_nobody": "Tidak ada yang lulus, dari {count} penawaran.",
        "drawn": "Penawaran ini contoh (benih {seed}); perusahaan mana pun dapat menawar lain.",
        "price": "harga",
        "criterion": "Unsur",
        "now": "Kini",
        "from": "Dari",
        "to": "Sampai",
        "below": "Di bawahnya",
        "above": "Di atasnya",
        "weights": "Sampai mana setiap bobot boleh bergeser sebelum yang terbaik berganti; "
        "unsur lain memberi atau menerima selisihnya menurut perbandingan bobotnya:",
        "points": "Sampai mana nilai tertinggi setiap unsur boleh bergeser sebelum yang terbaik "
        "berganti; unsur lain memberi atau menerima selisihnya menurut perbandingannya:",
        "plot_weights": "Sampai mana setiap bobot boleh bergeser sebelum yang terbaik berganti",
        "plot_points": "Sampai mana nilai tertinggi setiap unsur boleh bergeser",
        "firm": "Tidak ada bobot yang dapat mengganti yang terbaik, berapa pun besarnya.",
        "room": "Yang dapat dilepas {who} dari satu unsur saja dan tetap terbaik; "
        "masing-masing seharga keunggulannya, kecuali ambang batas atau HPS lebih dahulu:",
        "limit": "Batas",
        "could": "Dilepas",
        "then": "Sesudahnya",
        "no_limit": "tanpa batas",
        "moving": "tidak dihitung: pembanding harga ikut bergerak",
        "worth": "Dalam jumlah, 1 nilai {one} setara dengan {others}.",
        "worth_one": "{points} nilai {other}",
        "pairs": "Pemindahan bobot dari satu unsur ke unsur lain, yang lain tetap, "
        "yang mengganti yang terbaik:",
        "give": "Dari",
        "take": "Ke",
        "moved": "Sebesar",
        "others": "{count} pemindahan lain tidak mengganti yang terbaik, sebesar apa pun.",
        "no_pair": "Tidak ada pemindahan bobot antara dua unsur yang mengganti yang terbaik.",
        "nobody": "tidak ada yang lulus",
        "unfit": "tata cara tidak dapat dipakai",
        "at_it": "{there}, lalu {beyond}",
        "price_alone": "Tata cara ini tidak berbobot: harga yang dibandingkan saja yang menentukan "
        "di antara yang lulus.",
        "alone": "Hanya satu unsur yang menentukan, maka tidak ada bobot yang dapat digeser.",
        "quality_in_price": "Harga yang dibandingkan di sini berubah menurut nilai teknis, maka "
        "batas bobot yang eksak tidak dihitung.",
        "exact": "Semua batas eksak, bukan percobaan; ≈ dibulatkan untuk dibaca, --json memuat "
        "angka eksaknya. < dan >: batas itu sendiri tidak termasuk.",
    },
    "en": {
        "first_bid": "Best: {who}, of {count} bids.",
        "first_tie": "Best: {who} (level), of {count} bids.",
        "first_nobody": "Nobody passes, of {count} bids.",
        "drawn": "These bids are drawn (seed {seed}); any firm may bid otherwise.",
        "price": "price",
        "criterion": "Criterion",
        "now": "Now",
        "from": "From",
        "to": "To",
        "below": "Below it",
        "above": "Above it",
        "weights": "How far each weight may move before another is best; what it gives or takes "
        "is shared by the others in proportion:",
        "points": "How far the most points of each may move before another is best; what it gives "
        "or takes is shared by the others in proportion:",
        "plot_weights": "How far each weight may move before another is best",
        "plot_points": "How far the most points of each may move",
        "firm": "No weight changes who is best, whatever it is.",
        "room": "What {who} could give away of one alone and still be best; each is worth its "
        "lead, unless a threshold or the estimate comes first:",
        "limit": "Limit",
        "could": "Gives",
        "then": "Then",
        "no_limit": "no limit",
        "moving": "not told: what prices are held against moves too",
        "worth": "In the total, 1 point of {one} is worth {others}.",
        "worth_one": "{points} of {other}",
        "pairs": "Moves of weight from one to another, all others as they are, that change who "
        "is best:",
        "give": "From",
        "take": "To",
        "moved": "By",
        "others": "{count} other moves do not change who is best, however large.",
        "no_pair": "No move of weight between two changes who is best.",
        "nobody": "nobody passes",
        "unfit": "the scheme cannot be used",
        "at_it": "{there}, then {beyond}",
        "price_alone": "This scheme has no weights: the price that is compared decides alone, among "
        "those that pass.",
        "alone": "One criterion alone decides, so that there is no weight to move.",
        "quality_in_price": "The price that is compared changes with the points of quality here, so "
        "that exact limits of weights are not told.",
        "exact": "All limits are exact and not sampled; ≈ is rounded for reading, --json has the "
        "exact figures. < and >: the limit itself is not within.",
    },
}
