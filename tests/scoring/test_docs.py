"""Every rule has a page, every page an example, and every example runs."""

import doctest
import re
from collections import Counter
from pathlib import Path

import pytest

from scoring.rule_ids import RULE_IDS

FOLDER = Path(__file__).parents[2] / "docs" / "rules"
PAGES = sorted(FOLDER.glob("*.md"))

RULE = re.compile(r"`([a-z-]+(?:\.[a-z0-9-]+)+)`")
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)
STATUS = re.compile(r"\b(?:verified|secondary|recalled|chosen)\b")

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)


def ids_at_the_top(page: Path) -> list[str]:
    """Return the ids in the paragraph under the page's title and first sentence."""
    _, _, ids, *_ = page.read_text("utf-8").split("\n\n")
    return RULE.findall(ids)


def test_every_rule_has_one_page() -> None:
    ids = Counter(rule for page in PAGES for rule in ids_at_the_top(page))

    known = {rule: ids[rule] for rule in RULE_IDS}
    assert known == dict.fromkeys(RULE_IDS, 1)


@each_page
def test_a_page_names_itself_its_rules_and_their_source(page: Path) -> None:
    text = page.read_text("utf-8")

    title, sentence, *_ = text.split("\n\n")
    assert re.fullmatch(r"# \S+(?: \S+){0,4}", title), "a title of at most five words"
    assert sentence.endswith(".")
    assert "\n" not in sentence
    source = re.search(r"^\*\*Source\.\*\* (.*?)\n\n", text, re.DOTALL | re.MULTILINE)
    assert source, "a paragraph with the source"
    assert STATUS.search(source[1]), "how far the source is known"


@each_page
def test_a_page_says_what_it_leaves_out_and_what_it_takes_for_granted(
    page: Path,
) -> None:
    headings = set(re.findall(r"^## (.+)$", page.read_text("utf-8"), re.MULTILINE))

    assert {"Formula", "Example", "Exclusions", "Assumptions", "Demonstration"} <= (
        headings
    )


@each_page
def test_every_example_runs(page: Path) -> None:
    blocks = BLOCK.findall(page.read_text("utf-8"))
    assert blocks, "a block of Python"

    scope: dict[str, object] = {}
    for block in blocks:
        told: list[str] = []
        test = doctest.DocTestParser().get_doctest(
            block, scope, page.name, str(page), 0
        )
        assert test.examples, "a block shows what it gives"
        runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
        runner.run(test, out=told.append, clear_globs=False)
        assert not runner.failures, "".join(told)
        scope = test.globs
