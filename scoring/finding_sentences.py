"""What each test found, case by case, in Indonesian and in English. Data, and no logic.

Which case a finding is, `rules.findings` says. A part of a sentence between commas
whose operand a finding lacks is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scoring import qualification_sentences as qualification
from scoring.merit import sentences as merit

Findings = Mapping[str, Mapping[str, str]]
"""By rule and case: what was found."""

INDONESIAN_FINDINGS: Final[Findings] = {
    "arithmetic.schedule": {
        "fail": "daftar kuantitas dan harga tidak dapat dikoreksi, {fault}: {item:code}",
        "whole": "daftar kuantitas dan harga tidak dapat dikoreksi, {fault}",
    },
    "eligibility.validity": {
        "unsaid": "masa berlaku penawaran tidak disebut, diminta {required} hari",
        "pass": "penawaran berlaku {offered} hari, diminta {required} hari",
        "fail": "penawaran berlaku {offered} hari, kurang dari {required} hari yang diminta",
    },
    "eligibility.declared": {
        "unsaid": "{requirement:code}: tidak dijawab",
        "no": "{requirement:code}: dinyatakan tidak dipenuhi",
        "pass": "{requirement:code}: dinyatakan dipenuhi",
    },
    "eligibility.attached": {
        "unsaid": "{requirement:code}: tidak dijawab",
        "no": "{requirement:code}: dinyatakan tidak ada",
        "unshown": "{requirement:code}: dinyatakan ada, tetapi tidak ada bukti yang ditunjuk",
        "pass": "{requirement:code}: dinyatakan ada, bukti {evidence:code}",
    },
    "eligibility.judged": {
        "unsaid": "{requirement:code}: tidak dijawab",
        "no": "{requirement:code}: dinyatakan tidak ada",
        "unshown": "{requirement:code}: dinyatakan ada, tetapi tidak ada bukti yang ditunjuk",
        "pending": "{requirement:code}: dinyatakan ada, bukti {evidence:code}, belum dinilai",
        "pass": "{requirement:code}: dinyatakan ada dan terbukti, {seen:code}",
        "fail": "{requirement:code}: dinyatakan ada, tetapi bukti yang ditunjuk tidak membuktikannya, {evidence:code}, alasan {reason:code}",
    },
    "eligibility.proof": {
        "pending": "pembuktian kualifikasi belum dilakukan",
        "pass": "kualifikasi terbukti pada dokumen asli",
        "not_proved": "kualifikasi tidak terbukti pada dokumen asli, alasan {reason:code}",
        "absent": "tidak hadir pada pembuktian kualifikasi, alasan {reason:code}",
    },
    **qualification.INDONESIAN_TOLD,
    "commitments.made": {
        "pass": "penawaran memuat komitmen kepada pekerja",
        "fail": "penawaran tidak memuat komitmen kepada pekerja",
    },
    "commitments.offer-to-all": {
        "pass": "menjanjikan penawaran kerja kepada setiap pekerja saat ini yang memenuhi syarat",
        "fail": "tidak menjanjikan penawaran kerja kepada setiap pekerja saat ini yang memenuhi syarat",
    },
    "commitments.published-order": {
        "pass": "menjanjikan penawaran kerja menurut urutan yang diumumkan",
        "fail": "tidak menjanjikan penawaran kerja menurut urutan yang diumumkan",
    },
    "commitments.pay": {
        "unsaid": "upah {post:code} tidak dijanjikan dengan satu angka, paling rendah {floor:rupiah}",
        "pass": "upah {post:code} dijanjikan {promised:rupiah}, paling rendah {floor:rupiah}",
        "fail": "upah {post:code} dijanjikan {promised:rupiah}, di bawah {floor:rupiah}",
    },
    "commitments.keep-higher-pay": {
        "promised": "menjanjikan bahwa upah yang kini lebih tinggi tidak diturunkan",
        "needless": "upah yang dijanjikan tidak lebih rendah dari upah siapa pun kini",
        "fail": "tidak menjanjikan bahwa upah yang kini lebih tinggi tidak diturunkan, pada {earn_more:code}",
    },
    "commitments.insurance": {
        "pass": "{programme} dijanjikan",
        "fail": "{programme} tidak dijanjikan",
    },
    "commitments.holiday-allowance": {
        "pass": "THR dijanjikan",
        "fail": "THR tidak dijanjikan",
    },
    "commitments.compensation": {
        "pass": "uang kompensasi PKWT dijanjikan",
        "fail": "uang kompensasi PKWT tidak dijanjikan",
    },
    "commitments.transfer-clause": {
        "pass": "klausul pengalihan pelindungan hak dijanjikan",
        "fail": "klausul pengalihan pelindungan hak tidak dijanjikan",
    },
    "commitments.lawful-deductions": {
        "pass": "menjanjikan tidak ada potongan selain yang sah",
        "fail": "tidak menjanjikan bahwa tidak ada potongan selain yang sah",
    },
    "commitments.no-dismissal": {
        "pass": "menjanjikan tidak ada pemutusan hubungan kerja tanpa sebab",
        "fail": "tidak menjanjikan bahwa tidak ada pemutusan hubungan kerja tanpa sebab",
    },
    "commitments.funded": {
        "pass": "janji {promise:code} memerlukan {required:rupiah}, harga “{price:code}” menyediakan {offered:rupiah}",
        "fail": "janji {promise:code} memerlukan {required:rupiah}, tetapi harga “{price:code}” hanya menyediakan {offered:rupiah}",
    },
    "commitments.funded-package": {
        "pass": "semua janji memerlukan {required:rupiah}, harga sebelum PPN {offered:rupiah}",
        "fail": "semua janji memerlukan {required:rupiah}, tetapi harga sebelum PPN hanya {offered:rupiah}",
    },
    "commitments.graded-funded": {
        "pass": "janji {promise:code} memerlukan {required:rupiah}, harga “{price:code}” menyediakan {offered:rupiah}",
        "fail": "janji {promise:code} memerlukan {required:rupiah}, tetapi harga “{price:code}” hanya menyediakan {offered:rupiah}",
    },
    "price.above-estimate": {
        "pass": "harga terkoreksi {price:rupiah} tidak melebihi HPS {estimate:rupiah}",
        "fail": "harga terkoreksi {price:rupiah} melebihi HPS {estimate:rupiah}",
    },
    "price.fixed": {
        "unsaid": "{item:code}: tidak dikompetisikan, ditetapkan {fixed:rupiah}, tetapi tanpa harga",
        "pass": "{item:code}: tidak dikompetisikan, ditawarkan {offered:rupiah} seperti ditetapkan",
        "note": "{item:code}: tidak dikompetisikan, ditetapkan {fixed:rupiah}, ditawarkan lebih tinggi, {offered:rupiah}",
        "fail": "{item:code}: tidak dikompetisikan, ditetapkan {fixed:rupiah}, tetapi ditawarkan {offered:rupiah}",
    },
    "price.labour-floor": {
        "pass": "{items:code}: ditawarkan {offered:rupiah}, paling rendah {required:rupiah}",
        "fail": "{items:code}: ditawarkan {offered:rupiah}, kurang dari {required:rupiah} yang wajib",
    },
    "price.labour-floor-package": {
        "pass": "harga sebelum PPN {offered:rupiah} menutup biaya tenaga kerja wajib {required:rupiah}",
        "fail": "harga sebelum PPN {offered:rupiah} tidak menutup biaya tenaga kerja wajib {required:rupiah}",
    },
    "price.fee-minimum": {
        "pass": "imbalan jasa {fee:rupiah}, paling rendah {share:percent} x {base:rupiah}",
        "fail": "imbalan jasa {fee:rupiah}, kurang dari {share:percent} x {base:rupiah}",
    },
    "price.reasonableness": {
        "pass": "harga {price:rupiah} tidak di bawah {share:percent} x HPS {estimate:rupiah}",
        "pending": "harga {price:rupiah} di bawah {share:percent} x HPS {estimate:rupiah}, kewajarannya belum dinilai",
        "accepted": "harga {price:rupiah} di bawah {share:percent} x HPS {estimate:rupiah}, dinilai wajar, tidak kurang dari harga yang disusun kembali {rebuilt:rupiah}, alasan {reason:code}, jaminan pelaksanaan dihitung dari HPS",
        "rejected": "harga {price:rupiah} di bawah {share:percent} x HPS {estimate:rupiah}, dinilai tidak wajar, kurang dari harga yang disusun kembali {rebuilt:rupiah}, alasan {reason:code}",
    },
    "price.imbalance": {
        "pass": "{item:code}: harga satuan {offered:rupiah} tidak melebihi {share:percent} x {estimate:rupiah}",
        "pending": "{item:code}: harga satuan {offered:rupiah} melebihi {share:percent} x {estimate:rupiah}, belum dinilai",
        "accepted": "{item:code}: harga satuan {offered:rupiah} melebihi {share:percent} x {estimate:rupiah}, penjelasannya diterima, alasan {reason:code}",
        "rejected": "{item:code}: harga satuan {offered:rupiah} melebihi {share:percent} x {estimate:rupiah}, penjelasannya ditolak, alasan {reason:code}, harga itu hanya berlaku untuk volume dalam daftar",
    },
    "ranking.not-reached": {
        "note": "tidak dievaluasi, sebab {lowest} penawaran yang lebih rendah bertahan",
    },
    "opening.unopenable": {"fail": "penawaran tidak dapat dibuka"},
    **merit.INDONESIAN_TOLD,
}
"""What a test found, as officers and bidders read it."""

ENGLISH_FINDINGS: Final[Findings] = {
    "arithmetic.schedule": {
        "fail": "the price schedule cannot be corrected, {fault}: {item:code}",
        "whole": "the price schedule cannot be corrected, {fault}",
    },
    "eligibility.validity": {
        "unsaid": "the bid does not say how long it stands, {required} days are asked",
        "pass": "the bid stands for {offered} days, {required} are asked",
        "fail": "the bid stands for {offered} days, less than the {required} asked",
    },
    "eligibility.declared": {
        "unsaid": "{requirement:code}: not answered",
        "no": "{requirement:code}: declared not met",
        "pass": "{requirement:code}: declared met",
    },
    "eligibility.attached": {
        "unsaid": "{requirement:code}: not answered",
        "no": "{requirement:code}: declared not there",
        "unshown": "{requirement:code}: declared to be there, but no evidence is pointed at",
        "pass": "{requirement:code}: declared to be there, evidence {evidence:code}",
    },
    "eligibility.judged": {
        "unsaid": "{requirement:code}: not answered",
        "no": "{requirement:code}: declared not there",
        "unshown": "{requirement:code}: declared to be there, but no evidence is pointed at",
        "pending": "{requirement:code}: declared to be there, evidence {evidence:code}, not judged yet",
        "pass": "{requirement:code}: declared to be there and proved, {seen:code}",
        "fail": "{requirement:code}: declared to be there, but what is pointed at does not prove it, {evidence:code}, reason {reason:code}",
    },
    "eligibility.proof": {
        "pending": "the proof of qualification has not taken place",
        "pass": "the qualification was proved by the originals",
        "not_proved": "the qualification was not proved by the originals, reason {reason:code}",
        "absent": "did not come to the proof of qualification, reason {reason:code}",
    },
    **qualification.ENGLISH_TOLD,
    "commitments.made": {
        "pass": "the bid has commitments to workers",
        "fail": "the bid has no commitments to workers",
    },
    "commitments.offer-to-all": {
        "pass": "promises an offer of work to every qualified incumbent",
        "fail": "does not promise an offer of work to every qualified incumbent",
    },
    "commitments.published-order": {
        "pass": "promises offers of work in the published order",
        "fail": "does not promise offers of work in the published order",
    },
    "commitments.pay": {
        "unsaid": "the pay of {post:code} is not promised by one figure, at least {floor:rupiah}",
        "pass": "the pay of {post:code} is promised at {promised:rupiah}, at least {floor:rupiah}",
        "fail": "the pay of {post:code} is promised at {promised:rupiah}, below {floor:rupiah}",
    },
    "commitments.keep-higher-pay": {
        "promised": "promises that nobody who earns more today is paid less",
        "needless": "the pay promised is no less than anybody's pay today",
        "fail": "does not promise that nobody who earns more today is paid less, as do {earn_more:code}",
    },
    "commitments.insurance": {
        "pass": "{programme} is promised",
        "fail": "{programme} is not promised",
    },
    "commitments.holiday-allowance": {
        "pass": "the holiday allowance is promised",
        "fail": "the holiday allowance is not promised",
    },
    "commitments.compensation": {
        "pass": "the compensation is promised",
        "fail": "the compensation is not promised",
    },
    "commitments.transfer-clause": {
        "pass": "the transfer clause is promised",
        "fail": "the transfer clause is not promised",
    },
    "commitments.lawful-deductions": {
        "pass": "promises no deduction but the lawful ones",
        "fail": "does not promise that there is no deduction but the lawful ones",
    },
    "commitments.no-dismissal": {
        "pass": "promises no dismissal without cause",
        "fail": "does not promise that there is no dismissal without cause",
    },
    "commitments.funded": {
        "pass": "the promise of {promise:code} takes {required:rupiah}, the price of “{price:code}” pays {offered:rupiah}",
        "fail": "the promise of {promise:code} takes {required:rupiah}, but the price of “{price:code}” pays {offered:rupiah} only",
    },
    "commitments.funded-package": {
        "pass": "all promises take {required:rupiah}, the price before VAT is {offered:rupiah}",
        "fail": "all promises take {required:rupiah}, but the price before VAT is {offered:rupiah} only",
    },
    "commitments.graded-funded": {
        "pass": "the promise of {promise:code} takes {required:rupiah}, the price of “{price:code}” pays {offered:rupiah}",
        "fail": "the promise of {promise:code} takes {required:rupiah}, but the price of “{price:code}” pays {offered:rupiah} only",
    },
    "price.above-estimate": {
        "pass": "the corrected price {price:rupiah} is not above the estimate {estimate:rupiah}",
        "fail": "the corrected price {price:rupiah} is above the estimate {estimate:rupiah}",
    },
    "price.fixed": {
        "unsaid": "{item:code}: not competed, fixed at {fixed:rupiah}, but without a price",
        "pass": "{item:code}: not competed, offered at {offered:rupiah} as fixed",
        "note": "{item:code}: not competed, fixed at {fixed:rupiah}, offered at more, {offered:rupiah}",
        "fail": "{item:code}: not competed, fixed at {fixed:rupiah}, but offered at {offered:rupiah}",
    },
    "price.labour-floor": {
        "pass": "{items:code}: offered {offered:rupiah}, at least {required:rupiah}",
        "fail": "{items:code}: offered {offered:rupiah}, less than the {required:rupiah} owed",
    },
    "price.labour-floor-package": {
        "pass": "the price before VAT {offered:rupiah} pays for the mandatory labour cost {required:rupiah}",
        "fail": "the price before VAT {offered:rupiah} does not pay for the mandatory labour cost {required:rupiah}",
    },
    "price.fee-minimum": {
        "pass": "the fee is {fee:rupiah}, at least {share:percent} x {base:rupiah}",
        "fail": "the fee is {fee:rupiah}, less than {share:percent} x {base:rupiah}",
    },
    "price.reasonableness": {
        "pass": "the price {price:rupiah} is not below {share:percent} x the estimate {estimate:rupiah}",
        "pending": "the price {price:rupiah} is below {share:percent} x the estimate {estimate:rupiah}, not judged yet",
        "accepted": "the price {price:rupiah} is below {share:percent} x the estimate {estimate:rupiah}, found reasonable, no less than the price built up again {rebuilt:rupiah}, reason {reason:code}, the performance bond is reckoned on the estimate",
        "rejected": "the price {price:rupiah} is below {share:percent} x the estimate {estimate:rupiah}, found unreasonable, less than the price built up again {rebuilt:rupiah}, reason {reason:code}",
    },
    "price.imbalance": {
        "pass": "{item:code}: the unit price {offered:rupiah} is not above {share:percent} x {estimate:rupiah}",
        "pending": "{item:code}: the unit price {offered:rupiah} is above {share:percent} x {estimate:rupiah}, not judged yet",
        "accepted": "{item:code}: the unit price {offered:rupiah} is above {share:percent} x {estimate:rupiah}, the explanation is accepted, reason {reason:code}",
        "rejected": "{item:code}: the unit price {offered:rupiah} is above {share:percent} x {estimate:rupiah}, the explanation is rejected, reason {reason:code}, the price holds for the quantity in the bill only",
    },
    "ranking.not-reached": {
        "note": "not evaluated, for {lowest} lower bids stand",
    },
    "opening.unopenable": {"fail": "the bid could not be opened"},
    **merit.ENGLISH_TOLD,
}
"""The same in English."""
