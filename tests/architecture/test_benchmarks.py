"""The benchmarks run: each measures something small, so that none rots unseen.

What they measure says nothing here; that they still call what the product has, does.
"""

import re
import sys
from pathlib import Path
from shutil import copy

import pytest

from benchmarks import (
    appends,
    children,
    demo,
    evaluate,
    fsck,
    replay,
    replay_many,
    seals,
    simulate,
)
from benchmarks.__main__ import BENCHMARKS
from benchmarks.__main__ import main as run_named
from benchmarks.machine import machine
from benchmarks.without import PREFECT, PRINTING, command
from ledger.bundle import open_up

PAGE = Path(__file__).parents[2] / "benchmarks" / "README.md"


def numbers(row: tuple[object, ...]) -> list[float]:
    """Read the figures of a row, which stand behind its name."""
    return [float(re.sub("[,%]", "", str(cell))) for cell in row[1:] if cell != ""]


def test_a_small_process_and_a_small_store_are_verified() -> None:
    rows = [fsck.streams(6, 1, 12, 1), fsck.store(2, 1)]

    assert all(min(numbers(row)) >= 0 for row in rows)
    assert numbers(rows[0])[1] > 0


@pytest.mark.parametrize("writers", [1, 4])
def test_appends_are_kept_both_ways(writers: int) -> None:
    rows = list(appends.rows("sqlite", writers, 8, 1))

    assert [row[:2] for row in rows] == [
        ("sqlite, store", writers),
        ("sqlite, execute", writers),
    ]
    assert all(min(numbers(row)) > 0 for row in rows)


def test_a_few_bids_are_compared_and_explained() -> None:
    steps = evaluate.steps(3, 2, 1)

    assert evaluate.compares(3, 2, 1)[0] == "3 x 2"
    assert [step[0] for step in steps][-1] == "scores, prices, order"
    assert evaluate.explains(3, 2, 1)[0] == "3 x 2"


def test_what_a_result_rests_on_is_found() -> None:
    assert simulate.examines(3, 3, 1)[:2] == ("3 x 3", 3)


def test_a_bid_is_sealed_released_and_opened() -> None:
    rows = seals.steps("tiny", 16, 1)

    assert [row[0] for row in rows] == [
        "tiny, seal",
        "tiny, release a share of each",
        "tiny, open",
    ]


@pytest.fixture(scope="class")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the example's bundle, in a child."""
    return replay.made(tmp_path_factory.mktemp("out"), PREFECT, PRINTING)


class TestTheExampleWithoutPrefectAndPrinters:
    """Run once, as a child: what it leaves is decided again, and a page of it drawn."""

    def test_it_is_whole_but_for_the_pdfs(self, bundle: Path) -> None:
        members = open_up(bundle.read_bytes()).members

        assert [name for name in members if name.endswith(".html")]
        assert not [name for name in members if name.endswith(".pdf")]

    def test_it_is_decided_again(self, bundle: Path) -> None:
        modes = replay.modes(bundle, 1)

        assert [row[0] for row in modes] == [
            "the floor",
            "open, and read the entries",
            "saksama replay --facts",
            "saksama replay",
        ]

    def test_copies_of_it_are_decided_again_by_one_and_by_two(
        self, bundle: Path
    ) -> None:
        rows = [replay_many.many(bundle, 2, workers) for workers in (1, 2)]

        assert [row[:2] for row in rows] == [(2, 1), (2, 2)]
        assert [row[0] for row in replay_many.one(bundle, 1)] == [
            "the floor",
            "as its ledger has it",
            "as a bundle",
        ]

    def test_each_of_its_entries_is_counted_once(self, bundle: Path) -> None:
        took = replay.decided(open_up(bundle.read_bytes()), 1)

        assert sum(int(str(row[1])) for row in replay.by_command(took)) == len(took)
        assert str(replay.by_quarter(took)[-1][0]).endswith(f" to {len(took)}")

    @pytest.mark.usefixtures("pdf_libraries")
    def test_a_page_of_it_is_drawn(self, bundle: Path, tmp_path: Path) -> None:
        folder = tmp_path / "tender" / "documents"
        folder.mkdir(parents=True)
        for path in (bundle.parent / "documents").glob("*-award-decision.*"):
            copy(path, folder)

        rows = demo.drawn(tmp_path)

        assert [row[:2] for row in rows] == [("award_decision", 1), ("all", 1)]


def test_what_is_missing_of_the_demo_is_told_as_its_share() -> None:
    nothing = [sys.executable, "-c", "pass"]

    rows = demo.shares({"whole": nothing, "less": nothing, "least": nothing}, 1)

    assert [row[0] for row in rows] == [
        "the whole demo",
        "Prefect",
        "printing PDFs",
        "the rest",
    ]


def test_the_demo_is_run_with_less_and_less_in_it(tmp_path: Path) -> None:
    programs = demo.demos(tmp_path)

    assert programs["whole"][:2] == [children.SAKSAMA, "demo"]
    assert list(programs.values())[1:] == [
        command(tmp_path / "out", PREFECT),
        command(tmp_path / "out", PREFECT, PRINTING),
    ]


def test_the_help_is_measured_beside_a_bare_python() -> None:
    rows = demo.helps(1)

    assert [row[0] for row in rows][-1] == "saksama --help"


def test_a_child_that_fails_is_no_figure() -> None:
    with pytest.raises(children.ChildFailedError, match="found 3: what it said"):
        children.run([sys.executable, "-c", "print('what it said'); exit(3)"])


def test_a_name_that_is_none_is_told_with_those_that_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run_named(["fsck", "speed"]) == 2

    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == f"expected some of {', '.join(BENCHMARKS)}; found speed\n"


def test_the_machine_is_told_in_a_line() -> None:
    assert re.fullmatch(r"Machine: \d+ x .+; disk .+; \w+-3\.\d.+; load .+", machine())


def test_the_page_says_of_each_benchmark_what_it_measures() -> None:
    page = PAGE.read_text()

    assert {name for name in BENCHMARKS if f"| `{name}` |" not in page} == set()
