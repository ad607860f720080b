"""The attacks that were thought of, one test each, named after the attack.

Each says who attacks and with what, and asserts what gives the attack away, or what
somebody has to have kept for it to be given away. Where nothing but a copy elsewhere
helps, the test shows that too: it is the reason why receipts and checkpoints are
handed out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from api.replaying import replay_bundle
from flows import seals
from flows.office import signed
from ledger import log, note
from ledger.asked import Asked, Recorded, Refused
from ledger.bundle import ENTRIES, LEAVES, BundleError, open_up
from ledger.chain import ForkError, verify_leaves
from ledger.entry import SERVER, entry_hash, from_bytes, leaf, to_bytes
from ledger.log import LogProofError, verify_consistency
from ledger.note import Checkpoint, NoteSignatureError
from ledger.proof import ProofError, sign
from ledger.replay import replay
from ledger.store import NotNextError
from ledger.turned_away import KeyReusedError
from tender.act import Actor
from tender.canonical.profile import NotCanonicalError
from tender.canonical.times import parse_time
from tender.commands.bidding import CommitBid
from tender.commands.opening import ReleaseShares
from tests.journeys.cleaning import (
    BIDDERS,
    PROCESS,
    Journey,
    Way,
    acts_of,
    at_stage,
    package,
    reached,
)
from tests.ledger.forging import Forgery

SEALED = ("commit_bid", "withdraw_bid")
DEADLINE = next(s.ends for s in package().schedule.slots if s.stage == "bidding")
TICK = timedelta(microseconds=1)


@pytest.fixture
def bidding(tmp_path: Path) -> Iterator[Way]:
    """Give the example as it was announced, with its bidders registered."""
    with at_stage("bidding", tmp_path, ()) as way:
        way.take(*acts_of("bidding", "register_party"))
        way.upload(*BIDDERS)
        yield way


def forging(journey: Journey) -> Forgery:
    """Return the bundle in the hands of the operator, who has the server's key."""
    return Forgery(journey.public, journey.way.office.ledger.seed)


def envelope(bid: str) -> dict[str, Any]:
    sealed = package().bids[bid].sealed
    assert sealed is not None
    return {**sealed.envelope.to_json(), "tag": "commit_bid"}


def bid_by(bidder: str, command: CommitBid, key: str = "bid") -> Asked:
    """Return a bid, signed by its bidder."""
    actor = Actor(bidder, "bidder")
    asked = Asked(process=PROCESS, actor=actor, command=command, key=key)
    return signed(asked, package().parties[bidder].signing_seed)


def tree(leaves: tuple[bytes, ...]) -> log.Tree:
    """Grow a log of *leaves*."""
    grown = log.Tree()
    for one in leaves:
        grown.append(one)
    return grown


# The log and its copies ------------------------------------------------------


def test_truncation_of_entries_alone(journey: Journey) -> None:
    """The operator leaves the end out, of entries and not of the log: it is counted."""
    forgery = forging(journey)
    lines = forgery.members[ENTRIES].split(b"\n")
    forgery.members[ENTRIES] = b"\n".join([*lines[:-6], b""])

    found = replay(open_up(forgery.signed()))

    assert not found.identical
    assert found.not_comparable == (
        "5 entries of this process are not disclosed in this bundle",
    )


def test_truncation_of_the_log_below_a_checkpoint(journey: Journey) -> None:
    """The operator cuts the log too, and keeps a checkpoint that was signed later."""
    forgery = forging(journey)
    notes = {n: d for n, d in forgery.members.items() if n.endswith(".note")}
    del forgery.entries[-3:]
    written = Forgery(forgery.written(), forgery.seed)
    written.members.update(notes)

    found = replay(open_up(written.signed()))

    assert found.divergence is not None
    assert found.divergence.rule == "log.checkpoint"


def test_truncation_of_everything_is_given_away_by_a_checkpoint_that_was_kept(
    journey: Journey,
) -> None:
    """Every prefix of a history is a history: only who has seen more can tell."""
    with journey.way.home.store.read() as snapshot:
        size = snapshot.checkpoints()[-1]
        kept = snapshot.checkpoint(size)
    assert kept is not None
    forgery = forging(journey)
    assert forgery.entries.pop().command["tag"] == "order_start"
    shorter = open_up(forgery.written())

    assert replay(shorter).divergence is None
    seen = Checkpoint.from_text(note.verify(kept, [shorter.key]).text)
    grown = tree(shorter.leaves)
    assert seen.size > len(shorter.leaves)
    with pytest.raises(LogProofError):
        verify_consistency(
            first=seen.size,
            second=len(shorter.leaves),
            proof=[],
            root=seen.root,
            later_root=grown.root(),
        )


