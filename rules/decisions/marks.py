"""Values and marks of elements: each behind the conflict gate, with its place and its line.

A value is found by the committee; a mark is a member's own. A member's marks may be
replaced until that member locks them, and then not again. Once anybody has locked,
nothing that was found of the bids before changes: whoever has seen the marks of others
cannot choose any more which bids they are compared with. What was dropped for a
conflict alone is found again, with evidence and reason like any finding.
"""

from __future__ import annotations

from fractions import Fraction

from rules import marks, preference
from rules.decisions.case import Case, Deciders, happen, power
from rules.decisions.findings import (
    LOCKED,
    NO_REASON,
    NOT_WAITED_FOR,
    frozen,
    no_evidence,
    on_bid,
    waited_for,
)
from rules.decisions.gate import gate
from rules.decisions.preferring import share_fault
from rules.evaluating import awaited, compared
from rules.files import offer
from rules.rule import Decision, accept, rule
from scoring.merit.reading import rule_of
from scoring.merit.values_lint import value_fault
from tender.commands import evaluation as asked
from tender.events import evaluation as happened
from tender.merit.elements import Element, PanelElement
from tender.merit.numbers import marks_written

deciders = Deciders()

_COMMITTEE = power("Perpres 16/2018 art. 13(1)", "verified", "committee")

NO_SUCH_ELEMENT = rule(
    "marks.no-such-element",
    "Peraturan LKPP 12/2021 Lampiran I 4.2.7",
    "secondary",
    indonesian="{element} bukan unsur yang dinilai dengan {command} dalam tender ini.",
    english="{element} is no element of this tender that {command} is for.",
    remedy=(
        "Nilai hanya unsur yang diumumkan.",
        "Judge the elements that were announced, and no others.",
    ),
)

OUT_OF_RANGE = rule(
    "marks.out-of-range",
    "Peraturan LKPP 12/2021 Lampiran I 4.2.7",
    "secondary",
    indonesian="Nilai {element} atas {bid} tidak sesuai dengan skema: {fault}.",
    english="The value of {element} of {bid} does not fit the scheme: {fault}.",
    remedy=("Perbaiki nilai itu.", "Mend the value."),
)

OTHER_RUBRIC = rule(
    "marks.not-in-rubric",
    "docs/lifecycle.md, marks",
    "chosen",
    indonesian="{rubric} bukan baris rubrik {element}; barisnya: {lines}.",
    english="{rubric} is no line of the rubric of {element}; its lines are {lines}.",
    remedy=("Sebut baris rubrik yang diumumkan.", "Name a line that was announced."),
)

DIFFERS = rule(
    "marks.differs-from-offer",
    "docs/lifecycle.md, marks",
    "chosen",
    indonesian="{bid} menyatakan {element} sebesar {declared}; temuan {found} yang berbeda harus beralasan.",
    english="{bid} declares {declared} of {element}; a finding of {found} differs and needs a reason.",
    remedy=("Tulis alasan.", "Give the reason."),
)

MARKS_MISSING = rule(
    "marks.missing",
    "docs/lifecycle.md, marks",
    "chosen",
    indonesian="Nilai {member} belum dapat dikunci; masih ditunggu: {waited}.",
    english="The marks of {member} cannot be locked; still waited for: {waited}.",
    remedy=("Selesaikan yang ditunggu.", "Do what is waited for."),
)


@deciders.on(asked.FindValue, _COMMITTEE)
def find_value(case: Case, command: asked.FindValue) -> Decision:
    """Take the value of an element: of the scheme, shown in the bid, unlike the offer with a reason."""
    found = (command.bid, command.element) in case.state.evaluation.values
    if refused := on_bid(case, command.bid) or frozen(case, known=found):
        return refused
    known = {element.id: element for element in marks.found_by_committee(case.state)}
    is_content = preference.is_preferred(case.state) and (
        command.element == preference.LOCAL_CONTENT
    )
    if command.element not in known and not is_content:
        return NO_SUCH_ELEMENT.no(element=command.element, command=command.tag)
    if command.bid not in compared(case.state, case.reading):
        return NOT_WAITED_FOR.no(command=command.tag, about=command.bid)
    fault = (
        share_fault(command.value)
        if is_content
        else _value_fault(known[command.element], command.value)
    )
    if fault:
        return OUT_OF_RANGE.no(bid=command.bid, element=command.element, fault=fault)
    if refused := _unlike_the_offer(case, command):
        return refused
    return no_evidence(case, command.bid, command.evidence) or accept(
        happen(happened.ValueFound, command)
    )


def _value_fault(element: Element, given: tuple[Fraction, ...]) -> str:
    """Return the code of what does not fit in values of an element, if anything."""
    fault = value_fault(rule_of(element), given)
    if fault is None:
        return ""
    expected, found = fault
    if min(given) < 0:
        return f"below_zero {found}"
    if expected.startswith("at most"):
        return f"above_most {found} {expected.removeprefix('at most ')}"
    return f"wrong_count {len(given)}"


