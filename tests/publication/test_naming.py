"""Parties are called by their names where the office knows them and they may be shown."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from publication.documents import names_in, public_names, render_html
from tender.canonical import digest, to_bytes
from tender.codes import Office
from tender.commands.preparation.parties import PartyFacts
from tender.state import State
from tests.publication import samples

NPWP, COVERED = "01.234.567.8-331.000", "••.•••.•••.•-•••.000"
FIRM = {"name": "PT Bersih Jaya", "npwp": NPWP, "address": "Jalan Satu 1"}


class Kept:
    """Identities by commitment; what is not among them has been erased."""

    def __init__(self, identities: Mapping[str, Mapping[str, str]]) -> None:
        self._kept = {name: to_bytes(dict(one)) for name, one in identities.items()}

    def has(self, committed: str) -> bool:
        return committed in self._kept

    def get(self, committed: str) -> tuple[bytes, bytes]:
        return b"salt", self._kept[committed]


def a_state(
    office: Office, *, practice: bool = False, closed_at: datetime | None = None
) -> State:
    """Return a tender with one party, whose identity is committed to."""
    whole = samples.state(practice=practice)
    party = PartyFacts(party="x", offices=(office,), organ="x", identity="a" * 64)
    return replace(
        whole,
        preparation=replace(whole.preparation, parties={"x": party}),
        bidding=replace(whole.bidding, closed_at=closed_at),
    )


AFTER = datetime(2026, 10, 19, 3, tzinfo=UTC)
HELD = Kept({"a" * 64: FIRM})


def test_a_firm_is_called_by_its_name_and_its_number_is_covered() -> None:
    assert public_names(a_state("bidder", closed_at=AFTER), HELD) == {
        "x": "PT Bersih Jaya",
        "x/npwp": COVERED,
        "x/address": "Jalan Satu 1",
    }


def test_practice_says_so_in_every_name_once() -> None:
    state = a_state("bidder", practice=True, closed_at=AFTER)
    said_already = Kept({"a" * 64: {"name": "Penyedia 01 (latihan)"}})

    assert public_names(state, HELD)["x"] == "PT Bersih Jaya (latihan)"
    assert public_names(state, said_already) == {"x": "Penyedia 01 (latihan)"}


def test_who_bids_is_not_told_before_the_closing() -> None:
    assert public_names(a_state("bidder"), HELD) == {}
    assert public_names(a_state("committee"), HELD)["x"] == "PT Bersih Jaya"


def test_a_worker_is_never_called_by_name() -> None:
    assert public_names(a_state("worker", closed_at=AFTER), HELD) == {}


@pytest.mark.parametrize("left", [{}, {"a" * 64: {"npwp": NPWP}}])
def test_an_identity_that_is_not_there_gives_no_name(
    left: Mapping[str, Mapping[str, str]],
) -> None:
    assert public_names(a_state("bidder", closed_at=AFTER), Kept(left)) == {}


def test_a_page_carries_the_names_it_shows_and_can_be_drawn_again_by_them() -> None:
    data = samples.data("award_announcement")
    names = {"p03": 'PT "Tiga" & <Putra>', "p03/npwp": COVERED, "p99": "PT Lain"}

    html = render_html(data, "1", digest(data), names)

    assert names_in(html) == {"p03": names["p03"], "p03/npwp": COVERED}
    assert render_html(data, "1", digest(data), names_in(html)) == html
    assert "PT Lain" not in html


def test_a_page_without_names_carries_none() -> None:
    data = samples.data("award_announcement")

    html = render_html(data, "1", digest(data), {})

    assert names_in(html) == {}
    assert names_in("<html></html>") == {}


def test_what_officers_write_is_not_taken_for_names() -> None:
    title = '<!-- names --><meta name="saksama-names" content="{}">'
    data = samples.data("award_announcement", title=title)

    html = render_html(data, "1", digest(data), {"p03": "PT Tiga"})

    assert names_in(html) == {"p03": "PT Tiga"}
    assert json.dumps({"p03": "PT Tiga"}) not in html  # escaped in its attribute