def test_a_fork_inside_the_log(journey: Journey) -> None:
    """The operator keeps two entries for one place, each of them in the log."""
    moment = journey.moment("announce_result")
    other = replace(moment.entry, salt="00" * 16)
    second = leaf(
        process=PROCESS,
        stream="main",
        salt=journey.opened.process["salt"],
        seq=moment.entry.seq,
        entry=entry_hash(to_bytes(other)),
    )

    with pytest.raises(ForkError):
        verify_leaves((*journey.opened.leaves, second))
    forgery = forging(journey)
    forgery.members[LEAVES] += second
    found = replay(open_up(forgery.signed()))
    assert found.divergence is not None
    assert found.divergence.rule == "log.leaves"


def test_a_fork_is_not_stored(journey: Journey, tmp_path: Path) -> None:  # noqa: ARG001  # the ledger that is attacked
    """The store itself takes no second entry for a place."""
    with at_stage("standstill", tmp_path, ()) as way:
        last = from_bytes(way.entries()[-1])
        other = replace(last, salt="00" * 16, at="2027-01-01T00:00:00.000000Z")

        with pytest.raises(NotNextError), way.home.store.write() as transaction:
            transaction.append(to_bytes(other))

        assert from_bytes(way.entries()[-1]) == last


def test_a_split_view(journey: Journey) -> None:
    """The operator shows an auditor another history than everyone else.

    Each view holds together, and each is signed. Whoever compares the checkpoints of
    one size sees two roots; no proof leads from one view to the other.
    """
    forgery = forging(journey)
    number = forgery.find("answer_question")
    forgery.change(number, salt="00" * 16)
    other = open_up(forgery.written())
    assert replay(other).divergence is None

    mine, theirs = journey.opened.checkpoints[-1], other.checkpoints[-1]
    key = journey.opened.key
    points = [Checkpoint.from_text(note.verify(t, [key]).text) for t in (mine, theirs)]
    assert points[0].size == points[1].size
    assert points[0].root != points[1].root  # signed by one key: the proof of the split

    mixed = forging(journey)
    mixed.members[f"log/{points[0].size:012d}.note"] = theirs.encode()
    found = replay(open_up(mixed.signed()))
    assert found.divergence is not None
    assert found.divergence.rule == "log.root"


def test_a_split_view_does_not_grow_together_again(journey: Journey) -> None:
    """An earlier checkpoint of one view is no beginning of the other."""
    forgery = forging(journey)
    forgery.change(forgery.find("answer_question"), salt="00" * 16)
    other = open_up(forgery.written())
    early = Checkpoint.from_text(
        note.verify(journey.opened.checkpoints[1], [journey.opened.key]).text
    )
    grown = tree(other.leaves)

    with pytest.raises(LogProofError):
        verify_consistency(
            first=early.size,
            second=len(other.leaves),
            proof=grown.consistency(early.size, len(other.leaves)),
            root=early.root,
            later_root=grown.root(),
        )


def without_bidder(forgery: Forgery, bidder: str) -> None:
    """Leave everything out that a bidder has ever done, or was done about its bid."""
    forgery.entries = [
        entry
        for entry in forgery.entries
        if bidder not in (entry.actor.party, entry.command.get("bid"))
    ]


def test_a_log_signed_again_without_a_bid_is_given_away_by_its_receipt(
    journey: Journey, tmp_path: Path
) -> None:
    """The operator has never seen this bid. Its bidder holds the promise that it stands."""
    withdrawn = "p-09"
    with at_stage("bidding", tmp_path, ()) as way:
        way.take(*acts_of("bidding", "register_party"))
        way.upload(withdrawn)
        command = CommitBid.from_json(envelope(withdrawn))
        answer = way.office.ledger.execute(bid_by(withdrawn, command))
    assert isinstance(answer, Recorded)

    forgery = forging(journey)
    without_bidder(forgery, withdrawn)
    forged = open_up(forgery.written())

    answer.receipt.verify(forged.key.public.hex())
    hashes = {one[41:].hex() for one in forged.leaves}
    assert answer.receipt.entry_sha256 not in hashes


