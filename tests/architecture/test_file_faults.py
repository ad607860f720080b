"""Whatever is said of a file that cannot be taken has its words in Indonesian, and a remedy.

What readers say stands in their modules, next to the check; the texts are read from there,
with `7` for every value in them, so that a new one without words fails here.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from string import Formatter

import pytest

from api.files import toml_file, wording
from api.files.fault import FileFault
from api.words.compared import COMPARED
from api.words.expected import EXPECTED
from api.words.file_faults import Words, asked, seen, told
from api.words.found import FOUND
from api.words.remedies import REMEDIES

ROOT = Path(__file__).parents[2]
VALUE = "7"
A_VALUE = re.compile(
    rf"[\W\d]*|{VALUE}[\w.]*|0x7|none|holidays 7|technical.json|price.json"
)

READERS = (
    *sorted((ROOT / "api" / "files").glob("*.py")),
    *(
        ROOT / "api" / f"{name}.py"
        for name in (
            "evaluating",
            "faults",
            "linting",
            "package_scheme",
            "predecessors",
            "proof_basis",
            "proving",
            "rehearsing",
            "scheduling",
            "simulating",
        )
    ),
    ROOT / "ledger" / "archive.py",
    ROOT / "ledger" / "bundle.py",
    ROOT / "rules" / "points.py",
    ROOT / "scoring" / "formulas" / "formula.py",
    ROOT / "scoring" / "formulas" / "registry.py",
    ROOT / "scoring" / "merit" / "scheme_lint.py",
    ROOT / "scoring" / "merit" / "values_lint.py",
    ROOT / "tender" / "canonical" / "numbers.py",
    ROOT / "tender" / "merit" / "elements.py",
    ROOT / "tender" / "merit" / "numbers.py",
    ROOT / "tender" / "money.py",
    ROOT / "tender" / "stored.py",
)

AS_TYPED = {
    # of a header the columns, of a bundle's key its spelling, of an unknown field names
    *("", ",", VALUE, f"'{VALUE}'", f"U+{VALUE}", f"0x{VALUE}"),
    # what the manifest says of a member, and the fields of a member
    *("no such member", f"saksama bundle\n{VALUE}\n{VALUE}\n"),
    # of a canonical number, what no file can have; of an act, its own field
    *("Fraction, Decimal or int", "'tag'"),
}
"""What is no text of people: values alone, and what programs say to programs."""


def said_in(path: Path) -> Iterator[tuple[str, str]]:
    """Yield what a module says, each with `expected` or `found`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    top = [node for node in tree.body if not isinstance(node, ast.ClassDef)]
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            yield from Texts(function, top).said()


class Texts:
    """The texts of a function, its own names before those of its module."""

    def __init__(self, function: ast.FunctionDef, top: list[ast.stmt]) -> None:
        self.function = function
        self.names: dict[str, list[ast.expr]] = {}
        for node in (*ast.walk(function), *top):
            match node:
                case (
                    ast.Assign(targets=[ast.Name(id=name)], value=value)
                    | ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value)
                ):
                    self.names.setdefault(name, []).append(value)

    def of(  # noqa: C901  # a case for each form of an expression
        self, node: ast.expr | None, deep: int = 0
    ) -> Iterator[str]:
        """Yield the texts that an expression may come to; a value is `VALUE`."""
        match node:
            case ast.Constant(value=str(text)):
                yield text
            case ast.JoinedStr(values=parts):
                for made in product(*(tuple(self.of(part, deep)) for part in parts)):
                    yield "".join(made)
            case ast.FormattedValue(value=value):
                yield from self.of(value, deep)
            case ast.IfExp(body=body, orelse=orelse):
                yield from self.of(body, deep)
                yield from self.of(orelse, deep)
            case ast.BoolOp(values=values):
                for value in values:
                    yield from self.of(value, deep)
            case ast.Call(func=ast.Name(id="one_of")):
                yield from (f"one of {VALUE}", f"one of {VALUE} … ({VALUE} in all)")
                yield "one of none"
            case ast.Name(id=name) if name in self.names and deep < 3:
                for value in self.names[name]:
                    yield from self.of(value, deep + 1)
            case _:
                yield VALUE

    def said(  # noqa: C901  # a case for each way of saying it
        self,
    ) -> Iterator[tuple[str, str]]:
        """Yield what is said, each with `expected` or `found`."""
        for node in ast.walk(self.function):
            match node:
                case ast.keyword(arg=("expected" | "found") as which, value=value):
                    yield from ((which, text) for text in self.of(value))
                case ast.Assign(targets=[ast.Name(id="message")], value=value):
                    for text in self.of(value):
                        expected, _, found = text.partition(", found ")
                        if expected.startswith("expected "):
                            yield "expected", expected.removeprefix("expected ")
                            yield "found", found
                case ast.Assign(
                    targets=[ast.Attribute(attr=("expected" | "found") as which)],
                    value=value,
                ):
                    yield from ((which, text) for text in self.of(value))
                case ast.Call(
                    func=ast.Name(id="Fault" | "ParameterError"),
                    args=[_, expected, found],
                ):
                    yield from (("expected", text) for text in self.of(expected))
                    yield from (("found", text) for text in self.of(found))
                case ast.Call(func=ast.Name(id="NumberError"), args=[expected]):
                    yield from (("expected", text) for text in self.of(expected))
                case ast.Call(
                    func=ast.Attribute(attr="fault"),
                    args=[ast.Name(id="at" | "after"), _, expected, *_],
                ):
                    yield from (("expected", text) for text in self.of(expected))
                case ast.Call(
                    func=ast.Attribute(attr="fault"),
                    args=[_, ast.JoinedStr() as expected, found],
                ):
                    yield from (("expected", text) for text in self.of(expected))
                    yield from (("found", text) for text in self.of(found))
                case ast.Return(value=ast.Tuple(elts=[expected, found])):
                    yield from (("expected", text) for text in self.of(expected))
                    yield from (("found", text) for text in self.of(found))


