"""Documents of a bundle: each held to the entry that issued it, and none besides."""

from __future__ import annotations

from ledger.bundle import FINGERPRINT, Bundle, paper_name
from ledger.divergence import DivergedError
from ledger.entry import Entry
from tender.canonical import sha256_hex
from tender.events.fulfilment import DocumentIssued


class Papers:
    """Documents of a bundle, each held to the entry that issued it."""

    def __init__(self, bundle: Bundle) -> None:
        self._members = bundle.members
        self._left = {
            *(f"documents/{name}" for name, _ in bundle.under("documents/")),
            *(f"renditions/{name}" for name, _ in bundle.under("renditions/")),
        } - {FINGERPRINT}
        self._count = 0

    def take(self, entry: Entry, where: str) -> None:
        """Hold data, and the page where there is one, to what *entry* issues."""
        for event in entry.events:
            if event["tag"] == "document_issued":
                issued = DocumentIssued.from_json(event)
                self._count += 1
                name = paper_name(self._count, issued.kind, issued.about)
                self._hold(f"documents/{name}.json", issued.data_sha256, where)
                page = f"renditions/{name}.html"
                if page in self._members:
                    self._hold(page, issued.html_sha256, where)
                self._left.discard(f"renditions/{name}.pdf")

    def _hold(self, member: str, expected: str, where: str) -> None:
        rule = "document.data" if member.startswith("documents/") else "document.html"
        data = self._members.get(member)
        if data is None:
            raise DivergedError(
                where=f"{where} {member}",
                rule=rule,
                expected=expected,
                found="no such document",
            )
        found = sha256_hex(data)
        if found != expected:
            raise DivergedError(
                where=f"{where} {member}", rule=rule, expected=expected, found=found
            )
        self._left.discard(member)

    def end(self) -> None:
        """Hold every document that is left to an entry, which there is not."""
        for member in sorted(self._left):
            raise DivergedError(
                where=member,
                rule="document.data"
                if member.startswith("documents/")
                else "document.rendition",
                expected="an entry that issues it",
                found="none",
            )
