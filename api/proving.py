"""`saksama prove`: a scheme proved for all bids, or a counterexample that anyone can evaluate."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

import orjson

from api.faults import exits_on_bad_input
from api.files.fault import FileFault
from api.options import Exit
from api.proof_basis import basis_of
from api.proof_text import as_files, as_json, as_lines
from api.words.language import language
from api.words.proving import PROVING
from scoring.proof.outcome import Proof
from tender.canonical import Json


@exits_on_bad_input
def prove_path(path: Path, *, json: bool, out: Path | None, wanted: str | None) -> int:
    """Prove the scheme at *path* and print what comes of it, with *out* write files too.

    Return 0 where all is proved, 1 with a counterexample, else 3 where something is
    unknown; 2 if the file or the package is bad, or z3 is not installed.
    """
    basis = basis_of(path)
    if find_spec("z3") is None:
        raise FileFault(
            file="saksama prove",
            line=1,
            field="z3-solver",
            expected="the extra proof",
            found="none",
        )
    from scoring.proof.proving import prove  # noqa: PLC0415  # z3 is an extra

    spoken = language(wanted)
    proofs = prove(basis.terms, tests=basis.tests, lowest=basis.lowest)
    files = as_files(basis.file, basis.terms, proofs)
    names = [] if out is None else list(_write(out, files))
    if json:
        _print(as_json(basis.terms, proofs))
    else:
        lines = [*as_lines(basis.file, basis.terms, proofs, spoken)]
        if names:
            lines.append(PROVING[spoken]["written"].format(files=", ".join(names)))
        sys.stdout.write("\n".join(lines).rstrip("\n") + "\n")
        sys.stdout.flush()
    return _exit(proofs)


def _write(out: Path, files: Iterable[tuple[str, dict[str, Json]]]) -> Iterator[str]:
    """Write *files* into the folder *out*, and yield where each is."""
    out.mkdir(parents=True, exist_ok=True)
    for name, value in files:
        place = out / name
        place.write_bytes(orjson.dumps(value, option=orjson.OPT_INDENT_2) + b"\n")
        yield str(place)


def _print(value: dict[str, Json]) -> None:
    sys.stdout.buffer.write(orjson.dumps(value, option=orjson.OPT_INDENT_2) + b"\n")
    sys.stdout.buffer.flush()


def _exit(proofs: Iterable[Proof]) -> Exit:
    answers = {one.answer for one in proofs}
    if "refuted" in answers:
        return Exit.DIFFERS
    return Exit.NOT_COMPARABLE if "unknown" in answers else Exit.SAME
