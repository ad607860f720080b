"""What each document says, and that it says the same whoever makes it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from publication.document_titles import TITLES
from publication.documents import WrongDigestError, render_html
from publication.labels import LABELS
from publication.template import template_digest
from tender.canonical import digest
from tests.publication import samples
from tests.publication.drawing import html_of
from tests.publication.reading import text_of

GOLDEN = Path(__file__).parent / "golden"
UPDATE = "UPDATE_GOLDEN" in os.environ
"""With this set, the pinned texts are written again; the diff is then to be read."""


_DIGESTS = re.compile(r"[0-9a-f]{8}…[0-9a-f]{8}")
"""Digests change with every release; what they are of is tested elsewhere."""


def rendered(kind: str, title: str = samples.TITLE, **names: str) -> str:
    data = samples.data(kind, title=title)
    return render_html(data, samples.NUMBERS[kind], digest(data), names)


@pytest.mark.parametrize("kind", samples.KINDS)
def test_a_document_says_what_is_pinned(kind: str) -> None:
    about = "p06" if kind == "result_letter" else "p03"
    found = _DIGESTS.sub("(sidik)", text_of(html_of(kind, about=about)))
    pinned = GOLDEN / f"{kind}.txt"
    if UPDATE:
        pinned.write_text(found, encoding="utf-8")

    assert found == pinned.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", samples.KINDS)
def test_whoever_reads_html_gets_a_language_a_title_and_headings(kind: str) -> None:
    html = html_of(kind)

    assert '<html lang="id">' in html
    assert f"<title>{TITLES['id'][kind]} · {samples.NUMBERS[kind]}</title>" in html
    assert html.count("<h1>") == 1
    has_code = f"<title>saksama:{digest(samples.data(kind))}</title>" in html
    assert has_code is (kind != "worker_slips")  # a slip is read by a person
    assert re.findall(r"<th(?! scope=)[ >]", html) == []
    assert re.findall(r"style=|<script|https?://(?!www\.w3\.org/2000/svg)", html) == []


SCRIPT = """
import sys
from publication.documents import render_html
from tender.canonical import digest
from tests.publication import samples
for kind in samples.KINDS:
    data = samples.data(kind)
    sys.stdout.write(render_html(data, samples.NUMBERS[kind], digest(data), samples.NAMES))
