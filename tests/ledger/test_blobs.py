"""Blobs: what is under a name is what the name says, or there is nothing."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.blobs import (
    Blobs,
    DamagedBlobError,
    NoBlobError,
    PrivateBlobs,
    TooLargeError,
)
from tender.canonical import commitment

LIMIT = 1_000
NAME = sha256(b"an offer").hexdigest()
SALT = bytes(range(16))


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(tmp_path / "blobs")


@pytest.fixture
def private(tmp_path: Path) -> PrivateBlobs:
    return PrivateBlobs(tmp_path / "private")


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


@settings(
    deadline=None,  # each example waits for the disk
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(pieces=st.lists(st.binary(max_size=100), max_size=9))
def test_what_is_put_is_got(blobs: Blobs, pieces: list[bytes]) -> None:
    name = blobs.put(pieces, limit=LIMIT)

    assert name == sha256(b"".join(pieces)).hexdigest()
    assert blobs.get(name) == b"".join(pieces)
    assert blobs.size(name) == len(b"".join(pieces))
    assert blobs.has(name)


def test_a_file_s_name_is_its_digest_and_says_nothing_else(blobs: Blobs) -> None:
    blobs.put([b"an ", b"offer"], limit=LIMIT)

    assert files(blobs.folder) == [NAME]


def test_the_same_bytes_are_kept_once(blobs: Blobs) -> None:
    assert blobs.put([b"an offer"], limit=LIMIT) == blobs.put(
        [b"an offer"], limit=LIMIT
    )
    assert files(blobs.folder) == [NAME]


def test_too_many_bytes_are_refused_as_they_come(blobs: Blobs) -> None:
    asked = 0

    def endless() -> Iterator[bytes]:
        nonlocal asked
        while True:
            asked += 1
            yield bytes(100)

    with pytest.raises(TooLargeError, match="at most 1000"):
        blobs.put(endless(), limit=LIMIT)

    assert asked == 11
    assert files(blobs.folder) == []


def test_as_many_bytes_as_are_allowed_are_kept(blobs: Blobs) -> None:
    assert blobs.size(blobs.put([bytes(LIMIT)], limit=LIMIT)) == LIMIT


def test_bytes_of_another_name_are_refused(blobs: Blobs) -> None:
    with pytest.raises(DamagedBlobError, match=NAME):
        blobs.put([b"another offer"], limit=LIMIT, expected=NAME)

    assert files(blobs.folder) == []
    assert blobs.put([b"an offer"], limit=LIMIT, expected=NAME) == NAME


def test_an_upload_that_breaks_off_leaves_nothing(blobs: Blobs) -> None:
    def broken() -> Iterator[bytes]:
        yield b"an "
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        blobs.put(broken(), limit=LIMIT)

    assert files(blobs.folder) == []
    assert not blobs.has(NAME)


def test_a_damaged_file_is_never_given(blobs: Blobs) -> None:
    blobs.put([b"an offer"], limit=LIMIT)
    (blobs.folder / NAME).write_bytes(b"an Offer")

    with pytest.raises(DamagedBlobError, match="found "):
        blobs.get(NAME)

    blobs.put([b"an offer"], limit=LIMIT)  # which also mends it
    assert blobs.get(NAME) == b"an offer"


@pytest.mark.parametrize("name", [NAME, "", "..", "../x", NAME[:-1], NAME.upper()])
def test_a_name_that_is_not_stored_is_not_found(blobs: Blobs, name: str) -> None:
    with pytest.raises(NoBlobError):
        blobs.get(name)
    with pytest.raises(NoBlobError):
        blobs.size(name)


def test_a_private_blob_is_named_by_its_commitment(private: PrivateBlobs) -> None:
    name = private.put(SALT, b"Siti, 1571...")

    assert name == commitment(SALT, b"Siti, 1571...")
    assert private.get(name) == (SALT, b"Siti, 1571...")
    assert private.has(name)


def test_erasing_takes_salt_and_bytes_and_leaves_a_commitment_to_nothing(
    private: PrivateBlobs, tmp_path: Path
) -> None:
    name = private.put(SALT, b"Siti")
    other = private.put(SALT, b"Budi")

    private.erase(name)
    private.erase(name)

    assert not private.has(name)
    assert private.get(other) == (SALT, b"Budi")
    assert files(tmp_path) == sorted([other, f"{name}.erased"])
    with pytest.raises(NoBlobError):
        private.get(name)


def test_what_was_erased_is_told_from_what_was_lost(
    private: PrivateBlobs, tmp_path: Path
) -> None:
    erased, lost = private.put(SALT, b"Siti"), private.put(SALT, b"Budi")

    private.erase(erased)
    (tmp_path / "private" / lost).unlink()

    assert private.erased(erased)
    assert not private.erased(lost)
    assert private.put(SALT, b"Siti") == erased  # it came again, and is here again
    assert not private.erased(erased)


def test_a_private_blob_has_a_cap(
    private: PrivateBlobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledger.blobs.PRIVATE_BYTES", 20)

    with pytest.raises(TooLargeError, match="at most 20"):
        private.put(SALT, b"12345")


def test_its_size_is_that_of_salt_and_bytes(private: PrivateBlobs) -> None:
    assert private.size(private.put(SALT, b"Siti")) == 20
