"""Faults to plant in a module, one at a time, by the operators of cosmic-ray.

Of the operators of arithmetic and of comparison only those are taken that a hand may really
confuse: a sum for a difference, `<` for `<=`. Annotations are left alone, for nothing runs
them; so are decorators, and `strict=True`, which guards us against ourselves.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.provider import OperatorProvider
from typing_extensions import override

OPERATORS: Final = (
    "AddNot",
    "NumberReplacer",
    "ReplaceAndWithOr",
    "ReplaceBinaryOperator_Add_Sub",
    "ReplaceBinaryOperator_BitAnd_BitOr",
    "ReplaceBinaryOperator_BitOr_BitAnd",
    "ReplaceBinaryOperator_BitXor_BitOr",
    "ReplaceBinaryOperator_Div_Mul",
    "ReplaceBinaryOperator_FloorDiv_Mul",
    "ReplaceBinaryOperator_Mod_FloorDiv",
    "ReplaceBinaryOperator_Mul_Add",
    "ReplaceBinaryOperator_Pow_Mul",
    "ReplaceBinaryOperator_Sub_Add",
    "ReplaceBreakWithContinue",
    "ReplaceComparisonOperator_Eq_NotEq",
    "ReplaceComparisonOperator_Gt_GtE",
    "ReplaceComparisonOperator_Gt_LtE",
    "ReplaceComparisonOperator_GtE_Gt",
    "ReplaceComparisonOperator_GtE_Lt",
    "ReplaceComparisonOperator_Is_IsNot",
    "ReplaceComparisonOperator_IsNot_Is",
    "ReplaceComparisonOperator_Lt_GtE",
    "ReplaceComparisonOperator_Lt_LtE",
    "ReplaceComparisonOperator_LtE_Gt",
    "ReplaceComparisonOperator_LtE_Lt",
    "ReplaceComparisonOperator_NotEq_Eq",
    "ReplaceContinueWithBreak",
    "ReplaceFalseWithTrue",
    "ReplaceOrWithAnd",
    "ReplaceTrueWithFalse",
    "ReplaceUnaryOperator_Delete_Not",
    "ReplaceUnaryOperator_USub_UAdd",
    "ZeroIterationForLoop",
)


@dataclass(frozen=True, slots=True)
class Mutant:
    """A fault in the module at *path*: its *line* before and after, and the whole *source*."""

    path: Path
    line: int
    before: str
    after: str
    source: str

    @property
    def told(self) -> tuple[str, str, str]:
        """What tells it from others, whatever else changes in the module."""
        return (str(self.path), self.before, self.after)

    @override
    def __str__(self) -> str:
        return f"{self.path}:{self.line}\n  - {self.before}\n  + {self.after}"


def mutants(path: Path) -> Iterator[Mutant]:
    """Yield the mutants of the module at *path*, operator by operator."""
    source = path.read_text(encoding="utf-8")
    run, lines = _what_runs(source), source.splitlines()
    provider = OperatorProvider()
    for name in OPERATORS:
        occurrence = 0
        while (text := mutate_code(source, provider[name](), occurrence)) is not None:
            occurrence += 1
            after = text.splitlines()
            at = next(i for i, line in enumerate(lines) if line != after[i])
            if _is_left_alone(lines[at], after[at]) or _what_runs(text) in (run, None):
                continue
            yield Mutant(path, at + 1, lines[at].strip(), after[at].strip(), text)


def _is_left_alone(before: str, after: str) -> bool:
    strict = "strict=True"
    return before.lstrip().startswith("@") or before.count(strict) != after.count(
        strict
    )


class _Unannotated(ast.NodeTransformer):
    """Take annotations out of a tree."""

    @override
    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:  # ast's name
        node.annotation = ast.Constant(None)
        return self.generic_visit(node)

    @override
    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.annotation = None
        return node

    @override
    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:  # ast's name
        node.returns = None
        return self.generic_visit(node)


def _what_runs(source: str) -> str | None:
    """Return the tree without its annotations, as text; `None` where it is no Python."""
    try:
        return ast.dump(_Unannotated().visit(ast.parse(source)))
    except SyntaxError:
        return None
