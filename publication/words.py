"""Words: what an exact value is called in an Indonesian document. Pure functions.

Figures, days and moments are spelled by `rules.sentences`, as everywhere; here are
the forms that only a legal document wants: amounts and dates in words, months,
digests cut short, and a moment to the minute.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from markupsafe import Markup
from num2words import num2words

from publication.labels import LABELS
from rules import sentences
from rules.sentences import listed, number, percent, plain_day, points, rupiah
from tender.act import zone
from tender.canonical.numbers import parse_number
from tender.canonical.times import parse_time
from tender.money import LARGEST

__all__ = [
    "amount_in_words",
    "cited",
    "clock_minute",
    "day_in_words",
    "day_of",
    "in_words",
    "listed",
    "local_day",
    "minute",
    "moment_of",
    "month",
    "number",
    "percent",
    "plain",
    "plain_day",
    "points",
    "rupiah",
    "second",
    "short_digest",
    "spelled",
    "value_text",
]

_ONE_THOUSAND = re.compile(r"\b(juta|miliar|triliun|kuadriliun) satu ribu\b")
"""One thousand after a larger part, for which the library has no word of its own."""

_ABBREVIATIONS = frozenset({"apip", "bpk", "bpkp", "kpa", "lkpp", "pa", "ppk", "ukpbj"})
_PARAGRAPH = re.compile(r"(?<=Pasal )([0-9]+)\(([0-9])")
_LETTER = re.compile(r"(?<=\))([a-z])\b")

_SHOWN = 8  # digits of a digest at each end


class NotInWordsError(ValueError):
    """A number is not written out in words."""

    def __init__(self, found: object) -> None:
        super().__init__(
            f"expected a whole number from 0 to {LARGEST}, found {found!r}"
        )


def in_words(value: int) -> str:
    """Return a whole number in words (terbilang), up to a thousand trillion.

    >>> in_words(3651917)
    'tiga juta enam ratus lima puluh satu ribu sembilan ratus tujuh belas'
    """
    if not 0 <= value <= LARGEST:
        raise NotInWordsError(value)
    said = str(num2words(value, lang="id"))
    return _ONE_THOUSAND.sub(r"\1 seribu", said)


def amount_in_words(value: str | int) -> str:
    """Return whole rupiah in words: `satu juta rupiah`."""
    exact = parse_number(str(value))
    if exact.denominator != 1:
        raise NotInWordsError(value)
    return f"{in_words(int(exact))} rupiah"


def day_in_words(value: date) -> str:
    """Return a day as minutes begin with it.

    >>> day_in_words(date(2026, 10, 19))[:43]
    'Senin tanggal sembilan belas bulan Oktober '
    """
    name = sentences.DAYS["id"][value.weekday()]
    named_month = sentences.MONTHS["id"][value.month - 1]
    return (
        f"{name} tanggal {in_words(value.day)} bulan {named_month} "
        f"tahun {in_words(value.year)}"
    )


def day_of(text: str) -> Markup:
    """Return `2026-10-19` as `Senin, 19 Oktober 2026`."""
    return _held(date.fromisoformat(text))


def local_day(text: str, offset: str) -> date:
    """Return the legal day of a moment of the record."""
    return parse_time(text).astimezone(zone(offset)).date()


def moment_of(text: str, offset: str) -> Markup:
    """Return a moment of the record as exactly as it is kept."""
    return _at(parse_time(text), offset)


def plain(day: date) -> Markup:
    """Return a day without its name, not broken at the end of a line."""
    return Markup('<time datetime="{}">{}</time>').format(
        day.isoformat(), plain_day(day)
    )


def clock_minute(text: str, offset: str) -> str:
    """Return the time of day of a moment of the record, to the minute."""
    return sentences.clock(_whole_minute(text), offset)


def second(text: str, offset: str) -> Markup:
    """Return a moment to the second, without the name of the day, for a table."""
    at = parse_time(text).astimezone(UTC).replace(microsecond=0)
    day = at.astimezone(zone(offset)).date()
    return Markup("{} {}").format(plain(day), sentences.clock(at, offset))


def minute(text: str, offset: str) -> Markup:
    """Return a moment to the minute that it falls in: when something took place.

    >>> minute("2026-10-19T03:00:59.900000Z", "+07:00").striptags()
    'Senin, 19 Oktober 2026 pukul 10.00 WIB'
    """
    return _at(_whole_minute(text), offset)


def _at(at: datetime, offset: str) -> Markup:
    day = _held(at.astimezone(zone(offset)).date())
    return Markup("{} pukul {}").format(day, sentences.clock(at, offset))


def _held(day: date) -> Markup:
    """Return a day of which the date is not broken at the end of a line."""
    return Markup("{}, {}").format(sentences.DAYS["id"][day.weekday()], plain(day))


def _whole_minute(text: str) -> datetime:
    return parse_time(text).astimezone(UTC).replace(second=0, microsecond=0)


def month(text: str) -> str:
    """Return `2019-03` as `Maret 2019`."""
    year, _, of_year = text.partition("-")
    return f"{sentences.MONTHS['id'][int(of_year) - 1]} {year}"


def cited(source: str) -> str:
    """Return a source of the law as Indonesian papers cite it.

    >>> cited("Perpres 16/2018 art. 51(2)c"), cited("PP 35/2021 art. 15-17")
    ('Perpres 16/2018 Pasal 51 ayat (2) huruf c', 'PP 35/2021 Pasal 15-17')
    >>> cited("docs/lifecycle.md, supplier")
    'aturan Saksama (docs/lifecycle.md, supplier)'
    """
    if source.startswith("docs/") and ";" not in source:
        return f"aturan Saksama ({source})"
    read = _LETTER.sub(r" huruf \1", source.replace("art. ", "Pasal "))
    return _PARAGRAPH.sub(r"\1 ayat (\2", read)


def spelled(code: str) -> str:
    """Return the code of an office or an organ as a name, where none is given.

    >>> spelled("ukpbj-muaro-jambi"), spelled("bagian-hukum")
    ('UKPBJ Muaro Jambi', 'Bagian Hukum')
    """
    return " ".join(
        part.upper() if part in _ABBREVIATIONS else part.capitalize()
        for part in code.split("-")
    )


def sentence(text: str) -> str:
    """Return words as the beginning of a sentence.

    >>> sentence("KKN yang melibatkan PPK"), sentence("semua peserta terlibat KKN")
    ('KKN yang melibatkan PPK', 'Semua peserta terlibat KKN')
    """
    return text[:1].upper() + text[1:]


def short_digest(digest: str) -> str:
    """Return the two ends of a digest, enough to tell two papers apart."""
    return f"{digest[:_SHOWN]}…{digest[-_SHOWN:]}"


_UNITS = {
    "working_days": "hari kerja",
    "calendar_days": "hari kalender",
    "calendar_days_to_working": "hari kalender, berakhir pada hari kerja",
}


def value_text(value: str, unit: str) -> str:
    """Return a value of a pack, or of the tender, in its unit.

    >>> value_text("0.0024", "share"), value_text("11/12", "share")
    ('0,24%', '11/12')
    >>> value_text("1.1", "share"), value_text("3", "working_days")
    ('110%', '3 hari kerja')
    """
    match unit:
        case "rupiah":
            return rupiah(value)
        case "share":
            return value if "/" in value else percent(value)
        case "flag":
            return "ya" if value == "true" else "tidak"
        case "count":
            return number(value)
        case _ if unit in _UNITS:
            return f"{number(value)} {_UNITS[unit]}"
        case _:
            return _codes(value)


def _codes(value: str) -> str:
    """Return a list of components in their words, and any other code as it is."""
    parts, words = value.split(), LABELS["component_short"]
    if all(part in words for part in parts):
        return listed([words[part] for part in parts])
    return value
