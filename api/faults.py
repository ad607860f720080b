"""How the command line takes bad input: told on standard error, exit 2.

A file that cannot be taken is told in both languages, with what to do.

A reader that has gone is no bad input: then it ends quietly, as programs do.

The light client loads this too: no fault here comes from a room that speaks SQL.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import Literal, ParamSpec

from api.console import nobody_reads
from api.files.fault import FileFault
from api.words.file_faults import told
from flows.package import UnknownSubjectError
from ledger.blobs import BlobError
from ledger.note import NoteError
from ledger.proof import ProofError

P = ParamSpec("P")

BAD_INPUT = 2
_FAULTS = (
    BlobError,  # what a bundle needs, and the office has lost
    FileFault,
    NoteError,  # a key that is none
    OSError,
    ProofError,  # an act that its party cannot have signed
    UnknownSubjectError,
)


def exits_on_bad_input(command: Callable[P, int]) -> Callable[P, int]:
    """Turn a fault in what was handed in into its sentence and exit code 2."""

    @wraps(command)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> int:
        try:
            return command(*args, **kwargs)
        except BrokenPipeError:
            nobody_reads()
        except _FAULTS as fault:
            sys.stderr.write(f"{_told(fault)}\n")
            return BAD_INPUT

    return guarded


def tell(fault: FileFault) -> None:
    """Write a fault of a file on standard error, and no other that it has."""
    sys.stderr.write(f"{told(fault)}\n")


def tell_unnamed(where: str, kind: Literal["file", "folder"]) -> None:
    """Write that the argument *where*, which is of a *kind*, has no name."""
    folder = kind == "folder"
    expected = "the name of a folder" if folder else "the name of a file"
    tell(
        FileFault(
            file=where, line=1, field=kind, expected=expected, found="an empty text"
        )
    )


def _told(fault: Exception) -> str:
    """Return what is wrong: in the fault's own words, or of a file what the system says."""
    if isinstance(fault, FileFault):
        return told(fault)
    if isinstance(fault, OSError) and fault.filename is not None:
        return told(
            FileFault(
                file=str(fault.filename),
                line=1,
                field="file",
                expected="a file to use",
                found=f"{fault.strerror}",
            )
        )
    return " ".join(str(fault).split())
