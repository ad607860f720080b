"""The explanation: a tree of nodes with which a result can be worked by hand.

A node applies one rule. Each of its operands is either a *cell*, an input with
the place where it can be looked up, or another *node*, whose result it is: no
number stands in a node that comes from nowhere. A node that serves two others
is one node with one name, written out once and referred to afterwards.

Everything is an exact string in its one spelling. Sentences are made from the
tree by a table and are never stored.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, cast

from scoring.rule_ids import RuleId
from tender import canonical
from tender.canonical import Json
from tender.canonical.numbers import number_text, parse_number

Verdict = Literal["pass", "fail", "note", "pending"]
"""The result of a test. `note` fails nothing; `pending` waits for a person."""


class NameTwiceError(ValueError):
    """Two different nodes of one tree carry one name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"expected one node named {name!r}, found two that differ")
        self.name = name


@dataclass(frozen=True, slots=True)
class Cell:
    """An input: its value, and the place where it can be looked up."""

    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Node:
    """One rule, applied. *name* is its own within the tree.

    *operands* are in the order in which the rule takes them.
    """

    name: str
    rule: RuleId
    operands: Mapping[str, Cell | Node]
    result: str

    @property
    def number(self) -> Fraction:
        """The result of a formula; raise `ValueError` where it is not a number."""
        return parse_number(self.result)

    @property
    def verdict(self) -> Verdict:
        """The result of a test."""
        return cast("Verdict", self.result)

    @property
    def children(self) -> tuple[Node, ...]:
        """The nodes whose results are operands."""
        return tuple(part for part in self.operands.values() if isinstance(part, Node))

    def value(self, operand: str) -> str:
        """Return the value of an operand, wherever it comes from."""
        part = self.operands[operand]
        return part.result if isinstance(part, Node) else part.value


@dataclass(frozen=True, slots=True)
class Finding:
    """What one test found on a bid; *operands* are exact strings.

    The fields are those of `tender.events.evaluation.FindingLine`, with the verdict
    `pending` besides, which no complete evaluation has.
    """

    rule: RuleId
    verdict: Verdict
    operands: Mapping[str, str]


def cell(value: Fraction | int | str, source: str) -> Cell:
    """Return an input in its one spelling."""
    return Cell(value if isinstance(value, str) else number_text(value), source)


def formula(
    name: str, rule: RuleId, result: Fraction | int, /, **operands: Cell | Node
) -> Node:
    """Return a node whose result is a number."""
    return Node(name, rule, operands, number_text(result))


def check(
    name: str, rule: RuleId, verdict: Verdict, /, **operands: Cell | Node
) -> Node:
    """Return a node whose result is a verdict."""
    return Node(name, rule, operands, verdict)


def finding(node: Node) -> Finding:
    """Return what a test found, without the working."""
    operands = {name: node.value(name) for name in node.operands}
    return Finding(rule=node.rule, verdict=node.verdict, operands=operands)


def to_json(root: Node) -> dict[str, Json]:
    """Return the tree as strings, lists and objects.

    An operand is `[name, value, source]`; the source of another node's result is
    `=` and that node's name. A child is a node, or the name of one written before.
    Raise `NameTwiceError` where one name stands for two nodes.
    """
    return _to_json(root, {})


def digest(root: Node) -> str:
    """Return the SHA-256 of the tree's canonical bytes, in hexadecimal."""
    return canonical.digest(to_json(root))


def _to_json(node: Node, written: dict[str, Node]) -> dict[str, Json]:
    written[node.name] = node
    return {
        "name": node.name,
        "rule": node.rule,
        "operands": [
            [name, node.value(name), _source(part)]
            for name, part in node.operands.items()
        ],
        "result": node.result,
        "children": [
            child.name if _is_written(child, written) else _to_json(child, written)
            for child in node.children
        ],
    }


def _source(part: Cell | Node) -> str:
    return f"={part.name}" if isinstance(part, Node) else part.source


def _is_written(node: Node, written: Mapping[str, Node]) -> bool:
    before = written.get(node.name)
    if before is not None and before is not node and before != node:
        raise NameTwiceError(node.name)
    return before is not None
