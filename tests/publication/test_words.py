"""Words and figures, frozen: a new num2words may not change a contract."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from babel.dates import format_date
from babel.numbers import format_currency
from hypothesis import given
from hypothesis import strategies as st

from publication import words
from rules.sentences import rupiah
from tender.canonical.times import time_text
from tender.money import LARGEST

IN_WORDS = {
    0: "nol",
    1: "satu",
    10: "sepuluh",
    11: "sebelas",
    12: "dua belas",
    19: "sembilan belas",
    20: "dua puluh",
    21: "dua puluh satu",
    40: "empat puluh",
    100: "seratus",
    101: "seratus satu",
    111: "seratus sebelas",
    200: "dua ratus",
    999: "sembilan ratus sembilan puluh sembilan",
    1_000: "seribu",
    1_001: "seribu satu",
    1_100: "seribu seratus",
    1_999: "seribu sembilan ratus sembilan puluh sembilan",
    2_000: "dua ribu",
    2_026: "dua ribu dua puluh enam",
    11_000: "sebelas ribu",
    100_000: "seratus ribu",
    101_001: "seratus satu ribu satu",
    1_000_000: "satu juta",
    1_001_000: "satu juta seribu",
    1_021_000: "satu juta dua puluh satu ribu",
    1_001_001_001: "satu miliar satu juta seribu satu",
    3_651_917: "tiga juta enam ratus lima puluh satu ribu sembilan ratus tujuh belas",
    147_025_122: "seratus empat puluh tujuh juta dua puluh lima ribu seratus dua puluh dua",
    10**9: "satu miliar",
    1_000_000_001: "satu miliar satu",
    2_940_502_421: "dua miliar sembilan ratus empat puluh juta lima ratus dua ribu "
    "empat ratus dua puluh satu",
    10**12: "satu triliun",
    1_001_000_000_000: "satu triliun satu miliar",
    999_999_999_999_999: "sembilan ratus sembilan puluh sembilan triliun sembilan ratus "
    "sembilan puluh sembilan miliar sembilan ratus sembilan puluh sembilan juta "
    "sembilan ratus sembilan puluh sembilan ribu sembilan ratus sembilan puluh sembilan",
    LARGEST: "satu kuadriliun",
}


@pytest.mark.parametrize(("number", "said"), IN_WORDS.items())
def test_a_number_in_words(number: int, said: str) -> None:
    assert words.in_words(number) == said


@pytest.mark.parametrize("number", [-1, LARGEST + 1])
def test_no_other_number_is_put_in_words(number: int) -> None:
    with pytest.raises(words.NotInWordsError, match="expected a whole number"):
        words.in_words(number)


def test_an_amount_in_words_is_of_whole_rupiah() -> None:
    assert words.amount_in_words("1000000") == "satu juta rupiah"
    with pytest.raises(words.NotInWordsError):
        words.amount_in_words("304326.42")


@given(st.integers(0, LARGEST))
def test_amounts_are_those_of_the_locale(amount: int) -> None:
    expected = format_currency(
        amount, "IDR", "¤#,##0", locale="id_ID", currency_digits=False
    )

    assert rupiah(str(amount)) == expected


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_days_are_those_of_the_locale(day: date) -> None:
    shown = words.day_of(day.isoformat())

    assert shown.striptags() == format_date(day, "EEEE, d MMMM y", locale="id")
    assert f'datetime="{day.isoformat()}"' in shown


def test_a_day_in_words_begins_minutes() -> None:
    assert words.day_in_words(date(2026, 10, 19)) == (
        "Senin tanggal sembilan belas bulan Oktober tahun dua ribu dua puluh enam"
    )


@pytest.mark.parametrize(
    ("offset", "shown"),
    [
        ("+07:00", "Selasa, 20 Oktober 2026 pukul 00.30 WIB"),
        ("+08:00", "Selasa, 20 Oktober 2026 pukul 01.30 WITA"),
        ("+09:00", "Selasa, 20 Oktober 2026 pukul 02.30 WIT"),
        ("+05:30", "Senin, 19 Oktober 2026 pukul 23.00 UTC+05:30"),
    ],
)
def test_a_moment_stands_in_the_zone_of_its_process(offset: str, shown: str) -> None:
    assert words.moment_of("2026-10-19T17:30:00.000000Z", offset).striptags() == shown


def test_a_late_moment_is_shown_as_late_as_it_was() -> None:
    deadline = datetime(2026, 10, 19, 3, tzinfo=UTC)
    late = time_text(deadline + timedelta(microseconds=1))

    assert words.moment_of(late, "+07:00").endswith("10.00.00,000001 WIB")
    assert words.minute(late, "+07:00").endswith("pukul 10.00 WIB")
    assert words.second("2026-10-19T02:59:58.740300Z", "+07:00").endswith(
        "09.59.58 WIB"
    )


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        ("3651917", "rupiah", "Rp3.651.917"),
        ("0.0024", "share", "0,24%"),
        ("1.1", "share", "110%"),
        ("11/12", "share", "11/12"),
        ("5", "working_days", "5 hari kerja"),
        (
            "5",
            "calendar_days_to_working",
            "5 hari kalender, berakhir pada hari kerja",
        ),
        ("true", "flag", "ya"),
        ("5.1.02.02.01.0030", "code", "5.1.02.02.01.0030"),
        ("wage thr health", "code", "upah, THR, dan BPJS Kesehatan"),
    ],
)
def test_a_value_is_shown_in_its_unit(value: str, unit: str, shown: str) -> None:
    assert words.value_text(value, unit) == shown