"""


def test_the_bytes_are_the_same_in_every_process() -> None:
    made = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env={
                "PATH": os.environ["PATH"],
                "PYTHONHASHSEED": seed,
                "TZ": zone,
                "LANG": language,
                "PYTHONUTF8": "1",
            },
            cwd=Path(__file__).parents[2],
            check=True,
            capture_output=True,
        ).stdout
        for seed, zone, language in (
            ("1", "Asia/Jakarta", "id_ID.UTF-8"),
            ("2", "America/New_York", "C"),
        )
    }

    assert len(made) == 1


def test_what_officers_write_cannot_become_html() -> None:
    title = 'Jasa <script>alert("1")</script> & "kutipan"'

    html = rendered("announcement", title=title)

    assert "<script>alert" not in html
    assert (
        "Jasa &lt;script&gt;alert(&#34;1&#34;)&lt;/script&gt; &amp; &#34;kutipan"
        in html
    )
    assert f"Nama paket | {title}" in text_of(html)


@pytest.mark.parametrize(
    ("claims", "told"),
    [
        (3, "3 keberatan atas daftar ini telah didengar dan diputus sebelum"),
        (0, "tidak ada keberatan atas daftar ini sebelum"),
    ],
)
def test_a_roster_that_nobody_claimed_on_says_so(claims: int, told: str) -> None:
    data = samples.data("announcement")
    data["roster"] = {**data["roster"], "claims": claims}

    text = text_of(render_html(data, "1", digest(data), {}))

    assert f"{told} daftar dibekukan." in text


def test_names_cannot_become_html() -> None:
    html = rendered("award_decision", p03="<b>PT</b>")

    assert "&lt;b&gt;PT&lt;/b&gt;" in html
    assert "<b>PT</b>" not in html.replace("<b>&lt;b", "")


def test_a_party_without_a_name_stands_by_its_code() -> None:
    text = text_of(rendered("award_announcement", p03="PT Contoh"))

    assert "PT Contoh | lulus" in text
    assert "p02 | lulus" in text


def test_a_masked_rendition_shows_no_number_of_a_person() -> None:
    html = html_of("opening_minutes")

    assert "19800101" not in html
    assert "NIP •••••••• •••••• • 001" in html


def test_a_document_is_not_printed_with_another_digest() -> None:
    data = samples.data("appointment")

    with pytest.raises(WrongDigestError, match="expected the digest of the data"):
        render_html(data, "1", "0" * 64, {})


@pytest.mark.parametrize("kind", samples.KINDS)
def test_practice_says_so(kind: str) -> None:
    assert "LATIHAN, tidak berlaku" in html_of(kind, practice=True)
    assert "LATIHAN" not in html_of(kind)


def test_a_practice_confirmation_is_printed_as_what_it_is() -> None:
    assert "dari ingatan; latihan, belum dikonfirmasi" in text_of(
        html_of("appointment", practice=True)
    )


@pytest.mark.parametrize("status", ["secondary", "recalled"])
def test_the_box_shows_each_unverified_status(status: str) -> None:
    words = LABELS["status"][status]
    box = text_of(html_of("announcement")).partition("Dasar yang belum diverifikasi")[2]

    assert re.search(rf"\| {words}(;|$)", box, re.MULTILINE)


def test_chosen_values_name_their_clause_and_verified_ones_their_article() -> None:
    text = text_of(html_of("announcement"))

    assert "Imbalan jasa penyedia, paling rendah | 8% | LDP huruf F angka 3" in text
    assert "Besar jaminan pelaksanaan | 5% | Perpres 16/2018 Pasal 33 ayat (3)" in text


@pytest.mark.parametrize("kind", samples.KINDS)
def test_every_letter_has_its_line_in_the_box(kind: str) -> None:
    html = html_of(kind)
    used = set(re.findall(r'href="#(dasar-[a-z]+)"', html))
    listed = re.findall(r'id="(dasar-[a-z]+)"', html)

    assert used <= set(listed)
    assert len(listed) == len(set(listed))


@pytest.mark.parametrize("bid", ["p01", "p02", "p03", "p04", "p05", "p06", "p07"])
def test_each_bidder_is_told_its_result_and_how_it_came_about(bid: str) -> None:
    text = text_of(html_of("result_letter", about=bid))
    result = samples.data("result_letter", about=bid)["bid"]["result"]

    assert LABELS["result"][result["verdict"]].capitalize() in text
    assert "Langkah | Perhitungan atau uji | Hasil" in text
    assert "Masa sanggah" in text


def test_a_bid_that_was_not_evaluated_is_told_why() -> None:
    data = samples.data("award_announcement")
    winner = data["ranking"][0]
    unreached = {
        "bid": "p10",
        "verdict": "not_evaluated",
        "price": "2960000000",
        "findings": [
            {
                "rule": "ranking.not-reached",
                "verdict": "note",
                "operands": {"lowest": "3"},
            }
        ],
    }
    data["ranking"] = [winner, unreached]

    text = text_of(render_html(data, "1", digest(data), {}))

    assert "p10 | tidak dievaluasi | 2.960.000.000" in text
    assert "Tidak dievaluasi, sebab 3 penawaran yang lebih rendah bertahan" in text


def test_an_appointment_without_a_bond_says_so() -> None:
    data = samples.data("appointment")
    del data["appointment"]["bond"], data["appointment"]["bond_until"]

    text = text_of(render_html(data, "1", digest(data), {}))

    assert "Jaminan pelaksanaan tidak diminta untuk paket ini." in text


def test_an_opening_without_bids_says_so() -> None:
    data = samples.data("opening_minutes")
    data |= {"bids": [], "late": [], "withdrawn": []}

    text = text_of(render_html(data, "1", digest(data), {}))

    assert "Tidak ada penawaran yang masuk." in text


def test_a_bid_that_could_not_be_opened_is_minuted() -> None:
    data = samples.data("opening_minutes")
    finding = "Bagian kunci kunci-1 tidak sesuai sidiknya."
    data["bids"][0] = {**data["bids"][0], "state": "unopenable"}
    del data["bids"][0]["total"]
    data["unopenable"] = [
        {"bid": "p01", "part": "all", "ground": "share", "finding": finding}
    ]

    text = text_of(render_html(data, "1", digest(data), {}))

    assert f"p01 | satu file | bagian kunci tidak sesuai | {finding}" in text
    assert "tidak dapat dibuka | \N{EN DASH}" in text


def test_each_kind_has_a_template_digest_of_its_own() -> None:
    digests = {template_digest(kind) for kind in samples.KINDS}

    assert len(digests) == len(samples.KINDS)
    assert template_digest("contract") in html_of("contract")
