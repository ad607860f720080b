"""What the log promised is in the bundle, in its order, and nothing beside it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ledger.bundle import ENTRIES
from ledger.replay import Depth
from rules.pack import Pack
from tender.canonical import sha256_hex
from tests.journeys.cleaning import Journey
from tests.ledger.replaying import Act, forging, frozen, lines_of, replayed, with_lines


@pytest.mark.parametrize(
    ("damage", "rule"),
    [
        pytest.param(
            lambda f: f.members.update(
                {"log/leaves.bin": f.members["log/leaves.bin"][73:]}
            ),
            "log.leaves",
            id="the first leaf is gone",
        ),
        pytest.param(
            lambda f: f.members.update(
                {"log/leaves.bin": f.members["log/leaves.bin"][:-73]}
            ),
            "log.checkpoint",
            id="the last leaf is gone",
        ),
        pytest.param(
            lambda f: f.members.update(
                {"log/leaves.bin": f.members["log/leaves.bin"] + bytes(73)}
            ),
            "log.leaves",
            id="a leaf too many, of no form",
        ),
        pytest.param(
            lambda f: f.members.update({"log/000000000001.note": b"no note\n"}),
            "log.checkpoint",
            id="a checkpoint that is no note",
        ),
    ],
)
def test_a_log_that_does_not_hold_is_found(
    run: Journey, damage: Act, rule: str
) -> None:
    forgery = forging(run)
    damage(forgery)

    found = replayed(forgery.signed())

    assert found.divergence is not None
    assert found.divergence.rule == rule


@pytest.mark.parametrize("depth", ["whole", "facts"])
@pytest.mark.parametrize(
    ("change", "where", "rule"),
    [
        pytest.param(
            lambda lines: lines[::-1], "entries.jsonl:1", "entry.order", id="reversed"
        ),
        pytest.param(
            lambda lines: [*lines[:4], lines[5], lines[4], *lines[6:]],
            "entries.jsonl:5",
            "entry.order",
            id="two have changed places",
        ),
        pytest.param(
            lambda lines: [*lines, lines[-1]],
            "entries.jsonl:",
            "entry.twice",
            id="twice",
        ),
        pytest.param(
            lambda lines: [lines[0], *lines],
            "entries.jsonl:2",
            "entry.twice",
            id="the first twice",
        ),
    ],
)
def test_lines_in_another_order_are_found(
    run: Journey,
    change: Callable[[list[bytes]], list[bytes]],
    where: str,
    rule: str,
    depth: Depth,
) -> None:
    forgery = forging(run)

    found = replayed(with_lines(forgery, change(lines_of(forgery))), depth)

    assert found.divergence is not None
    assert found.divergence.rule == rule
    assert found.divergence.where.startswith(where)
    assert found.withheld == 0


def test_sealed_entries_that_are_left_out_are_counted_too(run: Journey) -> None:
    """Their leaves are in the log, though no line names their stream."""
    forgery = forging(run)
    lines = [one for one in lines_of(forgery) if b'"stream":"sealed"' not in one]

    found = replayed(with_lines(forgery, lines))

    assert found.withheld == 9
    assert found.not_comparable == (
        "9 entries of this process are not disclosed in this bundle",
    )


def test_one_entry_that_is_left_out_is_one(run: Journey) -> None:
    forgery = forging(run)

    found = replayed(with_lines(forgery, lines_of(forgery)[:-1]))

    assert found.not_comparable == (
        "1 entry of this process is not disclosed in this bundle",
    )


@pytest.mark.parametrize("moment", range(7))
def test_a_checkpoint_that_is_missing_at_a_legal_moment_is_found(
    run: Journey, moment: int
) -> None:
    forgery = forging(run)
    name = sorted(n for n in forgery.members if n.endswith(".note") and "log/" in n)[
        moment
    ]
    del forgery.members[name]

    found = replayed(forgery.signed())

    assert found.divergence is not None
    assert found.divergence.rule == "log.checkpoint"
    assert name in found.divergence.expected


def test_a_checkpoint_under_the_name_of_another_size_is_found(run: Journey) -> None:
    forgery = forging(run)
    name = next(n for n in sorted(forgery.members) if n.startswith("log/0"))
    forgery.members["log/000000000005.note"] = forgery.members[name]

    found = replayed(forgery.signed())

    assert found.divergence is not None
    assert found.divergence.rule == "log.checkpoint"
    assert found.divergence.where == "log/000000000005.note"


def test_a_pack_that_no_entry_names_is_a_stranger(run: Journey) -> None:
    forgery = forging(run)
    pack = Pack.from_bytes(forgery.members[f"packs/{frozen(forgery)}.json"])
    other = Pack.of(pack.file.model_copy(update={"values": pack.file.values[1:]}))
    forgery.members[f"packs/{other.digest}.json"] = other.to_bytes()

    found = replayed(forgery.signed())

    assert found.divergence is not None
    assert found.divergence.rule == "bundle.stranger"


@pytest.mark.parametrize(
    ("folder", "suffix"),
    [("blobs", "bin"), ("ciphertexts", "age"), ("private", "bin"), ("private", "age")],
)
def test_a_file_that_no_entry_names_is_a_stranger(
    run: Journey, folder: str, suffix: str
) -> None:
    forgery = forging(run)
    data = b"\0" * 16 + b"hello"
    name = f"{folder}/{sha256_hex(data)}.{suffix}"
    forgery.members[name] = data

    found = replayed(forgery.signed())

    assert found.divergence is not None
    assert found.divergence.rule == "bundle.stranger"
    assert found.divergence.where == name


def test_entries_that_are_missing_are_counted_and_nothing_is_called_the_same(
    run: Journey,
) -> None:
    """The log has their leaves: the bundle says so, and is not comparable."""
    forgery = forging(run)
    lines = forgery.members[ENTRIES].split(b"\n")
    forgery.members[ENTRIES] = b"\n".join([*lines[:-4], b""])

    found = replayed(forgery.signed())

    assert found.divergence is None
    assert found.not_comparable == (
        "3 entries of this process are not disclosed in this bundle",
    )
    assert not found.identical
