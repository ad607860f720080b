"""What this tender's own documents settle: values, and the scheme of evaluation."""

from __future__ import annotations

from typing import Literal

from tender.codes import ValueId
from tender.registry import Command
from tender.scheme import Scheme
from tender.stored import Line, Stored


class Choice(Stored):
    """A value that this tender's own documents set, and the clause that sets it."""

    id: ValueId
    value: Line
    unit: Line
    clause: Line


class ChooseValue(Command, Choice):
    """Set a value for this tender."""

    tag: Literal["choose_value"] = "choose_value"


class Confirmation(Stored):
    """A human's word for a value that the pack only recalls."""

    id: ValueId
    citation: Line


class ConfirmValue(Command, Confirmation):
    """Confirm a recalled value, with the text it was checked against."""

    tag: Literal["confirm_value"] = "confirm_value"


class SchemeFacts(Stored):
    """The scheme of evaluation."""

    scheme: Scheme


class SetScheme(Command, SchemeFacts):
    """Set the scheme."""

    tag: Literal["set_scheme"] = "set_scheme"
