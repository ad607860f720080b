"""Documents are drawn with the fonts of the lock, whatever fonts the machine has."""

import io
from importlib.resources import as_file, files
from typing import Any

import pytest
from pypdf import PdfReader

FACES = {
    "Serif": "font_source_serif_pro/files/SourceSerifPro",
    "Sans": "font_source_sans_pro/files/SourceSansPro",
}
STYLES = {
    "Regular": "normal 400",
    "It": "italic 400",
    "Bold": "normal 700",
    "BoldIt": "italic 700",
}


@pytest.mark.usefixtures("pdf_libraries")
@pytest.mark.parametrize("family", FACES)
def test_a_page_is_drawn_with_the_faces_of_the_package(family: str) -> None:
    from weasyprint import HTML  # noqa: PLC0415  # needs libraries of the system

    package, _, stem = FACES[family].partition("/")
    rules = []
    for name, style in STYLES.items():
        with as_file(files(package) / f"{stem}-{name}.ttf") as font:
            assert font.is_file()
            slant, weight = style.split()
            rules.append(
                f"@font-face {{ font-family: Own; src: url({font.as_uri()});"
                f" font-style: {slant}; font-weight: {weight} }}"
            )
    html = (
        f"<style>{' '.join(rules)} body {{ font-family: Own }}</style>"
        "<p>Rp1.234 <b>sembilan</b> <i>terbilang</i> <b><i>saksama</i></b></p>"
    )

    page: Any = PdfReader(io.BytesIO(HTML(string=html).write_pdf())).pages[0]

    drawn_with = {
        font.get_object()["/BaseFont"].partition("+")[2]
        for font in page["/Resources"]["/Font"].values()
    }
    assert drawn_with == {"Own", "Own-Bold", "Own-Italic", "Own-Bold-Italic"}
    text = page.extract_text()
    assert all(word in text for word in ("Rp1.234", "sembilan", "terbilang", "saksama"))