def test_a_log_signed_again_is_given_away_by_the_minutes_of_the_opening(
    journey: Journey,
) -> None:
    """The withdrawn bid is named where bids are read out: the rules would not say it."""
    forgery = forging(journey)
    without_bidder(forgery, "p-09")

    found = replay(open_up(forgery.written()))

    assert found.divergence is not None
    assert "complete_opening" in found.divergence.where


def test_a_log_signed_again_with_a_new_key_is_not_the_log(journey: Journey) -> None:
    """Whoever knows the log's key sees another's signature."""
    ledger = journey.way.office.ledger
    known = note.key(ledger.origin, ledger.seed)
    stranger = Forgery(journey.public, bytes(32))

    found = replay(open_up(stranger.written()), (known,))

    assert found.divergence is not None
    assert found.divergence.rule == "bundle.signature"
    with pytest.raises(NoteSignatureError):
        note.verify(open_up(stranger.written()).checkpoints[0], [known])


# Bids ------------------------------------------------------------------------


def test_a_copied_bid(tmp_path: Path) -> None:
    """A bidder sends a rival's ciphertexts as its own, signed by itself.

    It cannot read them, and need not. They open at the opening, and say whose they
    are: the copy is unopenable on the ground of its manifest, the rival's bid stands.
    """
    copier, rival = "p-02", "p-07"
    folder = package().bids[copier]
    copied = replace(folder, sealed=package().bids[rival].sealed)
    what = replace(package(), bids={**package().bids, copier: copied})
    acts = tuple(
        act
        for act in reached("bidding").acts_left
        if act.command not in SEALED or act.party in (copier, rival)
    )

    with at_stage("bidding", tmp_path, acts, what) as way:
        assert way.course.until(way.office, "evaluation") is None
        opening = way.state.opening

    assert opening.unopenable[copier, "all"].ground == "manifest"
    assert list(opening.offers) == [(rival, "all")]


def test_a_late_bid(bidding: Way) -> None:
    """The bidder asks in the microsecond of the deadline, with a clock of its own."""
    command = CommitBid.from_json(envelope("p-01"))
    bidding.clock.set(DEADLINE)

    answer = bidding.office.ledger.execute(bid_by("p-01", command))

    assert isinstance(answer, Refused)
    assert answer.refusal.rule == "bid.late"
    assert answer.receipt is not None  # the attempt is on record
    assert bidding.state.bidding.bids == {}


def test_a_late_bid_with_the_server_s_clock_set_back(bidding: Way) -> None:
    """The operator sets the clock back for a friend: entries of others stand in the way."""
    ledger = bidding.office.ledger
    bidding.clock.set(DEADLINE - TICK)
    first = CommitBid.from_json(envelope("p-01"))
    assert isinstance(ledger.execute(bid_by("p-01", first)), Recorded)
    ledger.clock = lambda: DEADLINE - timedelta(seconds=1)

    friend = CommitBid.from_json(envelope("p-02"))
    answer = ledger.execute(bid_by("p-02", friend))

    assert isinstance(answer, Refused)
    assert answer.refusal.rule == "bid.late"


def test_a_replayed_bid(bidding: Way) -> None:
    """Somebody sends a rival's signed command again: it changes nothing."""
    ledger = bidding.office.ledger
    asked = bid_by("p-01", CommitBid.from_json(envelope("p-01")))
    first = ledger.execute(asked)
    before = bidding.entries()

    again = ledger.execute(asked)
    with pytest.raises(ProofError):
        ledger.execute(replace(asked, key="another"))

    assert again.to_bytes() == first.to_bytes()
    assert bidding.entries() == before


def test_a_bid_under_a_rival_s_name(bidding: Way) -> None:
    """A bidder signs with its own key for somebody else."""
    asked = bid_by("p-01", CommitBid.from_json(envelope("p-02")))
    seed = package().parties["p-02"].signing_seed
    assert seed is not None
    proof = sign(asked.message(), bytes.fromhex(seed))

    with pytest.raises(ProofError):
        bidding.office.ledger.execute(
            replace(asked, actor=Actor("p-01", "bidder", proof))
        )

    assert bidding.state.bidding.bids == {}


def test_a_bid_without_any_name(bidding: Way) -> None:
    """The operator writes a bid into the record from a session of the server."""
    asked = bid_by("p-01", CommitBid.from_json(envelope("p-01")))

    answer = bidding.office.ledger.execute(
        replace(asked, actor=Actor("p-01", "bidder", SERVER))
    )

    assert isinstance(answer, Refused)
    assert answer.refusal.rule == "proof.unsigned"


