"""No float anywhere: not in the code, not in what it returns."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from fractions import Fraction
from pathlib import Path

import pytest

import scoring
from tests.scoring.samples import EVALUATIONS

MODULES = sorted(Path(scoring.__path__[0]).glob("*.py"))


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_no_module_writes_or_names_a_float(module: Path) -> None:
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float))
        assert not (isinstance(node, ast.Name) and node.id in {"float", "round"})


def leaves(value: object) -> Iterator[object]:
    if is_dataclass(value):
        for field in fields(value):
            yield from leaves(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield key
            yield from leaves(part)
    elif isinstance(value, tuple | list):
        for part in value:
            yield from leaves(part)
    else:
        yield value


def test_an_evaluation_holds_text_and_exact_numbers_alone() -> None:
    kinds = {type(leaf) for done in EVALUATIONS for leaf in leaves(done)}

    assert kinds == {str, int, Fraction, type(None)}
