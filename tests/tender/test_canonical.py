"""One spelling for each value, held to RFC 8785 by another implementation of it."""

import enum
import json
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction

import orjson
import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from tender.canonical import (
    Json,
    all_written_alike,
    commitment,
    digest,
    from_bytes,
    meets,
    sha256_hex,
    to_bytes,
)
from tender.canonical.numbers import number_text, parse_number
from tender.canonical.profile import DEPTH, NotCanonicalError, are_exact
from tender.canonical.times import parse_time, time_text

EDGE = 2**53 - 1

texts = st.text()
keys = st.text(alphabet=st.characters(codec="ascii"))
scalars = st.none() | st.booleans() | st.integers(-EDGE, EDGE) | texts
values: st.SearchStrategy[Json] = st.recursive(
    scalars,
    lambda inner: st.lists(inner) | st.dictionaries(keys, inner),
    max_leaves=40,
)

# What orjson reads and writes, inside the profile or not.
inexact = st.recursive(
    scalars | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner) | st.dictionaries(texts, inner),
    max_leaves=10,
)

offsets = st.builds(timezone, st.integers(-14, 14).map(lambda h: timedelta(hours=h)))


def orjson_bytes(value: object) -> bytes:
    """Return a value as orjson writes it, floats and foreign keys included."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


class Colour(enum.StrEnum):
    """A string that is not plain."""

    RED = "red"


def nested(depth: int) -> Json:
    """Return *depth* arrays inside one another."""
    value: Json = []
    for _ in range(depth - 1):
        value = [value]
    return value


@given(values)
def test_bytes_are_those_of_rfc_8785(value: Json) -> None:
    assert to_bytes(value) == rfc8785.dumps(value)


@given(values)
def test_what_was_written_is_read_back(value: Json) -> None:
    assert from_bytes(to_bytes(value)) == value


@given(values, st.data())
def test_another_spelling_of_a_value_is_refused(
    value: Json, data: st.DataObject
) -> None:
    written = to_bytes(value)
    spelling = json.dumps(
        value,
        ensure_ascii=data.draw(st.booleans()),
        indent=data.draw(st.sampled_from([None, 1])),
        sort_keys=data.draw(st.booleans()),
        separators=data.draw(st.sampled_from([(",", ":"), (", ", ": ")])),
    ).encode()

    if spelling != written:
        with pytest.raises(NotCanonicalError):
            from_bytes(spelling)


@given(st.binary(max_size=40))
def test_any_bytes_at_all_are_read_exactly_or_refused(data: bytes) -> None:
    try:
        value = from_bytes(data)
    except NotCanonicalError:
        return

    assert to_bytes(value) == data


REFUSED = (
    b'{"a":1,"a":2}',  # duplicate key
    b'{"a":1,"a":1}',
    b'{"b":1,"a":2}',  # order
    b'{ "a":1}',
    b'{"a":1}\n',
    b"1.0",
    b"-0",
    b"1.5",
    b'{"a":[true,{"b":2.5}]}',
    b'{"text":"from:1.5,2.5","b":[0.0]}',
    b"1e2",
    b"01",
    b'"\\u0041"',
    b'"\\/"',
    b'"\\ud800"',
    b"9007199254740992",
    b"[-9007199254740992]",
    b"18446744073709551616",
    b"NaN",
    b"",
    b"\xef\xbb\xbf1",
    b'"\xff"',
    '{"é":1}'.encode(),
    b"[" * 200 + b"]" * 200,
    b"[" * 100_000 + b"]" * 100_000,
)


@pytest.mark.parametrize("data", REFUSED)
def test_these_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(NotCanonicalError):
        from_bytes(data)


def read_together(lines: list[bytes]) -> list[Json] | None:
    """Read many lines at once; none where any is not canonical."""
    read = all_written_alike(lines)
    ascii_alone = all(map(bytes.isascii, lines))
    return read if read is None or are_exact(read, ascii_alone=ascii_alone) else None


def is_canonical(line: bytes) -> bool:
    """Say whether a line by itself is canonical."""
    try:
        from_bytes(line)
    except NotCanonicalError:
        return False
    return True


@pytest.mark.parametrize("data", REFUSED)
def test_these_bytes_are_refused_among_others_too(data: bytes) -> None:
    assert read_together([b"1", data, b"2"]) is None


@given(st.lists(values))
def test_many_are_read_as_each_is(many: list[Json]) -> None:
    assert read_together([to_bytes(value) for value in many]) == many


@given(
    st.lists(st.one_of(st.binary(max_size=9), inexact.map(orjson_bytes)), max_size=3)
)
def test_many_are_canonical_where_each_is(lines: list[bytes]) -> None:
    together = read_together(lines)

    assert (together is not None) == all(map(is_canonical, lines))


@pytest.mark.parametrize("depth", [DEPTH - 1, DEPTH, DEPTH + 1])
def test_many_may_be_as_deep_as_one(depth: int) -> None:
    line = orjson_bytes({"a": nested(depth - 1)})

    assert (read_together([b"1", line]) is not None) == is_canonical(line)
    assert is_canonical(line) == (depth <= DEPTH)


@pytest.mark.parametrize(
    ("value", "where", "found"),
    [
        ({"price": 1.5}, "/price", "float 1.5"),
        ({"events": [{"a": 1}, {"b": float("nan")}]}, "/events/1/b", "float nan"),
        ({"n": EDGE + 1}, "/n", "54 bits"),
        ({"n": -EDGE - 1}, "/n", "54 bits"),
        ({"pos": {"é": 1}}, "/pos", "'é'"),
        ({"a/b": {"~": Decimal(1)}}, "/a~1b/~0", "Decimal"),
        ({1: "a"}, "the value", "1"),
        ([datetime(2026, 1, 1, tzinfo=UTC)], "/0", "datetime"),
        ([Colour.RED], "/0", "Colour"),
        ({"a": b"bytes"}, "/a", "bytes"),
        ({"a": {1}}, "/a", "set"),
        ("\ud800", "the value", "ud800"),
    ],
)
def test_a_value_outside_the_profile_is_refused_by_its_path(
    value: Json, where: str, found: str
) -> None:
    with pytest.raises(NotCanonicalError) as refused:
        to_bytes(value)

    assert refused.value.where == where
    assert found in refused.value.found


def test_depth_has_an_end_that_no_library_moves() -> None:
    deepest = nested(DEPTH)

    assert from_bytes(to_bytes(deepest)) == deepest
    with pytest.raises(NotCanonicalError, match="100 levels"):
        to_bytes([deepest])
    with pytest.raises(NotCanonicalError, match="100 levels"):
        from_bytes(b"[" + to_bytes(deepest) + b"]")


def test_a_tuple_is_an_array() -> None:
    assert to_bytes({"a": (1, 2)}) == b'{"a":[1,2]}'


def test_a_digest_is_pinned() -> None:
    expected = "43258cff783fe7036d8a43033f830adfc60ec037382473548ac742b888292777"

    assert digest({"b": 2, "a": 1}) == expected
    assert sha256_hex(b'{"a":1,"b":2}') == expected


def test_a_commitment_is_of_salt_and_bytes() -> None:
    salt, data = bytes(16), b"an offer"

    committed = commitment(salt, data)

    assert committed == sha256_hex(salt + data)
    assert meets(committed, salt, data)
    assert not meets(committed, bytes(15) + b"\1", data)
    assert not meets(committed, salt, data + b".")


def test_the_border_between_salt_and_bytes_cannot_be_moved() -> None:
    committed = commitment(bytes(16), b"an offer")

    assert not meets(committed, bytes(16) + b"a", b"n offer")
    with pytest.raises(NotCanonicalError, match="16 bytes, found 17"):
        commitment(bytes(17), b"")


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (Decimal("-0"), "0"),
        (Decimal("0.00"), "0"),
        (1200, "1200"),
        (Decimal("1.2E+3"), "1200"),
        (Decimal("82.50"), "82.5"),
        (Decimal("-0.001"), "-0.001"),
        (Fraction(1, 8), "0.125"),
        (Fraction(-7, 20), "-0.35"),
        (Fraction(1, 3), "1/3"),
        (Fraction(-10, 6), "-5/3"),
        (Fraction(6, 3), "2"),
        (10**30, "1" + 30 * "0"),
    ],
)
def test_a_number_has_one_spelling(number: Fraction | Decimal | int, text: str) -> None:
    assert number_text(number) == text
    assert parse_number(text) == number


@given(st.fractions() | st.decimals(allow_nan=False, allow_infinity=False, places=6))
def test_a_number_is_read_back_exactly(number: Fraction | Decimal) -> None:
    assert parse_number(number_text(number)) == number


@given(st.text(alphabet="0123456789-./e +", max_size=9))
def test_a_text_is_the_spelling_of_its_number_or_refused(text: str) -> None:
    try:
        number = parse_number(text)
    except NotCanonicalError:
        return

    assert number_text(number) == text


@pytest.mark.parametrize(
    "text",
    [
        *["", "-0", "00", "01", "1.", ".5", "1.0", "1.50", "+1", "1e3", "1_000"],
        *[" 1", "1\n", "2/4", "1/1", "3/2", "1/2", "1/0", "-1/-3", "0/3", "NaN"],
        *["Infinity", "\u0661", "9" * 5_000, "1/" + "3" * 5_000],
    ],
)
def test_another_spelling_of_a_number_is_refused(text: str) -> None:
    with pytest.raises(NotCanonicalError):
        parse_number(text)


@pytest.mark.parametrize(
    "number",
    [
        *[0.5, True, "1", Decimal("NaN"), Decimal("Infinity"), Decimal("1E+999999999")],
        *[Decimal("1E-999999"), 10**4_000, Fraction(1, 10**4_000)],
        *[Fraction(10**3_999, 3), Fraction(10**3_000 + 1, 2**3_500)],
    ],
)
def test_what_is_no_exact_number_of_a_bearable_length_is_refused(number: int) -> None:
    with pytest.raises(NotCanonicalError):
        number_text(number)


def test_a_moment_is_written_in_utc_to_the_microsecond() -> None:
    jakarta = timezone(timedelta(hours=7))
    moment = datetime(2026, 11, 24, 9, 57, tzinfo=jakarta)

    assert time_text(moment) == "2026-11-24T02:57:00.000000Z"
    assert parse_time("2026-11-24T02:57:00.000000Z") == moment


@given(st.datetimes(timezones=offsets))
def test_a_moment_is_read_back(moment: datetime) -> None:
    try:
        text = time_text(moment)
    except OverflowError:  # before the first year of all in UTC, or after the last
        return

    assert parse_time(text) == moment
    assert time_text(parse_time(text)) == text


def test_a_moment_without_an_offset_is_refused() -> None:
    with pytest.raises(NotCanonicalError, match="offset"):
        time_text(datetime(2026, 11, 24))  # noqa: DTZ001


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-11-24T02:57:00Z",
        "2026-11-24T02:57:00.000Z",
        "2026-11-24T02:57:00.000000+00:00",
        "2026-11-24 02:57:00.000000Z",
        "2026-11-24t02:57:00.000000z",
        "2026-02-30T02:57:00.000000Z",
        "2026-11-24T24:00:00.000000Z",
        "2026-11-24T02:57:60.000000Z",
        "2026-11-24T02:57:00.000000Z\n",
        "\u0662026-11-24T02:57:00.000000Z",
    ],
)
def test_another_spelling_of_a_moment_is_refused(text: str) -> None:
    with pytest.raises(NotCanonicalError):
        parse_time(text)
