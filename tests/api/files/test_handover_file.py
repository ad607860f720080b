"""`handover.csv` and `[outgoing]`: read for a successor tender, told by line and column."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from api.files.fault import FileFault
from api.files.package import read_package
from tests.journeys import cleaning, drivers

REST = "site,since,contract,until,hours,shift,pay,allowances,leave,insurance,licences"
TABLE = """\
[outgoing]
provider = "p-01"
contract = "014/SP/SETDA/XII/2025"
ends_on = 2026-12-31
as_of = 2026-09-25
handover_on = 2026-12-03
"""


def changed(folder: Path, file: str, old: str, new: str) -> Path:
    """Copy the example of drivers with *old* of a *file* replaced."""
    copy = folder / "copy"
    shutil.copytree(drivers.EXAMPLE, copy, ignore=shutil.ignore_patterns("bids"))
    acts = (copy / "acts.toml").read_text("utf-8")
    first = acts.index("[[act]]", acts.index("hand_over_list"))
    (copy / "acts.toml").write_text(acts[:first], encoding="utf-8")
    text = (copy / file).read_text("utf-8")
    assert old in text
    (copy / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return copy


def fault(folder: Path) -> str:
    with pytest.raises(FileFault) as raised:
        read_package(folder)
    return str(raised.value)


def test_what_an_office_fills_in_is_the_list() -> None:
    listed = drivers.package().outgoing
    assert listed is not None
    one = next(p for p in listed.people if p.worker == "d-007")
    unknown = next(p for p in listed.people if p.worker == "d-006")

    assert (listed.provider, listed.handover_on) == ("p-01", date(2026, 12, 3))
    assert (one.contract, one.until, one.hours, one.leave) == ("pkwtt", None, 40, 10)
    assert (one.pay, one.allowances) == (3651917, 250000)
    assert one.licences == ("sim-a", "sim-b1")
    assert unknown.since is None


def test_a_first_tender_has_no_list() -> None:
    assert cleaning.package().outgoing is None


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "d-002,driver,Sekretariat Daerah,2016-08,pkwt",
            "d-002,driver,Sekretariat Daerah,2016-08,harian",
            "handover.csv:3: contract: expected one of pkwt, pkwtt, found 'harian'",
        ),
        (
            "2016-08,pkwt,2026-12-31,40",
            "2016-08,pkwt,2026-12-31,200",
            "handover.csv:3: hours: expected 168 or less, found 200",
        ),
        (
            "2016-08,pkwt,2026-12-31,40",
            "2016-08,pkwt,2026-12-31,penuh",
            "handover.csv:3: hours: expected a whole number, found 'penuh'",
        ),
        (
            "2016-08,pkwt,2026-12-31",
            "2016-08,pkwt,31-12-2026",
            "handover.csv:3: until: expected a day that exists, as YYYY-MM-DD, found '31-12-2026'",
        ),
        (
            "d-002,driver",
            "d-002,pilot",
            "handover.csv:3: post: expected one of driver, found 'pilot'",
        ),
        (
            "d-002,driver",
            "d-001,driver",
            "handover.csv:3: worker: expected each code once, found 'd-001' again, first in line 2",
        ),
        (
            "work_accident death old_age pension health,sim-a\nd-003",
            "bpjs,sim-a\nd-003",
            "handover.csv:3: insurance[1]: expected one of work_accident, death, old_age, pension, health, found 'bpjs'",
        ),
        (
            "worker,post,site",
            "worker,nik,site",
            f"handover.csv:1: header: expected worker,post,{REST}, found worker,nik,{REST}",
        ),
    ],
)
def test_a_row_that_cannot_be_taken_is_told_with_its_line_and_column(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    assert fault(changed(tmp_path, "handover.csv", old, new)) == told


def test_a_successor_tender_without_its_provider_is_told_so(tmp_path: Path) -> None:
    folder = changed(tmp_path, "tender.toml", TABLE, "")

    assert fault(folder) == "tender.toml:1: outgoing: expected a table, found none"


def test_a_successor_tender_without_its_list_is_told_so(tmp_path: Path) -> None:
    folder = changed(tmp_path, "tender.toml", TABLE, TABLE)
    (folder / "handover.csv").unlink()

    assert fault(folder) == "handover.csv:1: file: expected a file, found none"


def test_an_empty_list_is_told_so(tmp_path: Path) -> None:
    folder = changed(tmp_path, "tender.toml", TABLE, TABLE)
    header, _, _ = (folder / "handover.csv").read_text("utf-8").partition("\n")
    (folder / "handover.csv").write_text(header + "\n", encoding="utf-8")

    assert fault(folder) == (
        "handover.csv:1: file: expected a list of 1 or more, found nothing"
    )


def test_a_first_tender_with_a_list_is_told_so(tmp_path: Path) -> None:
    regime = ('regime = "successor"', 'regime = "first_generation"')
    folder = changed(tmp_path, "tender.toml", *regime)

    told = fault(folder)
    without_table = (folder / "tender.toml").read_text("utf-8").replace(TABLE, "")
    (folder / "tender.toml").write_text(without_table, encoding="utf-8")

    assert told == (
        "tender.toml:18: outgoing: expected none for first_generation, found some"
    )
    assert fault(folder) == (
        "handover.csv:1: file: expected none for first_generation, found some"
    )


def test_an_act_that_hands_over_a_list_that_there_is_not_is_told_so(
    tmp_path: Path,
) -> None:
    regime = ('regime = "successor"', 'regime = "first_generation"')
    folder = changed(tmp_path, "tender.toml", *regime)
    without_table = (folder / "tender.toml").read_text("utf-8").replace(TABLE, "")
    (folder / "tender.toml").write_text(without_table, encoding="utf-8")
    (folder / "handover.csv").unlink()

    told = fault(folder)

    assert told.startswith("acts.toml:")
    assert told.endswith(
        "command: expected the list of a successor tender, handover.csv, found none"
    )
