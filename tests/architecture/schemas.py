"""The schemas of what is stored, made from the classes that read it.

A stored record has every field but those that are absent, so a field is required
unless it may be none. Numbers and moments are strings in their one spelling.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final, TypeAlias, cast, get_args

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema
from typing_extensions import override

from api.schemas import evaluation
from rules.pack import PackFile
from tender.canonical.numbers import number_text
from tender.canonical.times import time_text
from tender.commands import COMMANDS
from tender.events import EVENTS
from tender.offer import Offer
from tender.scheme import Scheme
from tender.stored import Chance, Stored

_DECIMAL: Final = r"^-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?$"
_SPELLINGS: Final[Mapping[object, str]] = {
    number_text: _DECIMAL,
    str: r"^(0|[1-9][0-9]{0,15})$",
    time_text: r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z$",
    date.isoformat: r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
}
"""How a field that is written by a function is spelled."""

_PYTHONS_OWN: Final = frozenset({"title", "default", "le", "ge", "lt", "gt"})

_Schema: TypeAlias = Any
"""A schema, or a part of one."""


class _AsStored(GenerateJsonSchema):
    """Writes fields as they are stored: strings by their spelling."""

    @override
    def ser_schema(self, schema: Any) -> JsonSchemaValue | None:
        pattern = _SPELLINGS.get(schema.get("function"))
        if pattern is not None:
            return {"type": "string", "pattern": pattern}
        return super().ser_schema(schema)


def commands() -> dict[str, Any]:
    """Return the schema of a command."""
    return _one_of("A command.", {tag: COMMANDS[tag] for tag in sorted(COMMANDS)})


def events() -> dict[str, Any]:
    """Return the schema of an event."""
    return _one_of("An event.", {tag: EVENTS[tag] for tag in sorted(EVENTS)})


def offer() -> dict[str, Any]:
    """Return the schema of a part of a bid, as sealed."""
    return _alone(Offer)


def scheme() -> dict[str, Any]:
    """Return the schema of a scheme of evaluation."""
    return _alone(Scheme)


def pack() -> dict[str, Any]:
    """Return the schema of a pack."""
    return _alone(PackFile)


SCHEMAS: Final = {
    "commands": commands,
    "evaluation": evaluation,  # of a file that people write
    "events": events,
    "offer": offer,
    "pack": pack,
    "scheme": scheme,
}
"""What stands in `docs/schema/`, by name."""


def chance(record: type[Stored]) -> Iterator[str]:
    """Yield the fields of a record that chance goes into, `[]` for each of many."""
    for name, info in record.model_fields.items():
        called = info.alias or name
        if any(isinstance(mark, Chance) for mark in info.metadata):
            yield called
            continue
        many = "[]" if _is_many(info.annotation) else ""
        for inner in _records(info.annotation):
            yield from (f"{called}{many}.{path}" for path in chance(inner))


def chance_table() -> str:
    """Return the rows of the table of `docs/format.md`: tag, what the facts leave out."""
    rows = []
    for registry in (COMMANDS, EVENTS):
        found = {tag: sorted(set(chance(registry[tag]))) for tag in sorted(registry)}
        rows += [
            f"| `{tag}` | {', '.join(f'`{path}`' for path in paths)} |"
            for tag, paths in found.items()
            if paths
        ]
    return "\n".join(rows)


def _is_many(annotation: object) -> bool:
    return tuple in {annotation, *map(_origin, _flat(annotation))}


def _origin(hint: object) -> object:
    return getattr(hint, "__origin__", hint)


def _flat(hint: object) -> Iterator[object]:
    yield hint
    for part in get_args(hint):
        yield from _flat(part)


def _records(annotation: object) -> Iterator[type[Stored]]:
    for hint in _flat(annotation):
        if isinstance(hint, type) and issubclass(hint, Stored):
            yield hint


def _one_of(title: str, classes: Mapping[str, type[BaseModel]]) -> dict[str, Any]:
    refs, schema = _schemas(list(classes.values()))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "description": title,
        "oneOf": [refs[cls] for cls in classes.values()],
        "$defs": schema,
    }


def _alone(cls: type[BaseModel]) -> dict[str, Any]:
    refs, schema = _schemas([cls])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **refs[cls],
        "$defs": schema,
    }


def _schemas(
    classes: list[type[BaseModel]],
) -> tuple[dict[type[BaseModel], dict[str, Any]], dict[str, Any]]:
    refs, made = models_json_schema(
        [(cls, "serialization") for cls in classes], schema_generator=_AsStored
    )
    defs = {name: _stored(schema) for name, schema in made["$defs"].items()}
    return {cls: refs[cls, "serialization"] for cls in classes}, defs


def _stored(schema: _Schema) -> _Schema:
    """Return *schema* as of a stored record: no nulls, and all else required."""
    if isinstance(schema, list):
        return [_stored(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {
        key: _properties(value) if key == "properties" else _stored(value)
        for key, value in schema.items()
        if key not in _PYTHONS_OWN
    }
    if "properties" in schema:
        kept["required"] = [
            name for name, field in schema["properties"].items() if not _may_lack(field)
        ]
    return kept


def _properties(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _stored(_present(field)) for name, field in fields.items()}


def _may_lack(field: Mapping[str, Any]) -> bool:
    return {"type": "null"} in field.get("anyOf", ())


def _present(field: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a field is where it is there."""
    if not _may_lack(field):
        return dict(field)
    (one,) = [kind for kind in field["anyOf"] if kind != {"type": "null"}]
    return {**{k: v for k, v in field.items() if k != "anyOf"}, **cast("Any", one)}
