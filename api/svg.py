"""What an SVG is drawn with: shapes, a hatched fill, lines of text. Standard library alone."""

from __future__ import annotations

from typing import Final
from xml.etree import ElementTree as ET

INK: Final = "#1b1b1b"
QUIET: Final = "#555555"
_HATCHED: Final = "#e4e4e4"


def hatching(root: ET.Element) -> None:
    """Define the fill `url(#hatched)`, which is told from a plain one without colour."""
    defs = ET.SubElement(root, "defs")
    pattern = ET.SubElement(
        defs,
        "pattern",
        {
            "id": "hatched",
            "width": "8",
            "height": "8",
            "patternUnits": "userSpaceOnUse",
            "patternTransform": "rotate(45)",
        },
    )
    shape(pattern, "rect", x=0, y=0, width=8, height=8, fill=_HATCHED)
    shape(pattern, "rect", x=0, y=0, width=2, height=8, fill="#a8a8a8")


def shape(parent: ET.Element, kind: str, **given: object) -> None:
    """Draw a shape; `stroke_width` is `stroke-width`."""
    ET.SubElement(
        parent,
        kind,
        {name.replace("_", "-"): str(value) for name, value in given.items()},
    )


def text(  # noqa: PLR0913  # where, what, and how it looks
    parent: ET.Element,
    x: float,
    y: float,
    text: str,
    *,
    anchor: str = "start",
    size: int = 14,
    bold: bool = False,
    colour: str = INK,
) -> None:
    """Write one line of text at *x* and *y*, its foot."""
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


def text_of(parent: ET.Element, tag: str, text: str, id_: str | None = None) -> None:
    """Add an element that is text: a title, a description."""
    ET.SubElement(parent, tag, {"id": id_} if id_ else {}).text = text
