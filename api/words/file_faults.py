"""A fault of a file, told in both languages with its remedy.

```
tender.toml:30: budget.year: diharapkan bilangan bulat, ditemukan '2027'
tender.toml:30: budget.year: expected a whole number, found '2027'
    Yang harus dilakukan: Tulis budget.year dalam bentuk yang diharapkan.
    What to do: Write budget.year in the form that is expected.
```

File, line and field stand before the sentence in both languages, for programs to read;
what was found stands as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from string import Formatter
from typing import Final, NamedTuple, Protocol, TypeAlias

from api.words.compared import COMPARED
from api.words.expected import EXPECTED
from api.words.found import FOUND
from api.words.phrases import PHRASES
from api.words.remedies import REMEDIES
from rules.rule import Language

_ASKED: Final = {**EXPECTED, **COMPARED}

_Forms: TypeAlias = "tuple[tuple[re.Pattern[str], str, str | None], ...]"


class Fault(Protocol):
    """A fault as `api.files.fault.FileFault` has it."""

    file: str
    line: int
    field: str
    expected: str
    found: str


class Words(NamedTuple):
    """What was said, in Indonesian, the code of its remedy if it has one, and its values."""

    indonesian: str
    remedy: str | None
    values: tuple[str, ...] = ()


def asked(expected: str) -> Words | None:
    """Return the words for what was expected; `None` where the tables have none.

    >>> asked("at most 3 files in the folder")
    Words(indonesian='paling banyak 3 berkas dalam folder', remedy='less', values=('3',))
    """
    return _words(expected, _forms("expected"))


def seen(found: str) -> Words | None:
    """Return the words for what was found; `None` for a value, which stays as it is."""
    return _words(found, _forms("found"))


def told(fault: Fault) -> str:
    """Return a fault as lines: what is wrong and what to do, in both languages."""
    expected = asked(fault.expected) or Words(fault.expected, None)
    found = seen(fault.found) or Words(fault.found, None)
    remedy = found.remedy or expected.remedy or "instead"
    said: dict[Language, str] = {
        "id": f"diharapkan {expected.indonesian}, ditemukan {found.indonesian}",
        "en": f"expected {fault.expected}, found {fault.found}",
    }
    place = {"file": fault.file, "line": fault.line, "field": fault.field}
    return lines(
        f"{fault.file}:{fault.line}: {fault.field}",
        said,
        {name: words[remedy].format(**place) for name, words in REMEDIES.items()},
    )


def lines(
    head: str, said: Mapping[Language, str], remedy: Mapping[Language, str]
) -> str:
    """Return what is wrong at *head* and what to do, a line each, Indonesian first."""
    both: tuple[Language, Language] = ("id", "en")
    wrong = [f"{head}: {said[language]}" for language in both]
    mend = [
        f"    {PHRASES[language]['remedy']}: {remedy[language]}" for language in both
    ]
    return "\n".join([*wrong, *mend])


def _words(text: str, forms: _Forms) -> Words | None:
    for pattern, indonesian, remedy in forms:
        if match := pattern.fullmatch(text):
            values = match.groups()
            return Words(indonesian.format(*values), remedy, values)
    return None


@cache
def _forms(which: str) -> _Forms:
    """Return the forms of a table, those that say the most before those that are blank."""
    table: Iterable[tuple[str, tuple[str, str | None]]] = (
        _ASKED.items() if which == "expected" else FOUND.items()
    )
    ordered = sorted(table, key=lambda one: (-_literal(one[0]), one[0]))
    return tuple((_pattern(form), *words) for form, words in ordered)


def _literal(form: str) -> int:
    return sum(len(text) for text, _, _, _ in Formatter().parse(form))


def _pattern(form: str) -> re.Pattern[str]:
    """Return the pattern of a form, its blanks numbered from 0 in their order."""
    parts = [
        re.escape(text) + ("" if field is None else "(.+?)")
        for text, field, _, _ in Formatter().parse(form)
    ]
    return re.compile("".join(parts), re.DOTALL)
