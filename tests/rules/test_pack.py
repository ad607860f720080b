"""A pack is the law of a day as plain data, and its digest is of that and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from api.files.law import pack_of
from rules.calendar import DayOff
from rules.pack import Pack, PackFile, TwoValuesError, resolve
from tender.values import UnknownValueError, Value, WrongUnitError
from tests.journeys.cleaning import Journey

DAY = date(2026, 10, 19)


def a_value(**changes: object) -> Value:
    return Value.from_json(
        {
            "id": "labour.minimum_wage",
            "value": "3651917",
            "unit": "rupiah",
            "from": "2026-01-01",
            "source": "Keputusan Gubernur Jambi",
            "status": "secondary",
            **changes,
        }
    )


NEW_YEAR = DayOff(
    day=date(2026, 1, 1),
    kind="holiday",
    name="Tahun Baru",
    source="SKB",
    status="secondary",
)


def pack(*values: Value, day: date = DAY, off: tuple[DayOff, ...] = ()) -> Pack:
    return resolve(values, off, (2026,), day)


def test_two_days_under_one_law_have_one_digest() -> None:
    """The digest covers the values, not the day on which they were looked up."""
    assert pack_of(date(2026, 10, 19)).digest == pack_of(date(2026, 12, 31)).digest


def test_another_wage_is_another_law() -> None:
    assert pack_of(date(2025, 12, 31)).digest != pack_of(date(2026, 1, 1)).digest


def test_two_values_in_force_on_one_day_are_refused() -> None:
    first = a_value(until="2026-12-31")
    second = a_value(value="3800000", **{"from": "2026-12-31"})

    assert pack(first, second, day=date(2026, 12, 30)).values[first.id] == first
    with pytest.raises(TwoValuesError, match=r"labour\.minimum_wage"):
        pack(first, second, day=date(2026, 12, 31))


def test_both_ends_of_a_value_are_in_force() -> None:
    value = a_value(until="2026-12-31")

    assert [
        value.in_force(date.fromisoformat(text))
        for text in ("2025-12-31", "2026-01-01", "2026-12-31", "2027-01-01")
    ] == [False, True, True, False]


@pytest.mark.parametrize(
    "change",
    [
        {"value": "3651918"},
        {"unit": "share"},
        {"from": "2026-01-02"},
        {"until": "2027-12-31"},
        {"source": "Keputusan Gubernur Jambi, diubah"},
        {"status": "verified"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_the_digest_covers_everything_that_a_value_says(
    change: dict[str, object],
) -> None:
    assert pack(a_value()).digest != pack(a_value(**change)).digest


def test_the_digest_covers_the_days_off_and_how_they_are_known() -> None:
    recalled = NEW_YEAR.model_copy(update={"status": "recalled"})

    digests = {
        pack(a_value(), off=off).digest for off in ((), (NEW_YEAR,), (recalled,))
    }

    assert len(digests) == 3


def test_the_order_in_which_the_law_was_read_does_not_matter() -> None:
    other = a_value(id="labour.thr.share", value="1/12", unit="share")

    assert pack(a_value(), other).digest == pack(other, a_value()).digest


def test_a_pack_is_read_from_its_bytes() -> None:
    known = pack_of(DAY)

    again = Pack.from_bytes(known.to_bytes())

    assert (again.digest, again.values) == (known.digest, known.values)
    assert again.calendar == known.calendar


def test_days_off_of_other_years_are_left_out() -> None:
    other = NEW_YEAR.model_copy(update={"day": date(2028, 1, 1)})

    assert pack(a_value(), off=(NEW_YEAR, other)).file.days_off == (NEW_YEAR,)


def test_a_pack_says_how_far_a_value_is_known() -> None:
    known = pack_of(DAY)

    assert known.status("bond.share") == "verified"
    assert known.status("tax.vat.rate") == "recalled"


def test_what_a_tender_chooses_lies_over_the_law(journey: Journey) -> None:
    moment = journey.moment("publish_tender")

    reading = moment.state.values.over(moment.pack.values)

    assert reading.share("fee.least") == Fraction(8, 100)
    assert reading.value("fee.least").status == "chosen"
    assert reading.value("fee.least").source.startswith("Dokumen Pemilihan")
    assert reading.value("bond.share").status == "verified"
    assert not moment.pack.values.keys() & moment.state.values.chosen.keys()


def test_a_value_is_read_in_its_own_unit_or_not_at_all(journey: Journey) -> None:
    moment = journey.moment("publish_tender")
    reading = moment.state.values.over(moment.pack.values)

    with pytest.raises(WrongUnitError, match="rupiah"):
        reading.rupiah("bond.share")
    with pytest.raises(UnknownValueError, match=r"bond\.colour"):
        reading.share("bond.colour")


def test_from_announcement_to_contract_the_law_is_the_announced_one(
    journey: Journey,
) -> None:
    published = journey.moment("publish_tender")
    frozen = {
        m.entry.pack
        for m in journey.moments
        if m.state.announcement.pack and m.state.fulfilment.concluded_at is None
    }

    assert frozen == {published.entry.pack}


def test_a_new_wage_after_the_announcement_does_not_change_the_tender(
    journey: Journey,
) -> None:
    """Only an amendment would; the ledger reads the pack that was frozen."""
    way = journey.way
    state = journey.moment("propose_award").state
    next_year = journey.moment("order_start").act.at.replace(year=2027, month=3)

    pack = way.office.ledger.pack(state, next_year)

    assert pack.digest == state.announcement.pack


def test_what_is_recalled_and_unconfirmed_is_named(journey: Journey) -> None:
    moment = journey.moment("publish_tender")
    values = moment.state.values
    recalled = {v.id for v in moment.pack.file.values if v.status == "recalled"}

    assert values.unconfirmed(moment.pack.values) == ()
    assert set(values.confirmed) == recalled
    forgotten = replace(values, confirmed={})
    assert forgotten.unconfirmed(moment.pack.values) == tuple(sorted(recalled))


def test_a_file_with_a_year_twice_is_no_pack() -> None:
    with pytest.raises(ValueError, match="2026"):
        PackFile.from_json({"values": [], "days_off": [], "years": [2026, 2026]})
