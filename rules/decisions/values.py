"""Values: what this tender sets itself, and what a human stands for.

A tender may set what the law leaves open, in the unit and form that rules read it in.
"""

from __future__ import annotations

from rules.choices import CHOOSABLE
from rules.decisions.case import Case, Deciders, happen, power
from rules.rule import Decision, accept, rule
from tender.commands.preparation import choices as asked
from tender.events import preparation as happened

deciders = Deciders()

_PPK = power("Perpres 16/2018 art. 11(1)", "verified", "ppk")

PRACTICE_CITATION = "latihan, belum dikonfirmasi"
"""What a practice process says where nobody has looked the value up."""

SET_BY_LAW = rule(
    "value.set-by-law",
    "docs/lifecycle.md, values",
    "chosen",
    indonesian="Nilai {id} ditetapkan peraturan ({source}); dokumen tender tidak dapat mengubahnya.",
    english="The value {id} is set by law ({source}); a tender cannot change it.",
    remedy=("Pilih nilai lain.", "Choose another value."),
)

NOT_CHOOSABLE = rule(
    "value.not-choosable",
    "docs/lifecycle.md, values",
    "chosen",
    indonesian="Tidak ada aturan yang membaca nilai {id}; yang dapat ditetapkan tender: {known}.",
    english="No rule reads the value {id}; a tender may set: {known}.",
    remedy=("Pakai salah satu nilai itu.", "Use one of those."),
)

WRONG_FORM = rule(
    "value.wrong-form",
    "docs/lifecycle.md, values",
    "chosen",
    indonesian="Nilai {id}: {found}; yang benar {expected}.",
    english="The value {id}: {found}; right would be {expected}.",
    remedy=("Perbaiki nilai dan satuannya.", "Mend value and unit."),
)

NOT_RECALLED = rule(
    "value.needs-no-confirmation",
    "docs/lifecycle.md, values",
    "chosen",
    indonesian="Nilai {id} tidak perlu dikonfirmasi.",
    english="The value {id} needs no confirmation.",
    remedy=("Lewati.", "Leave it."),
)

NO_CITATION = rule(
    "value.practice-citation",
    "docs/lifecycle.md, values",
    "chosen",
    indonesian="Nilai {id} dikonfirmasi dengan {citation}, yang hanya berlaku dalam latihan.",
    english="The value {id} was confirmed by {citation}, which counts in practice alone.",
    remedy=(
        "Periksa teks peraturannya dan sebut pasalnya.",
        "Look the text up and cite it.",
    ),
)


@deciders.on(asked.ChooseValue, _PPK)
def choose_value(case: Case, command: asked.ChooseValue) -> Decision:
    """Let a tender set what the law leaves open and a rule reads, and nothing else."""
    if command.id in case.pack.values:
        source = case.pack.values[command.id].source
        return SET_BY_LAW.no(id=command.id, source=source)
    choosable = CHOOSABLE.get(command.id)
    if choosable is None:
        return NOT_CHOOSABLE.no(id=command.id, known=", ".join(CHOOSABLE))
    if command.unit != choosable.unit or not choosable.fits(command.value):
        return WRONG_FORM.no(
            id=command.id,
            found=f"{command.value} [{command.unit}]",
            expected=f"{choosable.expected} [{choosable.unit}]",
        )
    return accept(happen(happened.ValueChosen, command, chosen_on=case.day))


@deciders.on(asked.ConfirmValue, _PPK)
def confirm_value(case: Case, command: asked.ConfirmValue) -> Decision:
    """Put a human's word for a recalled value on record."""
    value = case.pack.values.get(command.id)
    if value is None or value.status != "recalled":
        return NOT_RECALLED.no(id=command.id)
    cited = command.citation.casefold()
    if not case.state.process.practice and PRACTICE_CITATION in cited:
        return NO_CITATION.no(id=command.id, citation=command.citation)
    return accept(happen(happened.ValueConfirmed, command))
