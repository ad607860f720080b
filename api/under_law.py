"""`saksama replay BUNDLE --rules LAW`: the same facts under another law, in words.

The law is that of a day (`2027-01-01`), as this checkout has it, or a file: a pack, such
as one of those in a bundle's `packs/`, in which somebody has changed a value.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pydantic import ValidationError

from api.console import console
from api.faults import exits_on_bad_input
from api.files import json_file
from api.files.bundle_file import faults_of, read_bundle
from api.files.fault import first_of
from api.terminal import Terminal
from api.words.language import language
from ledger.entry import stream_name
from ledger.otherwise import Otherwise, under_another_law
from ledger.replay import replay
from rules.pack import Pack, PackFile
from tender.canonical import Json, to_bytes

_DIFFERS = 1
_NOT_COMPARABLE = 3
_MOST = 6  # differences that are shown of one act
_WIDE = 60  # characters of a value


@exits_on_bad_input
def replay_under(path: Path, rules: str, wanted: str | None) -> int:
    """Say what the acts of the bundle at *path* come to under *rules*.

    Return 0 where nothing differs, 1 where something does, 3 where the bundle is not
    whole; a bundle that does not follow from its own law says nothing of another.
    """
    terminal = Terminal(console(), language(wanted), "+07:00")
    pack, bundle = _law(rules), read_bundle(path)
    with faults_of(path):
        as_it_was = replay(bundle, depth="facts")
        if not as_it_was.identical:
            terminal.say(terminal.phrase("not_its_own_law"), "yellow")
            return _NOT_COMPARABLE
        found = under_another_law(bundle, pack)
    for one in found.acts:
        _told(terminal, one)
    counts = {"decided": found.decided, "otherwise": len(found.acts)}
    terminal.say(terminal.phrase("under_law").format(**counts, pack=pack.digest[:12]))
    if found.documents:
        said = terminal.phrase("other_documents").format(documents=found.documents)
        terminal.say(said)
    return _DIFFERS if found.acts else 0


def _law(rules: str) -> Pack:
    """Return the law of a day or of a file; raise `FileFault`."""
    try:
        day = date.fromisoformat(rules)
    except ValueError:
        return _pack_in(Path(rules))
    from api.files.law import pack_of  # noqa: PLC0415  # not in the light client

    return pack_of(day)


def _pack_in(path: Path) -> Pack:
    document = json_file.read(path)
    try:
        return Pack.of(PackFile.model_validate_json(path.read_bytes()))
    except ValidationError as error:
        raise first_of(document.faults(error, ())) from error


def _told(terminal: Terminal, one: Otherwise) -> None:
    """Say what an act came to, and what it would come to."""
    codes = terminal.codes
    codes.knows(one.state)
    who, said = one.act.actor.party, codes.asked(one.act.command.tag, "")
    place = stream_name(one.entry.stream, one.entry.round)
    terminal.say(f"{place} {one.entry.seq}  {one.entry.at}  {who}: {said}")
    if one.fault:
        terminal.line("found", one.fault)
        return
    if one.then != one.now:
        accepted = terminal.phrase("accepted")
        for name, refusal in (("expected", one.then), ("found", one.now)):
            terminal.line(name, codes.refusal(refusal) if refusal else accepted)
        return
    for place_, then, now in one.fields[:_MOST]:
        terminal.say(f"     {place_}: {_short(then)} → {_short(now)}")
    if len(one.fields) > _MOST:
        more = len(one.fields) - _MOST
        terminal.say(f"     {terminal.phrase('and_more').format(count=more)}")


def _short(value: Json) -> str:
    """Return a value on one line; of a long list, how long it is."""
    if isinstance(value, list) and len(value) > _MOST:
        return f"[{len(value)}]"
    text = value if isinstance(value, str) else to_bytes(value).decode()
    return text if len(text) <= _WIDE else f"{text[:_WIDE]}…"
