"""`saksama lint`: every breach and every risk of a package, before anything is published."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

import orjson

from api.console import console
from api.faults import BAD_INPUT, exits_on_bad_input, tell
from api.files.fault import FileFault
from api.files.package import read_package
from api.proof_basis import of_package
from api.proof_risks import proved_risks
from api.rehearsing import rehearsed
from api.terminal import Terminal
from api.words.codes import Codes
from api.words.language import language
from flows.package import Package
from rules.lint.finding import Finding
from rules.rule import Language
from tender.canonical import Json
from tender.state import State

_BREACH = 1


@exits_on_bad_input
def lint_package(folder: Path, *, json: bool, wanted: str | None) -> int:
    """Say what is wrong with the package in *folder*; return 1 where the law is breached.

    A file that cannot be read is told with all its faults, on standard error, and ends
    with 2; risks alone end with 0.
    """
    try:
        package = read_package(folder)
    except FileFault as fault:
        for one in (fault, *fault.others):
            tell(one)
        return BAD_INPUT
    found, state = rehearsed(package)
    found = (*found, *_proved(package, state, found))
    if json:
        answer = as_json(package, found)
        sys.stdout.buffer.write(orjson.dumps(answer, option=orjson.OPT_INDENT_2))
        sys.stdout.buffer.write(b"\n")
        sys.stdout.buffer.flush()
    else:
        _say(package, folder, found, state, wanted)
    return _BREACH if any(f.kind == "breach" for f in found) else 0


def _proved(
    package: Package, state: State, found: Iterable[Finding]
) -> Iterator[Finding]:
    """Yield what a proof says of a scheme of points; of one in breach nothing is proved."""
    is_breached = any(one.kind == "breach" for one in found)
    if package.scheme.merit is None or is_breached or find_spec("z3") is None:
        return
    from scoring.proof.proving import prove  # noqa: PLC0415  # z3 is an extra

    basis = of_package(package, state)
    yield from proved_risks(prove(basis.terms, tests=basis.tests, lowest=basis.lowest))


def as_json(package: Package, found: Iterable[Finding]) -> dict[str, Json]:
    """Return what was found, each with its sentence and remedy in both languages."""
    offset = package.process.offset
    words: dict[Language, Codes] = {
        "id": Codes("id", offset),
        "en": Codes("en", offset),
    }
    return {
        "process": package.process.ocid,
        "findings": [
            {
                "kind": one.kind,
                "rule": one.refusal.rule,
                "article": one.refusal.article.text,
                "status": one.refusal.article.status,
                "operands": dict(one.refusal.operands),
                "command": one.command or None,
                "says": {
                    name: one.says(name, offset, codes.label)
                    for name, codes in words.items()
                },
                "remedy": {"id": one.remedy()["id"], "en": one.remedy()["en"]},
            }
            for one in found
        ],
    }


def _say(
    package: Package,
    folder: Path,
    found: tuple[Finding, ...],
    state: State,
    wanted: str | None,
) -> None:
    terminal = Terminal(console(), language(wanted), package.process.offset)
    terminal.title(package.process.title, practice=package.process.practice)
    terminal.codes.knows(state)
    for one in found:
        terminal.finding(one)
    breaches = sum(one.kind == "breach" for one in found)
    counted = terminal.phrase("lint_found")
    terminal.say("")
    terminal.say(counted.format(breaches=breaches, risks=len(found) - breaches))
    if not breaches:
        terminal.say(terminal.phrase("lint_clean"), "green")
        if package.scheme.merit is not None and find_spec("z3") is None:
            terminal.say(terminal.phrase("lint_prove").format(folder=folder))
