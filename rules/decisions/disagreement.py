"""The commitment officer does not agree with the result: the budget authority decides.

Source: Peraturan LKPP 12/2021 Lampiran I (SPPBJ): where the officer does not agree,
PA/KPA is told and decides finally. Recalled: the text was not found, and neither was
the number of days.
"""

from __future__ import annotations

from rules.decisions.case import Case, Deciders, happen, power
from rules.decisions.failure import unfit
from rules.decisions.rounds import following
from rules.rule import Decision, accept
from tender.commands import award as asked
from tender.events import award as happened

deciders = Deciders()

_PPK = power("Peraturan LKPP 12/2021 Lampiran I (SPPBJ)", "recalled", "ppk")
_AUTHORITY = power("Peraturan LKPP 12/2021 Lampiran I (SPPBJ)", "recalled", "authority")


@deciders.on(asked.DisagreeResult, _PPK)
def disagree_result(_: Case, command: asked.DisagreeResult) -> Decision:
    """Take the officer's reasons to the authority."""
    return accept(happen(happened.ResultDisagreed, command))


@deciders.on(asked.DecideDisagreement, _AUTHORITY)
def decide_disagreement(case: Case, command: asked.DecideDisagreement) -> Decision:
    """Decide finally, and do at once what follows; a failure on any ground that fits."""
    if refused := unfit(case, command.verdict, command.failure):
        return refused
    decided = happen(happened.DisagreementDecided, command)
    if command.verdict == "award_stands":
        return accept(decided)
    follows = following(case, command.verdict, "disagreement", command.failure)
    return accept(decided, follows)
