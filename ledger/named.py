"""What entries name by its hash, and where it is: the one list of it, event by event.

    ciphertexts      what is sealed in a bid
    papers           data and page of a document
    public words     what is kept behind a commitment until its entry is disclosed
    private blobs    all that is behind a commitment: those words, identities, workers'
                     words, the estimate's lines, opened attachments

Commitments name salt and bytes together; the rest is named by its SHA-256 alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, TypeAlias

Events: TypeAlias = Iterable[Mapping[str, Any]]
"""The events of an entry, as plain JSON."""

PUBLIC_WORDS: Final = frozenset({"question_asked", "clarification_answered"})
"""Events whose words are for everyone once they are disclosed."""

_PRIVATE: Final[Mapping[str, str]] = {
    "party_registered": "identity",
    "place_claimed": "words",
    "estimate_set": "detail",
    "question_asked": "words",
    "clarification_answered": "words",
    "objection_lodged": "words",
}
"""The field of an event in which a commitment stands."""

_ENVELOPES: Final = frozenset({"bid_committed", "bid_replaced"})


def ciphertexts(events: Events) -> Iterator[tuple[str, int]]:
    """Yield name and size of each ciphertext of the bids that *events* take in."""
    for event in events:
        if event["tag"] in _ENVELOPES:
            for item in event["objects"]:
                yield item["ciphertext"], item["size"]


def papers(events: Events) -> Iterator[str]:
    """Yield the hashes of data and page of each document that *events* issue."""
    for event in events:
        if event["tag"] == "document_issued":
            yield event["data_sha256"]
            yield event["html_sha256"]


def public_words(events: Events) -> Iterator[str]:
    """Yield the commitments of *events* whose words are for everyone in the end."""
    for event in events:
        if event["tag"] in PUBLIC_WORDS:
            yield event["words"]


def private_blobs(events: Events) -> Iterator[str]:
    """Yield the commitments of *events*, public words included."""
    for event in events:
        field = _PRIVATE.get(event["tag"])
        if field is not None and event.get(field) is not None:
            yield event[field]
        if event["tag"] == "part_opened":
            for attachment in event["offer"]["attachments"]:
                yield attachment["sha256"]