def test_a_peek_before_the_opening(bidding: Way) -> None:
    """Trustees release while bids are taken in: refused, and on record for ever."""
    command = ReleaseShares(trustee="kunci-unja", part="all", shares=())
    asked = signed(
        Asked(
            process=PROCESS,
            actor=Actor("kunci-unja", "trustee"),
            command=command,
            key="peek",
        ),
        package().parties["kunci-unja"].signing_seed,
    )

    answer = bidding.office.ledger.execute(asked)

    assert isinstance(answer, Refused)
    assert answer.refusal.rule == "opening.too-early"
    assert answer.receipt is not None
    last = from_bytes(bidding.entries()[-1])
    assert [event["tag"] for event in last.events] == ["early_release_refused"]


def test_a_replayed_share(tmp_path: Path) -> None:
    """A trustee hands in a share of one bid for another: its hash is not that bid's."""
    with at_stage("opening", tmp_path, ()) as way:
        state = way.state
        identity = package().parties["kunci-unja"].age_identity or ""
        mine = seals.release_all(way.office, state, "kunci-unja", "all", identity)
        of = {(s.bid, s.name): s for s in mine.shares}
        of["p-01", "offer"] = of["p-01", "offer"].model_copy(
            update={"sha256": of["p-02", "offer"].sha256}
        )
        command = mine.model_copy(update={"shares": tuple(of.values())})
        act = acts_of("opening", "release_shares")[-1]
        way.clock.set(act.at)
        asked = signed(
            Asked(
                process=PROCESS,
                actor=Actor("kunci-unja", "trustee"),
                command=command,
                key="share",
            ),
            package().parties["kunci-unja"].signing_seed,
        )

        answer = way.office.ledger.execute(asked)

    assert isinstance(answer, Refused)
    assert answer.refusal.rule == "opening.wrong-shares"
    assert answer.refusal.operands["objects"] == "p-01/offer"


def test_a_share_of_another_tender_opens_nothing(tmp_path: Path) -> None:
    """On the disk stands another share under the right name: its hash gives it away."""
    with at_stage("opening", tmp_path, ()) as way:
        way.take(*acts_of("opening", "release_shares"))
        bid = way.state.bidding.bids["p-07"]
        sealed = bid.offer("all")
        assert sealed is not None
        share = next(s for s in sealed.shares if s.trustee == "kunci-unja")
        stored = way.home.folder / "shares" / share.sha256
        stored.write_bytes(stored.read_bytes()[::-1])

        with pytest.raises(Exception, match=share.sha256):
            seals.open_bid(way.office, way.state, "p-07", "all")


# The spelling of the record --------------------------------------------------


def line_with(journey: Journey, old: bytes, new: bytes) -> bytes:
    """Return the first entry that has *old*, with *new* in its place."""
    line = next(one for one in journey.opened.entry_bytes if old in one)
    return line.replace(old, new, 1)


def test_a_duplicate_key(journey: Journey) -> None:
    """Two readers take two values out of one line: neither of them is canonical."""
    line = line_with(
        journey, b'"amount":"3150000000"', b'"amount":"1","amount":"3150000000"'
    )

    with pytest.raises(NotCanonicalError):
        from_bytes(line)
    forgery = forging(journey)
    text = forgery.members[ENTRIES]
    forgery.members[ENTRIES] = text.replace(
        b'"amount":"3150000000"', b'"amount":"1","amount":"3150000000"', 1
    )
    with pytest.raises(BundleError, match=ENTRIES):
        replay(open_up(forgery.signed()))


def test_a_float_smuggled(journey: Journey) -> None:
    """A number that every machine rounds its own way stands in no entry."""
    line = line_with(journey, b'"epoch":0', b'"epoch":0.0')

    with pytest.raises(NotCanonicalError, match=r"/epoch"):
        from_bytes(line)
    forgery = forging(journey)
    forgery.members[ENTRIES] = forgery.members[ENTRIES].replace(
        b'"epoch":0', b'"epoch":0.0', 1
    )
    with pytest.raises(BundleError, match=ENTRIES):
        replay(open_up(forgery.signed()))


