"""Facts: what a record says once everything that chance went into is left out.

Salts, seals, signatures and every hash of one differ from run to run. Two runs in
which the same people did the same things at the same time have the same facts.
"""

from __future__ import annotations

from tender.canonical import Json
from tender.stored import Chance, Stored


def facts(record: Stored) -> dict[str, Json]:
    """Return *record* as plain JSON without the fields that are marked `Chance`."""
    kept: dict[str, Json] = {}
    for name, info in type(record).model_fields.items():
        value = getattr(record, name)
        if value is None or any(isinstance(mark, Chance) for mark in info.metadata):
            continue
        kept[info.alias or name] = _value(record, name, value)
    return kept


def _value(record: Stored, name: str, value: object) -> Json:
    if isinstance(value, Stored):
        return facts(value)
    if isinstance(value, tuple) and any(isinstance(item, Stored) for item in value):
        return [facts(item) for item in value if isinstance(item, Stored)]
    written: Json = record.model_dump(mode="json", include={name})[name]
    return written
