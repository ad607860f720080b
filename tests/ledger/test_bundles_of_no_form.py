"""What is no bundle is told on one line, as what it is, before anything is replayed."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.bundle import ENTRIES, PROCESS, BundleError
from tender.canonical import to_bytes
from tests.journeys.cleaning import Journey
from tests.ledger.forging import Forgery
from tests.ledger.replaying import assert_one_line, forging, frozen, replayed


def test_bytes_after_the_last_line_make_no_bundle(run: Journey) -> None:
    forgery = forging(run)
    forgery.members[ENTRIES] += b"garbage"

    with pytest.raises(BundleError, match="a line that ends") as caught:
        replayed(forgery.signed())

    assert caught.value.line == len(run.moments) + 1
    assert_one_line(caught.value)


def test_an_envelope_of_more_objects_than_are_opened_is_not_read(run: Journey) -> None:
    forgery = forging(run)
    number = forgery.find("commit_bid")

    def many(command: dict[str, Any]) -> None:
        command["objects"] = command["objects"] * 51

    forgery.edit(number, command=many)

    with pytest.raises(BundleError, match="expected 200") as caught:
        replayed(forgery.written())

    assert caught.value.member == ENTRIES
    assert caught.value.line == number + 1


def test_a_pack_under_the_name_of_another_makes_no_bundle(run: Journey) -> None:
    forgery = forging(run)
    name = f"packs/{'00' * 32}.json"
    forgery.members[name] = forgery.members[f"packs/{frozen(forgery)}.json"]

    with pytest.raises(BundleError, match="another name") as caught:
        replayed(forgery.signed())

    assert caught.value.member == name


def with_line(forgery: Forgery, old: bytes, new: bytes) -> bytes:
    assert old in forgery.members[ENTRIES]
    forgery.members[ENTRIES] = forgery.members[ENTRIES].replace(old, new, 1)
    return forgery.signed()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(b'"epoch":0', b'"epoch":0.0', id="a float"),
        pytest.param(b'"epoch":0', b'"epoch":0,"epoch":0', id="a key twice"),
        pytest.param(b'"epoch":0', b'"epoch": 0', id="a space"),
        pytest.param(b'"v":1}', b'"v":1,"x":1}', id="a field too many"),
        pytest.param(b'"outcome":"accepted"', b'"outcome":"perhaps"', id="an outcome"),
        pytest.param(b'"tag":"set_budget"', b'"tag":"set_fire"', id="a command"),
        pytest.param(b'"tag":"budget_set"', b'"tag":"budget_lost"', id="an event"),
        pytest.param(b'"amount":"3150000000"', b'"amount":3150000000.5', id="money"),
    ],
)
def test_an_entry_of_another_form_makes_no_bundle(
    run: Journey, old: bytes, new: bytes
) -> None:
    """It is told as what it is, and never as an accident of the program's."""
    data = with_line(forging(run), old, new)

    with pytest.raises(BundleError) as caught:
        replayed(data)

    assert caught.value.member == ENTRIES
    line = next(n for n, one in enumerate(run.opened.entry_bytes, 1) if old in one)
    assert caught.value.line == line
    assert_one_line(caught.value)


@pytest.mark.parametrize(
    ("member", "data"),
    [
        pytest.param(PROCESS, b"[]", id="no object"),
        pytest.param(PROCESS, b"{}", id="no process"),
        pytest.param(
            PROCESS,
            to_bytes({"process": "p", "salt": "", "log": "l", "key": "no key"}),
            id="no key",
        ),
        pytest.param("packs/nothing.json", b"{}", id="a pack that is none"),
        pytest.param("log/000000000002.note", b"\xff\xfe", id="a note that is no text"),
        pytest.param(
            PROCESS,
            b'{"key":1,"log":"l","process":"p","salt":"5a"}',
            id="a key that is a number",
        ),
        pytest.param(
            PROCESS,
            to_bytes({"process": "p", "salt": "zz" * 16, "log": "l", "key": "k"}),
            id="a salt that is none",
        ),
        pytest.param(f"packs/{'00' * 32}.json", b"{}", id="a pack without values"),
        pytest.param("foo.txt", b"hello", id="a stranger"),
        pytest.param("documents/contract.json", b"{}", id="a document of no number"),
        pytest.param("documents/15-contract.json", b"{}", id="a number of two digits"),
        pytest.param("log/2.note", b"", id="a note of no size"),
        pytest.param("private/evil.bin", b"hello", id="a private file of no name"),
        pytest.param("renditions/0001-announcement.exe", b"x", id="a program"),
        pytest.param(ENTRIES, b"", id="no entries"),
    ],
)
def test_a_member_of_another_form_is_named(
    run: Journey, member: str, data: bytes
) -> None:
    forgery = forging(run)
    forgery.members[member] = data

    with pytest.raises(BundleError) as caught:
        replayed(forgery.signed())

    assert caught.value.member == member
    assert_one_line(caught.value)
