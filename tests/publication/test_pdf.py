"""The PDF: PDF/A-3u by its marks, tagged, with its data, and the same everywhere."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, cast, get_args

import pikepdf
import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from pypdf import PdfReader

from publication.pdf import FACES, NotFetchedError, drawable, fingerprint, render_pdf
from templates import source
from tender.canonical import digest, to_bytes
from tender.commands.fulfilment import RequestedKind
from tests.publication import samples
from tests.publication.drawing import ISSUED, html_of, pdf_of

pytestmark = pytest.mark.usefixtures("pdf_libraries")


def pages(kind: str, *, practice: bool = False) -> list[str]:
    reader = PdfReader(io.BytesIO(pdf_of(kind, practice=practice)))
    return [page.extract_text() for page in reader.pages]


@pytest.mark.parametrize("kind", samples.KINDS)
def test_a_document_is_a_tagged_archive_in_indonesian(kind: str) -> None:
    with pikepdf.open(io.BytesIO(pdf_of(kind))) as pdf:
        metadata = pdf.open_metadata()

        assert metadata["pdfaid:part"] == "3"
        assert metadata["pdfaid:conformance"] == "U"
        assert pdf.Root.Lang == "id"
        assert str(pdf.Root.MarkInfo.Marked) == "True"
        assert "/K" in pdf.Root.StructTreeRoot
        assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert str(pdf.Root.ViewerPreferences.DisplayDocTitle) == "True"
        assert str(pdf.docinfo.Title).endswith(samples.NUMBERS[kind])


@pytest.mark.parametrize("kind", samples.KINDS)
def test_the_data_go_along(kind: str) -> None:
    data = samples.data(kind)

    with pikepdf.open(io.BytesIO(pdf_of(kind))) as pdf:
        (name,) = pdf.attachments
        attached = pdf.attachments[name]

        assert name == f"{kind}.json"
        assert attached.relationship == "/Source"
        assert attached.get_file().read_bytes() == to_bytes(data)
        assert bytes(pdf.trailer.ID[0]) == digest(data).encode()


@pytest.mark.parametrize("kind", samples.KINDS)
def test_no_date_but_that_of_the_record_is_written(kind: str) -> None:
    pdf = pdf_of(kind)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(
            plain := io.BytesIO(), stream_decode_level=pikepdf.StreamDecodeLevel.all
        )
    written = set(re.findall(rb"D:(\d{14})|(\d{4}-\d\d-\d\dT[\d:]+)", plain.getvalue()))
    attached = {at for _, at in written if at and at in to_bytes(samples.data(kind))}

    assert {a or b for a, b in written} - attached <= {
        ISSUED.strftime("%Y%m%d%H%M%S").encode(),
        ISSUED.strftime("%Y-%m-%dT%H:%M:%S").encode(),
    }


@pytest.mark.parametrize("kind", samples.KINDS)
def test_only_fonts_of_the_package_are_drawn_with(kind: str) -> None:
    reader = PdfReader(io.BytesIO(pdf_of(kind)))
    fonts: list[Any] = [
        font.get_object()
        for page in reader.pages
        for font in cast("Any", page)["/Resources"]["/Font"].values()
    ]

    families = {str(font["/BaseFont"]).partition("+")[2] for font in fonts}
    embedded = [
        font["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts
    ]
    assert families
    assert {re.sub("-(Semi-Bold|Italic)", "", name) for name in families} <= {
        "Source-Serif-Pro",
        "Source-Sans-Pro",
    }
    assert all("/FontFile2" in descriptor for descriptor in embedded)


@pytest.mark.parametrize("kind", samples.KINDS)
def test_every_page_has_number_place_and_digest(kind: str) -> None:
    found = pages(kind)
    short = digest(samples.data(kind))[:8]

    for place, page in enumerate(found, start=1):
        assert f"halaman {place} dari {len(found)}" in page
        assert samples.NUMBERS[kind] in page
        assert short in page


@pytest.mark.parametrize(
    "kind", ["award_decision", "result_letter", *get_args(RequestedKind)]
)
def test_every_page_of_practice_says_so(kind: str) -> None:
    assert all("LATIHAN, TIDAK BERLAKU" in page for page in pages(kind, practice=True))
    assert not any("LATIHAN" in page for page in pages(kind))


def test_a_long_table_repeats_its_head_and_leaves_no_row_alone() -> None:
    found = pages("announcement")
    with_people = [page for page in found if re.search(r"\bk-\d{3}\b", page)]

    assert len(with_people) > 1
    for page in with_people:
        assert "Upah sebulan kini (Rp)" in page
        assert len(re.findall(r"\bk-\d{3}\b", page)) > 1


def test_the_box_is_closed_on_each_page_and_repeats_its_head() -> None:
    box = [page for page in pages("announcement") if "Status dan konfirmasi" in page]

    assert len(box) > 1
    assert "Dasar yang belum diverifikasi" in box[0]


SCRIPT = """
import sys
from tests.publication.drawing import pdf_of
sys.stdout.buffer.write(pdf_of("opening_minutes"))
"""


@pytest.mark.parametrize(
    ("seed", "zone", "language"),
    [("1", "Asia/Jakarta", "id_ID.UTF-8"), ("2", "America/New_York", "C")],
)
def test_the_bytes_are_the_same_in_every_process(
    seed: str, zone: str, language: str, tmp_path: Path
) -> None:
    drawn = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(Path(__file__).parents[2]),
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "LANG": language,
        },
        cwd=tmp_path,
        check=True,
        capture_output=True,
    ).stdout

    assert drawn == pdf_of("opening_minutes")


@pytest.mark.parametrize(
    "url", ["https://example.org/logo.png", "file:///etc/hostname", "font:Other.ttf"]
)
def test_a_document_that_asks_for_anything_is_not_drawn(url: str) -> None:
    html = html_of("appointment").replace("<main>", f'<main><img src="{url}">')

    with pytest.raises(NotFetchedError, match=re.escape(url)):
        render_pdf(html, samples.data("appointment"), ISSUED, b"1")


def test_a_moment_in_another_zone_is_the_same_moment() -> None:
    jakarta = datetime.fromisoformat("2026-11-24T09:57+07:00")

    again = render_pdf(
        html_of("appointment"),
        samples.data("appointment"),
        jakarta,
        digest(samples.data("appointment")).encode(),
    )

    assert jakarta.astimezone(UTC) == ISSUED
    assert again == pdf_of("appointment")


def test_the_fingerprint_names_whatever_draws() -> None:
    found = fingerprint()

    assert found["weasyprint"] == "70.0"
    assert all(
        re.fullmatch(r"\d+\.\d+\.\d+", str(found[k])) for k in ("pango", "harfbuzz")
    )
    assert set(found["fonts"]) == set(FACES)  # type: ignore[arg-type]
    assert fingerprint() == found


def test_every_character_that_is_let_through_has_a_glyph_in_every_face() -> None:
    let_through = {
        char for char in map(chr, range(0x20, 0x3000)) if drawable(char) == char
    }

    for name, (package, *_) in FACES.items():
        with files(package).joinpath("files", name).open("rb") as opened:
            drawn = TTFont(opened).getBestCmap()
        assert {char for char in let_through if ord(char) not in drawn} == set(), name


def test_what_no_face_has_is_named_by_its_number() -> None:
    assert drawable("Jasa 清 😀") == "Jasa [U+6E05] [U+1F600]"


def luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("name", ["ink", "muted", "accent"])
@pytest.mark.parametrize("ground", ["#ffffff", "tint"])
def test_text_stands_out_by_wcag_aa(name: str, ground: str) -> None:
    css = source("documents/style.css")
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", css))

    light = luminance(colours.get(ground, ground))
    dark = luminance(colours[name])

    assert (light + 0.05) / (dark + 0.05) >= 4.5
