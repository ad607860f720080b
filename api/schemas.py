"""Schemas of files that people write, made from the classes that read them.

JSON Schema 2020-12. A number is a JSON number, or a string in its one spelling.
What a formula takes comes from the registry of formulas.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from typing_extensions import override

from api.files.evaluation_file import EvaluationFile
from scoring.formulas.formula import Formula, Kind, Parameter
from scoring.formulas.registry import FORMULAS
from tender.canonical.numbers import number_text
from tender.codes import CODE
from tender.merit.numbers import marks_written, parameter_written

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

_Schema: TypeAlias = Any
"""A schema, or a part of one."""

_PYTHONS_OWN: Final = frozenset({"title", "default", "discriminator"})
_BOUNDS: Final = frozenset({"ge", "gt", "le", "lt"})

_EXACT: Final = r"^-?(0|[1-9][0-9]*)(\.[0-9]*[1-9]|/[1-9][0-9]*)?$"
_NUMBER: Final = {"type": ["number", "string"], "pattern": _EXACT}
_RUPIAH: Final = {
    "type": ["integer", "string"],
    "minimum": 0,
    "pattern": r"^(0|[1-9][0-9]{0,15})$",
}
_CODE: Final = {"type": "string", "pattern": CODE}
_MARKS: Final = {"anyOf": [_NUMBER, {"type": "array", "items": _NUMBER, "minItems": 1}]}
_ONE: Final = {"type": ["number", "string"]}

_BY_SPELLING: Final[Mapping[object, _Schema]] = {
    number_text: _NUMBER,
    str: _RUPIAH,
    marks_written: _MARKS,
    parameter_written: {"anyOf": [_ONE, {"type": "array", "items": _ONE}]},
}
"""What a field may be, by the function that spells it."""


class _AsWritten(GenerateJsonSchema):
    """Writes fields as people may write them."""

    @override
    def generate_inner(self, schema: Any) -> JsonSchemaValue:
        known = _BY_SPELLING.get(schema.get("serialization", {}).get("function"))
        return super().generate_inner(schema) if known is None else dict(known)


def evaluation() -> dict[str, Any]:
    """Return the schema of the file of `saksama evaluate`."""
    made = EvaluationFile.model_json_schema(schema_generator=_AsWritten)
    schema = {"$schema": DIALECT, **_plain(made)}
    defs = schema["$defs"]
    defs["FormulaElement"] |= _by_formula("element")
    defs["PriceRule"] |= _by_formula("price", "evaluated")
    defs["FormulaUse"] |= _by_formula("evaluated")
    return schema


SCHEMAS: Final[Mapping[str, Callable[[], dict[str, Any]]]] = {"evaluation": evaluation}
"""What `saksama schema` prints, by name."""


def _plain(schema: _Schema) -> _Schema:
    """Return *schema* without what is Python's own, and with no nulls."""
    if isinstance(schema, list):
        return [_plain(part) for part in schema if part != {"type": "null"}]
    if not isinstance(schema, dict):
        return schema
    kept = {
        key: {name: _plain(field) for name, field in value.items()}
        if key in ("properties", "$defs")
        else _plain(value)
        for key, value in schema.items()
        if key not in _PYTHONS_OWN | _BOUNDS
    }
    match kept:
        case {"anyOf": [dict(only)]}:  # a field that may be absent
            del kept["anyOf"]
            return {**only, **kept}
        case _:
            return kept


def _by_formula(*kinds: Kind) -> dict[str, Any]:
    """Return what follows from the formula that is named."""
    formulas = [one for one in FORMULAS.values() if one.named and one.kind in kinds]
    return {
        "allOf": [
            {"properties": {"formula": {"enum": [one.id for one in formulas]}}},
            *map(_if_named, formulas),
        ]
    }


def _if_named(formula: Formula) -> dict[str, Any]:
    takes: dict[str, Any] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {one.name: _parameter(one) for one in formula.parameters},
    }
    needed = [one.name for one in formula.parameters if one.default is None]
    then: dict[str, Any] = {"properties": {"params": takes}}
    if needed:
        takes["required"] = needed
        then["required"] = ["params"]
    return {"if": {"properties": {"formula": {"const": formula.id}}}, "then": then}


def _parameter(parameter: Parameter) -> dict[str, Any]:
    described = {"description": parameter.says}
    bounds = {
        "minimum": parameter.least,
        "exclusiveMinimum": parameter.above,
        "maximum": parameter.most,
    }
    number = {**_NUMBER, **{k: v for k, v in bounds.items() if v is not None}}
    match parameter.type:
        case "choice":
            return {**described, "enum": list(parameter.choices)}
        case "code":
            return {**described, **_CODE}
        case "codes":
            return {**described, **_several(_CODE)}
        case "numbers":
            return {**described, **_several(number)}
        case "number":
            return {**described, **number}


def _several(one: Mapping[str, Any]) -> dict[str, Any]:
    return {"anyOf": [dict(one), {"type": "array", "items": dict(one), "minItems": 1}]}
