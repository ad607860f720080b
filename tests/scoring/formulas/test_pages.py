"""Pages of formulas are made from the registry, and say where their figures are from.

With UPDATE_GOLDEN set, the tables are written again; the difference is then to be read.
"""

import os
import re
from pathlib import Path

import pytest

from scoring.formulas.formula import Formula, Parameter
from scoring.formulas.registry import FORMULAS
from tender.canonical.numbers import number_text

FOLDER = Path(__file__).parents[3] / "docs" / "rules"
TABLE = re.compile(
    r"(?<=<!-- registry: begin -->\n).*?(?=<!-- registry: end -->)", re.DOTALL
)
HEAD = "| formula | named | reckoned from | set by the scheme | better | claims |\n"
PAGES = {
    page: [rule for rule in FORMULAS if f"`{rule}`" in page.read_text().split("##")[0]]
    for page in sorted(FOLDER.glob("*.md"))
    if "`formula." in page.read_text().split("##")[0]
}

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)


def written(formula: Formula) -> str:
    cells = (
        f"`{formula.id}`",
        "by the scheme" if formula.named else "no, it goes with another choice",
        ", ".join(formula.operands),
        "; ".join(map(parameter, formula.parameters)) or "nothing",
        formula.better,
        claims(formula),
    )
    return f"| {' | '.join(cells)} |\n"


def parameter(one: Parameter) -> str:
    default = one.default
    if default is None:
        return f"`{one.name}`, {one.expected}: {one.says}"
    said = default if isinstance(default, str) else number_text(default)
    return f"`{one.name}`, {one.expected}, else {said}: {one.says}"


def claims(formula: Formula) -> str:
    low, high = formula.between
    said = ["monotone"] if formula.monotone else []
    said += ["scale-free"] if formula.scale_free else []
    said += [f"from {low}"] if low else []
    said += [f"up to {high}"] if high else []
    return ", ".join(said) or "none"


@each_page
def test_the_table_of_a_page_is_the_registry(page: Path) -> None:
    text = page.read_text("utf-8")
    rows = "".join(written(FORMULAS[rule]) for rule in PAGES[page])
    made = TABLE.sub(lambda _: f"{HEAD}{'| --- ' * 6}|\n{rows}", text)
    if "UPDATE_GOLDEN" in os.environ:
        page.write_text(made, encoding="utf-8")

    assert "<!-- registry: begin -->" in text
    assert page.read_text("utf-8") == made


def test_every_formula_is_on_one_page() -> None:
    assert sorted(rule for rules in PAGES.values() for rule in rules) == sorted(
        FORMULAS
    )


@each_page
def test_figures_of_an_example_are_published_or_the_example_s_own(page: Path) -> None:
    example = page.read_text("utf-8").split("## Example\n")[1].split("\n## ")[0]

    for paragraph in example.strip().split("\n\n"):
        assert re.match(r"Published|An example's own", paragraph), paragraph


@each_page
def test_a_page_that_quotes_a_case_names_where_it_was_published(page: Path) -> None:
    text = page.read_text("utf-8")

    if "\nPublished: " in text:
        assert re.search(r"https://|[A-Za-z-]+/[a-z_0-9-]+ at [0-9a-f]{7}", text)


@each_page
def test_each_formula_of_a_page_is_shown_at_work(page: Path) -> None:
    block = page.read_text("utf-8").split("```python\n")[1]

    for rule in PAGES[page]:
        assert FORMULAS[rule].function.__name__ in block, rule
