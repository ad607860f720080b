"""Nobody is asked for a regular expression."""

from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from api.files import tables
from api.files.wording import PATTERNS
from tender import offer, scheme, works
from tender.commands import COMMANDS
from tender.commands.bidding import Envelope

MODELS: list[type[BaseModel]] = [
    *(COMMANDS[tag] for tag in COMMANDS),
    tables.TenderFile,
    tables.PartiesFile,
    tables.ItemRow,
    tables.ActHead,
    scheme.Scheme,
    works.Incumbent,
    offer.Offer,
    Envelope,
]


def patterns(schema: object) -> Iterator[str]:
    """Yield every pattern in a JSON schema."""
    if isinstance(schema, dict):
        for key, value in schema.items():
            if key == "pattern" and isinstance(value, str):
                yield value
            else:
                yield from patterns(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from patterns(value)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_pattern_has_words(model: type[BaseModel]) -> None:
    assert set(patterns(model.model_json_schema())) - PATTERNS.keys() == set()
