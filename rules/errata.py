"""Epochs: which mistakes of ours are mended, for which processes.

An erratum is a fault in how rules were applied, found after somebody relied on
it. The mending stands at the place of the fault behind `if epoch >= n`, the old
line beside it; a process keeps the epoch it was opened with until its committee
adopts a later one. In epoch n the errata 1 to n are in force. Until the first
release there is nothing to keep: the epoch is 0. How one is made: `docs/errata.md`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from rules.rule import Language


class Erratum(NamedTuple):
    """A mended fault: its number, when it was mended, where it applied, why it was one.

    *scope* names the rule or the formula as it stands in `docs/rules/`.
    """

    number: int
    day: date
    scope: str
    reason: Mapping[Language, str]


ERRATA: tuple[Erratum, ...] = ()
"""All of them, numbered from 1 without a gap; what stands here is never changed."""

EPOCH = max((one.number for one in ERRATA), default=0)
"""The epoch that a process opened today keeps."""
