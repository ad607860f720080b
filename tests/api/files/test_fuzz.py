"""Whatever bytes are handed in, the answer is a value or a `FileFault`."""

import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.files import csv_file, json_file, toml_file
from api.files.fault import FileFault
from api.files.package import read_package
from api.files.tables import ItemRow, TenderFile
from tender.offer import Offer

# Bytes, and text made of what the three grammars are made of.
TOKENS = [
    *("[", "]", "[[", "]]", "{", "}", '"', "'", '"""', "'''", ",", ":", "=", ".", "#"),
    *(
        "\\",
        "\\u",
        "\\ud800",
        "-",
        "+",
        "e",
        "0",
        "1",
        "9007199254740993",
        "1_0",
        "0x1F",
    ),
    *("true", "null", "nan", "inf", "2026-02-30", "07:32:00", "T", "Z", "item", "part"),
    *("\r", "\n", "\t", " ", "a", "b"),
]
hand_ins = st.binary(max_size=200) | st.lists(
    st.sampled_from(TOKENS) | st.text(max_size=3), max_size=40
).map(lambda parts: "".join(parts).encode(errors="replace"))


@given(hand_ins)
@settings(max_examples=1_000, deadline=None)
def test_any_bytes_are_a_value_or_a_fault(data: bytes) -> None:
    with suppress(FileFault):
        json_file.parse(data, "offer.json").read(Offer)
    with suppress(FileFault):
        toml_file.parse(data, "tender.toml").read(TenderFile)
    with suppress(FileFault):
        csv_file.parse(data, "items.csv", ItemRow)
    header = b"item,title,unit,quantity,component,post,estimate\n"
    with suppress(FileFault):
        csv_file.parse(header + data, "items.csv", ItemRow)


@given(hand_ins)
@settings(max_examples=300, deadline=None)
def test_a_fault_is_one_line_of_the_file(data: bytes) -> None:
    lines = range(1, data.count(b"\n") + 2)

    for fault in filter(None, (fault_of(json_file, data), fault_of(toml_file, data))):
        expected = f"a:{fault.line}: {fault.field}: expected {fault.expected}, "
        assert str(fault) == f"{expected}found {fault.found}"
        assert str(fault).isprintable()
        assert fault.line in lines


def fault_of(kind: ModuleType, data: bytes) -> FileFault | None:
    """Return the fault of *data*, if it has one."""
    try:
        kind.parse(data, "a")
    except FileFault as fault:
        return fault
    return None


@pytest.mark.parametrize(
    "name",
    [
        "tender.toml",
        "scheme.toml",
        "items.csv",
        "roster.csv",
        "parties.toml",
        "acts.toml",
        "bids/bersih/offer.json",
        "bids/bersih/sealed/envelope.json",
    ],
)
@given(seed=st.integers(0, 2**32))
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # rewritten each time
)
def test_a_spoilt_package_is_read_or_refused(
    build: Callable[[dict[str, bytes | None]], Path],
    files: dict[str, bytes],
    name: str,
    seed: int,
) -> None:
    directory = build({name: spoilt(files[name], random.Random(seed))})  # noqa: S311

    with suppress(FileFault):
        read_package(directory)


def spoilt(data: bytes, chance: random.Random) -> bytes:
    """Return *data* with a piece cut out, doubled, or replaced by a token."""
    start = chance.randrange(len(data))
    end = min(len(data), start + chance.choice([1, 1, 3, 10, len(data)]))
    piece = data[start:end]
    token = chance.choice(TOKENS).encode()
    return (
        data[:start]
        + chance.choice([b"", piece * 2, token, piece + token])
        + data[end:]
    )
