"""The addendum by which the wages of a contract follow a decree: proposed, and agreed to.

The officer names the decree and what it sets; what rises, and by how much, is reckoned
here. It stands once the supplier agrees; until then a proposal with a mistake gives way to
another. A contract of one year meets one decree: there is no second addendum.
"""

from __future__ import annotations

from rules.decisions.case import Case, Deciders, happen, power
from rules.decisions.fulfilment import NOT_THE_SUPPLIER
from rules.rule import Decision, accept, rule
from rules.supplier import supplier
from rules.wage_addendum import (
    MINIMUM_WAGE,
    Addendum,
    addendum,
    follows_decree,
    is_in_contract,
)
from tender.commands import fulfilment as asked
from tender.events import fulfilment as happened

deciders = Deciders()

_PPK = power("Perpres 16/2018 art. 11(1), 54", "verified", "ppk")
_BIDDER = power("Perpres 16/2018 art. 54", "verified", "bidder")

NO_CLAUSE = rule(
    "addendum.no-clause",
    "docs/rules/wage-rise.md",
    "chosen",
    indonesian="Dokumen tender ini tidak memilih wage.follows_decree: upah dalam kontrak tidak mengikuti keputusan gubernur.",
    english="The documents of this tender did not choose wage.follows_decree: wages in the contract do not follow a decree.",
    remedy=(
        "Tidak ada adendum upah. Upah di bawah upah minimum tetap melanggar hukum dan ditanggung penyedia.",
        "No addendum on wages. Pay below the minimum wage stays unlawful, and is the supplier's to bear.",
    ),
)

ADJUSTED = rule(
    "addendum.adjusted-already",
    "docs/lifecycle.md, contract",
    "chosen",
    indonesian="Adendum upah {number} sudah disepakati; kontrak satu tahun mengikuti satu keputusan.",
    english="The addendum {number} on wages has been agreed to; a contract of one year follows one decree.",
    remedy=("Pakai adendum itu.", "Use that addendum."),
)

SAME_NUMBER = rule(
    "addendum.number",
    "docs/lifecycle.md, contract",
    "chosen",
    indonesian="Adendum dengan nomor {number} sudah diajukan; usul yang menggantikannya memerlukan nomor lain.",
    english="An addendum has been proposed under the number {number}; what takes its place needs another.",
    remedy=(
        "Beri nomor lain, agar penyedia tahu usul mana yang disetujuinya.",
        "Give another number, so that the supplier knows which one it agrees to.",
    ),
)

OUTSIDE = rule(
    "addendum.effective",
    "docs/rules/wage-rise.md",
    "chosen",
    indonesian="Upah baru berlaku {found:day}; yang dapat: sampai {starts:day}, atau tanggal 1 suatu bulan sampai {ends:day}.",
    english="The new wage holds from {found:day}; it can from a day up to {starts:day}, or from the first of a month until {ends:day}.",
    remedy=(
        "Sebut hari berlakunya upah baru menurut keputusan itu.",
        "Give the day from which the decree has the wage hold.",
    ),
)

BELOW_MINIMUM = rule(
    "addendum.below-minimum",
    "docs/rules/wage-rise.md",
    "chosen",
    indonesian="Upah minimum {found:rp} lebih rendah dari yang berlaku, {minimum:rp} ({source}).",
    english="The minimum wage {found:rp} is below the one in force, {minimum:rp} ({source}).",
    remedy=("Pakai upah minimum yang berlaku.", "Use the minimum wage in force."),
)

NOTHING_RISES = rule(
    "addendum.nothing-rises",
    "docs/rules/wage-rise.md",
    "chosen",
    indonesian="Kontrak ini membayar sekurangnya {paid:rp} sebulan; dengan upah minimum {found:rp} tidak ada upah yang naik.",
    english="This contract pays at least {paid:rp} a month; at the minimum wage {found:rp} nobody's pay rises.",
    remedy=("Adendum tidak diperlukan.", "No addendum is needed."),
)

OVER_CAP = rule(
    "addendum.over-cap",
    "Perpres 16/2018 art. 54",
    "verified",
    indonesian="Harga naik dari {before:rp} menjadi {price:rp}, lebih dari {cap:pct} dari harga semula. Kontrak ini dapat mengikuti upah minimum sampai {highest:rp}.",
    english="The price rises from {before:rp} to {price:rp}, by more than {cap:pct} of the original. This contract can follow a minimum wage to {highest:rp}.",
    remedy=(
        "Kurangi pekerjaan lebih dahulu; upah tidak dikurangi.",
        "Reduce the work first; pay is not reduced.",
    ),
)

