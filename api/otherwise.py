"""`saksama replay … --rules --erratum --scheme`: the same facts under other rules, in words.

A law is that of a day (`2027-01-01`), as this checkout has it, or a file: a pack, such as
one of those in a bundle's `packs/`, in which somebody has changed a value. With an
erratum, every act is decided as if the errata up to its number had been in force from
the first act on. A scheme is a file as in a package, `scheme.toml`; only results are
reckoned again by it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from api.console import console
from api.faults import exits_on_bad_input
from api.files import json_file, toml_file
from api.files.bundle_file import faults_of, read_bundle
from api.files.fault import first_of
from api.files.scheme_file import scheme_in
from api.options import Exit
from api.terminal import Terminal
from api.words.language import language
from ledger.bundle import Bundle
from ledger.entry import stream_name
from ledger.otherwise import Compared, Instead, Otherwise, decided_under
from ledger.replay import replay
from ledger.results import Result
from rules.pack import Pack, PackFile
from tender.canonical import Json, to_bytes

_NONE = "-"
_MOST = 6  # differences that are shown of one act
_WIDE = 60  # characters of a value


class Wanted(NamedTuple):
    """What the command line asks to have in force instead, none of it where that stays."""

    rules: str | None = None
    erratum: int | None = None
    scheme: Path | None = None

    @property
    def is_asked(self) -> bool:
        """Say whether anything is to be otherwise."""
        return self != Wanted()


@exits_on_bad_input
def replay_otherwise(path: Path, wanted: Wanted, lang: str | None) -> int:
    """Say what the acts of the bundle at *path* come to with what is *wanted* instead.

    Return 0 where nothing differs, 1 where something does, 3 where the bundle is not
    whole or a scheme asks for what nobody found; a bundle that does not follow from its
    own rules says nothing of others.
    """
    terminal = Terminal(console(), language(lang), "+07:00")
    instead, bundle = instead_of(wanted), read_bundle(path)
    with faults_of(path):
        found = compared(bundle, instead)
    if found is None:
        terminal.say(terminal.phrase("not_its_own_law"), "yellow")
        return Exit.NOT_COMPARABLE
    for one in found.acts:
        _told(terminal, one)
    for result in found.results:
        _result_told(terminal, result, in_full=wanted.scheme is not None)
    _counted(terminal, found, instead)
    return ends_with(found, instead)


def compared(bundle: Bundle, instead: Instead) -> Compared | None:
    """Decide *bundle* under other rules; return none if it does not follow from its own."""
    if not replay(bundle, depth="facts").identical:
        return None
    return decided_under(bundle, instead)


def ends_with(found: Compared, instead: Instead) -> Exit:
    """Return what a comparison ends with."""
    if instead.scheme is not None and found.not_comparable:
        return Exit.NOT_COMPARABLE
    return Exit.DIFFERS if found.differs else Exit.SAME


def instead_of(wanted: Wanted) -> Instead:
    """Read what is wanted instead; raise `FileFault`."""
    return Instead(
        pack=None if wanted.rules is None else _law(wanted.rules),
        epoch=wanted.erratum or 0,
        scheme=None
        if wanted.scheme is None
        else scheme_in(toml_file.read(wanted.scheme)),
    )


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


def _counted(terminal: Terminal, found: Compared, instead: Instead) -> None:
    """Say under what, how many, and how many of them differ."""
    counts = {"decided": found.decided, "otherwise": len(found.acts)}
    if instead.scheme is not None:
        different = sum(one.differs for one in found.results)
        said = terminal.phrase("by_scheme")
        terminal.say(said.format(results=len(found.results), otherwise=different))
        return
    if instead.epoch:
        said = terminal.phrase("with_errata")
        terminal.say(said.format(**counts, epoch=instead.epoch))
    if instead.pack is not None:
        said = terminal.phrase("under_law")
        terminal.say(said.format(**counts, pack=instead.pack.digest[:12]))
    if found.documents:
        said = terminal.phrase("other_documents").format(documents=found.documents)
        terminal.say(said)


def _result_told(terminal: Terminal, one: Result, *, in_full: bool) -> None:
    """Say who is first instead of whom; *in_full*, every figure that is another."""
    lacks = terminal.phrase("not_comparable")
    if in_full and one.fault:
        terminal.say(f"{lacks}: {one.fault}", "yellow")
        return
    for missing in one.missing if in_full else ():
        said = terminal.phrase("nobody_found").format(what=missing)
        terminal.say(f"{lacks}: {said}", "yellow")
    for figure in one.figures if in_full and not one.missing else ():
        name = f"{figure.bid} {figure.name}"
        terminal.say(f"     {name}: {figure.then or _NONE} → {figure.now or _NONE}")
    for said in first_said(terminal, one):
        terminal.say(said)


def first_said(terminal: Terminal, one: Result) -> Iterator[str]:
    """Yield who would be first instead of whom, and who has not been proved for that."""
    if one.first == one.first_now or one.missing or one.fault:
        return
    then, now = one.first or _NONE, one.first_now or _NONE
    yield terminal.phrase("other_first").format(then=then, now=now)
    for bid in one.unproved:
        yield terminal.phrase("unproved").format(bid=bid)


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
