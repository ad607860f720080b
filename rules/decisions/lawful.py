"""What a tender has to be before it is announced, and again after each amendment.

Affordable, lawful and of one piece: each check names the command that mends what it
finds, so that who waits for the announcement is told what to do (`rules.due`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from rules.choices import lacking
from rules.decisions.carrying import check_heard_before
from rules.decisions.case import Case
from rules.decisions.labour import check_floor, check_posts, check_wage_rise
from rules.decisions.method import check_method, check_reservation
from rules.decisions.schedule import check_schedule
from rules.decisions.scheme import check_scheme
from rules.decisions.works import check_threshold
from rules.rule import Decision, rule
from tender.codes import Office

VAT_MODES = rule(
    "estimate.vat-mode",
    "docs/rules/value-added-tax.md",
    "chosen",
    indonesian="HPS dihitung dengan PPN {estimate}, skema menilai dengan {scheme}.",
    english="The estimate has VAT {estimate}, the scheme judges with {scheme}.",
    remedy=(
        "Tetapkan HPS dengan cara PPN yang sama dengan skema.",
        "Set the estimate with the scheme's mode of VAT.",
    ),
)

CHOSEN_ALONE = rule(
    "value.chosen-alone",
    "docs/lifecycle.md, values",
    "chosen",
    indonesian="Nilai {id} tidak dapat dibaca tanpa {other}.",
    english="The value {id} cannot be read without {other}.",
    remedy=("Tetapkan keduanya.", "Choose both."),
)


class Check(NamedTuple):
    """A check, and by which command of which office its finding is mended."""

    of: Callable[[Case], Decision | None]
    mended_by: str
    who: Office


def _threshold(case: Case) -> Decision | None:
    estimate = case.state.preparation.estimate
    return None if estimate is None else check_threshold(case, estimate)


def _scheme(case: Case) -> Decision | None:
    scheme = case.state.preparation.scheme
    return None if scheme is None else check_scheme(case, scheme)


def _vat_modes(case: Case) -> Decision | None:
    scheme, estimate = case.state.preparation.scheme, case.state.preparation.estimate
    if scheme and estimate and scheme.vat_mode != estimate.vat_mode:
        return VAT_MODES.no(estimate=estimate.vat_mode, scheme=scheme.vat_mode)
    return None


def _choices(case: Case) -> Decision | None:
    for one, other in lacking(case.state.values.chosen):
        return CHOSEN_ALONE.no(id=one, other=other)
    return None


def _schedule(case: Case) -> Decision | None:
    announced = None if case.state.announcement.version else case.day
    slots = tuple(case.state.preparation.slots.values())
    return check_schedule(case, slots, announced)


CHECKS: tuple[Check, ...] = (
    Check(_choices, "choose_value", "ppk"),
    Check(check_method, "reason_method", "ppk"),
    Check(check_reservation, "reason_method", "ppk"),
    Check(_threshold, "set_estimate", "ppk"),
    Check(check_posts, "set_budget", "ppk"),
    Check(_scheme, "set_scheme", "ppk"),
    Check(_vat_modes, "set_estimate", "ppk"),
    Check(_schedule, "set_schedule", "committee"),
    Check(check_floor, "set_estimate", "ppk"),
    Check(check_wage_rise, "choose_value", "ppk"),
    Check(check_heard_before, "propose_roster", "ppk"),
)


def found(case: Case) -> tuple[Check, Decision] | None:
    """Return the first check that finds something, and what it refuses with."""
    for check in CHECKS:
        refused = check.of(case)
        if refused is not None:
            return check, refused
    return None


def check_tender(case: Case) -> Decision | None:
    """Return why the tender of *case* may not be announced as it stands, or `None`."""
    finding = found(case)
    return None if finding is None else finding[1]
