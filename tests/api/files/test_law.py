"""The law is read whole, in force once, and the same for everyone."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from api.files.days_off import national
from api.files.fault import FileFault
from api.files.law import PLACE, pack_of, read_law

DAY = date(2026, 11, 2)

WAGE = """\
[[value]]
id = "labour.minimum_wage"
value = 3651917
unit = "rupiah"
from = 2026-01-01
source = "Kepgub Jambi 2026"
status = "secondary"
note = "for readers of the file"
"""

CALENDAR = "years = [2026]\n"


@pytest.fixture
def law(tmp_path: Path) -> Callable[..., Path]:
    """Give what writes a law of one country, one province, one regency."""

    def write(**changes: str) -> Path:
        texts = {
            "national": "value = []",
            "wages": WAGE,
            "calendar": CALENDAR,
            **changes,
        }
        place = tmp_path / "law" / PLACE
        place.mkdir(parents=True)
        (tmp_path / "law/id/national.toml").write_text(texts["national"])
        (place / "wages.toml").write_text(texts["wages"])
        (place / "calendar.toml").write_text(texts["calendar"])
        return tmp_path / "law"

    return write


@pytest.fixture(scope="module")
def root() -> Iterator[Path]:
    with as_file(files("rules") / "law") as path:
        yield path


class TestTheLawOfTheRepository:
    def test_every_value_has_a_source(self, root: Path) -> None:
        law = read_law(root)

        assert law.values
        assert [value.id for value in law.values if not value.source.strip()] == []

    def test_every_day_has_a_pack(self) -> None:
        days = [date(2026, 1, 1) + timedelta(days=n) for n in range(730)]

        packs = {pack_of(day).digest for day in days}

        assert packs

    def test_the_minimum_wage_is_that_of_the_year(self) -> None:
        wage = pack_of(DAY).values["labour.minimum_wage"]

        assert (wage.value, wage.unit) == ("3651917", "rupiah")
        assert "Muaro Jambi 2026" in wage.source

    def test_the_pack_of_a_day_is_the_same_in_every_process_and_language(self) -> None:
        program = (
            "from datetime import date; from api.files.law import pack_of;"
            f"print(pack_of({DAY!r}.replace()).digest)"
        ).replace("datetime.date", "date")
        digests = {
            subprocess.run(
                [sys.executable, "-c", program],
                check=True,
                capture_output=True,
                text=True,
                env={"LANG": language, "LANGUAGE": language, "PYTHONHASHSEED": seed},
                cwd=Path(__file__).parents[3],
            ).stdout.strip()
            for language, seed in (("en_US.UTF-8", "1"), ("id_ID.UTF-8", "2"))
        }

        assert digests == {pack_of(DAY).digest}

    def test_a_pack_is_read_once(self) -> None:
        assert pack_of(DAY) is pack_of(DAY)


class TestDaysOff:
    def test_2026_has_17_holidays_and_8_days_of_joint_leave(self) -> None:
        kinds = [day.kind for day in national(2026)]

        assert kinds.count("holiday") == 17
        assert kinds.count("joint_leave") == 8
        assert len(kinds) == 25

    def test_a_year_with_its_decree_is_secondary(self) -> None:
        assert {day.status for day in national(2026)} == {"secondary"}

    @pytest.mark.parametrize("year", [2027, 2028])
    def test_a_year_with_estimates_or_without_joint_leave_is_recalled(
        self, year: int
    ) -> None:
        assert {day.status for day in national(year)} == {"recalled"}

    def test_names_are_those_of_the_decree(self) -> None:
        by_day = {day.day: day for day in national(2026)}

        assert by_day[date(2026, 12, 24)].name == "Cuti Bersama Hari Raya Natal"
        assert by_day[date(2026, 12, 24)].source.startswith("holidays ")

    def test_a_place_adds_mends_and_takes_away(self, law: Callable[..., Path]) -> None:
        mended = """
