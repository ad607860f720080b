"""From the ranking to the letter of appointment."""

from __future__ import annotations

from typing import Literal

from tender.codes import Code, Item, Party
from tender.money import Rate
from tender.registry import Command
from tender.stored import Commitment, Each, Line, Some, Stored, Words


class RevisedLine(Stored):
    """A lower unit price of one line, in rupiah without VAT."""

    item: Item
    unit_price: Rate


class Revision(Stored):
    """What the only bidder that is left asks less for; lines that it leaves out stay."""

    lines: Some[RevisedLine]


class RevisePrice(Command, Revision):
    """Ask for less in the negotiation, as its bidder."""

    tag: Literal["revise_price"] = "revise_price"


class NegotiationResult(Stored):
    """How the negotiation with the only bidder that is left ended, and why."""

    verdict: Literal["agreed", "no_agreement"]
    reason: Words


class ConcludeNegotiation(Command, NegotiationResult):
    """Conclude the negotiation; a price that is fair already need not fall."""

    tag: Literal["conclude_negotiation"] = "conclude_negotiation"


class ProposeAward(Command):
    """Propose the award that the ranking gives."""

    tag: Literal["propose_award"] = "propose_award"


class Approval(Stored):
    """A member's approval of the proposal."""

    member: Party


class ApproveAward(Command, Approval):
    """Approve the proposed award; signed by the member."""

    tag: Literal["approve_award"] = "approve_award"


class DecideAward(Command):
    """Set the winner that the committee proposes, as budget authority; signed."""

    tag: Literal["decide_award"] = "decide_award"


class AnnounceResult(Command):
    """Announce the winner, with every bidder's result; objections may be lodged."""

    tag: Literal["announce_result"] = "announce_result"


class Objection(Stored):
    """A sanggah: its grounds, and its words as a blob."""

    objection: Code
    grounds: Each[
        Literal["evaluation_error", "breach_of_rules", "collusion", "abuse_of_power"]
    ]
    words: Commitment


class LodgeObjection(Command, Objection):
    """Lodge an objection."""

    tag: Literal["lodge_objection"] = "lodge_objection"


class ObjectionPoint(Stored):
    """One ground, answered."""

    ground: Literal[
        "evaluation_error", "breach_of_rules", "collusion", "abuse_of_power"
    ]
    finding: Literal["founded", "unfounded"]
    reason: Words


Again = Literal["evaluate_again", "bid_again", "failed"]
"""What becomes of a tender whose result does not stand."""


FailureGround = Literal[
    "evaluation_error",
    "nobody_bid",
    "nobody_passed",
    "documents_or_rules",  # a mistake in the documents, or against the rules
    "all_collude",
    "unfair_competition",
    "all_above_estimate",
    "corruption",  # of the committee or the commitment officer
    "no_agreement",  # the only bidder left and the committee did not agree
    "nobody_left",  # all who were in line have declined or were passed over
]
"""Why a tender fails."""


class Failure(Stored):
    """That the tender has failed (tender gagal), on which ground, and why."""

    ground: FailureGround
    reason: Words


class ObjectionAnswer(Stored):
    """The answer to an objection, ground by ground, and what follows where one is founded.

    Where the tender fails by it, *failure* says on which ground.
    """

    objection: Code
    points: Each[ObjectionPoint]
    consequence: Again | None = None
    failure: Failure | None = None


class AnswerObjection(Command, ObjectionAnswer):
    """Answer an objection."""

    tag: Literal["answer_objection"] = "answer_objection"


class DeclareFailure(Command, Failure):
    """Declare that the tender has failed."""

    tag: Literal["declare_failure"] = "declare_failure"


class HandOverReport(Command):
    """Hand the report of the selection to the commitment officer."""

    tag: Literal["hand_over_report"] = "hand_over_report"


class AgreeResult(Command):
    """Agree with the result, as commitment officer."""

    tag: Literal["agree_result"] = "agree_result"


class Disagreement(Stored):
    """Why the commitment officer does not agree with the result."""

    reason: Words


class DisagreeResult(Command, Disagreement):
    """Disagree with the result, as commitment officer; the authority decides."""

    tag: Literal["disagree_result"] = "disagree_result"


class DisagreementVerdict(Stored):
    """What the budget authority decides where officer and committee disagree, and why.

    Where the tender fails by it, *failure* says on which ground.
    """

    verdict: Literal["award_stands", "evaluate_again", "bid_again", "failed"]
    reason: Words
    failure: Failure | None = None


class DecideDisagreement(Command, DisagreementVerdict):
    """Decide a disagreement, as budget authority."""

    tag: Literal["decide_disagreement"] = "decide_disagreement"


class IssueAppointment(Command):
    """Issue the letter of appointment (SPPBJ)."""

    tag: Literal["issue_appointment"] = "issue_appointment"


class Acceptance(Stored):
    """Who will sign for the supplier, by office: director, holder of a mandate."""

    signatory: Line


class AcceptAppointment(Command, Acceptance):
    """Accept the appointment, as its bidder."""

    tag: Literal["accept_appointment"] = "accept_appointment"


class Declining(Stored):
    """Why an appointed bidder declines."""

    reason: Words


class DeclineAppointment(Command, Declining):
    """Decline the appointment, as its bidder; the next in line is appointed."""

    tag: Literal["decline_appointment"] = "decline_appointment"


class PassedOver(Stored):
    """Why an appointed bidder is passed over once its term has run out.

    `silent`: it has not answered the letter; `unsigned`: it accepted, and has not
    lodged the bond or signed.
    """

    ground: Literal["silent", "unsigned"]
    reason: Words


class PassOverSupplier(Command, PassedOver):
    """Pass the appointed bidder over and go on to the next in line."""

    tag: Literal["pass_over_supplier"] = "pass_over_supplier"
