"""The digest of a template covers every module whose words reach the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import grimp

from publication.template import WORDING

GRAPH: Final = grimp.build_graph(
    "publication", "rules", "scoring", "tender", cache_dir=None
)
WORDLESS: Final = frozenset(
    {
        "publication.masking",  # covers numbers in names, which a page is given
        "publication.pdf",  # draws the page that there is
        "rules.rule",  # only the types of a refusal
        "scoring.explanation",  # only the types of a tree
        "scoring.formulas.ids",
        "scoring.merit.ids",
        "scoring.ownership",
        "scoring.qualification",  # whether a fact counts
        "scoring.rounding",  # arithmetic
        "scoring.rule_ids",
        "scoring.shown",
        "scoring.work_done",
    }
)
"""What a page reaches that puts no word in. `tender` has none: it is exact values."""


def reached(module: str, seen: set[str]) -> Iterator[str]:
    """Yield *module* and what it imports of the rooms that have words, each once."""
    if module in seen or module in WORDLESS or module.startswith("tender"):
        return
    seen.add(module)
    yield module
    for other in sorted(GRAPH.find_modules_directly_imported_by(module)):
        yield from reached(other, seen)


def test_every_module_of_words_that_a_page_reaches_is_part_of_it() -> None:
    covered = {
        f"{package}.{name.removesuffix('.py').replace('/', '.')}"
        for package, name in WORDING
    }
    found = set(reached("publication.documents", {"rules", "scoring", "publication"}))

    assert found == covered
    assert {"publication.labour_labels", "scoring.merit.sentences"} <= found
