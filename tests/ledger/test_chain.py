"""Streams hold together, or the first break is named."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.chain import (
    AfterError,
    BrokenChainError,
    ClockError,
    ClosedError,
    ForkError,
    GapError,
    NotAnEntryError,
    PreviousError,
    TwoProcessesError,
    find_break,
    hold_in_order,
    replay_order,
    verify_leaves,
    verify_streams,
)
from ledger.entry import (
    START,
    Closed,
    Position,
    entry_hash,
    from_bytes,
    leaf,
    stream_name,
    to_bytes,
)
from tests.ledger.entries import PROCESS, SALT, Process, a_tender


def rewritten(entries: list[bytes], number: int, **fields: Any) -> list[bytes]:  # noqa: ANN401
    """Return *entries* with fields of one changed, and all that follows linked anew."""
    process = Process()
    for at, data in enumerate(entries):
        entry = from_bytes(data)
        name = stream_name(entry.stream, entry.round)
        entry = replace(entry, prev=process.head(name)[1])
        if entry.after:
            seq, head = process.head("main")
            entry = replace(entry, after=Position(seq=seq, hash=head))
        if entry.sealed:
            size, head = process.head("sealed-1")
            entry = replace(entry, sealed=Closed(round=1, size=size, head=head))
        process.keep(replace(entry, **fields) if at == number else entry)
    return process.entries


def test_a_whole_process_holds() -> None:
    verify_streams(a_tender().entries)
    verify_streams([])
    verify_streams(reversed(a_tender().entries))


def test_a_process_in_the_middle_of_intake_holds() -> None:
    verify_streams(a_tender().entries[:6])


def test_two_rounds_hold() -> None:
    process = a_tender()
    process.round = 2
    process.add("call_for_bids_again")
    process.bid()
    process.close()

    verify_streams(process.entries)
    assert replay_order(map(from_bytes, process.entries)) == tuple(
        map(from_bytes, process.entries)
    )


def test_nobody_bid_and_intake_ended() -> None:
    process = Process()
    process.add("open_process")
    process.close("cancel_tender")

    verify_streams(process.entries)


@given(st.permutations(a_tender().entries))
def test_replay_order_is_the_order_of_what_happened(entries: list[bytes]) -> None:
    expected = [from_bytes(data) for data in a_tender().entries]

    assert list(replay_order(map(from_bytes, entries))) == expected
    verify_streams(entries)


def holds(lines: list[bytes]) -> bool:
    """Say whether going through *lines* step by step finds no break."""
    try:
        find_break(lines)
    except BrokenChainError:
        return False
    return True


def two_rounds() -> Process:
    """Return a process whose second round begins before the first is closed."""
    process = Process()
    process.add("open_process")
    process.bid()
    process.round = 2
    process.bid()
    process.bid()
    process.round = 1
    process.add("answer_question")
    process.bid()
    process.close()
    process.round = 2
    process.bid()
    process.close()
    return process


@given(st.data())
def test_one_walk_finds_what_going_step_by_step_finds(data: st.DataObject) -> None:
    """In replay order they agree; in another order the walk leaves it to the steps."""
    process = data.draw(st.sampled_from([a_tender, two_rounds]))()
    lines = list(process.entries)
    for _ in range(data.draw(st.integers(0, 2))):
        number = data.draw(st.integers(0, len(lines) - 1))
        match data.draw(st.sampled_from(["out", "twice", "swap", "change", "late"])):
            case "out":
                lines.pop(number)
            case "twice":
                lines.insert(number, data.draw(st.sampled_from(lines)))
            case "swap":
                lines.append(lines.pop(number))
            case "change":
                lines[number] = changed(lines[number], data)
            case _:
                process.round = data.draw(st.integers(1, 2))
                lines.append(data.draw(st.sampled_from([process.bid, process.close]))())
        if not lines:
            return
    in_order = [to_bytes(e) for e in replay_order(map(from_bytes, lines))]

    assert hold_in_order(in_order) == holds(in_order)
    assert holds(lines) == holds(in_order)
    assert hold_in_order(lines) == (lines == in_order and holds(lines))


def changed(line: bytes, data: st.DataObject) -> bytes:
    """Return an entry with one thing in it changed, and nothing linked anew."""
    entry = from_bytes(line)
    hashes = st.sampled_from([entry.prev, START, entry_hash(line), "ab" * 32])
    numbers = st.integers(1, 4)
    position = st.builds(Position, seq=numbers, hash=hashes)
    closed = st.builds(
        lambda round_, size, head: Closed(
            round=round_, size=size, head=head if size else START
        ),
        numbers,
        st.integers(0, 4),
        st.sampled_from([entry_hash(line), "ab" * 32]),
    )
    fields: dict[str, st.SearchStrategy[Any]] = {
        "process": st.sampled_from([PROCESS, "ocds-s4k54m-another"]),
        "seq": numbers,
        "round": numbers,
        "prev": hashes,
        "at": st.sampled_from([entry.at, "2026-11-24T01:03:00.000000Z"]),
    }
    if entry.after:
        fields["after"] = position
    if entry.sealed:
        fields["sealed"] = closed
    name = data.draw(st.sampled_from(sorted(fields)))
    return to_bytes(replace(entry, **{name: data.draw(fields[name])}))


def test_a_later_main_entry_comes_after_the_bids_decided_before_it() -> None:
    order = [
        (entry.stream, entry.seq)
        for entry in replay_order(map(from_bytes, a_tender().entries))
    ]

    assert order == [
        ("main", 1),
        ("main", 2),
        ("sealed", 1),
        ("sealed", 2),
        ("main", 3),
        ("sealed", 3),
        ("main", 4),
        ("main", 5),
    ]


@pytest.mark.parametrize("number", range(8))
def test_an_entry_left_out_is_a_break_unless_nothing_rests_on_it(number: int) -> None:
    entries = a_tender().entries
    entries.pop(number)

    if number == 7:  # a tail cut off: the log shows it, the chain alone cannot
        verify_streams(entries)
    else:
        with pytest.raises(BrokenChainError):
            verify_streams(entries)


def test_a_gap_says_what_is_missing() -> None:
    entries = a_tender().entries
    entries.pop(1)

    with pytest.raises(GapError, match=f"{PROCESS} main 3: .* Expected entry 2"):
        verify_streams(entries)


def test_an_entry_twice_is_a_fork() -> None:
    entries = a_tender().entries

    with pytest.raises(ForkError, match="main 2"):
        verify_streams([*entries, entries[1]])


def test_two_histories_from_one_entry_are_a_fork() -> None:
    entries = a_tender().entries
    other = a_tender()
    other.entries.clear()
    other.heads = {"main": (4, from_bytes(entries[7]).prev)}
    other.add("open_part", command={"tag": "open_part", "bid": "another"})

    with pytest.raises(ForkError, match="main 5"):
        verify_streams([*entries, *other.entries])


def test_an_entry_changed_breaks_the_link_behind_it() -> None:
    entries = a_tender().entries
    entries[1] = to_bytes(replace(from_bytes(entries[1]), salt="ff" * 16))

    with pytest.raises(PreviousError, match="main 3"):
        verify_streams(entries)


def test_an_entry_of_another_process_is_found() -> None:
    other = a_tender("ocds-s4k54m-another").entries

    with pytest.raises(TwoProcessesError, match="ocds-s4k54m-another main 5"):
        verify_streams([*a_tender().entries[:7], other[7]])


def test_a_bid_names_the_main_entry_that_it_was_decided_on() -> None:
    entries = a_tender().entries
    head = entry_hash(entries[1])
    cases = {
        "another hash": Position(seq=2, hash="ab" * 32),
        "an entry to come": Position(seq=5, hash=head),
        "none": Position(seq=9, hash=head),
    }

    for after in cases.values():
        with pytest.raises(AfterError):
            verify_streams(rewritten(entries, 3, after=after))


def test_a_bid_is_not_decided_on_an_older_state_than_the_one_before_it() -> None:
    entries = a_tender().entries
    first = Position(seq=1, hash=entry_hash(entries[0]))

    with pytest.raises(AfterError, match="Expected main 2 or later, found main 1"):
        verify_streams(rewritten(entries, 3, after=first))


@pytest.mark.parametrize(
    "sealed",
    [
        {"size": 2},
        {"size": 4},
        {"head": "ab" * 32},
        {"round": 2},
        {"size": 0, "head": START},
    ],
    ids=["bid_left_out", "bid_too_many", "other_head", "other_round", "hidden"],
)
def test_what_ends_intake_names_the_stream_it_closes(sealed: dict[str, Any]) -> None:
    entries = a_tender().entries
    true = from_bytes(entries[6]).sealed
    assert true

    with pytest.raises(ClosedError):
        verify_streams(rewritten(entries, 6, sealed=replace(true, **sealed)))


def test_no_bid_is_decided_after_the_closing() -> None:
    process = a_tender()
    process.bid()

    with pytest.raises(ClosedError, match=r"sealed-1 4 decided on main 5"):
        verify_streams(process.entries)


def test_no_bid_is_slipped_in_before_the_closing() -> None:
    process = a_tender()
    late = process.entries[:6]
    process.heads["main"] = (3, entry_hash(late[4]))
    process.bid(at="2026-11-24T01:06:30.000000Z")

    with pytest.raises(ClosedError, match="'size': 4"):
        verify_streams(process.entries)


def test_a_stream_is_closed_once() -> None:
    process = a_tender()
    process.close("cancel_tender")

    with pytest.raises(ClosedError, match="closed before"):
        verify_streams(process.entries)


@pytest.mark.parametrize("number", range(1, 8))
@pytest.mark.parametrize("back", ["2026-11-24T01:00:00.000000Z", "same"])
def test_the_clock_goes_forward_across_streams(number: int, back: str) -> None:
    entries = a_tender().entries
    at = from_bytes(entries[number - 1]).at if back == "same" else back

    with pytest.raises(ClockError):
        verify_streams(rewritten(entries, number, at=at))


def test_a_history_written_anew_holds_by_itself() -> None:
    """Which is why heads are kept by others: see the log and its checkpoints."""
    entries = a_tender().entries
    anew = rewritten(entries, 2, command={"tag": "commit_bid", "price": "1"})

    verify_streams(anew)
    assert entry_hash(anew[-1]) != entry_hash(entries[-1])


def test_each_break_says_where_what_and_what_to_do() -> None:
    entries = a_tender().entries
    entries.pop(4)
    check: Callable[[list[bytes]], None] = verify_streams

    with pytest.raises(BrokenChainError) as broken:
        check(entries)

    assert broken.value.where == f"{PROCESS} main 4"
    assert broken.value.expected == "entry 3"
    assert broken.value.found == "none"
    assert "Compare with a copy that someone else has kept." in str(broken.value)


def leaves_of(process: Process) -> list[bytes]:
    """Return the leaves of a process as the log has them."""
    entries = [from_bytes(data) for data in process.entries]
    sealed = [e for e in entries if e.stream == "sealed"]
    main = [e for e in entries if e.stream == "main"]
    order = [*main[:4], *sealed, *main[4:]]
    return [
        leaf(
            process=e.process,
            stream=stream_name(e.stream, e.round),
            salt=SALT,
            seq=e.seq,
            entry=entry_hash(to_bytes(e)),
        )
        for e in order
    ]


def test_the_list_of_leaves_shows_every_stream_s_head() -> None:
    one, other = a_tender(), a_tender("ocds-s4k54m-another")

    heads = verify_leaves([*leaves_of(one), *leaves_of(other)])

    expected = [*one.heads.values(), *other.heads.values()]
    assert sorted(heads.values()) == sorted(expected)


def test_a_fork_inside_the_log_is_found() -> None:
    leaves = leaves_of(a_tender())
    other = leaves[2][:41] + bytes(32)  # another entry 3, included just as well

    with pytest.raises(ForkError, match="leaf 8"):
        verify_leaves([*leaves, other])


@pytest.mark.parametrize("number", [0, 1, 2, 4, 5])
def test_a_gap_in_the_log_is_found(number: int) -> None:
    leaves = leaves_of(a_tender())
    leaves.pop(number)

    with pytest.raises(GapError, match="leaf"):
        verify_leaves(leaves)


def test_a_tail_cut_off_is_found_by_whoever_holds_the_stream() -> None:
    process = a_tender()

    heads = verify_leaves(leaves_of(process)[:-1])

    assert process.heads["main"] not in heads.values()


@pytest.mark.parametrize("leaf", [b"", bytes(73), b"\x01" + bytes(71)])
def test_what_is_no_leaf_is_refused(leaf: bytes) -> None:
    with pytest.raises(NotAnEntryError, match="73 bytes"):
        verify_leaves([leaf])
