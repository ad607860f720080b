"""The gate before a committee's acts: membership, declarations, conflicts of interest.

Whoever acts for the committee is a member of the one that was formed, and decides
nothing while in conflict. What concerns bids or the award is for members who have
declared, since the bidders are known once more.
"""

from __future__ import annotations

from rules.decisions.case import Case
from rules.rule import Decision, rule
from tender.events import preparation as prepared

NOT_A_MEMBER = rule(
    "committee.not-a-member",
    "Perpres 16/2018 art. 13",
    "verified",
    indonesian="{party} bukan anggota Pokja yang dibentuk untuk tender ini.",
    english="{party} is no member of the committee that was formed for this tender.",
    remedy=(
        "Anggota Pokja yang bertindak, atau UKPBJ membentuk Pokja kembali.",
        "A member acts, or the unit forms the committee again.",
    ),
)

CONFLICTED = rule(
    "committee.conflicted",
    "Perpres 16/2018 art. 7(2)",
    "verified",
    indonesian="{member} menyatakan benturan kepentingan dan tidak dapat ikut memutus.",
    english="{member} has declared a conflict of interest and may not take part.",
    remedy=(
        "UKPBJ membentuk Pokja kembali tanpa anggota itu.",
        "The unit forms the committee again without the member.",
    ),
)

UNDECLARED = rule(
    "committee.undeclared",
    "docs/lifecycle.md, conflicts; Perpres 16/2018 art. 7",
    "chosen",
    indonesian="{member} belum menyatakan ada tidaknya benturan kepentingan dengan peserta.",
    english="{member} has not declared on conflicts with the bidders yet.",
    remedy=("Buat pernyataan dahulu.", "Declare first."),
)


def membership(case: Case) -> Decision | None:
    """Refuse an act for the committee by somebody who is no member of it."""
    if case.actor.office != "committee":
        return None
    committee = case.state.preparation.committee
    if committee is not None and case.actor.party in committee.members:
        return None
    return NOT_A_MEMBER.no(party=case.actor.party)


def gate(case: Case, bid: str | None = None) -> Decision | None:
    """Let a member act on a bid, or on all of them, after declaring and out of conflict.

    Once the bids are open the bidders are known: a declaration from before says
    nothing of them. Acts in other offices pass.
    """
    if case.actor.office != "committee":
        return None
    member, at = case.actor.party, case.state.opening.completed_at
    declared = case.state.preparation.conflicts.get(member)
    if declared is None or (at is not None and declared.at < at):
        return UNDECLARED.no(member=member)
    return conflict(case, bid)


def conflict(case: Case, bid: str | None = None) -> Decision | None:
    """Refuse, on record, an act of a member with a conflict of interest."""
    member = case.actor.party
    in_conflict = case.state.preparation.in_conflict(member, bid)
    if case.actor.office != "committee" or not in_conflict:
        return None
    evidence = prepared.ActByConflictedRefused(member=member, act=case.act.command.tag)
    return CONFLICTED.no(evidence, member=member)
