"""What the rules of facts say, in Indonesian and in English. Data, and no logic.

They join the tables of `scoring.sentences` and `scoring.finding_sentences`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scoring.rule_ids import RuleId

INDONESIAN_RULES: Final[Mapping[RuleId, str]] = {
    "qualification.kbli": "{requirement:code}, KBLI {asked:code}, terdaftar {found:code}, {issuer} per {as_of}, fakta sejak {oldest}: {result}",
    "qualification.operating-licence": "{requirement:code}, izin {service:code} di {province:code} sampai {through}, ada {services:code} di {provinces:code} sampai {until}, {issuer} per {as_of}, fakta sejak {oldest}: {result}",
    "qualification.legal-form": "{requirement:code}, bentuk {asked:code}, ternyata {found:code}, {issuer} per {as_of}, fakta sejak {oldest}: {result}",
    "qualification.tax": "{requirement:code}, SPT tahun {asked:code}, terkonfirmasi {confirmed}, SPT terakhir {found:code}, {issuer} per {as_of}, fakta sejak {oldest}: {result}",
    "qualification.contracts": "kontrak selesai {completed:code}, sejak {since} sampai {until}: {result}",
    "qualification.exempt": "usaha {size}, berdiri {founded}, sesudah {after}, paket {package:rupiah}, paling tinggi {up_to:rupiah}: {result}",
    "qualification.experience": "{requirement:code}, kontrak {counted}, paling sedikit {at_least}, pengecualian {exempt}, {issuer} per {as_of}, {firm_issuer} per {firm_as_of}, fakta sejak {oldest}: {result}",
    "qualification.capacity-small": "sisa kemampuan paket: {basic} - {under_way} = {result}",
    "qualification.capacity-others": "sisa kemampuan paket: terbesar dari {least} dan {factor} x {most_at_once}, dikurangi {under_way}: {result}",
    "qualification.capacity": "{requirement:code}, usaha {size}, sisa {remaining}, paling sedikit {at_least}, {issuer} per {as_of}, {firm_issuer} per {firm_as_of}, fakta sejak {oldest}: {result}",
    "qualification.blacklist": "{requirement:code}, tercantum {listed}, {issuer} per {as_of}, fakta sejak {oldest}: {result}",
    "qualification.independent": "{requirement:code}, pemegang {holders:code}, sesuai {agrees}, {issuer} per {as_of}, fakta sejak {oldest}: {result}",
    "qualification.shared-holder": "{requirement:code}, {holder:code} ({roles:code} {share:percent}) = {other_holder:code} pada {rival:code} ({other_roles:code} {other_share:percent}), batas saham {limit:percent}, {issuer} per {as_of}: {result}",
}

INDONESIAN_TOLD: Final[Mapping[str, Mapping[str, str]]] = {
    "qualification.kbli": {
        "pending": "{requirement:code}: belum dilihat pada penerbitnya",
        "stale": "{requirement:code}: fakta dari {issuer} per {as_of} lebih lama dari yang diizinkan, sejak {oldest}",
        "pass": "{requirement:code}: terdaftar untuk KBLI {found:code}, menurut {issuer} per {as_of}",
        "fail": "{requirement:code}: tidak terdaftar untuk KBLI {asked:code}, terdaftar {found:code}, menurut {issuer} per {as_of}",
    },
    "qualification.operating-licence": {
        "pending": "{requirement:code}: belum dilihat pada penerbitnya",
        "stale": "{requirement:code}: fakta dari {issuer} per {as_of} lebih lama dari yang diizinkan, sejak {oldest}",
        "pass": "{requirement:code}: izin operasional {services:code} di {provinces:code}, berlaku sampai {until}, menurut {issuer} per {as_of}",
        "fail": "{requirement:code}: tidak ada izin operasional {service:code} di {province:code} yang berlaku sampai {through}, ada {services:code} di {provinces:code} sampai {until}, menurut {issuer} per {as_of}",
    },
    "qualification.legal-form": {
        "pending": "{requirement:code}: belum dilihat pada penerbitnya",
        "stale": "{requirement:code}: fakta dari {issuer} per {as_of} lebih lama dari yang diizinkan, sejak {oldest}",
        "pass": "{requirement:code}: berbentuk {found:code}, menurut {issuer} per {as_of}",
        "fail": "{requirement:code}: berbentuk {found:code}, diminta {asked:code}, menurut {issuer} per {as_of}",
    },
    "qualification.tax": {
        "pending": "{requirement:code}: belum dilihat pada penerbitnya",
        "stale": "{requirement:code}: fakta dari {issuer} per {as_of} lebih lama dari yang diizinkan, sejak {oldest}",
        "pass": "{requirement:code}: status pajak terkonfirmasi, SPT terakhir {found:code}, menurut {issuer} per {as_of}",
        "fail": "{requirement:code}: status pajak terkonfirmasi {confirmed}, SPT terakhir {found:code}, diminta {asked:code}, menurut {issuer} per {as_of}",
    },
    "qualification.experience": {
        "firm": "{requirement:code}: tahun berdiri dan skala usaha belum dilihat pada penerbitnya, atau terlalu lama yang lalu",
        "pending": "{requirement:code}: belum dilihat pada penerbitnya",
        "stale": "{requirement:code}: fakta dari {issuer} per {as_of} lebih lama dari yang diizinkan, sejak {oldest}",
        "pass": "{requirement:code}: {counted} kontrak selesai, diminta {at_least}, menurut {issuer} per {as_of}",
        "fail": "{requirement:code}: {counted} kontrak selesai, diminta {at_least}, menurut {issuer} per {as_of}",
        "exempt": "{requirement:code}: dikecualikan sebagai usaha kecil yang baru berdiri, menurut {firm_issuer} per {firm_as_of}",
    },
    "qualification.capacity": {
        "firm": "{requirement:code}: tahun berdiri dan skala usaha belum dilihat pada penerbitnya, atau terlalu lama yang lalu",
        "pending": "{requirement:code}: belum dilihat pada penerbitnya",
        "stale": "{requirement:code}: fakta dari {issuer} per {as_of} lebih lama dari yang diizinkan, sejak {oldest}",
        "pass": "{requirement:code}: sisa kemampuan {remaining} paket, diminta {at_least}, menurut {issuer} per {as_of}",
        "fail": "{requirement:code}: sisa kemampuan {remaining} paket, diminta {at_least}, menurut {issuer} per {as_of}",
        "not_small": "{requirement:code}: bukan usaha kecil, melainkan usaha {size}, menurut {firm_issuer} per {firm_as_of}",
    },
    "qualification.blacklist": {
        "pending": "{requirement:code}: belum dilihat pada penerbitnya",
        "stale": "{requirement:code}: fakta dari {issuer} per {as_of} lebih lama dari yang diizinkan, sejak {oldest}",
        "pass": "{requirement:code}: tidak tercantum dalam daftar hitam, menurut {issuer} per {as_of}",
        "fail": "{requirement:code}: tercantum dalam daftar hitam, menurut {issuer} per {as_of}",
    },
    "qualification.independent": {
        "pending": "{requirement:code}: belum dilihat pada penerbitnya",
        "stale": "{requirement:code}: fakta dari {issuer} per {as_of} lebih lama dari yang diizinkan, sejak {oldest}",
        "pass": "{requirement:code}: pemegang saham dan pengurus dinyatakan seperti pada penerbit, menurut {issuer} per {as_of}",
        "fail": "{requirement:code}: pemegang saham dan pengurus yang dinyatakan tidak sama dengan yang ada pada penerbit, menurut {issuer} per {as_of}",
        "undeclared": "{requirement:code}: pemegang saham dan pengurus tidak dinyatakan",
    },
    "qualification.shared-holder": {
        "pass": "{requirement:code}: {holder:code} dan {other_holder:code} pada {rival:code} satu orang atau badan, tanpa jabatan di keduanya dan tanpa lebih dari {limit:percent} saham di keduanya, menurut {issuer} per {as_of}",
        "fail": "{requirement:code}: benturan kepentingan dengan {rival:code}, {holder:code} ({roles:code} {share:percent}) dan {other_holder:code} ({other_roles:code} {other_share:percent}) satu orang atau badan, menurut {issuer} per {as_of}",
    },
}

INDONESIAN_WORDS: Final[Mapping[str, str]] = {
    "guard_supply": "penyediaan tenaga pengamanan",
    "limited_company": "perseroan terbatas",
    "cooperative": "koperasi",
    "foundation": "yayasan",
    "limited_partnership": "persekutuan komanditer",
    "partnership": "firma",
    "sole_trader": "usaha perorangan",
    "micro": "mikro",
    "small": "kecil",
    "medium": "menengah",
    "large": "besar",
    "owner": "pemegang saham",
    "director": "direksi",
    "commissioner": "dewan komisaris",
    "key_person": "personel inti",
}

INDONESIAN_KINDS: Final[Mapping[str, str]] = {
    "kbli": "KBLI",
    "operating_licence": "izin operasional",
    "legal_form": "bentuk usaha",
    "tax": "pajak",
    "experience": "pengalaman",
    "firm": "tahun berdiri dan skala usaha",
    "capacity": "sisa kemampuan paket",
    "blacklist": "daftar hitam",
    "holders": "pemegang saham dan pengurus",
}
"""What each kind of fact is called."""

ENGLISH_RULES: Final[Mapping[RuleId, str]] = {
    "qualification.kbli": "{requirement:code}, KBLI {asked:code}, registered {found:code}, {issuer} as of {as_of}, facts from {oldest}: {result}",
    "qualification.operating-licence": "{requirement:code}, licence of {service:code} in {province:code} to {through}, there is {services:code} in {provinces:code} to {until}, {issuer} as of {as_of}, facts from {oldest}: {result}",
    "qualification.legal-form": "{requirement:code}, form {asked:code}, found {found:code}, {issuer} as of {as_of}, facts from {oldest}: {result}",
    "qualification.tax": "{requirement:code}, return of {asked:code}, confirmed {confirmed}, last return {found:code}, {issuer} as of {as_of}, facts from {oldest}: {result}",
    "qualification.contracts": "contracts completed {completed:code}, from {since} to {until}: {result}",
    "qualification.exempt": "{size} firm, founded {founded}, after {after}, package {package:rupiah}, at most {up_to:rupiah}: {result}",
    "qualification.experience": "{requirement:code}, contracts {counted}, at least {at_least}, exemption {exempt}, {issuer} as of {as_of}, {firm_issuer} as of {firm_as_of}, facts from {oldest}: {result}",
    "qualification.capacity-small": "remaining capacity: {basic} - {under_way} = {result}",
    "qualification.capacity-others": "remaining capacity: the greater of {least} and {factor} x {most_at_once}, less {under_way}: {result}",
    "qualification.capacity": "{requirement:code}, {size} firm, remaining {remaining}, at least {at_least}, {issuer} as of {as_of}, {firm_issuer} as of {firm_as_of}, facts from {oldest}: {result}",
    "qualification.blacklist": "{requirement:code}, listed {listed}, {issuer} as of {as_of}, facts from {oldest}: {result}",
    "qualification.independent": "{requirement:code}, holders {holders:code}, as the issuer has them {agrees}, {issuer} as of {as_of}, facts from {oldest}: {result}",
    "qualification.shared-holder": "{requirement:code}, {holder:code} ({roles:code} {share:percent}) = {other_holder:code} of {rival:code} ({other_roles:code} {other_share:percent}), limit of shares {limit:percent}, {issuer} as of {as_of}: {result}",
}

ENGLISH_TOLD: Final[Mapping[str, Mapping[str, str]]] = {
    "qualification.kbli": {
        "pending": "{requirement:code}: not looked up at its issuer yet",
        "stale": "{requirement:code}: the fact of {issuer} as of {as_of} is older than allowed, from {oldest} on",
        "pass": "{requirement:code}: registered for KBLI {found:code}, says {issuer} as of {as_of}",
        "fail": "{requirement:code}: not registered for KBLI {asked:code}, registered {found:code}, says {issuer} as of {as_of}",
    },
    "qualification.operating-licence": {
        "pending": "{requirement:code}: not looked up at its issuer yet",
        "stale": "{requirement:code}: the fact of {issuer} as of {as_of} is older than allowed, from {oldest} on",
        "pass": "{requirement:code}: operating licence of {services:code} in {provinces:code}, valid to {until}, says {issuer} as of {as_of}",
        "fail": "{requirement:code}: no operating licence of {service:code} in {province:code} that is valid to {through}, there is {services:code} in {provinces:code} to {until}, says {issuer} as of {as_of}",
    },
    "qualification.legal-form": {
        "pending": "{requirement:code}: not looked up at its issuer yet",
        "stale": "{requirement:code}: the fact of {issuer} as of {as_of} is older than allowed, from {oldest} on",
        "pass": "{requirement:code}: founded as {found:code}, says {issuer} as of {as_of}",
        "fail": "{requirement:code}: founded as {found:code}, asked is {asked:code}, says {issuer} as of {as_of}",
    },
    "qualification.tax": {
        "pending": "{requirement:code}: not looked up at its issuer yet",
        "stale": "{requirement:code}: the fact of {issuer} as of {as_of} is older than allowed, from {oldest} on",
        "pass": "{requirement:code}: tax status confirmed, last return {found:code}, says {issuer} as of {as_of}",
        "fail": "{requirement:code}: tax status confirmed {confirmed}, last return {found:code}, asked is {asked:code}, says {issuer} as of {as_of}",
    },
    "qualification.experience": {
        "firm": "{requirement:code}: founding and size not looked up at their issuer yet, or too long ago",
        "pending": "{requirement:code}: not looked up at its issuer yet",
        "stale": "{requirement:code}: the fact of {issuer} as of {as_of} is older than allowed, from {oldest} on",
        "pass": "{requirement:code}: {counted} contracts completed, asked are {at_least}, says {issuer} as of {as_of}",
        "fail": "{requirement:code}: {counted} contracts completed, asked are {at_least}, says {issuer} as of {as_of}",
        "exempt": "{requirement:code}: exempt as a small firm founded lately, says {firm_issuer} as of {firm_as_of}",
    },
    "qualification.capacity": {
        "firm": "{requirement:code}: founding and size not looked up at their issuer yet, or too long ago",
        "pending": "{requirement:code}: not looked up at its issuer yet",
        "stale": "{requirement:code}: the fact of {issuer} as of {as_of} is older than allowed, from {oldest} on",
        "pass": "{requirement:code}: remaining capacity {remaining} packages, asked are {at_least}, says {issuer} as of {as_of}",
        "fail": "{requirement:code}: remaining capacity {remaining} packages, asked are {at_least}, says {issuer} as of {as_of}",
        "not_small": "{requirement:code}: no small firm, but a {size} one, says {firm_issuer} as of {firm_as_of}",
    },
    "qualification.blacklist": {
        "pending": "{requirement:code}: not looked up at its issuer yet",
        "stale": "{requirement:code}: the fact of {issuer} as of {as_of} is older than allowed, from {oldest} on",
        "pass": "{requirement:code}: not on the blacklist, says {issuer} as of {as_of}",
        "fail": "{requirement:code}: on the blacklist, says {issuer} as of {as_of}",
    },
    "qualification.independent": {
        "pending": "{requirement:code}: not looked up at its issuer yet",
        "stale": "{requirement:code}: the fact of {issuer} as of {as_of} is older than allowed, from {oldest} on",
        "pass": "{requirement:code}: owners and officers declared as the issuer has them, says {issuer} as of {as_of}",
        "fail": "{requirement:code}: owners and officers declared are not those that the issuer has, says {issuer} as of {as_of}",
        "undeclared": "{requirement:code}: owners and officers not declared",
    },
    "qualification.shared-holder": {
        "pass": "{requirement:code}: {holder:code} and {other_holder:code} of {rival:code} are one person or firm, without office in both and without more than {limit:percent} of the shares in both, says {issuer} as of {as_of}",
        "fail": "{requirement:code}: conflict of interest with {rival:code}, {holder:code} ({roles:code} {share:percent}) and {other_holder:code} ({other_roles:code} {other_share:percent}) are one person or firm, says {issuer} as of {as_of}",
    },
}

ENGLISH_WORDS: Final[Mapping[str, str]] = {
    "guard_supply": "supply of guards",
    "limited_company": "limited company",
    "cooperative": "co-operative",
    "foundation": "foundation",
    "limited_partnership": "limited partnership",
    "partnership": "partnership",
    "sole_trader": "sole trader",
    "micro": "micro",
    "small": "small",
    "medium": "medium",
    "large": "large",
    "owner": "owner",
    "director": "director",
    "commissioner": "commissioner",
    "key_person": "key person",
}

ENGLISH_KINDS: Final[Mapping[str, str]] = {
    "kbli": "KBLI",
    "operating_licence": "operating licence",
    "legal_form": "legal form",
    "tax": "tax",
    "experience": "experience",
    "firm": "founding and size",
    "capacity": "remaining capacity",
    "blacklist": "blacklist",
    "holders": "owners and officers",
}
"""What each kind of fact is called."""
