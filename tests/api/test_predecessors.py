"""A package that follows a process is run where that process is, and agrees with it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from api.files.fault import FileFault
from api.files.package import read_package
from api.predecessors import check_predecessor
from flows.package import CarriesOver, Package
from tests.api.commands import BAD_INPUT, faults, saksama
from tests.journeys.cleaning import EXAMPLE, PROCESS
from tests.journeys.tender_again import AGAIN, ALL, again, failed

TABLE = f"""
[carries_over]
predecessor = "{PROCESS}"
relation = "tender_again"
pieces = ["budget", "works", "values", "scheme", "roster"]

[budget]"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Give a copy of the example under another ocid, which follows the example."""
    folder = tmp_path / "again"
    shutil.copytree(EXAMPLE, folder)
    tender = folder / "tender.toml"
    text = tender.read_text(encoding="utf-8").replace(PROCESS, AGAIN)
    tender.write_text(text.replace("\n[budget]", TABLE, 1), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give the address of a database in which the example has failed."""
    folder = tmp_path_factory.mktemp("failed")
    with failed(folder):
        return f"sqlite:///{folder / 'ledger.db'}"


def line(package: Path) -> int:
    text = (package / "tender.toml").read_text(encoding="utf-8")
    return text[: text.index("[carries_over]")].count("\n") + 1


def test_a_package_says_what_it_follows(package: Path) -> None:
    assert read_package(package).carries_over == CarriesOver(
        predecessor=PROCESS, relation="tender_again", pieces=ALL, line=line(package)
    )


def test_a_relation_that_there_is_not_is_refused_with_its_line(package: Path) -> None:
    tender = package / "tender.toml"
    text = tender.read_text(encoding="utf-8")
    tender.write_text(text.replace('"tender_again"', '"again"'), encoding="utf-8")

    ran = saksama("lint", package)

    assert ran.exit_code == BAD_INPUT
    assert f"tender.toml:{line(package) + 2}: carries_over.relation" in ran.stderr


def test_without_a_database_there_is_no_process_before(package: Path) -> None:
    ran = saksama("run", package, "--out", package.parent / "out")

    assert ran.exit_code == BAD_INPUT
    (told,) = faults(ran)
    assert told == (
        f"tender.toml:{line(package)}: carries_over.predecessor: expected a database "
        "that has the process before (--database), found none"
    )
    assert not (package.parent / "out").exists()


def test_a_database_without_it_is_told(package: Path, tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'empty.db'}"

    ran = saksama(
        "run", package, "--out", package.parent / "out", "--database", address
    )

    assert ran.exit_code == BAD_INPUT
    (told,) = faults(ran)
    assert told == (
        f"tender.toml:{line(package)}: carries_over.predecessor: expected a process "
        f"that the database has, found '{PROCESS}'"
    )


def test_files_that_agree_with_the_process_before_are_taken(database: str) -> None:
    check_predecessor(again(), database)
    check_predecessor(replace(again(), carries_over=None), None)


def cheaper(package: Package) -> Package:
    budget = package.budget.model_copy(update={"amount": 3_150_000_001})
    return replace(package, budget=budget)


def elsewhere(package: Package) -> Package:
    works = package.works.model_copy(update={"place": "Tempat lain"})
    return replace(package, works=works)


def another_value(package: Package) -> Package:
    first, *others = package.choices
    return replace(
        package,
        choices=(first.model_copy(update={"clause": "Klausul lain"}), *others),
    )


def one_value_less(package: Package) -> Package:
    """Return the package without a value: what is carried over has it all the same."""
    return replace(package, choices=package.choices[1:])


@pytest.mark.parametrize(
    ("change", "piece"),
    [(cheaper, "budget"), (elsewhere, "works"), (another_value, "values")],
)
def test_a_file_that_says_something_else_is_told(
    change: object, piece: str, database: str
) -> None:
    with pytest.raises(FileFault) as found:
        check_predecessor(change(again()), database)  # type: ignore[operator]

    assert found.value.field == f"carries_over.{piece}"
    assert found.value.expected == f"what {PROCESS} has of it, since it is carried over"


def test_what_is_not_carried_over_may_be_another(database: str) -> None:
    follows = CarriesOver(
        predecessor=PROCESS, relation="tender_again", pieces=("roster",)
    )

    check_predecessor(replace(cheaper(again()), carries_over=follows), database)
    check_predecessor(one_value_less(again()), database)
