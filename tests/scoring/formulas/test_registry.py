"""The registry of formulas: complete, its parameters read or refused in words."""

import ast
from fractions import Fraction
from inspect import signature
from pathlib import Path

import pytest

import scoring.formulas
import scoring.merit
from scoring.formulas.formula import Formula, Parameter, ParameterError
from scoring.formulas.ids import FORMULA_IDS
from scoring.formulas.registry import FORMULAS, UnknownFormulaError, named

MODULES = [
    path
    for package in (scoring.formulas, scoring.merit)
    for path in sorted(Path(package.__path__[0]).glob("*.py"))
]

each_formula = pytest.mark.parametrize("record", FORMULAS.values(), ids=FORMULA_IDS)


def test_every_id_is_a_formula_and_ends_in_its_version() -> None:
    assert tuple(FORMULAS) == FORMULA_IDS
    assert all(id_ == formula.id for id_, formula in FORMULAS.items())
    assert all(id_.rpartition(".")[2].isdigit() for id_ in FORMULAS)


@each_formula
def test_a_function_takes_what_its_record_says(record: Formula) -> None:
    taken = set(signature(record.function).parameters)

    set_by_scheme = {one.name for one in record.parameters}
    if record.kind == "evaluated":  # codes there name what the operands are read from
        assert taken - {"per_point"} <= set(record.operands)
    else:
        assert taken <= set(record.operands) | set_by_scheme
    assert set(record.operands) <= taken


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_no_module_writes_or_names_a_float(module: Path) -> None:
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float))
        assert not (isinstance(node, ast.Name) and node.id in {"float", "round"})


def test_an_unknown_formula_is_told_with_the_known_ones() -> None:
    with pytest.raises(
        UnknownFormulaError,
        match=r"one of formula\.price\. with lowest-over-own\.1, .*found 'cheapest'",
    ):
        named("cheapest", "price")


def test_a_formula_that_goes_with_a_kind_cannot_be_named() -> None:
    with pytest.raises(UnknownFormulaError):
        named("formula.element.bands.1", "element")


SLOPE = FORMULAS["formula.price.reference-distance.1"]


def test_what_is_left_out_is_at_its_default() -> None:
    assert SLOPE.params({"reference": "mean"}) == {
        "reference": "mean",
        "slope": Fraction(1),
        "counted": "both",
    }


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "reference: expected one of estimate, mean, median, found none"),
        (
            {"reference": "mode"},
            "reference: expected one of estimate, mean, median, found 'mode'",
        ),
        (
            {"reference": "mean", "slope": Fraction(0)},
            "slope: expected a number more than 0, found 0",
        ),
        (
            {"reference": "mean", "slope": "steep"},
            "slope: expected a number more than 0, found 'steep'",
        ),
        (
            {"reference": "mean", "slope": (Fraction(1), Fraction(2))},
            "slope: expected a number more than 0, found a list of 2",
        ),
        (
            {"reference": "mean", "steep": Fraction(2)},
            "steep: expected reference, slope, counted, found 'steep'",
        ),
    ],
)
def test_a_wrong_parameter_is_told_what_is_known(
    given: dict[str, Fraction], said: str
) -> None:
    with pytest.raises(ParameterError) as caught:
        SLOPE.params(given)

    assert str(caught.value) == said


def test_a_code_that_looks_like_a_number_is_a_code() -> None:
    one = Parameter(name="costs", type="codes", says="…")

    assert one.read((Fraction(2024), "fuel")) == ("2024", "fuel")


def test_no_list_is_empty() -> None:
    with pytest.raises(ParameterError, match="expected codes, found a list of 0"):
        Parameter(name="costs", type="codes", says="…").read(())
