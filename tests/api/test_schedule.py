"""`saksama schedule`: by when to publish, what that rests on, and what is said when it is past."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from api.files.law import pack_of
from api.files.package import read_package
from rules.pack import Pack
from tests.api.commands import BAD_INPUT, DIFFERS, SAME, saksama
from tests.journeys.cleaning import EXAMPLE
from tests.journeys.security import EXAMPLE as SECURITY

START = ("--start", "2027-01-01")


def answer(*options: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(
        saksama("schedule", EXAMPLE, *options, "--json").stdout
    )
    return told


def test_a_day_to_come_is_told_with_every_step_its_article_and_status() -> None:
    ran = saksama("schedule", EXAMPLE, *START, "--on", "2026-10-01")

    assert ran.exit_code == SAME
    said = ran.output
    assert "Last safe day to publish: Friday, 6 November 2026" in said
    assert "26 working days left from Thursday, 1 October 2026" in said
    assert "[Peraturan LKPP 12/2021 Lampiran I (pengumuman); recalled]" in said
    assert "length by this tender's own schedule: 6 working days" in said
    assert (
        "Thursday, 24 December 2026: Cuti Bersama Hari Raya Natal [secondary]" in said
    )
    assert "The roster is given notice of on Saturday, 31 October 2026" in said


def test_indonesian_is_said_where_it_is_asked_for() -> None:
    said = saksama("schedule", EXAMPLE, *START, "--on", "2026-10-01", "--lang", "id")

    assert "Hari terakhir yang aman untuk mengumumkan: Jumat, 6 November 2026" in (
        said.output
    )
    assert "Masa sanggah" in said.output
    assert "dari ingatan" in said.output


def test_the_day_itself_is_in_time_and_the_next_is_past() -> None:
    on_it = saksama("schedule", EXAMPLE, *START, "--on", "2026-11-06")
    past = saksama("schedule", EXAMPLE, *START, "--on", "2026-11-07")

    assert on_it.exit_code == SAME
    assert past.exit_code == DIFFERS
    assert "PAST: that day is 0 working days before Saturday, 7 November" in past.output
    assert "Published on Monday, 9 November 2026" in past.output
    assert "work starts on Thursday, 31 December 2026" not in past.output


def test_one_working_day_is_said_as_one() -> None:
    left = saksama("schedule", EXAMPLE, *START, "--on", "2026-11-05").output
    gone = saksama("schedule", EXAMPLE, *START, "--on", "2026-11-09").output

    assert "1 working day left from Thursday, 5 November 2026" in left
    assert "PAST: that day is 1 working day before Monday, 9 November 2026" in gone
    assert "1 working days" not in left + gone


@pytest.mark.parametrize(
    ("start", "year"),
    [
        pytest.param("2029-01-01", 2028, id="beyond"),
        pytest.param("2028-01-10", 2028, id="beyond, by some days"),
        pytest.param("2026-01-10", 2025, id="counted back out of the first year"),
        pytest.param("2025-01-10", 2025, id="before"),
        pytest.param("0001-01-01", 1, id="the first day there is"),
    ],
)
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_a_start_that_takes_a_year_without_a_calendar_asks_for_its_days_off(
    start: str, year: int, form: tuple[str, ...]
) -> None:
    """Of a year before the calendar it is no more known whether a day was early enough."""
    ran = saksama("schedule", EXAMPLE, "--start", start, "--on", "2026-10-01", *form)

    assert ran.exit_code == BAD_INPUT
    assert ran.stdout == ""
    assert ran.stderr.splitlines() == [
        f"calendar.unknown-year: Kalender tidak memuat hari libur tahun {year}; yang ada: 2026, 2027.",
        f"calendar.unknown-year: The calendar has no days off of the year {year}; it has those of 2026, 2027.",
        "    Yang harus dilakukan: Tambahkan hari libur tahun itu ke kalender daerah di rules/law.",
        "    What to do: Add that year's days off to the region's calendar in rules/law.",
    ]


@pytest.mark.parametrize("on", ["2025-12-29", "2020-01-01", "2017-03-01"])
def test_a_day_to_reckon_on_before_the_calendar_asks_for_that_years_days_off(
    on: str,
) -> None:
    """The law of the day may not be known either: the calendar is what is asked first."""
    ran = saksama("schedule", EXAMPLE, *START, "--on", on)

    assert ran.exit_code == BAD_INPUT
    assert (
        f"calendar.unknown-year: The calendar has no days off of the year {on[:4]};"
        " it has those of 2026, 2027."
    ) in ran.stderr
    assert "Add that year's days off to the region's calendar" in ran.stderr


def test_a_day_before_the_law_that_is_known_is_bad_input(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = pack_of(date(2026, 10, 1))
    lacking = Pack.of(whole.file.model_copy(update={"values": ()}))
    monkeypatch.setattr("api.scheduling.pack_of", lambda _: lacking)

    ran = saksama("schedule", EXAMPLE, *START, "--on", "2026-10-01")

    assert ran.exit_code == BAD_INPUT
    assert "--on:1: day: expected a day on which " in ran.stderr
    assert "What to do: Name a day that is covered, or add the value" in ran.stderr


def test_a_calendar_that_ends_before_publishing_now_would_is_said_so() -> None:
    ran = saksama("schedule", EXAMPLE, *START, "--on", "2027-12-20")

    assert ran.exit_code == DIFFERS
    assert "The calendar does not have the year" in ran.output


def test_the_schedule_of_the_answer_breaches_nothing_in_the_package(
    tmp_path: Path,
) -> None:
    """The slots are written into a copy, whose announcement lint then rehearses."""
    copy = tmp_path / "copy"
    shutil.copytree(EXAMPLE, copy, ignore=shutil.ignore_patterns("bids"))
    (copy / "acts.toml").write_text("", encoding="utf-8")
    tender = copy / "tender.toml"
    text = tender.read_text("utf-8")
    head, _, rest = text.partition("[[schedule.slot]]")
    told = answer(*START, "--on", "2026-10-01")["slots"]
    written = "".join(
        f'[[schedule.slot]]\nstage = "{s["stage"]}"\nstarts = {s["starts"]}\nends = {s["ends"]}\n\n'
        for s in told
    )
    tender.write_text(head + written + rest[rest.index("[[choice]]") :], "utf-8")

    assert len(read_package(copy).schedule.slots) == 11
    assert saksama("lint", copy).exit_code == SAME


@pytest.mark.parametrize("option", ["--start", "--on"])
def test_a_day_that_is_none_is_bad_input(option: str) -> None:
    days = {"--start": "2027-01-01", "--on": "2026-10-01", option: "besok"}
    ran = saksama("schedule", EXAMPLE, *(x for pair in days.items() for x in pair))

    assert ran.exit_code == BAD_INPUT
    assert f"{option}:1: day: expected a day such as 2027-01-01" in ran.stderr


def test_without_a_day_it_is_reckoned_on_today() -> None:
    told = answer("--start", "2026-06-01")

    assert told["in_time"] is False


@pytest.mark.parametrize("language", ["id", "en"])
def test_days_stand_in_columns_however_long_a_stages_name_is(language: str) -> None:
    said = saksama(
        "schedule", SECURITY, *START, "--on", "2026-10-01", "--lang", language
    )
    lines = said.output.splitlines()
    head = next(
        n for n, line in enumerate(lines) if line.startswith(("Tahap,", "Stage,"))
    )
    days = [line for line in lines[head:] if line.rstrip().endswith("2026")]

    assert len(days) >= 12
    assert len({len(line) for line in days[:12]}) == 1
