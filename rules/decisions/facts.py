"""Facts that the committee looks up: asked for, from an issuer that counts, the latest.

What an issuer says stands as it is said; whether it is enough is computed
(`scoring.qualification`), and so no finding here fails a bid or needs a reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rules.decisions.case import Case, Deciders, happen, power
from rules.decisions.findings import frozen, on_bid
from rules.evaluating import opened
from rules.files import offer
from rules.rule import Decision, accept, rule
from tender.commands import evaluation as asked
from tender.events import evaluation as happened
from tender.imported_fact import HoldersFact, ImportedFact, concerns
from tender.qualification import Asked, kinds, shown_by

deciders = Deciders()

_COMMITTEE = power("Perpres 16/2018 art. 13(1)", "verified", "committee")

NOT_ASKED = rule(
    "fact.not-in-scheme",
    "docs/rules/facts-of-qualification.md",
    "chosen",
    indonesian="Tidak ada persyaratan tender ini yang dibuktikan dengan fakta {kind}.",
    english="No requirement of this tender is shown by a fact of {kind}.",
    remedy=("Catat hanya yang diminta.", "Record what is asked for, and nothing else."),
)

OTHER_ISSUER = rule(
    "fact.issuer",
    "docs/rules/facts-of-qualification.md",
    "chosen",
    indonesian="Fakta {kind} dari {issuer} tidak dihitung; skema menyebut {issuers}.",
    english="A fact of {kind} from {issuer} does not count; the scheme names {issuers}.",
    remedy=("Lihat pada penerbit itu.", "Look it up at that issuer."),
)

DAY_TO_COME = rule(
    "fact.day-to-come",
    "docs/rules/facts-of-qualification.md",
    "chosen",
    indonesian="Fakta per {as_of:day} belum dapat dilihat hari ini, {today:day}.",
    english="A fact as of {as_of:day} cannot have been looked up today, {today:day}.",
    remedy=("Sebut hari ketika dilihat.", "Name the day on which it was looked up."),
)

EARLIER = rule(
    "fact.earlier",
    "docs/rules/facts-of-qualification.md",
    "chosen",
    indonesian="Fakta {kind} atas {bid} per {as_of:day} lebih awal dari yang tercatat, per {latest:day}.",
    english="The fact of {kind} of {bid} as of {as_of:day} is earlier than that on record, of {latest:day}.",
    remedy=(
        "Lihat lagi pada penerbitnya dan catat yang terbaru.",
        "Look it up again, and record what is said today.",
    ),
)

NO_SUCH_HOLDER = rule(
    "fact.no-such-holder",
    "docs/rules/facts-of-qualification.md",
    "chosen",
    indonesian="Fakta atas {bid} menyebut yang tidak dinyatakan dalam penawaran peserta lain atau penawaran itu sendiri: {holders}.",
    english="The fact of {bid} names what neither its offer nor that of another bidder declares: {holders}.",
    remedy=(
        "Sebut kode seperti dalam penawaran.",
        "Use the codes that the offers have.",
    ),
)


@deciders.on(asked.RecordFact, _COMMITTEE)
def record_fact(case: Case, command: asked.RecordFact) -> Decision:
    """Take what an issuer says of a bidder, as a member looked it up."""
    kind = command.says.kind
    known = (command.bid, kind) in case.state.evaluation.facts
    if refused := on_bid(case, command.bid) or frozen(case, known=known):
        return refused
    return next(_against(case, command), accept(happen(happened.FactRecorded, command)))


def _against(case: Case, fact: ImportedFact) -> Iterator[Decision]:
    kind, part = fact.says.kind, case.state.evaluation
    wanted = [one for one in _asked(case) if kind in kinds(one)]
    if not wanted:
        yield NOT_ASKED.no(kind=kind)
    issuers = _issuers(one for one in wanted if shown_by(one) == kind)
    if issuers and fact.issuer not in issuers:
        named = ", ".join(issuers)
        yield OTHER_ISSUER.no(kind=kind, issuer=fact.issuer, issuers=named)
    if fact.as_of > case.day:
        yield DAY_TO_COME.no(as_of=fact.as_of, today=case.day)
    before = part.facts.get((fact.bid, kind))
    if before is not None and fact.as_of < before.what.as_of:
        latest = before.what.as_of
        yield EARLIER.no(bid=fact.bid, kind=kind, as_of=fact.as_of, latest=latest)
    if isinstance(fact.says, HoldersFact):
        yield from _holders(case, fact, fact.says)


def _asked(case: Case) -> tuple[Asked, ...]:
    scheme = case.state.preparation.scheme
    lines = scheme.requirements if scheme else ()
    return tuple(line.fact for line in lines if line.fact is not None)


def _issuers(wanted: Iterable[Asked]) -> tuple[str, ...]:
    """Return whose word counts for any of *wanted*; nobody by name, where anybody's does."""
    named: list[str] = []
    for one in wanted:
        if one.issuers is None:
            return ()
        named += one.issuers
    return tuple(dict.fromkeys(named))


def _holders(case: Case, fact: ImportedFact, says: HoldersFact) -> Iterator[Decision]:
    """Hold the holders of a fact to the offers, and its finder to every bid it is about."""
    bids = opened(case.state)
    declared = {
        (bid, one.holder)
        for bid in concerns(fact)
        if bid in bids
        for one in offer(case.state, bid).holders or ()
    }
    strange = [
        f"{bid} {holder}"
        for same in says.same
        for bid, holder in ((fact.bid, same.holder), (same.bid, same.other))
        if (bid, holder) not in declared or same.bid == fact.bid
    ]
    if strange:
        named = ", ".join(dict.fromkeys(strange))
        yield NO_SUCH_HOLDER.no(bid=fact.bid, holders=named)
    for bid in concerns(fact)[1:]:
        if refused := on_bid(case, bid):
            yield refused
