"""A fault is planted into the running process: the code of a function becomes another's.

Nothing is imported anew. Whoever holds the function, a registry or the wrapper of a
decorator, holds the faulty one from then on; so a fork of a process that has read every
test runs the faulty code at once.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType


def plant(path: Path, source: str, mutated: str) -> bool:
    """Have each function of the module at *path* run what *mutated* says, not *source*.

    Return whether any function does: what a module does when it is imported is done.
    """
    file = str(path.resolve())
    pairs = zip(_codes_of(source, file), _codes_of(mutated, file), strict=True)
    faulty = {before: after for before, after in pairs if before != after}
    planted = False
    for thing in gc.get_objects() if faulty else ():
        if not isinstance(thing, FunctionType) or thing.__code__.co_filename != file:
            continue
        if (code := faulty.get(thing.__code__)) is not None:
            thing.__code__ = code
            planted = True
    return planted


def _codes_of(source: str, file: str) -> list[CodeType]:
    # Without the flags of this module, as an import compiles it.
    return list(_nested(compile(source, file, "exec", dont_inherit=True)))


def _nested(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _nested(constant)