def _unlike_the_offer(case: Case, command: asked.FindValue) -> Decision | None:
    declared = {
        one.value
        for one in offer(case.state, command.bid).values or ()
        if one.element == command.element
    }
    if preference.is_preferred(case.state):
        declared = {(preference.declared(case.state, command.bid),)}
    if command.reason or declared <= {command.value}:
        return None
    return DIFFERS.no(
        bid=command.bid,
        element=command.element,
        declared="; ".join(sorted(str(marks_written(one)) for one in declared)),
        found=marks_written(command.value),
    )


@deciders.on(asked.RecordMark, _COMMITTEE)
def record_mark(case: Case, command: asked.RecordMark) -> Decision:
    """Take a member's own mark, or another in its place, until the member's are locked.

    After that only a mark that is missing: of a bid that came back when a finding was
    dropped for a conflict, or one that was talked over.
    """
    member = case.actor.party
    if refused := on_bid(case, command.bid) or gate(case):
        return refused
    given = (command.bid, command.element, member) in case.state.evaluation.marks
    if given and member in case.state.evaluation.locked:
        return LOCKED.no(members=member, command=command.tag)
    known = {element.id: element for element in marks.panels(case.state)}
    element = known.get(command.element)
    if element is None:
        return NO_SUCH_ELEMENT.no(element=command.element, command=command.tag)
    if command.bid not in compared(case.state, case.reading):
        return NOT_WAITED_FOR.no(command=command.tag, about=command.bid)
    return (
        _unfit(element, command)
        or _moved(case, command)
        or no_evidence(case, command.bid, command.evidence)
        or accept(happen(happened.MarkRecorded, command))
    )


def _unfit(element: PanelElement, command: asked.RecordMark) -> Decision | None:
    """Return what a mark has that the scheme does not, or lacks, or `None`."""
    fault = _value_fault(element, (command.mark,))
    if fault:
        return OUT_OF_RANGE.no(bid=command.bid, element=command.element, fault=fault)
    rubric = element.params.rubric
    lines = [line.line for line in rubric] if rubric else [element.id]
    if command.rubric not in lines:
        return OTHER_RUBRIC.no(
            rubric=command.rubric, element=command.element, lines=", ".join(lines)
        )
    points = command.mark * element.max / element.params.scale
    if points < (element.threshold or 0) and not command.reason:
        return NO_REASON.no(bid=command.bid)
    return None


MOVED = rule(
    "marks.moved-without-reason",
    "docs/lifecycle.md, marks",
    "chosen",
    indonesian="{member} memberi {before} atas {element} dari {bid} sebelum moderasi dan {mark} sesudahnya; perubahan itu harus beralasan.",
    english="{member} marked {element} of {bid} with {before} before the moderation and {mark} after it; the change needs a reason.",
    remedy=("Tulis alasan.", "Give the reason."),
)


def _moved(case: Case, command: asked.RecordMark) -> Decision | None:
    """Return that a mark is another one after a moderation, and says no why, or `None`."""
    talks = case.state.evaluation.moderated.get((command.bid, command.element), ())
    before = talks[-1].before.get(case.actor.party) if talks else None
    if before is None or before.mark == command.mark or command.reason:
        return None
    return MOVED.no(
        member=case.actor.party,
        before=before.mark,
        element=command.element,
        bid=command.bid,
        mark=command.mark,
    )


@deciders.on(asked.ModerateMarks, _COMMITTEE)
def moderate_marks(case: Case, command: asked.ModerateMarks) -> Decision:
    """Have marks that lie too far apart talked over, and given again by everybody."""
    about = f"{command.bid} {command.element}"
    refused = on_bid(case, command.bid) or gate(case)
    if refused or (refused := waited_for(case, command.tag, about)):
        return refused
    lowest, highest = next(
        (least, most)
        for element, least, most in marks.apart(case.state, case.reading, command.bid)
        if element.id == command.element
    )
    return accept(
        happen(happened.MarksModerated, command, lowest=lowest, highest=highest)
    )


@deciders.on(asked.LockMarks, _COMMITTEE)
def lock_marks(case: Case, command: asked.LockMarks) -> Decision:
    """End a member's marking, once nothing of it is missing and nothing else is open."""
    member = case.actor.party
    if refused := gate(case):
        return refused
    if member in case.state.evaluation.locked:
        return LOCKED.no(members=member, command=command.tag)
    if not marks.panels(case.state):
        return NOT_WAITED_FOR.no(command=command.tag, about=member)
    bids = compared(case.state, case.reading)
    waited = [
        *(f"{w.command} {w.about}" for w in awaited(case.state, case.reading)),
        *(
            f"record_mark {bid} {element} {member}"
            for bid in bids
            for element in marks.missing(case.state, bid, member)
        ),
    ]
    if waited:
        return MARKS_MISSING.no(member=member, waited=", ".join(dict.fromkeys(waited)))
    return accept(happened.MarksLocked(member=member))
