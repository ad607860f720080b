"""The explanation: no number from nowhere, every rule worked again by hand."""

from collections.abc import Iterator
from fractions import Fraction
from hashlib import sha256
from typing import Any

import pytest

from scoring import explanation
from scoring.evaluation import evaluate
from scoring.explanation import (
    Cell,
    Finding,
    NameTwiceError,
    Node,
    cell,
    check,
    formula,
)
from scoring.rule_ids import RULE_IDS
from tender.canonical import to_bytes
from tender.canonical.numbers import number_text
from tests.scoring.builders import TERMS, a_bid
from tests.scoring.by_hand import BY_HAND, Operands
from tests.scoring.samples import TREES, nodes


def test_the_samples_apply_every_rule() -> None:
    applied = {node.rule for tree in TREES for node in nodes(tree)}

    assert applied == set(RULE_IDS)


def test_every_rule_can_be_worked_by_hand() -> None:
    assert set(BY_HAND) == set(RULE_IDS)


@pytest.mark.parametrize("tree", TREES, ids=lambda tree: tree.name)
def test_every_result_is_what_a_hand_makes_of_its_operands(tree: Node) -> None:
    for node in nodes(tree):
        worked = BY_HAND[node.rule](Operands(node))

        expected = worked if isinstance(worked, str) else number_text(worked)
        assert node.result == expected, node.name


@pytest.mark.parametrize("tree", TREES, ids=lambda tree: tree.name)
def test_every_operand_is_an_input_or_the_result_of_a_child(tree: Node) -> None:
    results: dict[str, str] = {}
    for node in written(explanation.to_json(tree), results):
        children = {
            child if isinstance(child, str) else child["name"]
            for child in node["children"]
        }
        named = set()
        for operand, value, source in node["operands"]:
            assert source, f"{node['name']}: where does {operand} come from?"
            if source.startswith("="):
                named.add(source[1:])
                assert value == results[source[1:]]
        assert named == children


def written(node: Any, results: dict[str, str]) -> Iterator[Any]:  # noqa: ANN401  # JSON
    """Yield what was written, children first, and keep the *results* by name."""
    for child in node["children"]:
        if not isinstance(child, str):
            yield from written(child, results)
    assert node["name"] not in results, "each node is written once"
    results[node["name"]] = node["result"]
    yield node


@pytest.mark.parametrize("tree", TREES, ids=lambda tree: tree.name)
def test_it_is_made_of_strings_and_lists_alone(tree: Node) -> None:
    def leaves(value: object) -> Iterator[object]:
        if isinstance(value, dict):
            yield from (leaf for v in value.values() for leaf in leaves(v))
        elif isinstance(value, list):
            yield from (leaf for v in value for leaf in leaves(v))
        else:
            yield value

    as_json = explanation.to_json(tree)

    assert {type(leaf) for leaf in leaves(as_json)} == {str}
    assert to_bytes(as_json)


def test_the_bytes_are_for_ever() -> None:
    """A tree of two nodes, with one that serves twice."""
    wage = formula(
        "w", "labour.wage", 3_000_000, wage=cell(3_000_000, "labour.minimum_wage")
    )
    tree = Node("t", "arithmetic.sum", {"a": wage, "b": wage}, "6000000")

    assert to_bytes(explanation.to_json(tree)) == (
        b'{"children":[{"children":[],"name":"w",'
        b'"operands":[["wage","3000000","labour.minimum_wage"]],'
        b'"result":"3000000","rule":"labour.wage"},"w"],"name":"t",'
        b'"operands":[["a","3000000","=w"],["b","3000000","=w"]],'
        b'"result":"6000000","rule":"arithmetic.sum"}'
    )
    assert (
        explanation.digest(tree)
        == sha256(to_bytes(explanation.to_json(tree))).hexdigest()
    )


def test_a_name_stands_for_one_node() -> None:
    one, other = (formula("w", "labour.wage", n, wage=cell(n, "x")) for n in (1, 2))
    tree = Node("t", "arithmetic.sum", {"a": one, "b": other}, "3")

    with pytest.raises(NameTwiceError, match="one node named 'w'"):
        explanation.to_json(tree)


def test_a_finding_is_a_test_without_its_working() -> None:
    price = formula("p", "arithmetic.total", 80, subtotal=cell(80, "x"))
    test = check(
        "t", "price.above-estimate", "fail", price=price, estimate=cell(79, "y")
    )

    assert explanation.finding(test) == Finding(
        rule="price.above-estimate",
        verdict="fail",
        operands={"price": "80", "estimate": "79"},
    )


def test_a_number_has_one_spelling() -> None:
    assert cell(Fraction(1, 12), "x") == Cell("1/12", "x")
    assert cell(Fraction("304326.50"), "x") == Cell("304326.5", "x")


def test_another_fact_is_another_digest() -> None:
    digests = {
        explanation.digest(evaluate(TERMS, [a_bid("melati", fee=fee)]).explanation)
        for fee in (400_000, 400_001)
    }

    assert len(digests) == 2