years = [2026]
[[day_off]]
day = 2026-12-09
kind = "local"
name = "Pemilihan bupati"
source = "SE Bupati 1/2026"
status = "verified"
[[day_off]]
day = 2026-12-25
kind = "holiday"
name = "Natal"
source = "SKB 2026"
status = "verified"
[[not_off]]
day = 2026-12-24
source = "SE Bupati 2/2026"
"""

        days = {day.day: day for day in read_law(law(calendar=mended)).days_off}

        assert len(days) == 25
        assert days[date(2026, 12, 9)].kind == "local"
        assert days[date(2026, 12, 25)].status == "verified"
        assert date(2026, 12, 24) not in days
        assert list(days) == sorted(days)


def test_a_value_has_one_spelling_and_no_note(law: Callable[..., Path]) -> None:
    flag = WAGE.replace("3651917", "true").replace('"rupiah"', '"flag"')
    code = WAGE.replace("3651917", '"standard"').replace('"rupiah"', '"code"')
    root = law(
        wages=WAGE
        + flag.replace("minimum_wage", "is_set")
        + code.replace("minimum_wage", "kind")
    )

    values = [value.to_json() for value in read_law(root).values]

    assert [value["value"] for value in values] == ["3651917", "true", "standard"]
    assert values[0] == {
        "id": "labour.minimum_wage",
        "value": "3651917",
        "unit": "rupiah",
        "from": "2026-01-01",
        "source": "Kepgub Jambi 2026",
        "status": "secondary",
    }


def test_two_values_in_force_at_once_are_refused_by_both_names(
    law: Callable[..., Path],
) -> None:
    other = WAGE.replace("2026-01-01", "2026-06-01").replace("Kepgub Jambi", "Perda")

    with pytest.raises(FileFault) as refused:
        read_law(law(national=WAGE, wages="\n" + other))

    assert str(refused.value) == (
        "id/jambi/muaro-jambi/wages.toml:6: value[1].from: "
        "expected one value labour.minimum_wage in force at a time, "
        "found two: from 2026-01-01 (Kepgub Jambi 2026) and from 2026-06-01 (Perda 2026)"
    )


def test_one_value_after_another_is_taken(law: Callable[..., Path]) -> None:
    ended = WAGE.replace("from = 2026-01-01", "from = 2025-01-01\nuntil = 2025-12-31")

    assert len(read_law(law(national=ended)).values) == 2


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("3651917", "0.12", "3: value[1].value: expected whole rupiah, or an exact number in quotes such as '304326.42', found 0.12"),
        ("3651917", '"0.120"', "3: value[1].value: expected '0.12', found '0.120'"),
        ("3651917", '"2/4"', "3: value[1].value: expected '0.5', found '2/4'"),
        ("3651917", "true", "3: value[1].value: expected a number such as '0', '-1.5' or '2/3', found 'true'"),
        ('"rupiah"', '"flag"', "3: value[1].value: expected true or false, found '3651917'"),
        ("2026-01-01", "2026-01-01\nuntil = 2025-01-01", "6: value[1].until: expected a day from 2026-01-01 on, found 2025-01-01"),
        ("2026-01-01", "2026-02-29", "5: value[1].from: expected a date and time that exist, found '2026-02-29'"),
        ('source = "Kepgub Jambi 2026"\n', "", "1: value[1].source: expected a value, found none"),
        ('"secondary"', '"certain"', "7: value[1].status: expected one of verified, secondary, recalled, chosen, found 'certain'"),
        ('"secondary"', '"chosen"', "7: value[1].status: expected verified, secondary or recalled, found chosen"),
        ('"labour.minimum_wage"', '"UMK"', "2: value[1].id: expected the id of a value, such as 'labour.minimum_wage', found 'UMK'"),
    ],
)  # fmt: skip
def test_a_value_that_is_none(
    law: Callable[..., Path], old: str, new: str, told: str
) -> None:
    with pytest.raises(FileFault) as refused:
        read_law(law(wages=WAGE.replace(old, new, 1)))

    assert str(refused.value) == f"id/jambi/muaro-jambi/wages.toml:{told}"


@pytest.mark.parametrize(
    ("calendar", "told"),
    [
        ("", "1: years: expected a value, found none"),
        ("years = [26]", "1: years[1]: expected 2000 or more, found 26"),
        ("years = [2026, 2026]", "1: years: expected each once, found twice: 2026"),
        ('years = [2026]\n[[not_off]]\nday = 2026-11-02\nsource = "x"', "3: not_off[1].day: expected a day off of the national list (HOLIDAYS), found 2026-11-02"),
        ('years = [2026]\n[[day_off]]\nday = 2027-11-02\nkind = "local"\nname = "x"\nsource = "x"\nstatus = "recalled"', "3: day_off[1].day: expected a day in the years 2026, found 2027-11-02"),
    ],
)  # fmt: skip
def test_a_calendar_that_is_none(
    law: Callable[..., Path], calendar: str, told: str
) -> None:
    with pytest.raises(FileFault) as refused:
        read_law(law(calendar=calendar))

    source = next(iter(national(2026))).source
    expected = told.replace("HOLIDAYS", source)
    assert str(refused.value) == f"id/jambi/muaro-jambi/calendar.toml:{expected}"


@pytest.mark.parametrize("place", ["id/jawa", "../etc", "", "id//jambi", "id/jambi/.."])
def test_a_place_that_is_none(root: Path, place: str) -> None:
    with pytest.raises(FileFault, match="expected a place under law, found none"):
        read_law(root, place)
