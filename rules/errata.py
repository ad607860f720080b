"""Epochs: which mistakes of ours are mended, for which processes.

An erratum is a fault in how rules were applied, found after somebody relied on
it. The mending stands at the place of the fault behind `if epoch >= n`, the old
line beside it; a process keeps the epoch it was opened with. Until the first
release there is nothing to keep: the epoch is 0.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Erratum(NamedTuple):
    """A mended fault: when, where it applied, and why it was one."""

    mended_on: date
    scope: str
    reason: str


ERRATA: tuple[Erratum, ...] = ()

EPOCH = len(ERRATA)
"""The epoch that a process opened today keeps."""
