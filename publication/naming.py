"""Naming: how parties are called on a page for everyone, from their identities.

An identity is a private blob `{name, npwp?, address?}`; what the office no longer
holds has no name, and its party stands by its code. Whoever bids, decides or holds a
key does so in public: firms and officers are called by their names, and numbers are
covered (`publication.masking`). Two are not: a worker, ever, and a bidder before the
bidding has closed, since that would tell who bids.

A page carries the names that it was drawn with, so that it can be drawn again where
the identities are not: `names_in`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import unescape
from typing import Final, Protocol, cast

from markupsafe import Markup

from publication.masking import masked
from tender.canonical import from_bytes
from tender.commands.preparation.parties import PartyFacts
from tender.state import State

_PRACTICE: Final = "(latihan)"
_DETAILS: Final = ("npwp", "address")
_META = re.compile(r'<meta name="saksama-names" content="([^"]*)">')


class Identities(Protocol):
    """Where identities are kept, by their commitments: salt and bytes."""

    def has(self, committed: str) -> bool:
        """Say whether an identity is still here."""
        ...

    def get(self, committed: str) -> tuple[bytes, bytes]:
        """Return salt and bytes."""
        ...


def public_names(state: State, identities: Identities) -> dict[str, str]:
    """Return how the parties of *state* are called: by code, `code/npwp`, `code/address`.

    In practice every name says that it is practice.
    """
    part = state.preparation
    practice = part.process is not None and part.process.practice
    called: dict[str, str] = {}
    for code, facts in part.parties.items():
        known = facts.identity
        if known is None or not _is_public(facts, state) or not identities.has(known):
            continue
        _, body = identities.get(known)
        identity = cast("Mapping[str, str]", from_bytes(body))
        if "name" not in identity:
            continue
        name = identity["name"]
        marked = practice and _PRACTICE not in name
        called[code] = f"{name} {_PRACTICE}" if marked else name
        called |= {f"{code}/{d}": identity[d] for d in _DETAILS if d in identity}
    return masked(called)


def names_in(html: str) -> dict[str, str]:
    """Return the names that a page was drawn with."""
    found = _META.search(html)
    return {} if found is None else dict(json.loads(unescape(found[1])))


def names_meta(names: Mapping[str, str]) -> Markup:
    """Return the line by which a page carries its names."""
    text = json.dumps(dict(sorted(names.items())), ensure_ascii=False)
    return Markup('<meta name="saksama-names" content="{}">').format(text)


def _is_public(facts: PartyFacts, state: State) -> bool:
    if "worker" in facts.offices:
        return False
    return "bidder" not in facts.offices or state.bidding.closed_at is not None
