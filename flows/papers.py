"""Documents: issued into the ledger by their hashes, printed beside the run.

A document is issued once. Its data come from the state, its page from the data; both
are among the blobs before the ledger names their hashes, so that of two flows which
issue at once neither leaves a file that nobody issued. What was issued is laid out by
number and kind in the folder of papers. The PDF is printed from the page there
(`flows.printing`): it proves nothing that the page does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from flows.office import Office
from flows.package import Package
from flows.printing import Printers, Sheet
from ledger.bundle import paper_name
from ledger.limits import PAPER_BYTES
from publication.documents import public_names, render_html
from publication.template import template_digest
from rules.documents import Unready, document_data
from rules.due import Due
from tender.canonical import digest, sha256_hex, to_bytes
from tender.commands.fulfilment import IssueDocument
from tender.lifecycle import allows
from tender.state import State
from tender.state.fulfilment import Issued

_ROMAN: Final = (
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
)
_SHORT: Final[Mapping[str, str]] = {
    "announcement": "PENGUMUMAN",
    "opening_minutes": "BAPP",
    "selection_report": "BAHP",
    "award_decision": "PENETAPAN",
    "award_announcement": "PENGUMUMAN",
    "result_letter": "HASIL",
    "appointment": "SPPBJ",
    "contract": "SP",
    "clarification_minutes": "BAP",
    "start_order": "SPMK",
    "worker_slips": "LEMBAR",
    "technical_minutes": "BAET",
    "price_opening_minutes": "BAPH",
    "evaluation_minutes": "BAEP",
    "failure_announcement": "PENGUMUMAN",
    "contract_addendum": "ADENDUM",
}


def issue(office: Office, state: State, kind: str, bid: str | None) -> IssueDocument:
    """Make data and page of a document, keep both, and name their hashes."""
    data = document_data(state, office.reading(state), kind, bid)
    number = _number(office, state, kind)
    names = public_names(state, office.private)
    data_sha256 = digest(data)
    html = render_html(data, number, data_sha256, names).encode()
    for paper in (to_bytes(data), html):
        office.blobs.put([paper], limit=PAPER_BYTES)
    return IssueDocument.from_json(
        {
            "tag": "issue_document",
            "kind": kind,
            "number": number,
            "about": bid,
            "as_of_seq": state.seq,
            "data_sha256": data_sha256,
            "html_sha256": sha256_hex(html),
            "template_sha256": template_digest(kind),
        }
    )


def wanted(office: Office, package: Package) -> Iterator[Due]:
    """Yield the issue of each document that *package* asks for and that can be issued now.

    Nobody is waited for because of it, so `rules.due` does not know of it: a tender that
    asks for none is the tender that it was.
    """
    process = package.process.ocid
    for kind in package.papers:
        state = office.state(process)
        if not allows(state.stage, "issue_document") or state.fulfilment.issued(kind):
            continue
        try:
            document_data(state, office.reading(state), kind)
        except Unready:
            continue
        yield Due("issue_document", "engine", kind)


def _number(office: Office, state: State, kind: str) -> str:
    """Return the next number: documents count in the order of issue."""
    day = state.day(office.clock())
    count = len(state.fulfilment.documents) + 1
    unit = state.process.office.upper()
    return f"{count:03d}/{_SHORT[kind]}/{unit}/{_ROMAN[day.month - 1]}/{day.year}"


def lay_out(office: Office, process: str) -> None:
    """Write data and page of what was issued into the folder of papers.

    Again it writes what is not there. A page is written under its name by a rename,
    so that a printer never sees half of one.
    """
    office.papers.mkdir(parents=True, exist_ok=True)
    for count, one in enumerate(office.state(process).fulfilment.documents, start=1):
        document = one.document
        for suffix, sha256 in (
            (".json", document.data_sha256),
            (".html", document.html_sha256),
        ):
            path = _stem(office, count, one).with_suffix(suffix)
            if not path.exists():
                fresh = path.with_suffix(f"{suffix}.new")
                fresh.write_bytes(office.blobs.get(sha256))
                fresh.replace(path)


def print_issued(office: Office, process: str, printers: Printers) -> None:
    """Send to *printers* what was issued and not sent yet."""
    issued = office.state(process).fulfilment.documents
    for count, one in enumerate(issued[printers.sent :], start=printers.sent + 1):
        printers.send(_sheet(office, count, one))


def print_all(office: Office, process: str) -> Iterator[Path]:
    """Print every document that was issued, and yield the PDFs as they are ready."""
    with Printers() as printers:
        print_issued(office, process, printers)
        yield from printers.printed()


def _sheet(office: Office, count: int, issued: Issued) -> Sheet:
    stem = _stem(office, count, issued)
    return Sheet(stem, issued.at, issued.document.data_sha256)


def _stem(office: Office, count: int, issued: Issued) -> Path:
    document = issued.document
    return office.papers / paper_name(count, document.kind, document.about)
