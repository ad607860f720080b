"""What the texts say, as read: every article that may be cited, and how far it is known.

By hand, from the reading of the texts. *verified* is an article whose text was read,
*secondary* one that others report, *recalled* one that was found in no text. An article
that a rule cites and that does not stand here is one that nobody has read of: look it up,
write it here with its status, and cite it then.

Articles are spelled `26(5)b`: paragraph in brackets, letter behind it. Appendices and what
has no article stand as they are cited, with the note in brackets where there is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from tender.codes import Status

_PERPRES: Final = (
    *("1(44)", "7", "7(2)", "9(1)", "11(1)", "13", "13(1)", "13(2)", "20(2)b"),
    *("26", "26(5)b", "26(8)", "28", "33", "33(1)", "33(3)", "37"),
    *("20(2)", "38(1)", "38(3)", "38(6)", "38(7)", "39", "39(3)", "39(4)", "40"),
    "44(9)",
    *("50", "50(1)", "50(4)", "50(8)", "50(9)", "50(10)"),
    *("51(2)", *(f"51(2){letter}" for letter in "abcdefgi")),
    *("51(3)", "51(4)", "51(7)", "51(8)", "51(9)", "51(10)", "52(2)", "54"),
    *(f"67({paragraph})" for paragraph in range(1, 10)),
    *("68", "75", "76", "78(2)", "78(3)a", "79", "79(4)", "79(5)", "85"),
)
"""Of Perpres 16/2018 as enacted, whose whole text was read."""

_STAGES: Final = (
    *("SPMK", "SPPBJ", "masa sanggah", "pemberian penjelasan", "pembukaan"),
    *("pembuktian kualifikasi", "penandatanganan kontrak", "pengumuman"),
    "penyampaian penawaran",
)
"""Of Peraturan LKPP 12/2021 Lampiran I, which was not found: its stages are remembered."""

CITATIONS: Final[Mapping[str, Status]] = {
    **{f"Perpres 16/2018 {article}": "verified" for article in _PERPRES},
    "Perpres 16/2018 75 (kepala UKPBJ mengangkat Pokja)": "recalled",
    # Sanctions: the kinds moved to paragraph 4, which only a note reports.
    "Perpres 16/2018 78(4)": "secondary",
    "Perpres 12/2021 65": "verified",
    # Of Perpres 46/2025 digests were read, not the text.
    "Perpres 46/2025": "secondary",
    "Peraturan LKPP 2/2026": "secondary",
    "Perpres 46/2025 (e-purchasing)": "secondary",
    "Perpres 46/2025 (tetap, menurut ringkasan)": "secondary",
    "Peraturan LKPP 12/2021 Lampiran I": "recalled",
    **{f"Peraturan LKPP 12/2021 Lampiran I ({s})": "recalled" for s in _STAGES},
    "Peraturan LKPP 12/2021 Lampiran I (SKP)": "secondary",
    "Peraturan LKPP 12/2021 Lampiran I 3.4.2": "secondary",
    "Peraturan LKPP 12/2021 Lampiran I 4.2.4": "secondary",
    "Peraturan LKPP 12/2021 Lampiran I 4.2.4 (satu catatan; dibaca sebagai sebelum batas akhir)": "secondary",
    "Peraturan LKPP 12/2021 Lampiran I 4.2.7": "secondary",
    "Peraturan LKPP 12/2021 Lampiran I 4.2.7 (harga satuan nol)": "recalled",
    "Peraturan LKPP 12/2021 Lampiran I 4.2.7 (harga satuan HPS untuk volume tambahan)": "recalled",
    "Peraturan LKPP 12/2021 Lampiran I (bobot harga pada sistem nilai; rentang ini dibaca dalam Lampiran III)": "recalled",
    "Peraturan LKPP 12/2021 Lampiran I dan IV (jawaban sanggah)": "recalled",
    "Peraturan LKPP 12/2021 Lampiran I dan IV (masa sanggah)": "recalled",
    "Peraturan LKPP 12/2021 Lampiran IV": "secondary",
    "Peraturan LKPP 12/2021 Lampiran IV (BAHP)": "recalled",
    "Peraturan LKPP 12/2021 Lampiran IV (sanggah)": "secondary",
    "Peraturan LKPP 12/2021 Lampiran IV (tiga penawaran terendah)": "secondary",
    "Peraturan LKPP 12/2021 Lampiran IV, model dokumen konstruksi, IKP 33 (cadangan 1 dan 2)": "secondary",
    "SE LKPP 4/2022": "secondary",
    "Kepmendagri 900.1.15.5-1317/2023": "verified",
    # Labour.
    "Permenaker 6/2016": "secondary",
    "Permenaker 6/2016 3": "secondary",
    "Permenaker 6/2016 5": "secondary",
    "Permenaker 7/2026 3(2)": "secondary",
    **{f"PP 35/2021 {article}": "secondary" for article in ("15", "16", "17", "18")},
    "PP 35/2021 19": "secondary",
    "PP 35/2021 19(1)": "secondary",
    "PP 35/2021 19(2)": "verified",
    "PP 35/2021 19(3)": "verified",
    "Putusan MK 27/PUU-IX/2011": "secondary",
    "PP 35/2021 31": "secondary",
    "PP 35/2021 32": "verified",
    "PP 44/2015": "secondary",
    "PP 44/2015 Lampiran I": "secondary",
    "PP 44/2015 Lampiran I (tarif menurut Tribun, 8 September 2020)": "secondary",
    # The rates are reported; that they stand in these two is remembered.
    "PP 45/2015": "secondary",
    "PP 45/2015 (iuran pekerja 1 % + 2 % + 1 %)": "secondary",
    "PP 46/2015": "secondary",
    "Perpres 64/2020": "secondary",
    "Perpres 64/2020 30": "secondary",
    "Perpres 64/2020 32": "secondary",
    "BPJS Ketenagakerjaan B/1226/022026": "secondary",
    "BPJS Ketenagakerjaan B/726/022025": "secondary",
    "BPJS Ketenagakerjaan, batas upah JP 2024": "secondary",
    "Keputusan Gubernur tentang UMK": "secondary",
    "UMK Muaro Jambi 2025, Keputusan Gubernur Jambi": "secondary",
    "UMK Muaro Jambi 2026, Keputusan Gubernur Jambi (24 Desember 2025)": "secondary",
    # Tax: a sentence was cut off in the copy that was read.
    "PMK 11/2025": "recalled",
    "PMK 11/2025 (DPP nilai lain 11/12)": "recalled",
    "PMK 11/2025 2o": "secondary",
    "PMK 131/2024": "recalled",
    "PMK 53/2025": "secondary",
    "PMK 53/2025 (DPP nilai lain 11/12)": "recalled",
    "PMK 53/2025 (huruf o perlu diperiksa ulang)": "recalled",
    "UU 7/2021 (tarif PPN 12 %)": "recalled",
    "UU 27/2022": "recalled",
}
"""How far each is known, by regulation and article."""

_REGULATION = re.compile(
    r"(?:Perpres|PP|PMK|UU|Permenaker|Peraturan LKPP|SE LKPP|Kepmendagri|Putusan MK) [0-9][^ ;,]*"
)
_SPELLINGS = (
    (r"\bPasal\b", "art."),
    (r" ayat \(", "("),
    (r" huruf ([a-z])\b", r"\1"),
    (r" dan (?=[0-9(])", ", "),
    (r" sampai (?=[0-9(])", "-"),
)
_ARTICLE = re.compile(r"(?P<number>\d+)?(?P<paragraph>\(\d+\))?(?P<letter>[a-z]\b)?")
_NOTE = re.compile(r" (\([^0-9)][^)]*\))")


def cited(text: str) -> tuple[str, ...]:
    """Return what a citation names, as the list spells it; of its own house, nothing.

    >>> cited("Perpres 16/2018 Pasal 79 ayat (4) dan (5)")
    ('Perpres 16/2018 79(4)', 'Perpres 16/2018 79(5)')
    >>> cited("PMK 11/2025 Pasal 2 huruf o; PP 35/2021 art. 15-17")
    ('PMK 11/2025 2o', 'PP 35/2021 15', 'PP 35/2021 16', 'PP 35/2021 17')
    >>> cited("docs/lifecycle.md, seals"), cited("Keputusan Gubernur tentang UMK")
    ((), ('Keputusan Gubernur tentang UMK',))
    """
    found = list(_REGULATION.finditer(text))
    if not found:
        parts = (part for part in text.split("; ") if not _is_our_own(part))
        return tuple(parts)
    ends = [*(one.start() for one in found[1:]), len(text)]
    named: list[str] = []
    for one, end in zip(found, ends, strict=True):
        named += _named(one.group(), text[one.end() : end])
    return tuple(named)


def _is_our_own(part: str) -> bool:
    return part.startswith(("docs/", "Dokumen Pemilihan", "kontrak ini"))


def _named(regulation: str, rest: str) -> Iterator[str]:
    """Yield what is named of one regulation in what stands behind its name."""
    if not re.search(r"\bPasal\b|\bart\.", rest):
        yield regulation + re.sub(r" sebagaimana diubah\s*$|[;, ]+$", "", rest)
        return
    for pattern, spelled in _SPELLINGS:
        rest = re.sub(pattern, spelled, rest)
    _, _, articles = rest.partition("art. ")
    note = _NOTE.search(articles)
    told = f" {note[1]}" if note else ""
    for article in _spelled(_NOTE.sub("", articles)):
        yield f"{regulation} {article}{told}"


def _spelled(articles: str) -> Iterator[str]:
    """Yield `79(4)`, `79(5)` of `79(4), (5)`, and all of `15-17`."""
    number, last = "", ""
    for part in re.split(r"; | [a-z]{2}", articles)[0].split(", "):
        first, _, until = part.strip(" ;").partition("-")
        match = _ARTICLE.fullmatch(first)
        if match is None or not first:
            message = f"expected an article, found {first!r} in {articles!r}"
            raise ValueError(message)
        number = match["number"] or number
        last = (match["paragraph"] or "") + (match["letter"] or "")
        yield number + last
        yield from _up_to(number, last, until)


def _up_to(number: str, last: str, until: str) -> Iterator[str]:
    if until.startswith("("):
        for paragraph in range(int(last.strip("()")) + 1, int(until.strip("()")) + 1):
            yield f"{number}({paragraph})"
    elif until:
        for article in range(int(number) + 1, int(until) + 1):
            yield str(article)
