"""What this tender sets itself: chosen values, confirmed values, the scheme.

A tender may set what the law leaves open, in the unit that its rules read it in.
"""

from __future__ import annotations

from rules.decisions.case import Case, Deciders, happen, power
from rules.rule import Decision, accept, rule
from tender.commands import preparation as asked
from tender.events import preparation as happened
from tender.scheme import Scheme

deciders = Deciders()

_PPK = power("Perpres 16/2018 art. 11(1)", "verified", "ppk")

SET_BY_LAW = rule(
    "value.set-by-law",
    "docs/format.md, packs",
    "chosen",
    indonesian="Nilai {id} ditetapkan peraturan ({source}); dokumen tender tidak dapat mengubahnya.",
    english="The value {id} is set by law ({source}); a tender cannot change it.",
    remedy=("Pilih nilai lain.", "Choose another value."),
)

NOT_RECALLED = rule(
    "value.needs-no-confirmation",
    "docs/format.md, packs",
    "chosen",
    indonesian="Nilai {id} tidak perlu dikonfirmasi.",
    english="The value {id} needs no confirmation.",
    remedy=("Lewati.", "Leave it."),
)


@deciders.on(asked.ChooseValue, _PPK)
def choose_value(case: Case, command: asked.ChooseValue) -> Decision:
    """Let a tender set what the law leaves open, and nothing else."""
    if command.id in case.pack.values:
        source = case.pack.values[command.id].source
        return SET_BY_LAW.no(id=command.id, source=source)
    return accept(happen(happened.ValueChosen, command, chosen_on=case.day))


@deciders.on(asked.ConfirmValue, _PPK)
def confirm_value(case: Case, command: asked.ConfirmValue) -> Decision:
    """Put a human's word for a recalled value on record."""
    value = case.pack.values.get(command.id)
    if value is None or value.status != "recalled":
        return NOT_RECALLED.no(id=command.id)
    return accept(happen(happened.ValueConfirmed, command))


SCHEME_AND_METHOD = rule(
    "scheme.differs-from-method",
    "Perpres 16/2018 art. 39, 40",
    "verified",
    indonesian="Skema memakai {scheme}, sedangkan metode yang dipilih {method}.",
    english="The scheme uses {scheme}, the chosen method {method}.",
    remedy=("Samakan keduanya.", "Make the two agree."),
)

SCHEME_CODES = rule(
    "scheme.codes",
    "docs/format.md, scheme",
    "chosen",
    indonesian="Persyaratan berikut ganda: {codes}.",
    english="These requirements stand twice: {codes}.",
    remedy=("Perbaiki kode itu.", "Mend the codes."),
)


SCHEME_ROUNDING = rule(
    "scheme.rounding",
    "docs/rules/rounding.md",
    "chosen",
    indonesian="Skema harus memuat satu langkah pembulatan per baris dan satu untuk pajak, paling halus rupiah; ada: {steps}.",
    english="A scheme has one step of rounding at lines and one at the tax, to whole rupiah at the finest; it has: {steps}.",
    remedy=("Perbaiki langkah pembulatan.", "Mend the steps."),
)

NOT_EVALUATED_HERE = rule(
    "scheme.not-evaluated-here",
    "docs/rules/lowest-price.md",
    "chosen",
    indonesian="Versi ini mengevaluasi harga terendah satu file; skema memakai {scheme}.",
    english="This release evaluates the lowest price in one file; the scheme uses {scheme}.",
    remedy=(
        "Pakai harga terendah satu file, atau jalankan tender ini di SPSE.",
        "Use the lowest price in one file, or run this tender in SPSE.",
    ),
)


@deciders.on(asked.SetScheme, _PPK)
def set_scheme(case: Case, command: asked.SetScheme) -> Decision:
    """Hold the scheme to the method that was reasoned."""
    return check_scheme(case, command.scheme) or accept(
        happen(happened.SchemeSet, command)
    )


def check_scheme(case: Case, scheme: Scheme) -> Decision | None:
    """Return why *scheme* may not be the one that bids are judged by, or `None`."""
    method = case.state.preparation.method
    wanted = (scheme.award_criteria, scheme.envelopes, scheme.contract_type)
    chosen = method and (method.award_criteria, method.envelopes, method.contract_type)
    if wanted != chosen:
        return SCHEME_AND_METHOD.no(
            scheme=", ".join(wanted), method=", ".join(chosen or ("-",))
        )
    codes = [line.requirement for line in scheme.requirements]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        return SCHEME_CODES.no(codes=", ".join(twice))
    if (scheme.award_criteria, scheme.envelopes) != ("priceOnly", "one_file"):
        return NOT_EVALUATED_HERE.no(
            scheme=f"{scheme.award_criteria}, {scheme.envelopes}"
        )
    steps = sorted(step.at for step in scheme.rounding)
    if steps != ["line", "tax"] or any(step.places > 0 for step in scheme.rounding):
        return SCHEME_ROUNDING.no(steps=", ".join(steps) or "-")
    return None