def test_a_float_smuggled_through_the_command_line_is_bad_input(
    journey: Journey, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    forgery = forging(journey)
    forgery.members[ENTRIES] = forgery.members[ENTRIES].replace(
        b'"epoch":0', b'"epoch":0.0', 1
    )
    path = tmp_path / "smuggled.zip"
    path.write_bytes(forgery.signed())

    code = replay_bundle(path, facts=False, documents=False, keys=None, wanted="en")

    assert code == 2
    assert ENTRIES in capsys.readouterr().err


def test_a_key_of_idempotency_used_again(bidding: Way) -> None:
    """Somebody hopes that another command hides behind an answer that was given."""
    ledger = bidding.office.ledger
    ledger.execute(bid_by("p-01", CommitBid.from_json(envelope("p-01")), key="k"))
    other = CommitBid.from_json(envelope("p-02"))

    with pytest.raises(KeyReusedError):
        ledger.execute(bid_by("p-01", other, key="k"))


# Time ------------------------------------------------------------------------


def test_back_dating_is_bounded_by_the_entries_around(journey: Journey) -> None:
    """An entry that is dated before the one it follows breaks the streams."""
    forgery = forging(journey)
    number = forgery.find("answer_objection")
    before = parse_time(forgery.entries[number - 1].at)
    forgery.change(number, at=f"{before - TICK:%Y-%m-%dT%H:%M:%S.%f}Z")

    found = replay(open_up(forgery.written()))

    assert found.divergence is not None
    assert found.divergence.rule == "streams"
    assert found.divergence.where.endswith(f"main {forgery.entries[number].seq}")


def test_back_dating_past_a_legal_day_is_decided_again(journey: Journey) -> None:
    """A report dated into the objection period is one that the rules refuse."""
    forgery = forging(journey)
    number = forgery.find("hand_over_report")
    answered = forgery.find("answer_objection")
    forgery.change(answered, at="2026-11-13T00:00:00.000000Z")
    forgery.change(number, at="2026-11-16T08:59:00.000000Z")

    found = replay(open_up(forgery.written()))

    assert found.divergence is not None
    assert found.divergence.rule == "award.standstill"


def found_unopenable(journey: Journey, bid: str, key: str | None) -> Forgery:
    """Return the auditors' bundle of a history in which p-07 was found unopenable."""
    forgery = Forgery(journey.auditors, journey.way.office.ledger.seed)
    finding = {
        "tag": "declare_unopenable",
        "bid": "p-07",
        "part": "all",
        "ground": "manifest",
        "finding": "Isi amplop milik peserta lain.",
        "name": "offer",
        "key": key,
    }
    event = {k: v for k, v in finding.items() if k not in ("name", "key")}
    number = forgery.find("open_part", bid)
    forgery.change(
        number, command=finding, events=({**event, "tag": "part_unopenable"},)
    )
    offer = journey.state.bidding.bids["p-07"].offer("all")
    assert offer is not None
    member = f"{offer.ciphertext}.age"
    sealed = forgery.members.pop(f"ciphertexts/{member}")
    forgery.members[f"private/{member}"] = sealed
    return forgery


def key_of(journey: Journey, bid: str) -> str:
    return str(journey.moment("open_part", bid).entry.command["key"])


def test_a_good_bid_that_was_found_unopenable(journey: Journey) -> None:
    """The operator does not like what is in a bid, and finds that it does not open.

    The auditors have the ciphertext, and the key is on record: they try for themselves.
    """
    forgery = found_unopenable(journey, "p-07", key_of(journey, "p-07"))

    found = replay(open_up(forgery.written()))

    assert found.divergence is not None
    assert found.divergence.rule == "seal.unopenable"
    assert found.divergence.found == "that it opens"


def test_a_good_bid_that_was_found_unopenable_with_another_key(
    journey: Journey,
) -> None:
    forgery = found_unopenable(journey, "p-07", key_of(journey, "p-06"))

    found = replay(open_up(forgery.written()))

    assert found.divergence is not None
    assert found.divergence.rule == "seal.key"


def test_a_good_bid_that_was_found_unopenable_without_a_key(journey: Journey) -> None:
    """No rule sees a ciphertext, so the finding by itself is decided as it was.

    What follows from the bid is then missing; and its bidder can open it for everyone.
    """
    forgery = found_unopenable(journey, "p-07", None)

    found = replay(open_up(forgery.written()))

    assert found.divergence is not None
    assert "complete_opening" in found.divergence.where


def test_the_tree_of_these_attacks_is_the_log_of_the_server(journey: Journey) -> None:
    """Else the proofs above would be of another tree."""
    with journey.way.home.store.read() as snapshot:
        root = snapshot.root(snapshot.size())

    assert tree(journey.opened.leaves).root() == root
