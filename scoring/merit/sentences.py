"""What the rules of sistem nilai say, in Indonesian and in English. Data, and no logic.

They join the tables of `scoring.sentences` and `scoring.finding_sentences`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scoring.rule_ids import RuleId

INDONESIAN_RULES: Final[Mapping[RuleId, str]] = {
    "formula.element.points.1": "jumlah ({marks:points}) = {result:points}",
    "formula.element.bands.1": "nilai {mark:points}, menurut rentang ({steps:bands}): {result:points}",
    "formula.element.mean-of-parts.1": "rata-rata ({marks:points}) / {scale:points} x {top:points} = {result:points}",
    "formula.element.mark-over-scale.1": "{mark:points} / {scale:points} x {top:points} = {result:points}",
    "formula.element.weighted-parts.1": "rata-rata ({marks:points}) berbobot ({weights:points}) / {scale:points} x {top:points} = {result:points}",
    "formula.element.min-max.1": "nilai {mark:points}, terendah {lowest:points}, tertinggi {highest:points}, yang {better} lebih baik: {result:points} dari {top:points}",
    "formula.element.panel-mean.1": "rata-rata angka para penilai ({marks:points}) / {scale:points} x {top:points} = {result:points}",
    "formula.element.panel-median.1": "median angka para penilai ({marks:points}) / {scale:points} x {top:points} = {result:points}",
    "formula.element.worst-treated.1": "terkecil dari ({marks:points}; batas {cap:points}) / {cap:points} x {top:points} = {result:points}",
    "formula.price.lowest-over-own.1": "terendah {lowest:rupiah} / {price:rupiah} x {top:points} = {result:points}",
    "formula.price.linear-distance.1": "(1 - ({price:rupiah} - {lowest:rupiah}) / {lowest:rupiah}) x {top:points} = {result:points} (di bawah nol: {below})",
    "formula.price.min-max.1": "({highest:rupiah} - {price:rupiah}) / ({highest:rupiah} - {lowest:rupiah}) x {top:points} = {result:points}",
    "formula.price.reference-distance.1": "(1 - {slope} x selisih {price:rupiah} dari acuan {reference:rupiah} / acuan) x {top:points} = {result:points} (dihitung: {counted})",
    "formula.evaluated.own-price.1": "harga {result:rupiah}",
    "formula.evaluated.quality-value.1": "{price:rupiah} - {per_point:rupiah} x nilai {quality:points} = {result:rupiah}",
    "formula.evaluated.features-coefficient.1": "{price:rupiah} / koefisien {coefficient} = {result:rupiah}",
    "formula.evaluated.life-cycle.1": "{price:rupiah} + biaya ({costs}) = {result:rupiah}",
    "formula.evaluated.preference-divided.1": "HEA: {price:rupiah} / (1 + KP {coefficient}) = {result:rupiah}",
    "formula.evaluated.preference-reduced.1": "HEA: (1 - KP {coefficient}) x {price:rupiah} = {result:rupiah}",
    "formula.evaluated.adjusted-margin.1": "{price:rupiah} + ({inside}) + ({beside}), ditambah {margin:percent} dari harga dan yang pertama, {burdened}, = {result:rupiah}",
    "formula.coefficient.features.1": "1 + {chosen} / (1 - {best}) = {result}",
    "formula.coefficient.local-content.1": "KP: TKDN {local_content:percent} x preferensi {margin:percent}, mulai TKDN {least:percent}, = {result}",
    "formula.reference.mean.1": "rata-rata harga {parts} = {result:rupiah}",
    "formula.reference.median.1": "median harga {parts} = {result:rupiah}",
    "formula.total.sum.1": "{parts} = {result:points}",
    "formula.total.weighted.1": "{weighted} = {result:points}",
    "formula.total.weighted-average.1": "({weighted}) / jumlah bobot ({weights:points}) = {result:points}",
    "formula.shortlist.top.1": "daftar pendek: {top} teratas menurut nilai teknis, yang sama {ties}: {result:code}",
    "merit.rounded": "{exact:points}, {rounding}, = {result:points}",
    "merit.promise-cost": "{unit_cost:rupiah} x jumlah ({promises:points}) x ({people:points}) orang = {result:rupiah}",
    "gate.undertaking": "{of:code} dinyatakan, {answer}: {result}",
    "gate.least": "{of:code} {value:points}, paling rendah {least:points}: {result}",
    "gate.ceiling": "harga {price:rupiah}, HPS {estimate:rupiah}: {result}",
    "gate.share-of-estimate": "harga {price:rupiah}, {share:percent} x HPS {estimate:rupiah}: {result}",
    "gate.promise-funded": "janji {element:code} sebesar {promise:points}, harga {line:code} {offered:rupiah}: {result}",
    "gate.promise-covered": "janji {element:code} perlu {required:rupiah}, harga {line:code} {offered:rupiah}: {result}",
    "threshold.element": "{element:code} {score:points}, ambang batas {least:points}: {result}",
    "threshold.total": "nilai teknis {quality:points}, ambang batas {least:points}: {result}",
    "merit.bid": "penawaran {bid:code}: {result}",
    "merit.order": "urutan, {better} lebih baik; nilai sama diputuskan menurut {ties}: {result:code}",
    "merit.result": "hasil: {result}",
}

ENGLISH_RULES: Final[Mapping[RuleId, str]] = {
    "formula.element.points.1": "sum of ({marks:points}) = {result:points}",
    "formula.element.bands.1": "value {mark:points}, by the bands ({steps:bands}): {result:points}",
    "formula.element.mean-of-parts.1": "mean of ({marks:points}) / {scale:points} x {top:points} = {result:points}",
    "formula.element.mark-over-scale.1": "{mark:points} / {scale:points} x {top:points} = {result:points}",
    "formula.element.weighted-parts.1": "mean of ({marks:points}) by weights ({weights:points}) / {scale:points} x {top:points} = {result:points}",
    "formula.element.min-max.1": "value {mark:points}, lowest {lowest:points}, highest {highest:points}, {better} is better: {result:points} of {top:points}",
    "formula.element.panel-mean.1": "mean of the members' marks ({marks:points}) / {scale:points} x {top:points} = {result:points}",
    "formula.element.panel-median.1": "median of the members' marks ({marks:points}) / {scale:points} x {top:points} = {result:points}",
    "formula.element.worst-treated.1": "least of ({marks:points}; cap {cap:points}) / {cap:points} x {top:points} = {result:points}",
    "formula.price.lowest-over-own.1": "lowest {lowest:rupiah} / {price:rupiah} x {top:points} = {result:points}",
    "formula.price.linear-distance.1": "(1 - ({price:rupiah} - {lowest:rupiah}) / {lowest:rupiah}) x {top:points} = {result:points} (below zero: {below})",
    "formula.price.min-max.1": "({highest:rupiah} - {price:rupiah}) / ({highest:rupiah} - {lowest:rupiah}) x {top:points} = {result:points}",
    "formula.price.reference-distance.1": "(1 - {slope} x distance of {price:rupiah} from {reference:rupiah} / the latter) x {top:points} = {result:points} (counted: {counted})",
    "formula.evaluated.own-price.1": "price {result:rupiah}",
    "formula.evaluated.quality-value.1": "{price:rupiah} - {per_point:rupiah} x quality {quality:points} = {result:rupiah}",
    "formula.evaluated.features-coefficient.1": "{price:rupiah} / coefficient {coefficient} = {result:rupiah}",
    "formula.evaluated.life-cycle.1": "{price:rupiah} + costs ({costs}) = {result:rupiah}",
    "formula.evaluated.preference-divided.1": "HEA: {price:rupiah} / (1 + KP {coefficient}) = {result:rupiah}",
    "formula.evaluated.preference-reduced.1": "HEA: (1 - KP {coefficient}) x {price:rupiah} = {result:rupiah}",
    "formula.evaluated.adjusted-margin.1": "{price:rupiah} + ({inside}) + ({beside}), with {margin:percent} of the price and the former, {burdened}, = {result:rupiah}",
    "formula.coefficient.features.1": "1 + {chosen} / (1 - {best}) = {result}",
    "formula.coefficient.local-content.1": "KP: local content {local_content:percent} x preference {margin:percent}, from {least:percent} of it on, = {result}",
    "formula.reference.mean.1": "mean of the prices {parts} = {result:rupiah}",
    "formula.reference.median.1": "median of the prices {parts} = {result:rupiah}",
    "formula.total.sum.1": "{parts} = {result:points}",
    "formula.total.weighted.1": "{weighted} = {result:points}",
    "formula.total.weighted-average.1": "({weighted}) / sum of the weights ({weights:points}) = {result:points}",
    "formula.shortlist.top.1": "shortlist: the best {top} by quality, those level with the last {ties}: {result:code}",
    "merit.rounded": "{exact:points}, {rounding}, = {result:points}",
    "merit.promise-cost": "{unit_cost:rupiah} x sum of ({promises:points}) x ({people:points}) people = {result:rupiah}",
    "gate.undertaking": "{of:code} declared, {answer}: {result}",
    "gate.least": "{of:code} {value:points}, at least {least:points}: {result}",
    "gate.ceiling": "price {price:rupiah}, estimate {estimate:rupiah}: {result}",
    "gate.share-of-estimate": "price {price:rupiah}, {share:percent} x estimate {estimate:rupiah}: {result}",
    "gate.promise-funded": "promise {element:code} of {promise:points}, price of {line:code} {offered:rupiah}: {result}",
    "gate.promise-covered": "promise {element:code} takes {required:rupiah}, price of {line:code} {offered:rupiah}: {result}",
    "threshold.element": "{element:code} {score:points}, threshold {least:points}: {result}",
    "threshold.total": "quality {quality:points}, threshold {least:points}: {result}",
    "merit.bid": "bid {bid:code}: {result}",
    "merit.order": "order, {better} is better; ties are decided by {ties}: {result:code}",
    "merit.result": "result: {result}",
}

INDONESIAN_WORDS: Final[Mapping[str, str]] = {
    "band": "mulai {least}: {points} poin",
    "not_shortlisted": "tidak masuk daftar pendek",
    "higher": "lebih tinggi",
    "lower": "lebih rendah",
    "in": "ikut",
    "out": "tidak ikut",
    "both": "keduanya",
    "dearer": "hanya yang di atas",
    "keep": "tetap",
    "zero": "nol",
    "quality": "nilai teknis",
    "price": "harga",
    "element": "unsur",
    "figure": "angka",
    "pay_above": "upah di atas yang wajib (persen)",
    "tenure_recognised": "pengakuan masa kerja (bulan)",
    "contract_length": "lama kontrak kerja (bulan)",
    "start_without_gap": "mulai kerja tanpa jeda (hari)",
    "training": "pelatihan (jam seorang setahun)",
}

ENGLISH_WORDS: Final[Mapping[str, str]] = {
    "band": "from {least}: {points} points",
    "not_shortlisted": "not shortlisted",
    "dearer": "only what is above",
    "keep": "kept",
    "pay_above": "pay above what is owed (percent)",
    "tenure_recognised": "recognised service (months)",
    "contract_length": "length of contract (months)",
    "start_without_gap": "a start without a gap (days)",
    "training": "training (hours a person a year)",
}

INDONESIAN_TOLD: Final[Mapping[str, Mapping[str, str]]] = {
    "gate.undertaking": {
        "pass": "{of:code} dinyatakan",
        "fail": "{of:code} tidak dinyatakan",
    },
    "gate.least": {
        "pass": "{of:code} {value:points}, tidak kurang dari {least:points}",
        "fail": "{of:code} {value:points}, kurang dari {least:points}",
    },
    "gate.ceiling": {
        "pass": "harga {price:rupiah} tidak melebihi HPS {estimate:rupiah}",
        "fail": "harga {price:rupiah} melebihi HPS {estimate:rupiah}",
    },
    "gate.share-of-estimate": {
        "pass": "harga {price:rupiah} tidak di bawah {share:percent} x HPS {estimate:rupiah}",
        "note": "harga {price:rupiah} di bawah {share:percent} x HPS {estimate:rupiah}, perlu dinilai kewajarannya",
        "fail": "harga {price:rupiah} di bawah {share:percent} x HPS {estimate:rupiah}",
    },
    "gate.promise-funded": {
        "pass": "janji {element:code} dibayar dari {line:code}, {offered:rupiah}",
        "fail": "janji {element:code} sebesar {promise:points} tidak dibayar dari {line:code}, {offered:rupiah}",
    },
    "gate.promise-covered": {
        "pass": "janji {element:code}, {required:rupiah}, dibayar penuh dari {line:code}, {offered:rupiah}",
        "fail": "janji {element:code} perlu {required:rupiah}, tidak dibayar penuh dari {line:code}, {offered:rupiah}",
    },
    "threshold.element": {
        "pass": "{element:code} {score:points}, mencapai ambang batas {least:points}",
        "fail": "{element:code} {score:points}, di bawah ambang batas {least:points}",
    },
    "threshold.total": {
        "pass": "nilai teknis {quality:points}, mencapai ambang batas {least:points}",
        "fail": "nilai teknis {quality:points}, di bawah ambang batas {least:points}",
    },
}
"""What was found, by rule and case."""

ENGLISH_TOLD: Final[Mapping[str, Mapping[str, str]]] = {
    "gate.undertaking": {
        "pass": "{of:code} is declared",
        "fail": "{of:code} is not declared",
    },
    "gate.least": {
        "pass": "{of:code} is {value:points}, not less than {least:points}",
        "fail": "{of:code} is {value:points}, less than {least:points}",
    },
    "gate.ceiling": {
        "pass": "the price {price:rupiah} is not above the estimate {estimate:rupiah}",
        "fail": "the price {price:rupiah} is above the estimate {estimate:rupiah}",
    },
    "gate.share-of-estimate": {
        "pass": "the price {price:rupiah} is not below {share:percent} x the estimate {estimate:rupiah}",
        "note": "the price {price:rupiah} is below {share:percent} x the estimate {estimate:rupiah}, whether it is reasonable has to be judged",
        "fail": "the price {price:rupiah} is below {share:percent} x the estimate {estimate:rupiah}",
    },
    "gate.promise-funded": {
        "pass": "the promise {element:code} is paid from {line:code}, {offered:rupiah}",
        "fail": "the promise {element:code} of {promise:points} is not paid from {line:code}, {offered:rupiah}",
    },
    "gate.promise-covered": {
        "pass": "the promise {element:code}, {required:rupiah}, is paid in full from {line:code}, {offered:rupiah}",
        "fail": "the promise {element:code} takes {required:rupiah} and is not paid in full from {line:code}, {offered:rupiah}",
    },
    "threshold.element": {
        "pass": "{element:code} has {score:points}, which reaches the threshold {least:points}",
        "fail": "{element:code} has {score:points}, below the threshold {least:points}",
    },
    "threshold.total": {
        "pass": "quality is {quality:points}, which reaches the threshold {least:points}",
        "fail": "quality is {quality:points}, below the threshold {least:points}",
    },
}
"""The same in English."""
