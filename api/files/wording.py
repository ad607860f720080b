"""What a model refused, in plain English: what was expected, what was found.

Validators of `tender/` say `expected …, found …` themselves. For the rest this
module has words, above all for the patterns of codes, which nobody should have to
read in order to fill in a form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final, get_args

from pydantic import StringConstraints, ValidationError
from pydantic_core import ErrorDetails

from api.files import tables
from api.files.fault import Where, shown
from tender import codes, imported_fact, offer, stored, works
from tender.commands import bidding, opening
from tender.commands.preparation import parties, process

_SECRET = re.compile("age_identity|signing_seed|AGE-SECRET-KEY", re.IGNORECASE)

_NAMED = 4  # absent fields of which an unknown one may be meant

_SAID = re.compile(
    r"(?:.*?: )?expected (?P<expected>.+?), found (?P<found>.+)", re.DOTALL
)

_FORMS: Final = {
    codes.Code: "a code such as 'guard-1' (lower case, digits, hyphens, points)",
    codes.Ocid: "an ocid such as 'ocds-a1b2c3-hps-2026-7'",
    codes.Worker: "the code of a worker, such as 'k-017'",
    codes.ValueId: "the id of a value, such as 'labour.minimum_wage'",
    codes.Account: "an account such as '5.1.02.02.01.0030'",
    stored.Sha256: "64 hexadecimal digits in lower case",
    stored.Hex: "hexadecimal digits in pairs, in lower case",
    stored.Line: "one line of text without spaces at its ends",
    imported_fact.Kbli: "a class of KBLI such as '80100'",
    works.Month: "a month such as '2019-03'",
    offer.MediaType: "a media type such as 'application/pdf'",
    process.Offset: "an offset such as '+07:00'",
    parties.Recipient: "a recipient of age, 'age1' and 58 characters",
    parties.PublicKey: "64 hexadecimal digits in lower case",
    bidding.Box: "base 64",
    tables.Digits: "a whole number",
    tables.Label: "a label such as 'name' or 'npwp'",
    opening.SecretKey: "a secret key of age, 'AGE-SECRET-KEY-1' and 58 characters",
}


def _pattern(form: object) -> str:
    (constraints,) = (a for a in get_args(form) if isinstance(a, StringConstraints))
    return str(constraints.pattern)


PATTERNS: Final = {_pattern(form): words for form, words in _FORMS.items()}
"""How each pattern of `tender/` is asked for."""

TYPES: Final = {
    "string_type": "text in quotes",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_parsing_size": "a whole number",
    "bool_type": "true or false",
    "list_type": "a list",
    "tuple_type": "a list",
    "dict_type": "a table",
    "model_type": "a table",
    "datetime_type": "a moment",
    "string_too_short": "text",
}
"""How each type is asked for that pydantic has a name of its own for."""

ASKED: Final[dict[str, Callable[[dict[str, Any]], str]]] = {
    "string_pattern_mismatch": lambda said: PATTERNS.get(
        said["pattern"], f"text of the form {said['pattern']}"
    ),
    "literal_error": lambda said: f"one of {_listed(said['expected'])}",
    "too_short": lambda said: f"a list of {said['min_length']} or more",
    "greater_than_equal": lambda said: f"{said['ge']} or more",
    "greater_than": lambda said: f"more than {said['gt']}",
    "less_than_equal": lambda said: f"{said['le']} or less",
    "less_than": lambda said: f"less than {said['lt']}",
}
"""How what is asked for with a limit or a choice is asked for."""


def where_and_words(
    error: ValidationError, optional: frozenset[str] = frozenset()
) -> Iterator[tuple[Where, str, str]]:
    """Yield where a model refused something, what it expected, and what it found.

    The absence of an *optional* field of the model itself is no fault. An unknown
    field beside absent ones is taken for one of them, misspelt, and told once,
    where it stands.
    """
    every = [
        details
        for details in error.errors(include_url=False)
        if not (
            details["type"] == "missing"
            and len(details["loc"]) == 1
            and details["loc"][0] in optional
        )
    ]
    absent: dict[Where, list[str]] = {}
    for details in every:
        if details["type"] == "missing":
            absent.setdefault(details["loc"][:-1], []).append(str(details["loc"][-1]))
    unknown = {e["loc"][:-1] for e in every if e["type"] == "extra_forbidden"}
    for details in every:
        table = details["loc"][:-1]
        where = tuple(step for step in details["loc"] if step != "[key]")
        expected, found = _words(details)
        if details["type"] == "missing" and table in unknown:
            continue
        if details["type"] == "extra_forbidden" and table in absent:
            expected = " or ".join(absent[table][:_NAMED])
        if details["type"] != "missing" and is_secret(f"{where} {details['input']}"):
            found = "other text"
        yield where, expected, found


def is_secret(text: str) -> bool:
    """Say whether *text* names a secret field or holds a secret key: it is not repeated."""
    return _SECRET.search(text) is not None


def _words(details: ErrorDetails) -> tuple[str, str]:
    kind, given = details["type"], details["input"]
    context = details.get("ctx", {})
    if kind == "missing":
        return "a value", "none"
    if kind == "extra_forbidden":
        return "no field of this name", shown(details["loc"][-1])
    if kind == "value_error":
        said = _SAID.fullmatch(str(context["error"]))
        return (said["expected"], said["found"]) if said else _said(details)
    if kind == "string_too_long":
        return f"at most {context['max_length']} characters", f"{len(given)}"
    if kind in ASKED:
        return ASKED[kind](context), shown(given)
    return _said(details)


def _said(details: ErrorDetails) -> tuple[str, str]:
    """Return what pydantic itself says."""
    message = details["msg"].removeprefix("Input should be ")
    return TYPES.get(details["type"], message), shown(details["input"])


def _listed(expected: str) -> str:
    """Return pydantic's `'a', 'b' or 'c'` as a plain list."""
    return ", ".join(re.findall(r"'([^']*)'", expected)) or expected