OVER_BUDGET = rule(
    "addendum.over-budget",
    "Perpres 16/2018 art. 52(2), 54",
    "verified",
    indonesian="Harga naik dari {before:rp} menjadi {price:rp}, di atas pagu {budget:rp}. Pagu itu cukup untuk upah minimum sampai {highest:rp}.",
    english="The price rises from {before:rp} to {price:rp}, above the budget of {budget:rp}. That budget pays for a minimum wage to {highest:rp}.",
    remedy=(
        "PA/KPA menyediakan anggaran lebih dahulu, atau pekerjaan dikurangi; upah tidak dikurangi.",
        "The budget authority provides the money first, or the work is reduced; pay is not reduced.",
    ),
)


@deciders.on(asked.AdjustWages, _PPK)
def adjust_wages(case: Case, command: asked.AdjustWages) -> Decision:
    """Reckon what a decree makes of the contract, within the cap and the budget."""
    if not follows_decree(case.reading):
        return NO_CLAUSE.no()
    part = case.state.fulfilment
    if part.risen is not None:
        return ADJUSTED.no(number=part.risen.number)
    if part.adjusted is not None and part.adjusted.number == command.number:
        return SAME_NUMBER.no(number=command.number)
    if refused := _not_a_wage(case, command):
        return refused
    found = addendum(case.state, case.reading, command.minimum_wage, command.effective)
    if refused := _does_not_fit(found, command.minimum_wage):
        return refused
    return accept(
        happen(
            happened.WagesAdjusted,
            command,
            lines=tuple(
                happened.RisenLine(
                    component=line.component, items=line.items, amount=line.amount
                )
                for line in found.lines
            ),
            before=found.before,
            price=found.price,
        )
    )


def _not_a_wage(case: Case, command: asked.AdjustWages) -> Decision | None:
    """Return why it is no minimum wage of this contract's time, or `None`."""
    works = case.state.preparation.works
    if works is not None and not is_in_contract(works, command.effective):
        return OUTSIDE.no(
            found=command.effective, starts=works.starts_on, ends=works.ends_on
        )
    minimum = case.reading.value(MINIMUM_WAGE)
    if command.minimum_wage < case.reading.rupiah(MINIMUM_WAGE):
        return BELOW_MINIMUM.no(
            found=command.minimum_wage, minimum=minimum.value, source=minimum.source
        )
    return None


def _does_not_fit(found: Addendum, wage: int) -> Decision | None:
    """Return why the contract does not follow, naming how far it could, or `None`."""
    if not found.lines:
        return NOTHING_RISES.no(paid=min(found.contract.pay.values()), found=wage)
    if found.is_over_cap:
        return OVER_CAP.no(
            before=found.before,
            price=found.price,
            cap=found.cap,
            highest=found.highest_within(found.cap),
        )
    if found.is_over_budget:
        return OVER_BUDGET.no(
            before=found.before,
            price=found.price,
            budget=found.budget,
            highest=found.highest_within(found.room_in_budget),
        )
    return None


NOT_PROPOSED = rule(
    "addendum.not-proposed",
    "docs/lifecycle.md, contract",
    "chosen",
    indonesian="Adendum {found} tidak menunggu persetujuan; yang menunggu: {expected}.",
    english="No addendum {found} waits for agreement; what waits is {expected}.",
    remedy=(
        "Setujui adendum dengan nomor yang diajukan PPK.",
        "Agree to the addendum by the number under which the officer proposed it.",
    ),
)


@deciders.on(asked.AcceptAddendum, _BIDDER)
def accept_addendum(case: Case, command: asked.AcceptAddendum) -> Decision:
    """Take the supplier's word to the addendum that was proposed, once."""
    if case.actor.party != supplier(case.state):
        return NOT_THE_SUPPLIER.no(party=case.actor.party)
    part = case.state.fulfilment
    if part.adjusted is None or part.addendum_at is not None:
        return NOT_PROPOSED.no(found=command.number, expected="-")
    if command.number != part.adjusted.number:
        return NOT_PROPOSED.no(found=command.number, expected=part.adjusted.number)
    return accept(happen(happened.AddendumConcluded, command))
