"""The price preference of a tender by lowest price: what domestic content is worth.

A scheme without one compares the prices as they are, which is the rule for labour
services: what is bought there is nearly all domestic, whoever wins.
"""

from __future__ import annotations

from tender.money import Share
from tender.stored import Stored


class Preference(Stored):
    """The highest preference, and the least domestic content (TKDN) that has any."""

    most: Share
    least: Share
