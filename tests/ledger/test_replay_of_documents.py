"""Documents and their pages are held to the record, each by its number and kind."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.bundle import open_up, paper_name
from ledger.replay import Depth
from tender.canonical import from_bytes as json_of
from tender.canonical import sha256_hex, to_bytes
from tests.journeys.cleaning import Journey
from tests.ledger.forging import Forgery
from tests.ledger.replaying import forging, replayed


def rendition(forgery: Forgery, name: str) -> str:
    return next(n for n in forgery.members if n.startswith("renditions/") and name in n)


@pytest.mark.parametrize("depth", ["whole", "facts"])
def test_a_page_that_says_something_else_is_found(run: Journey, depth: Depth) -> None:
    """The digest of the bundle leaves pages out; their own hashes stand in the record."""
    forgery = forging(run)
    name = rendition(forgery, "contract")
    forgery.members[name] = forgery.members[name].replace(b"Rp", b"Rp 9", 1)
    data = forgery.signed()

    found = replayed(data, depth)

    assert open_up(data).digest == run.opened.digest
    assert found.divergence is not None
    assert found.divergence.rule == "document.html"
    assert name in found.divergence.where


def test_a_page_that_is_not_there_is_missed_by_nobody(run: Journey) -> None:
    """What it would say, its data say."""
    forgery = forging(run)
    del forgery.members[rendition(forgery, "contract")]

    assert replayed(forgery.signed()).identical


@pytest.mark.parametrize("suffix", ["html", "pdf"])
def test_a_page_of_a_document_that_nobody_issued_is_found(
    run: Journey, suffix: str
) -> None:
    forgery = forging(run)
    forgery.members[f"renditions/0099-contract.{suffix}"] = b"x"

    found = replayed(forgery.signed())

    assert found.divergence is not None
    assert found.divergence.rule == "document.rendition"
    assert found.divergence.where == f"renditions/0099-contract.{suffix}"


def test_pdfs_are_told_to_be_not_compared(run: Journey) -> None:
    forgery = forging(run)
    forgery.members["renditions/0014-contract.pdf"] = b"%PDF evil"

    found = replayed(forgery.signed())

    assert found.identical
    assert found.not_compared == ("0014-contract.pdf",)


def test_documents_are_told_apart_by_number_and_kind_and_not_by_their_order(
    run: Journey,
) -> None:
    """A document under the name of another is not taken for it."""
    forgery = forging(run)
    one, other = (
        f"documents/{name}.json"
        for name in ("0006-result-letter-p-01", "0007-result-letter-p-02")
    )
    members = forgery.members
    members[one], members[other] = members[other], members[one]

    found = replayed(forgery.signed())

    assert found.divergence is not None
    assert found.divergence.rule == "document.data"
    assert one in found.divergence.where


def test_names_of_documents_are_in_order_beyond_a_hundred() -> None:
    names = [paper_name(number, "contract", None) for number in range(1, 1_002)]

    assert names == sorted(names)


def document(forgery: Forgery, name: str) -> str:
    return next(n for n in forgery.members if n.startswith("documents/") and name in n)


def test_a_document_that_says_something_else_is_found(run: Journey) -> None:
    forgery = forging(run)
    name = document(forgery, "award-decision")
    data: Any = json_of(forgery.members[name])
    data["award"]["winner"] = "p-06"
    forgery.members[name] = to_bytes(data)

    found = replayed(forgery.signed())

    assert found.divergence is not None
    assert found.divergence.rule == "document.data"
    assert "award-decision" in found.divergence.where


def test_a_document_that_says_something_else_on_record_too_is_found(
    run: Journey,
) -> None:
    """Its hash in the entry was changed with it; the rules make the data again."""
    forgery = forging(run)
    name = document(forgery, "award-decision")
    data: Any = json_of(forgery.members[name])
    data["award"]["winner"] = "p-06"
    forgery.members[name] = to_bytes(data)

    def renamed(part: dict[str, Any]) -> None:
        part["data_sha256"] = sha256_hex(to_bytes(data))

    forgery.edit(
        forgery.find("issue_document", "award_decision"), command=renamed, event=renamed
    )

    found = replayed(forgery.written())

    assert found.divergence is not None
    assert found.divergence.rule == "document.other-data"
    assert "issue_document" in found.divergence.where


@pytest.mark.parametrize("name", ["0001-announcement.json", "0014-contract.json"])
def test_a_document_that_is_missing_is_found(run: Journey, name: str) -> None:
    forgery = forging(run)
    del forgery.members[f"documents/{name}"]

    found = replayed(forgery.signed())

    assert found.divergence is not None
    assert found.divergence.rule == "document.data"


def test_a_document_that_nobody_issued_is_found(run: Journey) -> None:
    forgery = forging(run)
    forgery.members["documents/0015-contract.json"] = to_bytes({"kind": "contract"})

    found = replayed(forgery.signed())

    assert found.divergence is not None
    assert found.divergence.rule == "document.data"
    assert found.divergence.where == "documents/0015-contract.json"
