"""`saksama replay`: a bundle, decided again on the reader's own machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from rich.console import Console

from api.faults import exits_on_bad_input
from api.terminal import Terminal
from api.wording import language
from ledger import note
from ledger.bundle import Bundle, open_up
from ledger.divergence import Divergence
from ledger.replay import Depth, Replay, replay
from tender.canonical import from_bytes, sha256_hex, to_bytes

_DIFFERS = 1
_NOT_COMPARABLE = 3


@exits_on_bad_input
def replay_bundle(
    path: Path,
    *,
    facts: bool,
    documents: bool,
    keys: list[str] | None,
    wanted: str | None,
) -> int:
    """Decide the bundle at *path* again; return 0, 1 or 3, or 2 for bad input."""
    terminal = Terminal(Console(), language(wanted), "+07:00")
    bundle = open_up(path.read_bytes())
    trusted = tuple(note.Key.from_text(key) for key in keys) if keys else None
    depth: Depth = "facts" if facts else "whole"
    found = replay(bundle, trusted, depth)
    _say(terminal, found)
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


def _say(terminal: Terminal, found: Replay) -> None:
    terminal.say(f"{found.process}: {found.entries} {terminal.phrase('entries')}")
    if found.signers:
        terminal.line("signed", ", ".join(found.signers))
    terminal.line("digest", found.digest)
    terminal.line("facts", found.facts)
    if found.evidence_elsewhere:
        terminal.say(f"{found.evidence_elsewhere} {terminal.phrase('evidence')}")


def _differs(terminal: Terminal, at: Divergence) -> None:
    terminal.say(f"{terminal.phrase('differs')}: {at.where} [{at.rule}]", "red")
    terminal.line("expected", at.expected)
    terminal.line("found", at.found)


def _drawn_again(bundle: Bundle) -> Iterator[Divergence | str]:
    """Draw pages and PDFs again; yield what differs, or why it cannot be compared."""
    try:
        from publication import documents  # noqa: PLC0415  # not in the light client
    except ModuleNotFoundError as error:
        yield f"pages: expected the documents extra, found no {error.name}"
        return
    held = {name for name, _ in bundle.under("renditions/")}
    issued = [
        e
        for entry in bundle.entries
        for e in entry.events
        if e["tag"] == "document_issued"
    ]
    here: dict[str, Any] = {}
    drawn = bundle.members.get("renditions/fingerprint.json", b"{}")
    there = cast("dict[str, Any]", from_bytes(drawn))
    for event, (name, data) in zip(issued, bundle.under("documents/"), strict=True):
        record = cast("dict[str, Any]", event)
        stem, kind = name.removesuffix(".json"), record["kind"]
        template = documents.template_digest(kind)
        if template != record["template_sha256"]:
            yield f"{stem}: template {record['template_sha256'][:12]} then, {template[:12]} here"
            continue
        facts = cast("dict[str, Any]", from_bytes(data))
        html = documents.render_html(facts, record["number"], record["data_sha256"], {})
        if sha256_hex(html.encode()) != record["html_sha256"]:
            found = sha256_hex(html.encode())
            yield Divergence(stem, "document.html", record["html_sha256"], found)
            continue
        if f"{stem}.pdf" not in held:
            continue
        here = here or dict(documents.fingerprint())
        if here != there:
            yield f"{stem}.pdf: renderer {_short(there)} then, {_short(here)} here"
            continue
        pdf = documents.render_pdf(
            html,
            facts,
            created=_issued_at(bundle, record),
            identifier=record["data_sha256"].encode(),
        )
        if pdf != bundle.members[f"renditions/{stem}.pdf"]:
            then = sha256_hex(bundle.members[f"renditions/{stem}.pdf"])
            yield Divergence(f"{stem}.pdf", "document.pdf", then, sha256_hex(pdf))


def _short(fingerprint: dict[str, Any]) -> str:
    named = {k: v for k, v in fingerprint.items() if k != "fonts"}
    return f"{named} fonts {sha256_hex(to_bytes(fingerprint.get('fonts', {})))[:12]}"


def _issued_at(bundle: Bundle, record: dict[str, Any]) -> Any:  # noqa: ANN401
    from tender.canonical import parse_time  # noqa: PLC0415

    return next(
        parse_time(entry.at) for entry in bundle.entries if record in entry.events
    )
