"""`saksama run` and `saksama examples seal`: a tender from files, and files that are bad."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from api.clock import system_clock
from api.examples import EXAMPLES
from api.home import open_home, store_at
from tests.api.commands import BAD_INPUT, DIFFERS, SAME, UNREACHABLE, saksama, started
from tests.journeys import security
from tests.journeys.cleaning import EXAMPLE, PROCESS
from tests.ledger.asking import opening


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Give a copy of the example, to be spoilt."""
    folder = tmp_path / EXAMPLE.name
    shutil.copytree(EXAMPLE, folder)
    return folder


def spoil(package: Path, name: str, old: str, new: str) -> None:
    path = package / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("tender.toml", "amount = 3150000000", "amount = 3.15e9"),
        ("tender.toml", 'job = "cleaning"', 'job = "gardening"'),
        ("acts.toml", 'command = "set_budget"', 'command = "set_fire"'),
        ("roster.csv", "2015-06,2000000", "2015-06,-1"),
        ("items.csv", "wage-cleaner", "wage cleaner"),
        ("parties.toml", 'party = "ppk"', 'party = "pokja-1"'),
        ("scheme.toml", "validity_days = 60", "validity_days = 0"),
    ],
)
def test_a_bad_package_is_bad_input_and_nothing_is_written(
    package: Path, name: str, old: str, new: str
) -> None:
    spoil(package, name, old, new)
    out = package.parent / "out"

    ran = saksama("run", package, "--out", out)

    assert ran.exit_code == BAD_INPUT
    assert ran.stderr.startswith(f"{name}:")
    assert not out.exists()


def test_a_folder_that_is_no_package_is_bad_input(tmp_path: Path) -> None:
    ran = saksama("run", tmp_path / "none", "--out", tmp_path / "out")

    assert ran.exit_code == BAD_INPUT
    assert str(tmp_path / "none") in ran.stderr
    assert not (tmp_path / "out").exists()


def test_a_real_tender_is_not_run_from_files_and_nothing_is_written(
    package: Path,
) -> None:
    """Whoever has the file would be everyone who signs in it."""
    spoil(package, "tender.toml", "practice = true", "practice = false")
    out = package.parent / "out"

    ran = saksama("run", package, "--out", out)

    assert ran.exit_code == BAD_INPUT
    assert "process.practice: expected true, found false" in ran.stderr
    assert "p-07" in ran.stderr
    assert "kunci-unja" in ran.stderr
    assert ran.stderr.count("\n") == 1
    assert not out.exists()


def test_a_database_that_holds_the_process_is_not_run_into(
    office: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    address = f"sqlite:///{office / 'ledger.db'}"

    ran = saksama("run", EXAMPLE, "--out", out, "--database", address)

    assert ran.exit_code == BAD_INPUT
    assert f"expected a database without the process {PROCESS}" in ran.stderr
    assert not out.exists()


class TestDatabaseOfAnOffice:
    def test_one_that_holds_the_process_is_not_run_into(
        self, postgres_url: str, tmp_path: Path
    ) -> None:
        home = open_home(
            tmp_path / "office", system_clock, practice=True, database=postgres_url
        )
        assert not home.store.holds(PROCESS)
        home.office.ask(opening(PROCESS, practice=True))
        home.close()

        ran = saksama(
            "run", EXAMPLE, "--out", tmp_path / "out", "--database", postgres_url
        )

        assert ran.exit_code == BAD_INPUT
        assert PROCESS in ran.stderr
        assert not (tmp_path / "out").exists()

    def test_one_without_tables_holds_nothing(self, postgres_url: str) -> None:
        store = store_at(postgres_url)

        assert not store.holds("ocds-mj0001-2027-lain")
        store.close()


@pytest.mark.parametrize("address", [UNREACHABLE, "mysql://x/y", "nonsense"])
def test_a_run_into_a_database_that_is_not_there_writes_nothing(
    tmp_path: Path, address: str
) -> None:
    out = tmp_path / "out"

    ran = saksama("run", EXAMPLE, "--out", out, "--database", address)

    assert ran.exit_code == BAD_INPUT
    assert ran.stderr.count("\n") == 1
    assert not out.exists()


def test_an_envelope_of_too_many_objects_is_bad_input(package: Path) -> None:
    path = package / "bids" / "p-07" / "sealed" / "envelope.json"
    envelope = json.loads(path.read_text())
    envelope["objects"] = [{"no": "object"}] * 201
    path.write_text(json.dumps(envelope))

    ran = saksama("run", package, "--out", package.parent / "out")

    assert ran.exit_code == BAD_INPUT
    assert "objects: expected at most 200 sealed objects, found 201" in ran.stderr


def test_a_run_does_not_take_the_place_of_somebody_s_files(tmp_path: Path) -> None:
    """A folder is made anew only where an earlier run has made it."""
    out = tmp_path / "thesis"
    out.mkdir()
    (out / "chapter-1.txt").write_text("mine")

    ran = saksama("run", EXAMPLE, "--out", out)

    assert ran.exit_code == BAD_INPUT
    assert "name another with --out" in ran.stderr
    assert [path.name for path in out.iterdir()] == ["chapter-1.txt"]


@pytest.mark.xdist_group("prefect")  # starts a server: one at a time
def test_a_run_without_an_act_stops_and_names_who_is_waited_for(
    package: Path, tmp_path: Path
) -> None:
    """The commitment officer never confirms the rate of the tax."""
    acts = (package / "acts.toml").read_text().split("[[act]]")
    kept = [act for act in acts if 'id = "tax.vat.rate"' not in act]
    assert len(kept) == len(acts) - 1
    (package / "acts.toml").write_text("[[act]]".join(kept))

    ran = started("run", package, "--out", tmp_path / "out")

    assert ran.returncode == DIFFERS, ran.stderr
    assert ran.stderr == ""
    assert "Stopped at the stage: Preparation" in ran.stdout
    assert (
        "Waited for: commitment officer (PPK): confirm a value tax.vat.rate; "
        "by Monday, 19 October 2026 at 08:00 WIB"
    ) in ran.stdout
    assert not list((tmp_path / "out").glob("*.zip"))


def test_sealing_afresh_seals_every_bid_in_the_place_of_its_old_seals(
    package: Path,
) -> None:
    before = {path.name for path in package.glob("bids/*/sealed/*.age")}

    ran = saksama("examples", "seal", package)

    after = {path.name for path in package.glob("bids/*/sealed/*.age")}
    assert ran.exit_code == SAME
    assert len(before) == len(after) == 36
    assert before.isdisjoint(after)
    assert ran.output.count("4 sealed") == 9


def test_sealing_a_bad_package_seals_nothing(package: Path) -> None:
    spoil(package, "tender.toml", "threshold = 3", "threshold = -1")
    before = sorted(package.glob("bids/*/sealed/*"))

    ran = saksama("examples", "seal", package)

    assert ran.exit_code == BAD_INPUT
    assert sorted(package.glob("bids/*/sealed/*")) == before


def test_the_names_of_these_tests_are_those_of_the_examples() -> None:
    """The folders that are run here are those that the demo runs."""
    assert EXAMPLES == (EXAMPLE, security.EXAMPLE)
