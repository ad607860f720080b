"""The scheme: how the bids will be judged, held to the method that was reasoned."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import get_args

from rules import points
from rules.decisions.case import Case, Deciders, happen, power
from rules.decisions.narrowing import narrowing
from rules.decisions.preferring import unpreferable
from rules.rule import Decision, accept, rule
from rules.succession import succeeds
from tender.commands.preparation import choices as asked
from tender.events import preparation as happened
from tender.scheme import Phase, Scheme, Undertaking
from tender.state import State

deciders = Deciders()

_PPK = power("Perpres 16/2018 art. 11(1)", "verified", "ppk")

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
    "docs/lifecycle.md, scheme",
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

SCHEME_PHASES = rule(
    "scheme.phases",
    "Perpres 16/2018 art. 50(1)",
    "verified",
    indonesian="Skema tidak memuat persyaratan untuk: {phases}.",
    english="The scheme has no requirement for: {phases}.",
    remedy=(
        "Beri setiap tahap sekurang-kurangnya satu persyaratan.",
        "Give each phase at least one requirement.",
    ),
)

NO_UNDERTAKING = rule(
    "scheme.no-transfer-undertaking",
    "PP 35/2021 art. 19(2), 19(3)",
    "verified",
    indonesian="Penyedia alih daya berganti, dan skema tidak meminta kesanggupan: {undertakings:list}.",
    english="The alih daya firm changes, and the scheme asks for no undertaking of: {undertakings:list}.",
    remedy=(
        "Beri skema persyaratan lulus atau gugur dengan undertakes untuk keduanya.",
        "Give the scheme a pass-or-fail requirement that undertakes both.",
    ),
)

NOT_EVALUATED_HERE = rule(
    "scheme.not-evaluated-here",
    "docs/rules/lowest-price.md",
    "chosen",
    indonesian="Versi ini mengevaluasi harga terendah satu file dan sistem nilai; skema memakai {scheme}.",
    english="This release evaluates the lowest price in one file, and sistem nilai; the scheme uses {scheme}.",
    remedy=(
        "Pakai harga terendah satu file atau sistem nilai, atau jalankan tender ini di SPSE.",
        "Use the lowest price in one file or sistem nilai, or run this tender in SPSE.",
    ),
)

POINTS_AND_METHOD = rule(
    "scheme.points-and-method",
    "Peraturan LKPP 12/2021 Lampiran I 4.2.7",
    "secondary",
    indonesian="Skema {criteria}: {fault}.",
    english="A scheme of {criteria}: {fault}.",
    remedy=("Tambahkan atau hapus merit.", "Add the merit, or leave it out."),
)

POINTS_FAULT = rule(
    "scheme.points",
    "docs/rules/points-and-ties.md",
    "chosen",
    indonesian="Unsur dan bobot skema, {where}: diharapkan {expected}, ditemukan {found}.",
    english="Elements and weights of the scheme, {where}: expected {expected}, found {found}.",
    remedy=("Perbaiki bagian itu.", "Mend that place."),
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
    asked_in = {line.phase for line in scheme.requirements}
    without = [phase for phase in get_args(Phase) if phase not in asked_in]
    if without:
        return SCHEME_PHASES.no(phases=", ".join(without))
    if refused := next(narrowing(case, scheme), None) or _untransferred(case, scheme):
        return refused
    steps = sorted(step.at for step in scheme.rounding)
    if steps != ["line", "tax"] or any(step.places > 0 for step in scheme.rounding):
        return SCHEME_ROUNDING.no(steps=", ".join(steps) or "-")
    return _points(case, scheme)


def _untransferred(case: Case, scheme: Scheme) -> Decision | None:
    """Return what nobody undertakes for the people whose firm changes, or `None`.

    It is asked of every bid and gives no points: a duty is not for sale. A fact is what
    somebody else says, and undertakes nothing.
    """
    if not succeeds(case.state):
        return None
    asked_for = {
        undertaking
        for line in scheme.requirements
        for undertaking in line.undertakes or ()
        if line.test != "fact"
    }
    lacking = [u for u in get_args(Undertaking) if u not in asked_for]
    return NO_UNDERTAKING.no(undertakings=", ".join(lacking)) if lacking else None


def _points(case: Case, scheme: Scheme) -> Decision | None:
    """Return what does not fit in points and price, or that they stand where they may not."""
    rated = scheme.award_criteria == "ratedCriteria"
    how = (scheme.award_criteria, scheme.envelopes)
    if not rated and how != ("priceOnly", "one_file"):
        return NOT_EVALUATED_HERE.no(scheme=", ".join(how))
    if (scheme.merit is not None) != rated:
        fault = "points_beside" if scheme.merit is not None else "points_missing"
        return POINTS_AND_METHOD.no(criteria=scheme.award_criteria, fault=fault)
    return next(misfits(case.state, scheme), None)


def misfits(state: State, scheme: Scheme) -> Iterator[Decision]:
    """Yield a refusal for all that does not fit in the points of *scheme*, or its preference.

    They are held to the tender so far, and so is a preference for domestic content.
    """
    yield from unpreferable(state, scheme)
    if scheme.merit is None:
        return
    part = state.preparation
    estimate = Fraction(part.estimate.amount) if part.estimate else None
    items = part.works.items if part.works else ()
    for fault in points.faults(scheme.merit, estimate, items):
        yield POINTS_FAULT.no(
            where=points.place(scheme.merit, fault.where),
            expected=fault.expected,
            found=fault.found,
        )
