"""The plot of `saksama simulate`: a bar for each weight, as an SVG that stands alone.

Each row is the whole range of one weight. The solid bar is where the same are first, the
hatched rest where others are, who is written on it or beneath; a diamond is the weight at
present. What the colours say, hatching, shape and text say too. Indonesian first.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final
from xml.etree import ElementTree as ET

from api import sensitivity_plot_words as words
from api.svg import INK, QUIET, hatching, shape, text, text_of
from scoring.merit.terms import Terms
from scoring.sensitivity.examining import Sensitivity
from scoring.sensitivity.interval import End, Interval

_WIDTH: Final = 960
_LEFT: Final = 210
_RIGHT: Final = 40
_TOP: Final = 132
_ROW: Final = 90
_BAR: Final = 22
_FOOT: Final = 84
_SAME: Final = "#1f5f8b"
_LONGEST: Final = 20  # characters of a name that have room beside a bar
_NEAR: Final = 130  # pixels within which two labels would touch
_LETTER: Final = 7  # pixels, roughly, of one at the size of a label


def plot(terms: Terms, found: Sensitivity, name: str) -> bytes:
    """Return the plot of what was *found*, as the bytes of an SVG file."""
    rows = list(found.weights.items())
    notes = words.notes(found)
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
            "fill": INK,
        },
    )
    text_of(
        root,
        "title",
        f"{name}: {words.first_line(found, 'id')} {words.first_line(found, 'en')}",
        "title",
    )
    text_of(root, "desc", " ".join(words.described(terms, found)), "desc")
    hatching(root)
    shape(root, "rect", x=0, y=0, width=_WIDTH, height=height, fill="#ffffff")
    text(root, 24, 36, name, size=20, bold=True)
    for at, language in enumerate(words.BOTH):
        told = words.first_line(found, language)
        if found.fixed is None:
            told += f" {words.heading(terms, language)}."
        text(root, 24, 62 + 20 * at, told, colour=QUIET if at else INK)
    for at, (code, one) in enumerate(rows):
        _row(root, _TOP + at * _ROW, words.label(code), one)
    foot = _TOP + _ROW * len(rows)
    if found.fixed is not None:
        for at, note in enumerate(notes):
            text(root, 24, foot + 22 * at, note, colour=QUIET if at % 2 else INK)
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
    text_of(group, "title", f"{label}: {words.read_row(one)}")
    text(group, _LEFT - 14, middle + 5, _short(label), anchor="end", bold=True)
    for x, to in ((low, begin), (end, high)):
        if to > x:
            shape(
                group,
                "rect",
                x=x,
                y=top,
                width=round(to - x, 2),
                height=_BAR,
                fill="url(#hatched)",
                stroke=QUIET,
            )
    shape(
        group,
        "rect",
        x=begin,
        y=top,
        width=max(round(end - begin, 2), 2),
        height=_BAR,
        fill=_SAME,
        stroke=INK,
    )
    now = place(one.present)
    points = (
        f"{now},{top - 6} {now + 8},{middle} {now},{top + _BAR + 6} {now - 8},{middle}"
    )
    shape(group, "polygon", points=points, fill="#ffffff", stroke=INK, stroke_width=2)
    text(group, now, top - 10, words.number(one.present), anchor="middle", bold=True)
    below = top + _BAR + 19
    text(group, low, below, "0", anchor="middle", colour=QUIET, size=12)
    text(
        group,
        high,
        below,
        words.number(one.high),
        anchor="middle",
        colour=QUIET,
        size=12,
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
    who, below = words.then(end), top + _BAR + 19 + lower
    width = _LETTER * len(who) + 12
    number = words.number(end.at)
    clear = _LEFT + 30 < at < _WIDTH - _RIGHT - 40
    if room[1] - room[0] >= width:
        x = (room[0] + room[1]) / 2
        shape(
            group,
            "rect",
            x=round(x - width / 2, 2),
            y=top + 3,
            width=width,
            height=_BAR - 6,
            fill="#ffffff",
            rx=3,
        )
        text(group, x, top + _BAR / 2 + 5, who, anchor="middle", size=13)
        if clear:
            text(group, at, below, number, anchor="middle", size=12)
        return
    anchor = "start" if at < (_LEFT + _WIDTH - _RIGHT) / 2 else "end"
    shift = 24 if anchor == "start" else -24
    side = at if clear else at + shift
    told = f"{number}: {who}"
    text(group, side, below, told, anchor=anchor, size=12)


def _legend(root: ET.Element, top: float) -> None:
    entries = (
        (24, "same", "yang terbaik tetap / the same is best"),
        (330, "other", "yang lain, atau tidak ada / another, or nobody"),
        (690, "now", "kini / now"),
    )
    for x, kind, told in entries:
        if kind == "now":
            points = f"{x + 14},{top - 3} {x + 22},{top + 7} {x + 14},{top + 17} {x + 6},{top + 7}"
            shape(
                root,
                "polygon",
                points=points,
                fill="#ffffff",
                stroke=INK,
                stroke_width=2,
            )
        else:
            fill = _SAME if kind == "same" else "url(#hatched)"
            shape(root, "rect", x=x, y=top, width=28, height=14, fill=fill, stroke=INK)
        text(root, x + 38, top + 12, told, size=13)
    text(
        root,
        24,
        top + 42,
        "Batas eksak, ditulis sampai empat desimal dengan koma. "
        "Limits are exact, written to four decimals, with a decimal comma.",
        size=12,
        colour=QUIET,
    )


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
