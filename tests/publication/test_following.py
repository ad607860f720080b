"""What is told of the process before: in a line on each document, on the announcement in full."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from publication.documents import render_html
from rules.documents import document_data
from tender.canonical import digest
from tender.commands.preparation.roster import RosterNotice
from tender.events.preparation import CarriedOver
from tender.state import State
from tests.publication import samples
from tests.publication.cleaning import ORDERS
from tests.publication.reading import text_of

BEFORE = "ocds-mj0001-mj-2026-0001"
NOTICE = {"posted_at": "Papan Setda", "claims_until": "2026-09-20T09:00:00.000000Z"}
HEARD = {
    "entry": "ab" * 32,
    "notice": NOTICE,
    "frozen_on": "2026-09-21",
    "claims": 2,
    "orders": [order.to_json() for order in ORDERS],
}
EVERY = ("budget", "works", "scheme", "roster")


def following(pieces: tuple[str, ...] = EVERY, **more: object) -> State:
    """Return the sample tender, as one that follows another."""
    state = samples.state()
    event = {
        "tag": "carried_over",
        "predecessor": {
            "ocid": BEFORE,
            "head": "cd" * 32,
            "ended": "failed",
            "ground": "nobody_passed",
        },
        "relation": "tender_again",
        "reason": "Kebutuhan tetap.",
        "pieces": [{"piece": piece, "entry": "ab" * 32} for piece in pieces],
        **({"roster": HEARD} if "roster" in pieces else {}),
        **more,
    }
    preparation = replace(
        state.preparation,
        carried=CarriedOver.from_json(event),
        notice=RosterNotice.from_json(NOTICE),
        claims={},
    )
    return replace(state, preparation=preparation)


def told(state: State, kind: str = "announcement") -> tuple[dict[str, Any], str]:
    """Return data and text of a document."""
    data = document_data(state, samples.reading(), kind)
    return dict(data), text_of(render_html(data, "1", digest(data), {}))


def test_the_announcement_says_what_it_follows_and_what_is_new() -> None:
    data, text = told(following())

    assert data["following"] == {
        "ocid": BEFORE,
        "relation": "tender_again",
        "ended": "failed",
        "ground": "nobody_passed",
        "article": {"text": "Perpres 16/2018 art. 51(2)c", "status": "verified"},
        "reason": "Kebutuhan tetap.",
        "carried": ["budget", "works", "scheme", "roster"],
        "anew": [
            "values",
            "method",
            "estimate",
            "schedule",
            "committee",
            "trustees",
            "bids",
        ],
        "heard": {"frozen_on": "2026-09-21", "claims": 2},
    }
    assert "Tender ulang dari proses sebelumnya" in text
    assert "Perpres 16/2018 Pasal 51 ayat (2) huruf c" in text
    assert "2 keberatan didengar dan diputus" in text
    assert "pagu dan kode rekening" in text


def test_claims_that_were_heard_before_are_claims_that_were_heard() -> None:
    data, text = told(following())

    assert data["roster"]["claims"] == 2
    assert "tidak ada keberatan atas daftar ini" not in text


@pytest.mark.parametrize("kind", ["announcement", "award_decision", "contract"])
def test_every_document_names_the_process_before(kind: str) -> None:
    data, _ = told(following(), kind)

    assert data["related_processes"] == [
        {
            "scheme": "ocid",
            "identifier": BEFORE,
            "relationship": ["unsuccessfulProcess"],
        }
    ]


def test_no_hash_of_an_entry_stands_in_it() -> None:
    """They have salts: the same tender would have other documents on another day."""
    data, _ = told(following())

    assert "ab" * 32 not in str(data)
    assert "cd" * 32 not in str(data)


def test_a_roster_that_was_heard_again_is_new() -> None:
    state = following()
    notice = RosterNotice.from_json({**NOTICE, "posted_at": "Papan lain"})
    part = replace(state.preparation, notice=notice)

    data, text = told(replace(state, preparation=part))

    assert "roster" in data["following"]["anew"]
    assert "heard" not in data["following"]
    assert "tidak didengar lagi" not in text


def test_the_next_contracts_tender_renews() -> None:
    before = {"ocid": BEFORE, "head": "cd" * 32, "ended": "started"}
    data, text = told(following((), relation="successor", predecessor=before))

    assert data["related_processes"][0]["relationship"] == ["renewalProcess"]
    assert "ground" not in data["following"]
    assert "Tender kontrak berikutnya dari proses sebelumnya" in text


def test_a_process_that_follows_nothing_says_nothing() -> None:
    data, text = told(samples.state())

    assert not {"following", "related_processes"} & set(data)
    assert "Mengikuti proses" not in text
