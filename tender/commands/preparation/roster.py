"""The people who do the work today: proposed, heard, ruled on, frozen."""

from __future__ import annotations

from typing import Literal

from tender.codes import Code, Post, Worker
from tender.registry import Command
from tender.stored import Commitment, Each, Line, Many, Moment, Stored, Words
from tender.works import Incumbent


class Roster(Stored):
    """The people who do the work today."""

    incumbents: Many[Incumbent]


class ProposeRoster(Command, Roster):
    """Propose the roster, before anybody has been heard."""

    tag: Literal["propose_roster"] = "propose_roster"


class RosterNotice(Stored):
    """Where and until when the roster can be read and contested."""

    posted_at: Line
    claims_until: Moment


class NotifyRoster(Command, RosterNotice):
    """Give notice of the roster to the people on it and to those who are not."""

    tag: Literal["notify_roster"] = "notify_roster"


class Claim(Stored):
    """A worker's claim; the worker's own words are a private blob."""

    claim: Code
    ground: Literal["omitted", "wrong_post", "wrong_start", "wrong_pay", "not_mine"]
    worker: Worker | None = None
    post: Post
    words: Commitment


class ClaimPlace(Command, Claim):
    """Claim a place on the roster, or a correction of one's line."""

    tag: Literal["claim_place"] = "claim_place"


class Ruling(Stored):
    """How a claim ends: with a reason, and with the line as it now stands."""

    claim: Code
    verdict: Literal["upheld", "rejected"]
    reason: Words
    line: Incumbent | None = None


class RuleOnClaim(Command, Ruling):
    """Rule on a claim."""

    tag: Literal["rule_on_claim"] = "rule_on_claim"


class FreezeRoster(Command):
    """Freeze the roster, with the order in which the people are offered the posts.

    *order* names every incumbent once; *ground* is the published reason for it.
    Both are needed where there are more people than posts.
    """

    tag: Literal["freeze_roster"] = "freeze_roster"
    order: Each[Worker] | None = None
    ground: Literal["longest_service"] | None = None
