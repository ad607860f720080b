"""`saksama replay`: a bundle, decided again on the reader's own machine."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

from api.console import console
from api.faults import exits_on_bad_input
from api.files.bundle_file import faults_of, read_bundle
from api.files.fault import FileFault
from api.following import held_to, tell_followed
from api.terminal import Terminal
from api.words.language import language
from ledger import note
from ledger.bundle import FINGERPRINT, Bundle, BundleError, paper_name
from ledger.divergence import Divergence
from ledger.replay import Depth, Replay, replay
from ledger.sentence import one_line
from rules.pack import Pack
from tender.canonical import from_bytes, sha256_hex, to_bytes
from tender.canonical.profile import NotCanonicalError
from tender.canonical.times import parse_time
from tender.events.fulfilment import DocumentIssued

_DIFFERS = 1
_NOT_COMPARABLE = 3


@exits_on_bad_input
def replay_bundle(  # noqa: PLR0913  # its options
    path: Path,
    *,
    facts: bool,
    documents: bool,
    keys: list[str] | None,
    wanted: str | None,
    predecessor: Path | None = None,
) -> int:
    """Decide the bundle at *path* again; return 0, 1 or 3, or 2 for bad input.

    With a *predecessor*, the bundle of the process before, it is held to that as well.
    """
    terminal = Terminal(console(), language(wanted), "+07:00")
    trusted = tuple(note.Key.from_text(key) for key in keys) if keys else None
    bundle = read_bundle(path)
    before = None if predecessor is None else read_bundle(predecessor)
    depth: Depth = "facts" if facts else "whole"
    with faults_of(path):
        found = replay(bundle, trusted, depth, _law)
        code = _told(terminal, bundle, found, documents=documents)
        if before is None or predecessor is None:
            tell_followed(terminal, bundle)
            return code
    if code == _DIFFERS:
        return code
    with faults_of(predecessor):
        return held_to(terminal, bundle, before, trusted, depth) or code


def _told(terminal: Terminal, bundle: Bundle, found: Replay, *, documents: bool) -> int:
    """Say what was found, and return what the command ends with."""
    _say(terminal, found, documents=documents)
    if found.divergence is not None:
        _differs(terminal, found.divergence)
        return _DIFFERS
    not_comparable = list(found.not_comparable)
    if documents and not not_comparable:
        for outcome in _drawn_again(bundle):
            if isinstance(outcome, Divergence):
                _differs(terminal, outcome)
                return _DIFFERS
            not_comparable.append(outcome)
    if not_comparable:
        for reason in not_comparable:
            terminal.say(f"{terminal.phrase('not_comparable')}: {reason}", "yellow")
        return _NOT_COMPARABLE
    terminal.say(terminal.phrase("identical"), "green")
    return 0


def _law(day: date) -> Pack | None:
    """Return the law of *day* as this checkout has it.

    A year without a calendar is not known; nor is anything to the light client, which
    does not reckon days off.
    """
    try:
        from api.files.law import pack_of  # noqa: PLC0415  # not in the light client

        pack = pack_of(day)
    except (FileFault, ModuleNotFoundError):
        return None
    return pack if day.year in pack.file.years else None


def _say(terminal: Terminal, found: Replay, *, documents: bool) -> None:
    terminal.say(f"{found.process}: {found.entries} {terminal.phrase('entries')}")
    if found.signers:
        terminal.line("signed", ", ".join(found.signers))
    if found.trust != "nobody":
        own = found.trust == "bundle"
        terminal.say(terminal.phrase("own_key" if own else "your_key"))
    if found.divergence is None:
        terminal.say(terminal.phrase(f"law_{found.law.verdict}"))
        for difference in found.law.differences:
            terminal.say(f"     {difference}", "yellow")
    terminal.line("digest", found.digest)
    terminal.line("facts", found.facts)
    if found.evidence_elsewhere:
        terminal.say(f"{found.evidence_elsewhere} {terminal.phrase('evidence')}")
    if found.not_compared and not documents:
        terminal.say(f"{len(found.not_compared)} {terminal.phrase('pdfs')}")


def _differs(terminal: Terminal, at: Divergence) -> None:
    terminal.say(f"{terminal.phrase('differs')}: {at.where} [{at.rule}]", "red")
    terminal.line("expected", at.expected)
    terminal.line("found", at.found)


def _drawn_again(bundle: Bundle) -> Iterator[Divergence | str]:
    """Draw pages and PDFs again; yield what differs, or why it cannot be compared."""
    try:
        from publication import documents  # noqa: PLC0415  # not in the light client
        from publication.template import template_digest  # noqa: PLC0415
    except ModuleNotFoundError as error:
        yield f"pages: expected the documents extra, found no {error.name}"
        return
    here: dict[str, Any] = {}
    there = _drawn_with(bundle)
    for number, (at, event) in enumerate(_issued(bundle), start=1):
        name = paper_name(number, event.kind, event.about)
        template = template_digest(event.kind)
        if template != event.template_sha256:
            then = event.template_sha256[:12]
            yield f"{name}: template {then} then, {template[:12]} here"
            continue
        page = bundle.members.get(f"renditions/{name}.html")
        if page is None:
            yield f"{name}: expected its page, which carries the names, found none"
            continue
        facts = cast(
            "dict[str, Any]", from_bytes(bundle.members[f"documents/{name}.json"])
        )
        names = documents.names_in(page.decode())
        html = documents.render_html(facts, event.number, event.data_sha256, names)
        if sha256_hex(html.encode()) != event.html_sha256:
            found = sha256_hex(html.encode())
            yield Divergence(name, "document.html", event.html_sha256, found)
            continue
        drawn = bundle.members.get(f"renditions/{name}.pdf")
        if drawn is None:
            continue
        try:
            here = here or dict(documents.fingerprint())
        except OSError as error:
            yield f"{name}.pdf: no renderer here: {one_line(error)}"
            continue
        if here != there:
            yield f"{name}.pdf: renderer {_short(there)} then, {_short(here)} here"
            continue
        pdf = documents.render_pdf(
            html, facts, created=at, identifier=event.data_sha256.encode()
        )
        if pdf != drawn:
            then, found = sha256_hex(drawn), sha256_hex(pdf)
            yield Divergence(f"{name}.pdf", "document.pdf", then, found)


def _issued(bundle: Bundle) -> Iterator[tuple[datetime, DocumentIssued]]:
    """Yield each document that was issued, and when."""
    for entry in bundle.entries:
        for event in entry.events:
            if event["tag"] == "document_issued":
                yield parse_time(entry.at), DocumentIssued.from_json(event)


def _drawn_with(bundle: Bundle) -> dict[str, Any]:
    """Return what the renditions were drawn with; raise `BundleError`."""
    data = bundle.members.get(FINGERPRINT, b"{}")
    try:
        there = from_bytes(data)
    except NotCanonicalError as error:
        raise BundleError(
            FINGERPRINT, expected=error.expected, found=error.found
        ) from error
    if not isinstance(there, dict):
        raise BundleError(FINGERPRINT, expected="an object", found=str(there))
    return there


def _short(fingerprint: dict[str, Any]) -> str:
    named = {k: v for k, v in fingerprint.items() if k != "fonts"}
    return f"{named} fonts {sha256_hex(to_bytes(fingerprint.get('fonts', {})))[:12]}"
