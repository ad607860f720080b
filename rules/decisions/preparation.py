"""The beginning: a process and its money.

By which method, who takes part, what is bought, by which scheme, by whom and for whom have
modules of their own: `method`, `parties`, `works`, `scheme`, `values`, `committee`,
`roster`, `schedule`.
"""

from __future__ import annotations

from rules.decisions.case import Case, Deciders, happen, power
from rules.rule import Decision, accept, rule
from tender.commands.preparation import process as asked
from tender.events import preparation as happened

deciders = Deciders()

NOT_HERE = rule(
    "intake.not-here",
    "docs/lifecycle.md, bids",
    "chosen",
    indonesian="Versi ini menerima penawaran sendiri (native) dan tidak mengambilnya dari tempat lain: {intake}.",
    english="This release takes bids in itself (native) and fetches none from elsewhere: {intake}.",
    remedy=(
        "Buka proses dengan pemasukan native, atau jalankan tender ini di SPSE.",
        "Open the process with native intake, or run this tender in SPSE.",
    ),
)

ANOTHER_PROCESS = rule(
    "process.another",
    "docs/lifecycle.md, process",
    "chosen",
    indonesian="Proses {process} dibuka dengan ocid {ocid}.",
    english="The process {process} is opened under the ocid {ocid}.",
    remedy=("Pakai ocid proses itu.", "Use the ocid of the process."),
)

_BUDGET = power("Perpres 16/2018 art. 9(1)", "verified", "authority", "ppk")


@deciders.on(asked.OpenProcess, power("Perpres 16/2018 art. 75", "verified", "unit"))
def open_process(case: Case, command: asked.OpenProcess) -> Decision:
    """Open under one's own id, and keep the epoch that the ledger opens it in."""
    if command.intake != "native":
        return NOT_HERE.no(intake=command.intake)
    process = case.act.process
    if process is not None and process != command.ocid:
        return ANOTHER_PROCESS.no(process=process, ocid=command.ocid)
    return accept(
        happen(happened.ProcessOpened, command, epoch=case.state.preparation.epoch)
    )


WRONG_ACCOUNT = rule(
    "budget.account",
    "Kepmendagri 900.1.15.5-1317/2023",
    "verified",
    indonesian="Kode rekening {account} bukan untuk pekerjaan {job} ({expected}).",
    english="Account {account} is not for {job} ({expected}).",
    remedy=("Pakai kode rekening yang benar.", "Use the right account."),
)


BUDGET_RAISED = rule(
    "budget.after-contract",
    "docs/lifecycle.md, contract",
    "chosen",
    indonesian="Setelah kontrak, PA/KPA hanya menaikkan pagu yang sama: {fault}.",
    english="After the contract the budget authority only raises the same budget: {fault}.",
    remedy=(
        "PA/KPA menetapkan jumlah yang lebih besar; hal lain tetap.",
        "The budget authority sets a greater amount; all else stays.",
    ),
)


@deciders.on(asked.SetBudget, _BUDGET)
def set_budget(case: Case, command: asked.SetBudget) -> Decision:
    """Hold the account to the kind of work; after the contract, let the amount rise alone."""
    fault = _raise_fault(case, command)
    if fault is not None:
        return BUDGET_RAISED.no(fault=fault)
    job = case.state.process.job
    expected = case.reading.code(f"account.{job}")
    if command.account != expected:
        return WRONG_ACCOUNT.no(account=command.account, job=job, expected=expected)
    return accept(happen(happened.BudgetSet, command))


def _raise_fault(case: Case, command: asked.SetBudget) -> str | None:
    """Return why it is no rise of the budget that the contract was concluded on, or `None`."""
    budget = case.state.preparation.budget
    if case.state.fulfilment.concluded_at is None or budget is None:
        return None
    if case.actor.office != "authority":
        return "not_the_authority"
    if command.model_copy(update={"amount": budget.amount}).to_json() != {
        **budget.to_json(),
        "tag": command.tag,
    }:
        return "other_than_amount"
    return "not_greater" if command.amount <= budget.amount else None
