"""What is risked where people come from another alih daya firm. Data."""

from __future__ import annotations

from typing import Final

from rules.rule import Rule, rule

_LIST = "docs/handover.md, the list"
_ARREARS = "docs/handover.md, arrears"
_HANDOVER = "docs/handover.md, the handover"
_GAP = "docs/handover.md, no day between"

SERVICE_UNKNOWN = rule(
    "risk.service-unknown",
    _LIST,
    "chosen",
    indonesian="Penyedia sebelumnya tidak mengetahui bulan mulai kerja {workers:list}; bulan dalam daftar pekerja tidak dapat dicocokkan dengannya.",
    english="The outgoing provider does not know the first month of {workers:list}; the roster's is held to nothing that it says.",
    remedy=(
        "Minta bukti masa kerja, dan dengarkan orangnya.",
        "Ask for proof of service, and hear the people.",
    ),
)

TERM_ENDS_EARLY = rule(
    "risk.term-ends-before-start",
    _GAP,
    "chosen",
    indonesian="Perjanjian kerja {workers:list} berakhir sebelum {last:day}, sehari sebelum mulai kerja: ada hari tanpa perjanjian.",
    english="The contracts of {workers:list} end before {last:day}, the day before work starts: there are days without a contract.",
    remedy=(
        "Minta penyedia sebelumnya memperpanjang sampai hari itu.",
        "Have the outgoing provider extend them to that day.",
    ),
)

GAP = rule(
    "risk.gap-between-contracts",
    _GAP,
    "chosen",
    indonesian="Kontrak sebelumnya berakhir {ends:day} dan pekerjaan mulai {starts:day}: {days} hari di antaranya tanpa penyedia.",
    english="The contract before ends on {ends:day} and work starts on {starts:day}: {days} days between them have no provider.",
    remedy=("Satukan kedua hari itu.", "Bring the two days together."),
)

OVERLAP = rule(
    "risk.contract-overlaps-start",
    _GAP,
    "chosen",
    indonesian="Kontrak sebelumnya berakhir {ends:day}, sedangkan pekerjaan mulai {starts:day}: dua penyedia untuk pos yang sama.",
    english="The contract before ends on {ends:day}, and work starts on {starts:day}: two providers for the same posts.",
    remedy=(
        "Mulai sesudah kontrak itu berakhir.",
        "Start once that contract has ended.",
    ),
)

LIST_OLD = rule(
    "risk.list-old",
    _HANDOVER,
    "chosen",
    indonesian="Daftar penyedia sebelumnya menurut keadaan {as_of:day}, lebih dari 28 hari sebelum kontraknya berakhir {ends:day}; yang mutakhir diserahkan {handover:day}.",
    english="The outgoing provider's list is as of {as_of:day}, more than 28 days before its contract ends on {ends:day}; an up-to-date one comes on {handover:day}.",
    remedy=(
        "Perlakukan yang berubah sesudahnya sebagai berubah: cuti, upah, perjanjian.",
        "Expect what changes to have changed: leave, pay, contracts.",
    ),
)

ARREARS_OPEN = rule(
    "risk.arrears-open",
    _ARREARS,
    "chosen",
    indonesian="Belum dibayar penyedia sebelumnya kepada {workers:list}: {codes:list}, sejauh diketahui {total:rp}.",
    english="Not paid by the outgoing provider to {workers:list}: {codes:list}, as far as is known {total:rp}.",
    remedy=(
        "Tagih sebelum pembayaran terakhir kepada penyedia itu.",
        "Claim it before that provider is paid for the last time.",
    ),
)

AMOUNT_UNKNOWN = rule(
    "risk.arrear-without-amount",
    _ARREARS,
    "chosen",
    indonesian="Hak {codes:list} milik {workers:list} belum disebut jumlahnya.",
    english="Of {codes:list}, owed to {workers:list}, no amount is stated.",
    remedy=("Hitung dan sebut jumlahnya.", "Reckon it, and state the amount."),
)

SUCCESSION_RISKS: Final[tuple[Rule, ...]] = (
    SERVICE_UNKNOWN,
    TERM_ENDS_EARLY,
    GAP,
    OVERLAP,
    LIST_OLD,
    ARREARS_OPEN,
    AMOUNT_UNKNOWN,
)
