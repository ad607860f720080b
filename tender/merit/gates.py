"""What a bid has to meet before anything of it is compared: gates."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from tender.codes import Code
from tender.merit.numbers import Number
from tender.stored import Stored


class CeilingGate(Stored):
    """The price is not above the estimate."""

    id: Code
    kind: Literal["ceiling"]


class LeastParams(Stored):
    """Of which element or figure, and at least how much."""

    of: Code
    least: Number


class LeastGate(Stored):
    """A value is at least so much; of a list, each of them."""

    id: Code
    kind: Literal["least"]
    params: LeastParams


class UndertakingParams(Stored):
    """What has to be declared."""

    of: Code


class UndertakingGate(Stored):
    """A bid declares that it will."""

    id: Code
    kind: Literal["undertaking"]
    params: UndertakingParams


class ShareParams(Stored):
    """From which share of the estimate on, and what follows below it."""

    share: Annotated[Number, Field(gt=0)]
    below: Literal["fail", "note"]


class ShareGate(Stored):
    """The price is not below a share of the estimate."""

    id: Code
    kind: Literal["share-of-estimate"]
    params: ShareParams


Gate = Annotated[
    CeilingGate | LeastGate | UndertakingGate | ShareGate, Field(discriminator="kind")
]
