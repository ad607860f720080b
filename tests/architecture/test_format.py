"""The page on the format is the format: its tables, its constants, its schemas.

With UPDATE_GOLDEN set, what is made from the registries is written again; the
difference is then to be read.
"""

import json
import os
import re
from pathlib import Path

import pytest

from ledger.entry import ENTRY_DOMAIN, LEAF_BYTES, START
from ledger.moments import ENDS_INTAKE, LEGAL_MOMENTS
from ledger.named import PUBLIC_WORDS
from ledger.proof import COMMAND_DOMAIN
from ledger.receipt import RECEIPT_DOMAIN
from ledger.turned_away import BEHIND
from tender.canonical import SALT_BYTES
from tender.canonical.profile import DEPTH
from tender.commands import COMMANDS
from tender.events import EVENTS
from tender.lifecycle import MAKES
from tests.architecture.schemas import SCHEMAS, chance_table

DOCS = Path(__file__).parents[2] / "docs"
FORMAT = DOCS / "format.md"

TABLES = {
    "| command | events |": lambda: "\n".join(
        f"| `{tag}` | {', '.join(f'`{event}`' for event in MAKES[tag])} |"
        for tag in sorted(COMMANDS)
    ),
    "| event | disclosed |": lambda: "\n".join(
        f"| `{tag}` | {EVENTS[tag].disclosure} |" for tag in sorted(EVENTS)
    ),
    "| command or event | left out of the facts |": chance_table,
}
"""The tables that are made, by their heads."""


def updating() -> bool:
    return "UPDATE_GOLDEN" in os.environ


def page() -> str:
    return FORMAT.read_text(encoding="utf-8")


def test_the_tables_are_the_registries() -> None:
    text = page()
    for head, table in TABLES.items():
        begin = f"{re.escape(head)}\n\\| --- \\| --- \\|\n"
        found = re.search(rf"{begin}((?:\|.*\n)*)", text)
        assert found, f"a table under {head}"
        text = f"{text[: found.start(1)]}{table()}\n{text[found.end(1) :]}"
    if updating():
        FORMAT.write_text(text, encoding="utf-8")

    assert page() == text


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_schema_is_that_of_the_classes_that_read(name: str) -> None:
    path = DOCS / "schema" / f"{name}.json"
    made = json.dumps(SCHEMAS[name](), indent=1, ensure_ascii=False) + "\n"
    if updating():
        path.parent.mkdir(exist_ok=True)
        path.write_text(made, encoding="utf-8")

    assert path.read_text(encoding="utf-8") == made
    assert f"{name}.json" in page()


def test_there_is_no_other_schema() -> None:
    assert {path.stem for path in (DOCS / "schema").iterdir()} == set(SCHEMAS)


@pytest.mark.parametrize("domain", [ENTRY_DOMAIN, COMMAND_DOMAIN, RECEIPT_DOMAIN])
def test_every_domain_prefix_is_named(domain: bytes) -> None:
    shown = domain.decode().replace("\n", "\\n")

    assert f"`{shown}`" in page()


def test_the_numbers_of_the_page_are_those_in_use() -> None:
    assert f"A leaf is {LEAF_BYTES} bytes" in page()
    assert f"the salt being {SALT_BYTES} bytes" in page()
    assert f"at most {DEPTH} deep" in page()
    assert f"more than {BEHIND.seconds} s behind" in page()
    assert f"{len(START)} zeros" in page()


def test_every_legal_moment_and_all_public_words_are_named() -> None:
    moments = re.findall(r"^\| [a-z]+ \| `([a-z_]+)` \|$", page(), re.MULTILINE)

    assert set(moments) & LEGAL_MOMENTS == LEGAL_MOMENTS
    assert len([tag for tag in moments if tag in LEGAL_MOMENTS]) == len(LEGAL_MOMENTS)
    assert f"({', '.join(f'`{tag}`' for tag in sorted(ENDS_INTAKE))})" in page()
    assert all(f"`{tag}.words`" in page() for tag in PUBLIC_WORDS)
