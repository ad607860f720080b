"""A package rehearsed under the law of this checkout, or refused for a day it does not know."""

from __future__ import annotations

from api.files.fault import FileFault
from api.files.law import pack_of
from flows.package import Package
from flows.rehearsal import Rehearsed, rehearse
from tender.values import UnknownValueError


def rehearsed(package: Package) -> Rehearsed:
    """Return what the acts of *package* come to; raise `FileFault`."""
    try:
        return rehearse(package, pack_of)
    except UnknownValueError as error:  # a day before the law that is known here
        expected = f"a day on which {error.value_id} is in force"
        raise FileFault(
            file="tender.toml",
            line=1,
            field="schedule",
            expected=expected,
            found="none",
        ) from error
