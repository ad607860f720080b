"""The page on the format is the format: its tables and its constants."""

from pathlib import Path

import pytest

from ledger.entry import ENTRY_DOMAIN, LEAF_BYTES, START
from ledger.execute import BEHIND, LEGAL_MOMENTS
from ledger.proof import COMMAND_DOMAIN
from ledger.receipt import RECEIPT_DOMAIN
from tender.canonical import DEPTH, SALT_BYTES
from tender.commands import COMMANDS
from tender.events import EVENTS
from tender.lifecycle import MAKES

PAGE = (Path(__file__).parents[2] / "docs" / "format.md").read_text(encoding="utf-8")


def test_the_tables_are_the_registries() -> None:
    rows = "\n".join(
        f"| `{tag}` | {', '.join(f'`{event}`' for event in MAKES[tag])} |"
        for tag in sorted(COMMANDS)
    )
    events = "\n".join(
        f"| `{tag}` | {EVENTS[tag].disclosure} |" for tag in sorted(EVENTS)
    )

    assert f"| command | events |\n| --- | --- |\n{rows}\n" in PAGE
    assert f"| event | disclosed |\n| --- | --- |\n{events}\n" in PAGE


@pytest.mark.parametrize("domain", [ENTRY_DOMAIN, COMMAND_DOMAIN, RECEIPT_DOMAIN])
def test_every_domain_prefix_is_named(domain: bytes) -> None:
    shown = domain.decode().replace("\n", "\\n")

    assert f"`{shown}`" in PAGE


def test_the_numbers_of_the_page_are_those_in_use() -> None:
    assert f"A leaf is {LEAF_BYTES} bytes" in PAGE
    assert f"the salt being {SALT_BYTES} bytes" in PAGE
    assert f"at most {DEPTH} deep" in PAGE
    assert f"more than {BEHIND.seconds} s behind" in PAGE
    assert f"{len(START)} zeros" in PAGE
    assert len(LEGAL_MOMENTS) == 7, "name a new legal moment on the page"
