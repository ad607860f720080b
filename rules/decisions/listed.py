"""A roster is held to the list: where the alih daya firm changes, nobody is moved unheard.

The office proposes what the outgoing provider has listed, line by line. Whatever is wrong
on the list is changed by rulings on claims, as on a roster of the office's own.
"""

from __future__ import annotations

from rules.decisions.case import Case
from rules.rule import Decision, rule
from rules.succession import differing, succeeds
from tender.commands.preparation.roster import ProposeRoster

NO_LIST = rule(
    "roster.no-list",
    "docs/handover.md, the list",
    "chosen",
    indonesian="Penyedia sebelumnya belum menyerahkan daftar pekerjanya.",
    english="The outgoing provider has not handed over the list of its people.",
    remedy=(
        "Minta daftar itu; PPK mencatatnya bila penyedia tidak menyerahkan.",
        "Ask for the list; the PPK records it where the provider does not.",
    ),
)

NOT_AS_LISTED = rule(
    "roster.not-as-handed-over",
    "docs/handover.md, the list",
    "chosen",
    indonesian="Baris {workers:list} tidak sama dengan daftar penyedia sebelumnya.",
    english="The lines of {workers:list} are not as the outgoing provider handed them over.",
    remedy=(
        "Samakan; yang keliru diperbaiki melalui keberatan, bukan tanpa didengar.",
        "Make them agree; what is wrong there is mended by claims that are heard.",
    ),
)


def not_as_listed(case: Case, command: ProposeRoster) -> Decision | None:
    """Return why a roster is not the list of a successor tender, or `None`."""
    if not succeeds(case.state):
        return None
    listed = case.state.handover.listed
    if listed is None:
        return NO_LIST.no()
    other = list(differing(listed.people, command.incumbents))
    return NOT_AS_LISTED.no(workers=", ".join(other)) if other else None
