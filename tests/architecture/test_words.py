"""Every code that people meet has its words, in both languages, and no table has more."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

from api.words.commands import COMMANDS
from api.words.offices import OFFICES
from api.words.phrases import PHRASES
from api.words.stages import SLOTS, STAGES
from rules.clauses import FILLED, GENERAL, WORKERS
from rules.faults import FAULTS, words
from rules.rule import Language
from rules.transfer_clauses import TRANSFER
from scoring.arithmetic import Fault
from tender import codes, lifecycle
from tender.commands import COMMANDS as REGISTRY
from tender.commands.preparation.schedule import Slot

ROOT = Path(__file__).parents[2]
LANGUAGES = pytest.mark.parametrize("language", ["id", "en"])


@LANGUAGES
def test_each_command_office_and_stage_has_words(language: Language) -> None:
    assert set(COMMANDS[language]) == set(REGISTRY)
    assert set(OFFICES[language]) == set(get_args(codes.Office))
    assert tuple(STAGES[language]) == lifecycle.STAGES


@LANGUAGES
def test_each_stage_of_a_schedule_has_words(language: Language) -> None:
    stages = get_args(Slot.model_fields["stage"].annotation)

    assert set(SLOTS[language]) == set(stages)


@LANGUAGES
def test_no_two_commands_are_called_the_same(language: Language) -> None:
    assert len(set(COMMANDS[language].values())) == len(REGISTRY)


def test_both_languages_have_the_same_phrases_with_the_same_figures() -> None:
    fields = {
        language: {
            name: {field for _, field, _, _ in Formatter().parse(phrase) if field}
            for name, phrase in PHRASES[language].items()
        }
        for language in PHRASES
    }

    assert fields["id"] == fields["en"]


def trees(*folders: str) -> Iterator[ast.Module]:
    for folder in folders:
        for path in sorted((ROOT / folder).glob("*.py")):
            yield ast.parse(path.read_text(encoding="utf-8"))


def heads(node: ast.expr | None) -> Iterator[str]:
    """Yield the first word of every text that an expression may come to."""
    match node:
        case ast.Constant(value=str(text)):
            yield text.split(" ")[0]
        case ast.JoinedStr(values=[ast.Constant(value=str(text)), *_]):
            yield text.split(" ")[0]
        case ast.IfExp(body=body, orelse=orelse):
            yield from heads(body)
            yield from heads(orelse)
        case ast.BoolOp(values=values):
            for value in values:
                yield from heads(value)


def coded(tree: ast.Module) -> Iterator[str]:
    """Yield what a decider names as `fault` or `lacking`, or a function of faults returns."""
    for node in ast.walk(tree):
        match node:
            case ast.keyword(arg="fault" | "lacking", value=value):
                yield from heads(value)
            case ast.Assign(targets=[ast.Name(id="fault")], value=value):
                yield from heads(value)
            case ast.FunctionDef(name=name) if name.endswith("_fault"):
                for inner in ast.walk(node):
                    if isinstance(inner, ast.Return):
                        yield from heads(inner.value)


def needed(tree: ast.Module) -> Iterator[str]:
    """Yield what makers of documents say that they need."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="need"), args=[_, ast.Constant(value=name)]):
                yield str(name)


def test_each_fault_code_has_words_in_both_languages_and_there_is_no_other() -> None:
    used = {code for tree in trees("rules/decisions") for code in coded(tree) if code}
    used |= {name for tree in trees("rules/documents") for name in needed(tree)}
    used |= set(get_args(Fault))

    assert set(FAULTS["id"]) == used
    assert set(FAULTS["en"]) == used


@pytest.mark.parametrize("code", FAULTS["id"])
@LANGUAGES
def test_a_fault_can_be_told_with_what_stands_behind_it(
    code: str, language: Language
) -> None:
    told = words(f"{code} 2 of 3", language)

    assert "{" not in told
    assert words(code, language) == code or "{" not in words(code, language)


def test_each_clause_is_filled_with_what_a_contract_has() -> None:
    named = {
        field
        for clause in (*WORKERS, *TRANSFER, *GENERAL)
        for text in (clause.title, clause.says, clause.basis.text)
        for _, field, _, _ in Formatter().parse(text)
        if field
    }

    assert named == FILLED
    template = (ROOT / "templates/documents/contract.html.jinja").read_text("utf-8")
    assert all(f"\n  {name}=" in template for name in FILLED)
