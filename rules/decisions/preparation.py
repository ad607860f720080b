"""The beginning: a process, its method and its money.

Who takes part, what is bought, by which scheme, by whom and for whom have modules of
their own: `parties`, `works`, `scheme`, `values`, `committee`, `roster`, `schedule`.
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.decisions.case import Case, Deciders, happen, power
from rules.errata import EPOCH
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

_PPK = power("Perpres 16/2018 art. 11(1)", "verified", "ppk")
_BUDGET = power("Perpres 16/2018 art. 9(1)", "verified", "authority", "ppk")


@deciders.on(asked.OpenProcess, power("Perpres 16/2018 art. 75", "verified", "unit"))
def open_process(case: Case, command: asked.OpenProcess) -> Decision:
    """Open under one's own id, and keep the epoch of the day."""
    if command.intake != "native":
        return NOT_HERE.no(intake=command.intake)
    process = case.act.process
    if process is not None and process != command.ocid:
        return ANOTHER_PROCESS.no(process=process, ocid=command.ocid)
    return accept(happen(happened.ProcessOpened, command, epoch=EPOCH))


NOT_A_TENDER = rule(
    "method.not-a-tender",
    "Perpres 16/2018 art. 38(1), (7)",
    "verified",
    indonesian="Metode {method} tidak dijalankan sebagai tender.",
    english="The method {method} is not run as a tender.",
    remedy=(
        "Jalankan metode itu di tempatnya; tender hanya bila metode lain tidak dapat dipakai.",
        "Run that method where it belongs; a tender is for what no other method can do.",
    ),
)

IN_CATALOGUE = rule(
    "method.in-catalogue",
    "Perpres 46/2025 (e-purchasing)",
    "secondary",
    indonesian="Barang/jasa ini ada di katalog elektronik dan tidak ada pengecualian yang disebut.",
    english="The service is in the electronic catalogue and no exception is named.",
    remedy=(
        "Beli melalui katalog, atau sebut pengecualian dan alasannya.",
        "Buy through the catalogue, or name the exception and the reason.",
    ),
)

WRONG_FIELD = rule(
    "method.outsourcing-field",
    "Permenaker 7/2026 art. 3(2)",
    "secondary",
    indonesian="Bidang alih daya {field} tidak sesuai dengan pekerjaan {job} (bidang {expected}).",
    english="Outsourcing field {field} does not fit {job} (field {expected}).",
    remedy=("Pakai bidang yang benar.", "Name the right field."),
)

FILES_AND_CRITERIA = rule(
    "method.files-and-criteria",
    "Perpres 16/2018 art. 40",
    "verified",
    indonesian="Metode evaluasi {criteria} memakai {expected}, bukan {envelopes}.",
    english="Award criteria {criteria} go with {expected}, not {envelopes}.",
    remedy=("Samakan keduanya.", "Make the two agree."),
)

_FILES = {
    "priceOnly": "one_file",
    "ratedCriteria": "two_files",
    "costOnly": "two_files",
}


@deciders.on(asked.ReasonMethod, _PPK)
def reason_method(case: Case, command: asked.ReasonMethod) -> Decision:
    """Ask first whether this is a tender at all."""
    return next(method_breaches(case, command), None) or accept(
        happen(happened.MethodReasoned, command)
    )


def method_breaches(case: Case, command: asked.Method) -> Iterator[Decision]:
    """Yield every reason why *command* is not the method of a tender."""
    job = case.state.process.job
    field = case.reading.count(f"outsourcing.field.{job}")
    if command.method != "tender":
        yield NOT_A_TENDER.no(method=command.method)
    if command.catalogue.listed and command.catalogue.exception is None:
        yield IN_CATALOGUE.no()
    if command.outsourcing_field != field:
        yield WRONG_FIELD.no(field=command.outsourcing_field, job=job, expected=field)
    if command.envelopes != _FILES[command.award_criteria]:
        yield FILES_AND_CRITERIA.no(
            criteria=command.award_criteria,
            expected=_FILES[command.award_criteria],
            envelopes=command.envelopes,
        )


WRONG_ACCOUNT = rule(
    "budget.account",
    "Kepmendagri 900.1.15.5-1317/2023",
    "verified",
    indonesian="Kode rekening {account} bukan untuk pekerjaan {job} ({expected}).",
    english="Account {account} is not for {job} ({expected}).",
    remedy=("Pakai kode rekening yang benar.", "Use the right account."),
)


@deciders.on(asked.SetBudget, _BUDGET)
def set_budget(case: Case, command: asked.SetBudget) -> Decision:
    """Hold the account to the kind of work."""
    job = case.state.process.job
    expected = case.reading.code(f"account.{job}")
    if command.account != expected:
        return WRONG_ACCOUNT.no(account=command.account, job=job, expected=expected)
    return accept(happen(happened.BudgetSet, command))
