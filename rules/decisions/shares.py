"""The trustees' part of the opening: each releases the shares of what is opened, once.

That is a part of all standing bids; of prices, those of the bids that passed before.
Where the evaluation is made again and more bids pass, their shares are released then.
"""

from __future__ import annotations

from rules.decisions.case import Case, Deciders, happen, power
from rules.decisions.committee import NOT_ONES_OWN
from rules.decisions.opening import early, not_for_opening, not_opened
from rules.files import wanted
from rules.rule import Decision, accept, rule
from tender.commands import opening as asked
from tender.events import opening as happened

deciders = Deciders()

_TRUSTEE = power("docs/lifecycle.md, seals", "chosen", "trustee")

NOT_A_TRUSTEE = rule(
    "opening.not-a-trustee",
    "docs/lifecycle.md, seals",
    "chosen",
    indonesian="{trustee} bukan pemegang kunci tender ini.",
    english="{trustee} is no trustee of this tender.",
    remedy=(
        "Pemegang kunci yang ditetapkan yang menyerahkan.",
        "The named trustees release.",
    ),
)

WRONG_SHARES = rule(
    "opening.wrong-shares",
    "docs/lifecycle.md, seals",
    "chosen",
    indonesian="Bagian kunci {trustee} tidak sesuai dengan amplop: {objects}.",
    english="The shares of {trustee} are not those of the envelopes: {objects}.",
    remedy=("Serahkan bagian untuk setiap penawaran.", "Release a share for each bid."),
)

RELEASED = rule(
    "opening.released-already",
    "docs/lifecycle.md, seals",
    "chosen",
    indonesian="{trustee} sudah menyerahkan bagian kuncinya untuk {part}.",
    english="{trustee} has released the shares of {part} already.",
    remedy=("Tidak perlu diulang.", "There is nothing to do again."),
)


@deciders.on(asked.ReleaseShares, _TRUSTEE)
def release_shares(case: Case, command: asked.ReleaseShares) -> Decision:
    """Take one trustee's shares for all bids that are opened, by their hashes."""
    if refused := early(case, command.part):
        return refused
    if command.trustee != case.actor.party:
        return NOT_ONES_OWN.no(actor=case.actor.party, member=command.trustee)
    if refused := _releasable(case, command):
        return refused
    given = {(s.bid, s.name, s.sha256) for s in command.shares}
    asked_for = {
        (bid, item.name, share.sha256)
        for bid, item in wanted(case.state, command.part, command.trustee)
        for share in item.shares
        if share.trustee == command.trustee
    }
    if given != asked_for:
        wrong = sorted({f"{bid}/{name}" for bid, name, _ in given ^ asked_for})
        return WRONG_SHARES.no(trustee=command.trustee, objects=", ".join(wrong))
    return accept(happen(happened.SharesReleased, command))


def _releasable(case: Case, command: asked.ReleaseShares) -> Decision | None:
    trustee, part = command.trustee, command.part
    if trustee not in case.state.preparation.trustees:
        return NOT_A_TRUSTEE.no(trustee=trustee)
    if refused := not_opened(case, part):
        return refused
    has_released = trustee in case.state.opening.trustees(part)
    if has_released and not wanted(case.state, part, trustee):
        return RELEASED.no(trustee=trustee, part=part)
    return not_for_opening(case, part, (share.bid for share in command.shares))
