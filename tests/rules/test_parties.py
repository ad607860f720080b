"""Parties: each once, the unit first, in offices that go together, with keys of its own."""

from __future__ import annotations

import pytest

from tests.journeys.cleaning import package
from tests.rules.scenes import Accepted, Plan, Refused, asked, names

EXAMPLE = package()
KEY = "ab" * 32
REGISTER = asked("register_party", "p-02")


def party(*offices: str, **keys: str | None) -> Plan:
    """Return the registration of somebody new, with no key but those named."""
    fields = {"key": None, "recipient": None, "identity": None, **keys}
    return REGISTER.but(party="p-99", offices=list(offices), organ="cv-baru", **fields)


FIRST = asked("register_party", "ukpbj")

REFUSED = (
    Refused(
        "a party a second time",
        asked("register_party", "p-02").but(party="ppk"),
        "party.registered-twice",
        {"party": "ppk"},
    ),
    Refused(
        "somebody else before the unit itself",
        FIRST.but(party="ppk", offices=["ppk"]),
        "party.unit-first",
        {"actor": "ukpbj", "party": "ppk"},
    ),
    Refused(
        "the unit itself, first, in another office",
        FIRST.but(offices=["ppk"]),
        "party.unit-first",
        {"actor": "ukpbj", "party": "ukpbj"},
    ),
    *(
        Refused(
            f"a bidder who is {' and '.join(offices)}",
            party("bidder", *offices),
            "party.bidder-alone",
            {"party": "p-99", "office": min(offices)},
        )
        for offices in (("ppk",), ("worker",), ("trustee", "committee"), ("engine",))
    ),
    *(
        Refused(
            f"somebody who is {' and '.join(offices)}",
            party(*offices),
            "party.offices",
            {"party": "p-99", "offices": apart},
        )
        for offices, apart in (
            (("trustee", "committee"), "committee, trustee"),
            (("ppk", "unit", "trustee"), "ppk, trustee"),
            (("engine",), "engine"),
            (("unit", "engine"), "engine"),
            (("ppk", "outgoing"), "outgoing, ppk"),
            (("outgoing", "trustee"), "outgoing, trustee"),
        )
    ),
    Refused(
        "a key that is another's",
        party("bidder", key=KEY)
        .when(asked("commit_bid", "p-01"))
        .but_with(lambda scene: {"key": scene.state.preparation.parties["p-01"].key}),
        "party.key-taken",
        {"party": "p-99", "owner": "p-01"},
    ),
    Refused(
        "a recipient that is another's",
        party("trustee", recipient=EXAMPLE.parties["kunci-unja"].recipient),
        "party.key-taken",
        {"party": "p-99", "owner": "kunci-unja"},
    ),
)

ACCEPTED = (
    Accepted("the unit itself first", FIRST, {"party_registered": {"party": "ukpbj"}}),
    Accepted(
        "a bidder with a key of its own",
        party("bidder", key=KEY),
        {"party_registered": {"party": "p-99", "key": KEY}},
    ),
    Accepted(
        "the provider whose contract ends, which bids again",
        party("outgoing", "bidder", key=KEY),
        {"party_registered": {"offices": ["outgoing", "bidder"]}},
    ),
    Accepted(
        "two without any key",
        party("worker").when(asked("register_party", "p-03")),
        {"party_registered": {"party": "p-99"}},
    ),
    Accepted(
        "the authority that is the commitment officer too",
        party("authority", "ppk"),
        {"party_registered": {"offices": ["authority", "ppk"]}},
    ),
)


@pytest.mark.parametrize("row", REFUSED, ids=names(REFUSED))
def test_refused(row: Refused) -> None:
    row.check()


@pytest.mark.parametrize("row", ACCEPTED, ids=names(ACCEPTED))
def test_accepted(row: Accepted) -> None:
    row.check()
