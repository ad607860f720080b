"""The plot of `saksama simulate`: a bar for each weight, as an SVG that stands alone.

Each row is the whole range of one weight. The solid bar is where the same are first, the
hatched rest where others are, who is written on it or beneath; a diamond is the weight at
present. What the colours say, hatching, shape and text say too. Indonesian first.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final
from xml.etree import ElementTree as ET

from api.words.sensitivity import SENSITIVITY
from rules.findings import SENTENCES
from rules.rule import Language
from scoring.merit.terms import Terms
from scoring.prose import written
from scoring.sensitivity.criteria import PRICE
from scoring.sensitivity.examining import Sensitivity
from scoring.sensitivity.first import First
from scoring.sensitivity.interval import End, Interval
from tender.canonical.numbers import number_text

_WIDTH: Final = 960
_LEFT: Final = 210
_RIGHT: Final = 40
_TOP: Final = 132
_ROW: Final = 82
_BAR: Final = 22
_FOOT: Final = 84
_BOTH: Final[tuple[Language, Language]] = ("id", "en")
_INK: Final = "#1b1b1b"
_QUIET: Final = "#555555"
_SAME: Final = "#1f5f8b"
_OTHER: Final = "#e4e4e4"
_LONGEST: Final = 24  # characters of a name that have room beside a bar
_NEAR: Final = 130  # pixels within which two labels would touch
_LETTER: Final = 7  # pixels, roughly, of one at the size of a label


def plot(terms: Terms, found: Sensitivity, name: str) -> bytes:
    """Return the plot of what was *found*, as the bytes of an SVG file."""
    rows = list(found.weights.items())
    notes = _notes(found)
    height = _TOP + _ROW * len(rows) + _FOOT + (22 * len(notes) if found.fixed else 0)
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {_WIDTH} {height}",
            "width": str(_WIDTH),
            "height": str(height),
            "role": "img",
            "aria-labelledby": "title desc",
            "font-family": "'Source Sans 3', 'Source Sans Pro', 'Noto Sans', Arial, sans-serif",
            "font-size": "14",
            "fill": _INK,
        },
    )
    _text_of(
        root,
        "title",
        f"{name}: {_first_line(found, 'id')} {_first_line(found, 'en')}",
        "title",
    )
    _text_of(root, "desc", " ".join(_described(terms, found)), "desc")
    _pattern(root)
    _shape(root, "rect", x=0, y=0, width=_WIDTH, height=height, fill="#ffffff")
    _text(root, 24, 36, name, size=20, bold=True)
    for at, language in enumerate(_BOTH):
        told = _first_line(found, language)
        if found.fixed is None:
            told += f" {SENSITIVITY[language][_how(terms)]}."
        _text(root, 24, 62 + 20 * at, told, colour=_QUIET if at else _INK)
    for at, (code, one) in enumerate(rows):
        label = "harga / price" if code == PRICE else code
        _row(root, _TOP + at * _ROW, label, one)
    foot = _TOP + _ROW * len(rows)
    if found.fixed is not None:
        for at, note in enumerate(notes):
            _text(root, 24, foot + 22 * at, note, colour=_QUIET if at % 2 else _INK)
    else:
        _legend(root, foot + 12)
    ET.indent(root)
    drawn: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return drawn + b"\n"


def _row(root: ET.Element, top: float, label: str, one: Interval) -> None:
    """Draw one weight: its range, where the same are first, where it is now."""

    def place(value: Fraction) -> float:
        share = (value - one.low) / (one.high - one.low)
        return round(_LEFT + float(share) * (_WIDTH - _LEFT - _RIGHT), 2)

    low, high = place(one.low), place(one.high)
    begin = place(one.below.at) if one.below else low
    end = place(one.above.at) if one.above else high
    middle = top + _BAR / 2
    group = ET.SubElement(root, "g")
    _text_of(group, "title", f"{label}: {_read(one)}")
    _text(group, _LEFT - 14, middle + 5, _short(label), anchor="end", bold=True)
    for x, to in ((low, begin), (end, high)):
        if to > x:
            _shape(
                group,
                "rect",
                x=x,
                y=top,
                width=round(to - x, 2),
                height=_BAR,
                fill="url(#other)",
                stroke=_QUIET,
            )
    _shape(
        group,
        "rect",
        x=begin,
        y=top,
        width=max(round(end - begin, 2), 2),
        height=_BAR,
        fill=_SAME,
        stroke=_INK,
    )
    now = place(one.present)
    points = (
        f"{now},{top - 6} {now + 8},{middle} {now},{top + _BAR + 6} {now - 8},{middle}"
    )
    _shape(group, "polygon", points=points, fill="#ffffff", stroke=_INK, stroke_width=2)
    _text(group, now, top - 10, _number(one.present), anchor="middle", bold=True)
    below = top + _BAR + 19
    _text(group, low, below, "0", anchor="middle", colour=_QUIET, size=12)
    _text(
        group, high, below, _number(one.high), anchor="middle", colour=_QUIET, size=12
    )
    if one.below is not None:
        _beyond(group, one.below, at=begin, room=(low, begin), top=top)
    if one.above is not None:
        # Where both ends are close together, the upper one is written a line lower.
        lower = 15 if one.below is not None and end - begin < _NEAR else 0
        _beyond(group, one.above, at=end, room=(end, high), top=top, lower=lower)


def _beyond(  # noqa: PLR0913  # where it is drawn
    group: ET.Element,
    end: End,
    *,
    at: float,
    room: tuple[float, float],
    top: float,
    lower: int = 0,
) -> None:
    """Write where it ends, and who is first then: on the hatched part, if there is room."""
    who, below = _short(_then(end)), top + _BAR + 19 + lower
    width = _LETTER * len(who) + 12
    number = _number(end.at)
    clear = _LEFT + 30 < at < _WIDTH - _RIGHT - 40
    if room[1] - room[0] >= width:
        x = (room[0] + room[1]) / 2
        _shape(
            group,
            "rect",
            x=round(x - width / 2, 2),
            y=top + 3,
            width=width,
            height=_BAR - 6,
            fill="#ffffff",
            rx=3,
        )
        _text(group, x, top + _BAR / 2 + 5, who, anchor="middle", size=13)
        if clear:
            _text(group, at, below, number, anchor="middle", size=12)
        return
    anchor = "start" if at < (_LEFT + _WIDTH - _RIGHT) / 2 else "end"
    shift = 24 if anchor == "start" else -24
    side = at if clear else at + shift
    told = f"{number}: {who}"
    _text(group, side, below, told, anchor=anchor, size=12)


def _then(end: End) -> str:
    """Return who is first beyond, and where others are for that one place, they too."""
    there = _who(end.there)
    if end.included or end.beyond is None or end.beyond == end.there:
        return _who(end.beyond or end.there)
    return f"{there}; {_who(end.beyond)}"


def _who(first: First) -> str:
    if first.kind in ("bid", "tie"):
        return " = ".join(first.bids)
    return f"{SENSITIVITY['id'][first.kind]} / {SENSITIVITY['en'][first.kind]}"


def _described(terms: Terms, found: Sensitivity) -> Iterator[str]:
    """Yield the plot in words, for who does not see it."""
    if found.fixed is not None:
        yield from _notes(found)
        return
    for language in _BOTH:
        yield f"{SENSITIVITY[language][_how(terms)]}."
    for code, one in found.weights.items():
        yield f"{'harga / price' if code == PRICE else code}: {_read(one)}."


def _read(one: Interval) -> str:
    """Return one row in figures."""
    low = one.below.at if one.below else one.low
    high = one.above.at if one.above else one.high
    parts = [f"{_number(one.present)} ({_number(low)} … {_number(high)})"]
    if one.below is not None:
        parts.append(f"< {_number(low)}: {_then(one.below)}")
    if one.above is not None:
        parts.append(f"> {_number(high)}: {_then(one.above)}")
    return "; ".join(parts)


def _legend(root: ET.Element, top: float) -> None:
    entries = (
        (24, "same", "yang terbaik tetap / the same is best"),
        (330, "other", "yang lain, atau tidak ada / another, or nobody"),
        (690, "now", "bobot kini / weight now"),
    )
    for x, kind, told in entries:
        if kind == "now":
            points = f"{x + 14},{top - 3} {x + 22},{top + 7} {x + 14},{top + 17} {x + 6},{top + 7}"
            _shape(
                root,
                "polygon",
                points=points,
                fill="#ffffff",
                stroke=_INK,
                stroke_width=2,
            )
        else:
            fill = _SAME if kind == "same" else "url(#other)"
            _shape(
                root, "rect", x=x, y=top, width=28, height=14, fill=fill, stroke=_INK
            )
        _text(root, x + 38, top + 12, told, size=13)
    _text(
        root,
        24,
        top + 42,
        "Batas eksak, ditulis sampai empat desimal dengan koma. "
        "Limits are exact, written to four decimals, with a decimal comma.",
        size=12,
        colour=_QUIET,
    )


def _notes(found: Sensitivity) -> list[str]:
    if found.fixed is None:
        return []
    return [SENSITIVITY["id"][found.fixed], SENSITIVITY["en"][found.fixed]]


def _how(terms: Terms) -> str:
    return "plot_weights" if terms.merit.combine == "weighted" else "plot_points"


def _first_line(found: Sensitivity, language: Language) -> str:
    words = SENSITIVITY[language]
    who, count = ", ".join(found.first.bids), len(found.outcome.results)
    return words[f"first_{found.first.kind}"].format(who=who, count=count)


def _number(value: Fraction) -> str:
    return written(number_text(value), "points", SENTENCES["id"])


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _pattern(root: ET.Element) -> None:
    defs = ET.SubElement(root, "defs")
    pattern = ET.SubElement(
        defs,
        "pattern",
        {
            "id": "other",
            "width": "8",
            "height": "8",
            "patternUnits": "userSpaceOnUse",
            "patternTransform": "rotate(45)",
        },
    )
    _shape(pattern, "rect", x=0, y=0, width=8, height=8, fill=_OTHER)
    _shape(pattern, "rect", x=0, y=0, width=2, height=8, fill="#a8a8a8")


def _shape(parent: ET.Element, kind: str, **given: object) -> None:
    ET.SubElement(
        parent,
        kind,
        {name.replace("_", "-"): str(value) for name, value in given.items()},
    )


def _text(  # noqa: PLR0913  # where, what, and how it looks
    parent: ET.Element,
    x: float,
    y: float,
    text: str,
    *,
    anchor: str = "start",
    size: int = 14,
    bold: bool = False,
    colour: str = _INK,
) -> None:
    attributes = {
        "x": str(round(x, 2)),
        "y": str(round(y, 2)),
        "font-size": str(size),
        "fill": colour,
    }
    if anchor != "start":
        attributes["text-anchor"] = anchor
    if bold:
        attributes["font-weight"] = "600"
    ET.SubElement(parent, "text", attributes).text = text


def _text_of(parent: ET.Element, tag: str, text: str, id_: str | None = None) -> None:
    ET.SubElement(parent, tag, {"id": id_} if id_ else {}).text = text
