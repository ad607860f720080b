"""Sentences: a template over exact operands, spelled for people in two languages.

A refusal or a finding is stored as rule, operands and article; the sentence is made
when somebody reads it. Operands are the exact strings of the record:

    {price:rp}       Rp3.651.917, Rp304.326,42
    {share:pct}      80%, 0,24%
    {total:pts}      84,17, ≈76,8167
    {sign_by:day}    Senin, 19 Oktober 2026
    {deadline:time}  Senin, 19 Oktober 2026 pukul 10.00 WIB
    {items:list}     a, b, dan c
    {office}         the operand; a table of labels may put words for a code

A day or a moment in its one spelling is known without being named as such, wherever
it stands in an operand; so are the codes of `rules.faults`. An operand that is no
amount, day or moment, such as `-` for none, stays as it is.
Pure, without Babel or a time-zone database: the light client says the same words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from functools import partial
from string import Formatter
from typing import TypeAlias

from rules import faults
from rules.rule import Language
from scoring.prose import ABOUT, nearest_points
from tender.act import zone
from tender.canonical.numbers import number_text, parse_number

Labels: TypeAlias = Callable[[str, str], str]
"""From an operand's name and its value to the words for it."""

DAYS: Mapping[Language, tuple[str, ...]] = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": (
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ),
}
MONTHS: Mapping[Language, tuple[str, ...]] = {
    "id": (
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
        "Desember",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}
ZONES: Mapping[str, str] = {"+07:00": "WIB", "+08:00": "WITA", "+09:00": "WIT"}

_POINTS: Mapping[Language, tuple[str, str]] = {"id": (".", ","), "en": (",", ".")}
_PLACES = 4  # a share with more decimals than this is shown rounded, and says so

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
_DAY = re.compile(r"(?<![\w.-])\d{4}-\d\d-\d\d(?![\w-])")


class UnknownFormatError(ValueError):
    """A template asks for a form that there is not."""

    def __init__(self, template: str, form: str) -> None:
        known = ", ".join(sorted(_FORMS))
        super().__init__(f"{template!r}: expected a form of {known}, found {form!r}")


def sentence(
    template: str,
    operands: Mapping[str, str],
    language: Language,
    *,
    offset: str = "+07:00",
    labels: Labels = lambda _, value: value,
) -> str:
    """Return the sentence of *template* over *operands*, moments at *offset*.

    An operand that the record lacks, because it is older than the template, is `?`.

    >>> sentence("Pagu {budget:rp}: {office}.", {"budget": "2500000"}, "id")
    'Pagu Rp2.500.000: ?.'
    """
    words: list[str] = []
    for text, name, form, _ in Formatter().parse(template):
        words.append(text)
        if name is None:
            continue
        spelled = _FORMS.get(form or "")
        if spelled is None:
            raise UnknownFormatError(template, form or "")
        value = operands.get(name)
        if value is None:
            words.append("?")
            continue
        if name in faults.CODED:
            value = faults.words(value, language)
        words.append(spelled(value, language, offset, partial(labels, name)))
    return "".join(words)


def number(value: Fraction | str, language: Language = "id") -> str:
    """Return an exact number; one without end stays a ratio.

    >>> number("304326.42"), number("1/12"), number("-1200", "en")
    ('304.326,42', '1/12', '-1,200')
    """
    text = value if isinstance(value, str) else number_text(value)
    parse_number(text)
    thousands, point = _POINTS[language]
    if "/" in text:
        return text
    whole, _, decimals = text.partition(".")
    grouped = f"{int(whole):,}".replace(",", thousands)
    sign = "-" if whole == "-0" else ""
    return f"{sign}{grouped}{point}{decimals}" if decimals else grouped


def points(value: Fraction | str, language: Language = "id") -> str:
    """Return a figure of an evaluation; one without end to four decimals, which it says.

    >>> points("4609/60"), points("84.17", "en")
    ('≈76,8167', '84.17')
    """
    exact = parse_number(value) if isinstance(value, str) else value
    nearest = nearest_points(exact)
    return ("" if nearest == exact else ABOUT) + number(nearest, language)


def rupiah(value: Fraction | str, language: Language = "id") -> str:
    """Return an amount of money.

    >>> rupiah("3651917")
    'Rp3.651.917'
    """
    text = number(value, language)
    return f"-Rp{text[1:]}" if text.startswith("-") else f"Rp{text}"


def percent(value: Fraction | str, language: Language = "id") -> str:
    """Return a share of one in hundredths; rounded to two decimals it says so.

    >>> percent("0.0024"), percent("0.8"), percent("1/12")
    ('0,24%', '80%', '≈8,33%')
    """
    share = parse_number(value) if isinstance(value, str) else value
    hundredths = share * 100
    if (hundredths * 10**_PLACES).denominator == 1:
        return f"{number(hundredths, language)}%"
    nearest = Fraction(round(hundredths * 100), 100)
    return f"≈{number(nearest, language)}%"


def day(value: date, language: Language = "id") -> str:
    """Return a day with its name.

    >>> day(date(2026, 10, 19)), day(date(2026, 10, 19), "en")
    ('Senin, 19 Oktober 2026', 'Monday, 19 October 2026')
    """
    return f"{DAYS[language][value.weekday()]}, {plain_day(value, language)}"


def plain_day(value: date, language: Language = "id") -> str:
    """Return a day without its name: `19 Oktober 2026`."""
    return f"{value.day} {MONTHS[language][value.month - 1]} {value.year}"


def moment(value: datetime, offset: str, language: Language = "id") -> str:
    """Return a moment with its day, as exact as it is.

    >>> from datetime import UTC
    >>> moment(datetime(2026, 10, 19, 3, tzinfo=UTC), "+07:00")
    'Senin, 19 Oktober 2026 pukul 10.00 WIB'
    """
    local = value.astimezone(zone(offset))
    at = "pukul" if language == "id" else "at"
    return f"{day(local.date(), language)} {at} {clock(value, offset, language)}"


def clock(value: datetime, offset: str, language: Language = "id") -> str:
    """Return the time of day: `10.00 WIB`; seconds and less where there are any."""
    local = value.astimezone(zone(offset))
    colon = ":" if language == "en" else "."
    text = f"{local.hour:02}{colon}{local.minute:02}"
    if local.second or local.microsecond:
        text += f"{colon}{local.second:02}"
    if local.microsecond:
        text += f"{_POINTS[language][1]}{local.microsecond:06}"
    return f"{text} {ZONES.get(offset, f'UTC{offset}')}"


def listed(values: Sequence[str], language: Language = "id") -> str:
    """Return some things as one enumeration.

    >>> listed(["a", "b", "c"]), listed(["a", "b"]), listed(["a", "b", "c"], "en")
    ('a, b, dan c', 'a dan b', 'a, b and c')
    """
    joint = " dan " if language == "id" else " and "
    if len(values) < 3:  # noqa: PLR2004  # two are joined by one word
        return joint.join(values)
    comma = "," if language == "id" else ""
    return f"{', '.join(values[:-1])}{comma}{joint}{values[-1]}"


def dated(text: str, language: Language, offset: str) -> str:
    """Return *text* with each day and moment in it spelled for people.

    >>> dated("p-01 2026-10-19T03:00:00.000000Z", "en", "+07:00")
    'p-01 Monday, 19 October 2026 at 10:00 WIB'
    """

    def told(found: re.Match[str], form: Callable[[str, Language, str], str]) -> str:
        try:
            return form(found[0], language, offset)
        except (ValueError, OverflowError):  # a day that does not exist, or not there
            return found[0]

    text = _MOMENT.sub(lambda found: told(found, _of_moment), text)
    return _DAY.sub(lambda found: told(found, _of_day), text)


_Label: TypeAlias = Callable[[str], str]
_Form: TypeAlias = Callable[[str, Language, str, _Label], str]


def _or_as_it_is(form: Callable[[str, Language, str], str]) -> _Form:
    def spelled(value: str, language: Language, offset: str, label: _Label) -> str:
        try:
            return form(value, language, offset)
        except (ValueError, OverflowError):
            return label(value)

    return spelled


def _of_list(value: str, language: Language, _: str, label: _Label) -> str:
    parts = value.split(", ") if ", " in value else value.split()
    return listed([label(part) for part in parts], language)


def _as_it_says(value: str, language: Language, offset: str, label: _Label) -> str:
    return dated(label(value), language, offset)


def _of_day(value: str, language: Language, _: str) -> str:
    return day(date.fromisoformat(value), language)


def _of_moment(value: str, language: Language, offset: str) -> str:
    at = datetime.fromisoformat(value)
    if at.utcoffset() is None:  # a day is no moment
        raise ValueError(value)
    return moment(at, offset, language)


_FORMS: Mapping[str, _Form] = {
    "": _as_it_says,
    "rp": _or_as_it_is(lambda value, language, _: rupiah(value, language)),
    "pct": _or_as_it_is(lambda value, language, _: percent(value, language)),
    "num": _or_as_it_is(lambda value, language, _: number(value, language)),
    "pts": _or_as_it_is(lambda value, language, _: points(value, language)),
    "day": _or_as_it_is(_of_day),
    "time": _or_as_it_is(_of_moment),
    "list": _of_list,
}
