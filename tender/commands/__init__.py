"""Commands: what somebody asks to be done, in the imperative.

A command says what, never whether: `rules.decisions` answers with events or a
refusal. Its tag and its fields are for ever, because it is stored in the entry
that it made; the bytes of each are pinned by a test.
"""

from tender.commands import (
    announcement,
    award,
    bidding,
    evaluation,
    fulfilment,
    handover,
    opening,
    orders,
)
from tender.commands.preparation import (
    carrying,
    choices,
    parties,
    process,
    roster,
    schedule,
    works,
)
from tender.registry import Command, Registry

COMMANDS: Registry[Command] = Registry(
    Command,
    (
        process,
        carrying,
        parties,
        works,
        roster,
        schedule,
        choices,
        announcement,
        bidding,
        opening,
        evaluation,
        award,
        fulfilment,
        handover,
        orders,
    ),
)
"""Every command by its tag."""
