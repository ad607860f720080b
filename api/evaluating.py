"""`saksama evaluate`: bids compared by a scheme, from one file and without a ledger.

`saksama schema` prints the schema of a file that people write.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import orjson

from api.evaluation_text import as_json, as_lines, in_currency
from api.faults import exits_on_bad_input
from api.files.evaluation_bids import compared, faults_of, held_to_ties
from api.files.evaluation_file import EvaluationFile, read
from api.files.fault import FileFault, shown
from api.words.language import language
from rules.findings import SENTENCES
from rules.rule import Language
from scoring.explanation import Node, to_json
from scoring.merit.evaluation import evaluate
from scoring.merit.explaining import explain
from scoring.merit.fault import MeritError
from scoring.merit.outcome import Outcome
from scoring.prose import to_text


@exits_on_bad_input
def evaluate_file(
    path: Path, *, json: bool, explained: bool, wanted: str | None
) -> int:
    """Evaluate the file at *path* and print what comes of it; return 0, or 2 if it is bad."""
    file, document = read(path)
    terms, bids = compared(file, document)
    try:
        held_to_ties(terms, bids, document)
        outcome = evaluate(terms, bids)
    except MeritError as error:
        raise faults_of(error.faults, document) from error
    tree = explain(terms, bids, outcome) if explained else None
    if json:
        sys.stdout.buffer.write(_bytes(file, outcome, tree))
        sys.stdout.buffer.flush()
    else:
        sys.stdout.write(_text(file, outcome, tree, language(wanted)))
        sys.stdout.flush()
    return 0


@exits_on_bad_input
def print_schema(name: str) -> int:
    """Print a schema; return 0, or 2 for a name that is none."""
    from api.schemas import SCHEMAS  # noqa: PLC0415  # evaluate does without it

    if name not in SCHEMAS:
        expected = f"the name of a schema, one of {', '.join(SCHEMAS)}"
        raise FileFault(
            file="schema", line=1, field="name", expected=expected, found=shown(name)
        )
    sys.stdout.buffer.write(_pretty(SCHEMAS[name]()))
    sys.stdout.buffer.flush()
    return 0


def _bytes(file: EvaluationFile, outcome: Outcome, tree: Node | None) -> bytes:
    answer = as_json(file, file.currency, outcome)
    if tree is not None:
        answer["explanation"] = to_json(tree)
    return _pretty(answer)


def _text(
    file: EvaluationFile, outcome: Outcome, tree: Node | None, spoken: Language
) -> str:
    lines = list(as_lines(file, file.currency, outcome, spoken))
    if tree is not None:
        told = to_text(tree, SENTENCES[spoken])
        lines += ["", in_currency(told, file.currency)]
    return "\n".join([*lines, ""])


def _pretty(value: dict[str, Any]) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2) + b"\n"
