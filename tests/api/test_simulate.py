"""`saksama simulate`: what it answers, the page that shows it, its plot, what it refuses."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from api.words.sensitivity import SENSITIVITY
from rules.rule import Language
from tender.canonical.numbers import number_text
from tests.api.commands import BAD_INPUT, ROOT, SAME, faults, saksama
from tests.api.evaluations import block as block_of_evaluate
from tests.api.evaluations import minimal

PAGE = (ROOT / "docs" / "simulate.md").read_text("utf-8")
SVG = "{http://www.w3.org/2000/svg}"
SECURITY = ROOT / "examples" / "security-2027"
CLEANING = ROOT / "examples" / "cleaning-2027"


def block(name: str) -> str:
    found = re.search(rf"<!-- {name} -->\n```\w+\n(.*?)```", PAGE, re.DOTALL)
    assert found, f"a block {name}"
    return found[1]


def answer(*arguments: object) -> dict[str, Any]:
    ran = saksama("simulate", *arguments, "--json")
    assert ran.exit_code == SAME, ran.output
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def written(folder: Path, file: dict[str, Any]) -> Path:
    path = folder / "scheme.json"
    path.write_text(json.dumps(file), encoding="utf-8")
    return path


@pytest.mark.parametrize(("name", "language"), [("text", "id"), ("english", "en")])
def test_the_page_shows_what_the_command_says(
    name: str, language: str, example: Path
) -> None:
    ran = saksama("simulate", example, "--lang", language)

    assert ran.stdout == block(name).split("\n", 1)[1]


def test_the_page_shows_the_row_of_the_price_exactly(example: Path) -> None:
    rows = [
        row for row in answer(example)["weights"] if row["criterion"]["kind"] == "price"
    ]

    assert rows == [json.loads(block("json"))]


def test_at_each_limit_the_file_with_that_weight_gives_what_is_told(
    example: Path, tmp_path: Path
) -> None:
    """The limits are weights of the file: written there, `evaluate` answers the same."""
    text = json.loads(block_of_evaluate("file"))
    (price,) = (
        r for r in answer(example)["weights"] if r["criterion"]["kind"] == "price"
    )
    limit = Fraction(price["above"]["at"])

    def winner(weight: Fraction) -> str:
        rest = (1 - weight) / Fraction(7, 10)
        file = json.loads(json.dumps(text))
        file["price"]["weight"] = str(weight)
        for element, share in zip(file["elements"], ("0.42", "0.28"), strict=True):
            element["weight"] = str(Fraction(share) * rest)
        ran = saksama("evaluate", written(tmp_path, _spelled(file)), "--json")
        assert ran.exit_code == SAME, ran.output
        found: str = json.loads(ran.stdout)["winner"]
        return found

    assert winner(limit - Fraction(1, 10**9)) == "melati"
    assert [winner(limit)] == price["above"]["there"]["bids"] == ["mawar"]


def _spelled(file: dict[str, Any]) -> dict[str, Any]:
    for one in (file["price"], *file["elements"]):
        one["weight"] = number_text(Fraction(one["weight"]))
    return file


def test_drawn_bids_are_the_same_for_a_seed_and_others_for_another() -> None:
    one, again, other = (
        answer(SECURITY, "--bids", 5, "--seed", seed) for seed in ("a", "a", "b")
    )

    assert one == again
    assert one["bids"] != other["bids"]
    assert [bid["id"] for bid in one["bids"]] == [f"sim-{at}" for at in range(1, 6)]


def test_drawn_bids_are_bids_of_the_file(example: Path, tmp_path: Path) -> None:
    """What is drawn can be put into the file, which then gives the same answer."""
    drawn = answer(example, "--bids", 6)
    file = json.loads(example.read_text())
    file["bids"] = drawn["bids"]

    found = answer(written(tmp_path, file))

    assert found == {k: v for k, v in drawn.items() if k not in ("bids", "seed")}


def test_by_points_a_package_says_which_weights_matter() -> None:
    found = answer(SECURITY)

    assert found["combine"] == "weighted"
    assert len(found["weights"]) == 9
    assert len(found["pairs"]) == 36
    assert len(found["bids"]) == 8
    assert found["first"]["kind"] == "bid"


@pytest.mark.parametrize("language", ["id", "en"])
def test_by_the_lowest_price_it_says_that_price_alone_decides(
    language: Language,
) -> None:
    ran = saksama("simulate", CLEANING, "--bids", 4, "--lang", language)

    assert ran.exit_code == SAME
    said = " ".join(ran.stdout.split())
    assert SENSITIVITY[language]["price_alone"] in said
    found = answer(CLEANING, "--bids", 4)
    assert (found["fixed"], found["weights"], found["pairs"]) == ("price_alone", [], [])
    prices = {bid["id"]: int(bid["price"]) for bid in found["bids"]}
    assert found["first"]["bids"] == [min(prices, key=lambda bid: prices[bid])]
    assert int(found["price"]["highest"]) == sorted(prices.values())[1] - 1


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"elements": [], "combine": "sum"}, "alone"),
        (
            {
                "price": {
                    "formula": "formula.price.lowest-over-own.1",
                    "max": 30,
                    "adjusted": {
                        "formula": "formula.evaluated.quality-value.1",
                        "params": {"per-point": 1},
                    },
                }
            },
            "quality_in_price",
        ),
    ],
)
def test_where_no_weight_can_be_moved_it_says_why(
    change: dict[str, Any], reason: str, tmp_path: Path
) -> None:
    file = {**minimal(), **change}
    if not file["elements"]:
        for bid in file["bids"]:
            bid["values"] = bid["commitments"] = {}
    path = written(tmp_path, file)

    ran = saksama("simulate", path, "--svg", tmp_path / "plot.svg")

    assert ran.exit_code == SAME
    assert SENSITIVITY["en"][reason] in " ".join(ran.stdout.split())
    root = ET.fromstring((tmp_path / "plot.svg").read_bytes())  # noqa: S314  # our own
    assert SENSITIVITY["id"][reason] in {text.text for text in root.iter(f"{SVG}text")}


def test_nobody_who_passes_is_an_answer(tmp_path: Path) -> None:
    file = minimal()
    file["elements"][0]["threshold"] = 10
    path = written(tmp_path, file)

    ran = saksama("simulate", path, "--lang", "id")

    assert ran.exit_code == SAME
    assert ran.stdout.startswith("Tidak ada yang lulus, dari 2 penawaran.")
    assert answer(path)["first"] == {"kind": "nobody", "bids": []}


class TestThePlot:
    """A picture that says by itself what the table says."""

    @pytest.fixture
    def root(self, example: Path, tmp_path: Path) -> ET.Element:
        path = tmp_path / "plot.svg"
        assert saksama("simulate", example, "--svg", path).exit_code == SAME
        return ET.fromstring(path.read_bytes())  # noqa: S314  # our own

    def test_it_has_a_title_and_a_description_that_it_is_labelled_by(
        self, root: ET.Element
    ) -> None:
        title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")

        assert title is not None
        assert desc is not None
        assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
        assert "Terbaik: melati" in str(title.text)
        assert "harga / price: 0,3 (0 … 0,6175); ≥ 0,6175: mawar." in str(desc.text)

    def test_it_writes_each_criterion_and_who_is_best_beyond(
        self, root: ET.Element
    ) -> None:
        texts = [text.text for text in root.iter(f"{SVG}text")]

        assert {"plan", "pay-above", "harga / price", "mawar", "0,6175"} <= set(texts)

    def test_the_bar_goes_as_far_as_the_limit(self, root: ET.Element) -> None:
        bars = [
            rect
            for rect in root.iter(f"{SVG}rect")
            if rect.get("fill") == "#1f5f8b" and rect.get("height") == "22"
        ]

        widths = [float(str(bar.get("width"))) for bar in bars]
        assert widths == [710, 710, pytest.approx(710 * 0.6175, abs=0.01)]

    def test_a_long_name_is_cut_and_who_is_beyond_is_not(self, tmp_path: Path) -> None:
        file = minimal()
        file["elements"][0] |= {
            "id": "a-plan-with-a-name-of-some-length",
            "threshold": 5,
        }
        for bid, points in zip(file["bids"], (5, 4), strict=True):
            bid["values"] = {"a-plan-with-a-name-of-some-length": points}
        file["threshold"] = 7
        path = tmp_path / "plot.svg"
        saksama("simulate", written(tmp_path, file), "--svg", path)

        root = ET.fromstring(path.read_bytes())  # noqa: S314  # our own
        texts = [str(text.text) for text in root.iter(f"{SVG}text")]
        assert "a-plan-with-a-name-…" in texts
        assert [t for t in texts if t.endswith("tidak ada yang lulus / nobody passes")]

    def test_what_is_drawn_lies_within_the_picture(self, root: ET.Element) -> None:
        wide, high = float(str(root.get("width"))), float(str(root.get("height")))

        for shape in (*root.iter(f"{SVG}rect"), *root.iter(f"{SVG}text")):
            x, y = float(shape.get("x", "0")), float(shape.get("y", "0"))
            assert 0 <= x <= wide
            assert 0 <= y <= high


@pytest.mark.parametrize("count", [0, -1, 201])
def test_a_number_of_bids_out_of_range_is_refused(count: int, example: Path) -> None:
    ran = saksama("simulate", example, "--bids", count)

    assert (ran.exit_code, ran.stdout) == (BAD_INPUT, "")
    assert faults(ran) == [
        f"simulate:1: --bids: expected a number from 1 to 200, found {count}"
    ]


def test_a_bid_that_waits_for_its_price_is_refused(example: Path) -> None:
    example.write_text(example.read_text().replace('"price": 950000000, ', ""))

    ran = saksama("simulate", example)

    assert (ran.exit_code, ran.stdout) == (BAD_INPUT, "")
    (told,) = faults(ran)
    assert "bids[2].price: expected a price, since the order is asked for" in told


def test_prices_are_not_drawn_without_an_estimate(tmp_path: Path) -> None:
    ran = saksama("simulate", written(tmp_path, minimal()), "--bids", 3)

    assert ran.exit_code == BAD_INPUT
    (told,) = faults(ran)
    assert "estimate: expected an estimate, up to which prices are drawn" in told


def test_a_file_that_does_not_fit_is_told_as_by_evaluate(example: Path) -> None:
    example.write_text(example.read_text().replace('"scale": 5', '"scale": 0'))

    assert saksama("simulate", example).stderr == saksama("evaluate", example).stderr


def test_both_languages_have_the_same_words_with_the_same_blanks() -> None:
    blanks = {
        language: {
            name: set(re.findall(r"{\w+}", text)) for name, text in words.items()
        }
        for language, words in SENSITIVITY.items()
    }

    assert blanks["id"] == blanks["en"]


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_is_said_of_the_example_is_eighty_wide(
    language: str, example: Path
) -> None:
    ran = saksama("simulate", example, "--lang", language)

    assert max(map(len, ran.stdout.splitlines())) <= 80
