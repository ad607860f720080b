"""What the rules of sistem nilai say, in Indonesian and in English. Data, and no logic.

They join the tables of `scoring.sentences` and `scoring.finding_sentences`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scoring.rule_ids import RuleId

INDONESIAN_RULES: Final[Mapping[RuleId, str]] = {
    "formula.element.points.1": "jumlah ({marks}) = {result}",
    "formula.element.bands.1": "nilai {mark}, rentang {steps:code} (mulai:angka): {result}",
    "formula.element.mean-of-parts.1": "rata-rata ({marks}) / {scale} x {top} = {result}",
    "formula.element.mark-over-scale.1": "{mark} / {scale} x {top} = {result}",
    "formula.element.weighted-parts.1": "rata-rata ({marks}) berbobot ({weights}) / {scale} x {top} = {result}",
    "formula.element.min-max.1": "nilai {mark}, terendah {lowest}, tertinggi {highest}, yang {better} lebih baik: {result} dari {top}",
    "formula.element.panel-mean.1": "rata-rata angka para penilai ({marks}) / {scale} x {top} = {result}",
    "formula.element.panel-median.1": "median angka para penilai ({marks}) / {scale} x {top} = {result}",
    "formula.element.worst-treated.1": "janji terkecil dari ({marks}), paling banyak {cap}, / {cap} x {top} = {result}",
    "formula.price.lowest-over-own.1": "terendah {lowest:rupiah} / {price:rupiah} x {top} = {result}",
    "formula.price.linear-distance.1": "(1 - ({price:rupiah} - {lowest:rupiah}) / {lowest:rupiah}) x {top} = {result} (di bawah nol: {below})",
    "formula.price.min-max.1": "({highest:rupiah} - {price:rupiah}) / ({highest:rupiah} - {lowest:rupiah}) x {top} = {result}",
    "formula.price.reference-distance.1": "(1 - {slope} x selisih {price:rupiah} dari acuan {reference:rupiah} / acuan) x {top} = {result} (dihitung: {counted})",
    "formula.evaluated.own-price.1": "harga {result:rupiah}",
    "formula.evaluated.quality-value.1": "{price:rupiah} - {per_point:rupiah} x nilai {quality} = {result:rupiah}",
    "formula.evaluated.features-coefficient.1": "{price:rupiah} / koefisien {coefficient} = {result:rupiah}",
    "formula.evaluated.life-cycle.1": "{price:rupiah} + biaya ({costs}) = {result:rupiah}",
    "formula.evaluated.preference-divided.1": "HEA: {price:rupiah} / (1 + KP {coefficient}) = {result:rupiah}",
    "formula.evaluated.preference-reduced.1": "HEA: (1 - KP {coefficient}) x {price:rupiah} = {result:rupiah}",
    "formula.evaluated.adjusted-margin.1": "{price:rupiah} + ({inside}) + ({beside}), ditambah {margin:percent} dari harga dan yang pertama, {burdened}, = {result:rupiah}",
    "formula.coefficient.features.1": "1 + {chosen} / (1 - {best}) = {result}",
    "formula.coefficient.local-content.1": "KP: TKDN {local_content:percent} x preferensi {margin:percent}, mulai TKDN {least:percent}, = {result}",
    "formula.reference.mean.1": "rata-rata harga {parts} = {result:rupiah}",
    "formula.reference.median.1": "median harga {parts} = {result:rupiah}",
    "formula.total.sum.1": "{parts} = {result}",
    "formula.total.weighted.1": "nilai {parts} dikali bobot ({weights}) = {result}",
    "formula.total.weighted-average.1": "rata-rata nilai {parts} menurut bobot ({weights}) = {result}",
    "formula.shortlist.top.1": "daftar pendek: {top} teratas menurut nilai teknis, yang sama {ties}: {result:code}",
    "merit.rounded": "{exact} dibulatkan menjadi {result} ({rounding})",
    "gate.undertaking": "{of:code} dinyatakan, {answer}: {result}",
    "gate.least": "{of:code} {value}, paling rendah {least}: {result}",
    "gate.ceiling": "harga {price:rupiah}, HPS {estimate:rupiah}: {result}",
    "gate.share-of-estimate": "harga {price:rupiah}, {share:percent} x HPS {estimate:rupiah}: {result}",
    "gate.promise-funded": "janji {element:code} sebesar {promise}, harga {line:code} {offered:rupiah}: {result}",
    "threshold.element": "{element:code} {score}, ambang batas {least}: {result}",
    "threshold.total": "nilai teknis {quality}, ambang batas {least}: {result}",
    "merit.bid": "penawaran {bid:code}: {result}",
    "merit.order": "urutan, {better} lebih baik; nilai sama diputuskan menurut {ties}: {result:code}",
    "merit.result": "hasil: {result}",
}

ENGLISH_RULES: Final[Mapping[RuleId, str]] = {
    "formula.element.points.1": "sum of ({marks}) = {result}",
    "formula.element.bands.1": "value {mark}, bands {steps:code} (from:points): {result}",
    "formula.element.mean-of-parts.1": "mean of ({marks}) / {scale} x {top} = {result}",
    "formula.element.mark-over-scale.1": "{mark} / {scale} x {top} = {result}",
    "formula.element.weighted-parts.1": "mean of ({marks}) by weights ({weights}) / {scale} x {top} = {result}",
    "formula.element.min-max.1": "value {mark}, lowest {lowest}, highest {highest}, {better} is better: {result} of {top}",
    "formula.element.panel-mean.1": "mean of the members' marks ({marks}) / {scale} x {top} = {result}",
    "formula.element.panel-median.1": "median of the members' marks ({marks}) / {scale} x {top} = {result}",
    "formula.element.worst-treated.1": "least promise of ({marks}), at most {cap}, / {cap} x {top} = {result}",
    "formula.price.lowest-over-own.1": "lowest {lowest:rupiah} / {price:rupiah} x {top} = {result}",
    "formula.price.linear-distance.1": "(1 - ({price:rupiah} - {lowest:rupiah}) / {lowest:rupiah}) x {top} = {result} (below zero: {below})",
    "formula.price.min-max.1": "({highest:rupiah} - {price:rupiah}) / ({highest:rupiah} - {lowest:rupiah}) x {top} = {result}",
    "formula.price.reference-distance.1": "(1 - {slope} x distance of {price:rupiah} from {reference:rupiah} / the latter) x {top} = {result} (counted: {counted})",
    "formula.evaluated.own-price.1": "price {result:rupiah}",
    "formula.evaluated.quality-value.1": "{price:rupiah} - {per_point:rupiah} x quality {quality} = {result:rupiah}",
    "formula.evaluated.features-coefficient.1": "{price:rupiah} / coefficient {coefficient} = {result:rupiah}",
    "formula.evaluated.life-cycle.1": "{price:rupiah} + costs ({costs}) = {result:rupiah}",
    "formula.evaluated.preference-divided.1": "HEA: {price:rupiah} / (1 + KP {coefficient}) = {result:rupiah}",
    "formula.evaluated.preference-reduced.1": "HEA: (1 - KP {coefficient}) x {price:rupiah} = {result:rupiah}",
    "formula.evaluated.adjusted-margin.1": "{price:rupiah} + ({inside}) + ({beside}), with {margin:percent} of the price and the former, {burdened}, = {result:rupiah}",
    "formula.coefficient.features.1": "1 + {chosen} / (1 - {best}) = {result}",
    "formula.coefficient.local-content.1": "KP: local content {local_content:percent} x preference {margin:percent}, from {least:percent} of it on, = {result}",
    "formula.reference.mean.1": "mean of the prices {parts} = {result:rupiah}",
    "formula.reference.median.1": "median of the prices {parts} = {result:rupiah}",
    "formula.total.sum.1": "{parts} = {result}",
    "formula.total.weighted.1": "scores {parts} times weights ({weights}) = {result}",
    "formula.total.weighted-average.1": "mean of the scores {parts} by weights ({weights}) = {result}",
    "formula.shortlist.top.1": "shortlist: the best {top} by quality, those level with the last {ties}: {result:code}",
    "merit.rounded": "{exact} rounded to {result} ({rounding})",
    "gate.undertaking": "{of:code} declared, {answer}: {result}",
    "gate.least": "{of:code} {value}, at least {least}: {result}",
    "gate.ceiling": "price {price:rupiah}, estimate {estimate:rupiah}: {result}",
    "gate.share-of-estimate": "price {price:rupiah}, {share:percent} x estimate {estimate:rupiah}: {result}",
    "gate.promise-funded": "promise {element:code} of {promise}, price of {line:code} {offered:rupiah}: {result}",
    "threshold.element": "{element:code} {score}, threshold {least}: {result}",
    "threshold.total": "quality {quality}, threshold {least}: {result}",
    "merit.bid": "bid {bid:code}: {result}",
    "merit.order": "order, {better} is better; ties are decided by {ties}: {result:code}",
    "merit.result": "result: {result}",
}

INDONESIAN_WORDS: Final[Mapping[str, str]] = {
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
}

ENGLISH_WORDS: Final[Mapping[str, str]] = {
    "not_shortlisted": "not shortlisted",
    "dearer": "only what is above",
    "keep": "kept",
}

INDONESIAN_TOLD: Final[Mapping[str, Mapping[str, str]]] = {
    "gate.undertaking": {
        "pass": "{of:code} dinyatakan",
        "fail": "{of:code} tidak dinyatakan",
    },
    "gate.least": {
        "pass": "{of:code} {value}, tidak kurang dari {least}",
        "fail": "{of:code} {value}, kurang dari {least}",
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
        "fail": "janji {element:code} sebesar {promise} tidak dibayar dari {line:code}, {offered:rupiah}",
    },
    "threshold.element": {
        "pass": "{element:code} {score}, mencapai ambang batas {least}",
        "fail": "{element:code} {score}, di bawah ambang batas {least}",
    },
    "threshold.total": {
        "pass": "nilai teknis {quality}, mencapai ambang batas {least}",
        "fail": "nilai teknis {quality}, di bawah ambang batas {least}",
    },
}
"""What was found, by rule and case."""

ENGLISH_TOLD: Final[Mapping[str, Mapping[str, str]]] = {
    "gate.undertaking": {
        "pass": "{of:code} is declared",
        "fail": "{of:code} is not declared",
    },
    "gate.least": {
        "pass": "{of:code} is {value}, not less than {least}",
        "fail": "{of:code} is {value}, less than {least}",
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
        "fail": "the promise {element:code} of {promise} is not paid from {line:code}, {offered:rupiah}",
    },
    "threshold.element": {
        "pass": "{element:code} has {score}, which reaches the threshold {least}",
        "fail": "{element:code} has {score}, below the threshold {least}",
    },
    "threshold.total": {
        "pass": "quality is {quality}, which reaches the threshold {least}",
        "fail": "quality is {quality}, below the threshold {least}",
    },
}
"""The same in English."""