def has_words(words: Words | None) -> bool:
    """Say whether there are words for all of a text: in its blanks stand values alone."""
    return words is not None and all(map(A_VALUE.fullmatch, words.values))


@pytest.mark.parametrize("reader", READERS, ids=lambda path: path.stem)
def test_what_a_reader_says_has_words_in_both_languages(reader: Path) -> None:
    words = {"expected": asked, "found": seen}

    lacking = {
        (which, text)
        for which, text in said_in(reader)
        if text not in AS_TYPED and not has_words(words[which](text))
    }

    assert lacking == set()


def test_the_texts_are_read_from_where_they_stand() -> None:
    said = set(said_in(ROOT / "api" / "files" / "bids.py"))

    assert ("expected", f"at most {VALUE} sealed objects") in said
    assert ("expected", f"the code of a registered bidder, one of {VALUE}") in said
    assert ("found", "both") in said
    json = set(said_in(ROOT / "api" / "files" / "json_file.py"))
    assert ("expected", "a colon behind the key") in json
    assert ("found", f"{VALUE} again, first in line {VALUE}") in json
    toml = set(said_in(ROOT / "api" / "files" / "toml_lines.py"))
    assert ("expected", f"at most {VALUE} {VALUE}") in toml


@pytest.mark.parametrize(
    "form",
    [
        *wording.PATTERNS.values(),
        *wording.TYPES.values(),
        *toml_file.SYNTAX.values(),
        *(
            say(
                {
                    "pattern": "x",
                    "expected": "'x'",
                    "ge": 1,
                    "gt": 1,
                    "le": 1,
                    "lt": 1,
                    "min_length": 1,
                }
            )
            for say in wording.ASKED.values()
        ),
    ],
)
def test_a_form_that_is_asked_for_has_words(form: str) -> None:
    assert asked(form)


FORMS = {**EXPECTED, **COMPARED, **FOUND}


def blanks(form: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(form) if field}


@pytest.mark.parametrize("form", FORMS)
def test_a_form_has_the_same_blanks_in_both_languages(form: str) -> None:
    assert blanks(FORMS[form][0]) == blanks(form)


@pytest.mark.parametrize("form", FORMS)
def test_no_form_takes_what_is_another_s(form: str) -> None:
    filled = form.format(*"78904")
    words = (seen if form in FOUND else asked)(filled)

    assert words
    assert words[:2] == (FORMS[form][0].format(*"78904"), FORMS[form][1])


def test_every_remedy_is_given_and_there_in_both_languages() -> None:
    given = {remedy for _, remedy in FORMS.values()} - {None}

    assert set(REMEDIES["id"]) == set(REMEDIES["en"]) == given


@pytest.mark.parametrize(
    ("expected", "found", "lines"),
    [
        (
            "a whole number",
            "'2027'",
            (
                "t.toml:3: year: diharapkan bilangan bulat, ditemukan '2027'",
                "t.toml:3: year: expected a whole number, found '2027'",
                "    Yang harus dilakukan: Tulis year dalam bentuk yang diharapkan.",
                "    What to do: Write year in the form that is expected.",
            ),
        ),
        (
            "a file",
            "a link",
            (
                "t.toml:3: year: diharapkan berkas, ditemukan tautan",
                "t.toml:3: year: expected a file, found a link",
                "    Yang harus dilakukan: Taruh berkasnya sendiri di tempat itu; tautan tidak dibaca.",
                "    What to do: Put the file itself there; links are not read.",
            ),
        ),
        (
            "budget or method",
            "'buget'",
            (
                "t.toml:3: year: diharapkan budget atau method, ditemukan 'buget'",
                "t.toml:3: year: expected budget or method, found 'buget'",
                "    Yang harus dilakukan: Tulis yang diharapkan sebagai ganti year.",
                "    What to do: Write what is expected in the place of year.",
            ),
        ),
    ],
)
def test_a_fault_is_told_in_indonesian_first_with_what_to_do(
    expected: str, found: str, lines: tuple[str, ...]
) -> None:
    fault = FileFault(
        file="t.toml", line=3, field="year", expected=expected, found=found
    )

    assert tuple(told(fault).splitlines()) == lines
