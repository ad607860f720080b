"""No byte of a bundle can be changed, and none cut off, without its being found."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.replaying import replay_bundle
from ledger import archive
from tests.journeys import cleaning
from tests.journeys.cleaning import Journey, scratch

DIFFERS, BAD_INPUT = 1, 2


def exit_code(data: bytes) -> int:
    """Return what `saksama replay` ends with for a bundle of these bytes."""
    path = scratch() / "changed.zip"
    path.write_bytes(data)
    return replay_bundle(path, facts=False, documents=False, keys=None, wanted="en")


@cache
def spans() -> tuple[range, ...]:
    """Return where in the public bundle each member's bytes are, and what lies between."""
    data = cleaning.journey().public
    with ZipFile(BytesIO(data)) as archived:
        infos = archived.infolist()
    return tuple(
        _parts([(i.header_offset, len(i.filename), i.file_size) for i in infos])
    )


def _parts(heads: list[tuple[int, int, int]]) -> Iterator[range]:
    local_header = 30
    for offset, name, size in heads:
        begin = offset + local_header + name
        yield range(offset, begin)
        if size:
            yield range(begin, begin + size)
    last = sum(heads[-1]) + local_header
    yield range(last, len(cleaning.journey().public))


@settings(deadline=None, max_examples=250)
@given(data=st.data(), change=st.integers(1, 255))
def test_one_byte_changed_is_found(data: st.DataObject, change: int) -> None:
    """In members, their headers and the directory alike."""
    where = data.draw(st.sampled_from(spans()))
    position = data.draw(st.sampled_from(where))
    changed = bytearray(cleaning.journey().public)
    changed[position] ^= change

    assert exit_code(bytes(changed)) in (DIFFERS, BAD_INPUT)


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_a_file_that_was_cut_off_is_bad_input(data: st.DataObject) -> None:
    whole = cleaning.journey().public
    length = data.draw(st.integers(0, len(whole) - 1))

    assert exit_code(whole[:length]) == BAD_INPUT


def test_bytes_before_and_behind_a_bundle_are_bad_input(journey: Journey) -> None:
    """A zip reader passes over both."""
    assert exit_code(b"#!/bin/sh\n" + journey.public) == BAD_INPUT
    assert exit_code(journey.public + b"\n") == BAD_INPUT


def test_without_a_change_it_is_the_same(journey: Journey) -> None:
    assert exit_code(journey.public) == 0
    assert exit_code(journey.auditors) == 0


@settings(deadline=None, max_examples=60)
@given(data=st.data(), change=st.integers(1, 255))
def test_one_byte_changed_in_a_member_is_found_when_it_is_packed_anew(
    data: st.DataObject, change: int
) -> None:
    """The archive is in its one form; the manifest names another hash."""
    members = archive.read(cleaning.journey().public)
    name = data.draw(st.sampled_from(sorted(n for n, d in members.items() if d)))
    body = bytearray(members[name])
    body[data.draw(st.integers(0, len(body) - 1))] ^= change

    changed = archive.write({**members, name: bytes(body)})

    assert exit_code(changed) in (DIFFERS, BAD_INPUT)


@pytest.mark.parametrize("gone", ["manifest.json", "entries.jsonl", "log/leaves.bin"])
def test_a_member_that_is_missing_is_named(
    gone: str, journey: Journey, capsys: pytest.CaptureFixture[str]
) -> None:
    members = archive.read(journey.public)
    del members[gone]

    assert exit_code(archive.write(members)) == BAD_INPUT
    assert gone in capsys.readouterr().err


@pytest.mark.parametrize(
    "junk",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"PK\x03\x04", id="the beginning of a zip file"),
        pytest.param(b"PK\x05\x06" + bytes(18), id="an empty zip file"),
        pytest.param(b"{}", id="JSON"),
        pytest.param(bytes(range(256)) * 16, id="noise"),
    ],
)
def test_what_is_no_bundle_is_bad_input(junk: bytes) -> None:
    assert exit_code(junk) == BAD_INPUT


def test_no_file_is_bad_input(tmp_path: Path) -> None:
    found = replay_bundle(
        tmp_path / "none.zip", facts=False, documents=False, keys=None, wanted=None
    )

    assert found == BAD_INPUT
