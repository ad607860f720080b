"""Documents: each issued once, held to the state that it speaks of."""

from __future__ import annotations

from rules.decisions.case import Case, Deciders, happen, power
from rules.documents import Unready, document_data
from rules.rule import Decision, accept, rule
from tender.canonical import digest
from tender.commands import fulfilment as asked
from tender.events import fulfilment as happened

deciders = Deciders()

_ISSUERS = power(
    "Perpres 16/2018 art. 11(1), 13(1)", "verified", "engine", "committee", "ppk"
)

_TO_ONE_BIDDER = "result_letter"

OTHER_DATA = rule(
    "document.other-data",
    "docs/lifecycle.md, documents",
    "chosen",
    indonesian="Data dokumen {kind} bukan data proses ini pada entri {as_of}.",
    english="The data of {kind} are not those of this process at entry {as_of}.",
    remedy=(
        "Terbitkan kembali dari keadaan terkini.",
        "Issue it again from the present state.",
    ),
)

DOCUMENT_EARLY = rule(
    "document.too-early",
    "docs/lifecycle.md, documents",
    "chosen",
    indonesian="Dokumen {kind} belum dapat diterbitkan: {lacking}.",
    english="{kind} cannot be issued yet: {lacking}.",
    remedy=("Tunggu tahapnya.", "Wait for its stage."),
)


ISSUED = rule(
    "document.issued-already",
    "docs/lifecycle.md, documents",
    "chosen",
    indonesian="Dokumen {kind} ({about}) sudah diterbitkan.",
    english="{kind} ({about}) has been issued.",
    remedy=("Pakai dokumen yang sudah terbit.", "Use the one that was issued."),
)

ABOUT_NOBODY = rule(
    "document.about",
    "docs/lifecycle.md, documents",
    "chosen",
    indonesian="Dokumen {kind} untuk semua, bukan tentang {about}.",
    english="{kind} is for all and not about {about}.",
    remedy=("Terbitkan tanpa menyebut peserta.", "Issue it without a bidder."),
)


@deciders.on(asked.IssueDocument, _ISSUERS)
def issue_document(case: Case, command: asked.IssueDocument) -> Decision:
    """Hold a document to the state it speaks of, and issue it once."""
    if command.about is not None and command.kind != _TO_ONE_BIDDER:
        return ABOUT_NOBODY.no(kind=command.kind, about=command.about)
    if case.state.fulfilment.issued(command.kind, command.about) is not None:
        return ISSUED.no(kind=command.kind, about=command.about or "-")
    if command.as_of_seq != case.state.seq:
        return OTHER_DATA.no(kind=command.kind, as_of=command.as_of_seq)
    try:
        data = document_data(case.state, case.reading, command.kind, command.about)
    except Unready as unready:
        return DOCUMENT_EARLY.no(kind=command.kind, lacking=unready.lacking)
    if digest(data) != command.data_sha256:
        return OTHER_DATA.no(kind=command.kind, as_of=command.as_of_seq)
    return accept(happen(happened.DocumentIssued, command))
