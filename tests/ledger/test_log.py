"""The tree: RFC 6962's own reference, every proof, and no false one."""

from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from ledger.log import (
    EMPTY_ROOT,
    LogProofError,
    OutsideTreeError,
    Tree,
    leaf_hash,
    node_hash,
    verify_consistency,
    verify_inclusion,
)

# The leaves and roots by which the implementations of Certificate Transparency
# compare themselves.
REFERENCE_LEAVES = [
    b"",
    b"\x00",
    b"\x10",
    bytes.fromhex("2021"),
    bytes.fromhex("3031"),
    bytes.fromhex("40414243"),
    bytes.fromhex("5051525354555657"),
    bytes.fromhex("606162636465666768696a6b6c6d6e6f"),
]
REFERENCE_ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
SIZE = 70  # of the tree that is tried pair by pair


def a_tree(size: int, changed: int | None = None) -> Tree:
    """Return a tree of *size* leaves, one of them perhaps another."""
    tree = Tree()
    for index in range(size):
        tree.append(b"changed" if index == changed else b"leaf %d" % index)
    return tree


def naive_root(leaves: list[bytes]) -> bytes:
    """Return the root as RFC 6962, section 2.1, writes it down."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaf_hash(leaves[0])
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node_hash(naive_root(leaves[:split]), naive_root(leaves[split:]))


TREE = a_tree(SIZE)


@pytest.mark.parametrize("size", range(9))
def test_roots_are_those_of_certificate_transparency(size: int) -> None:
    tree = Tree()
    for data in REFERENCE_LEAVES[:size]:
        tree.append(data)

    assert tree.root().hex() == REFERENCE_ROOTS[size]


@given(st.lists(st.binary(max_size=5), max_size=40))
def test_the_root_is_that_of_the_definition(leaves: list[bytes]) -> None:
    tree = Tree()
    for data in leaves:
        tree.append(data)

    assert tree.root() == naive_root(leaves)


def test_leaf_and_node_cannot_be_taken_for_one_another() -> None:
    left, right = leaf_hash(b"a"), leaf_hash(b"b")

    assert leaf_hash(left + right) != node_hash(left, right)


def test_a_tree_of_n_leaves_has_n_leaves_and_fewer_inner_nodes() -> None:
    assert len([n for n in TREE.nodes if n.level == 0]) == SIZE
    assert len([n for n in TREE.nodes if n.level > 0]) < SIZE


def test_every_leaf_is_proved_in_every_tree() -> None:
    for size in range(1, SIZE + 1):
        for index in range(size):
            verify_inclusion(
                leaf=leaf_hash(b"leaf %d" % index),
                index=index,
                size=size,
                proof=TREE.inclusion(index, size),
                root=TREE.root(size),
            )


def test_every_tree_is_proved_to_grow_into_every_later_one() -> None:
    for second in range(SIZE + 1):
        for first in range(second + 1):
            verify_consistency(
                first=first,
                second=second,
                proof=TREE.consistency(first, second),
                root=TREE.root(first),
                later_root=TREE.root(second),
            )


@given(st.data())
def test_a_damaged_proof_of_inclusion_shows_nothing(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, SIZE))
    index = data.draw(st.integers(0, size - 1))
    proof = TREE.inclusion(index, size)
    damaged = data.draw(damages(proof))

    with pytest.raises(LogProofError):
        verify_inclusion(
            leaf=leaf_hash(b"leaf %d" % index),
            index=index,
            size=size,
            proof=damaged,
            root=TREE.root(size),
        )


@given(st.data())
def test_a_damaged_proof_of_growth_shows_nothing(data: st.DataObject) -> None:
    second = data.draw(st.integers(1, SIZE))
    first = data.draw(st.integers(0, second))
    damaged = data.draw(damages(TREE.consistency(first, second)))

    with pytest.raises(LogProofError):
        verify_consistency(
            first=first,
            second=second,
            proof=damaged,
            root=TREE.root(first),
            later_root=TREE.root(second),
        )


@st.composite
def damages(draw: st.DrawFn, proof: list[bytes]) -> list[bytes]:
    """Draw a proof that differs from *proof* in one place."""
    damaged = list(proof)
    at = draw(st.integers(0, len(damaged)))
    kind = draw(st.sampled_from(["add", "drop", "flip", "swap"]))
    if kind == "drop" and damaged:
        damaged.pop(at % len(damaged))
    elif kind == "flip" and damaged:
        hash_ = bytearray(damaged[at % len(damaged)])
        hash_[draw(st.integers(0, 31))] ^= 1 << draw(st.integers(0, 7))
        damaged[at % len(damaged)] = bytes(hash_)
    elif kind == "swap" and len(damaged) > 1:
        damaged[0], damaged[-1] = damaged[-1], damaged[0]
    else:
        damaged.insert(at, draw(st.binary(min_size=32, max_size=32)))
    return damaged


@given(st.data())
def test_a_leaf_is_proved_where_it_is_and_nowhere_else(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, SIZE))
    index = data.draw(st.integers(0, size - 1))
    elsewhere = data.draw(st.integers(-1, size).filter(lambda i: i != index))

    with pytest.raises(LogProofError):
        verify_inclusion(
            leaf=leaf_hash(b"leaf %d" % index),
            index=elsewhere,
            size=size,
            proof=TREE.inclusion(index, size),
            root=TREE.root(size),
        )


@given(st.data())
def test_a_rewritten_leaf_is_consistent_with_no_earlier_root(
    data: st.DataObject,
) -> None:
    first = data.draw(st.integers(1, 20))
    second = data.draw(st.integers(first, 40))
    forged = a_tree(second, changed=data.draw(st.integers(0, first - 1)))

    assert forged.root(first) != TREE.root(first)
    with pytest.raises(LogProofError):
        verify_consistency(
            first=first,
            second=second,
            proof=forged.consistency(first, second),
            root=TREE.root(first),
            later_root=forged.root(),
        )


def test_a_log_cut_short_is_found_by_whoever_kept_its_root() -> None:
    """Truncation, and growth again with something else."""
    short = a_tree(30)
    short.append(b"other")
    for index in range(31, 50):
        short.append(b"leaf %d" % index)

    with pytest.raises(LogProofError, match="growth from 40 to 50"):
        verify_consistency(
            first=40,
            second=50,
            proof=short.consistency(40, 50),
            root=TREE.root(40),
            later_root=short.root(),
        )
    with pytest.raises(LogProofError, match="sizes that grow"):
        verify_consistency(
            first=40, second=30, proof=[], root=TREE.root(40), later_root=TREE.root(30)
        )


@pytest.mark.parametrize(("index", "size"), [(5, 5), (-1, 5), (0, 0)])
def test_no_proof_is_made_of_a_leaf_that_is_not_there(index: int, size: int) -> None:
    with pytest.raises(OutsideTreeError):
        TREE.inclusion(index, size)


@pytest.mark.parametrize(("first", "second"), [(5, 4), (-1, 5)])
def test_no_proof_is_made_of_shrinking(first: int, second: int) -> None:
    with pytest.raises(OutsideTreeError):
        TREE.consistency(first, second)


def test_growth_from_nothing_needs_no_hashes_and_the_empty_root() -> None:
    later = TREE.root(5)

    verify_consistency(first=0, second=5, proof=[], root=EMPTY_ROOT, later_root=later)
    with pytest.raises(LogProofError):
        verify_consistency(first=0, second=5, proof=[], root=later, later_root=later)


class Log(RuleBasedStateMachine):
    """Any history of appends, seen by a witness who keeps the heads."""

    @initialize()
    def begin(self) -> None:
        self.tree = Tree()
        self.leaves: list[bytes] = []
        self.heads: list[tuple[int, bytes]] = []

    @rule(leaves=st.lists(st.binary(max_size=3), min_size=1, max_size=20))
    def append(self, leaves: list[bytes]) -> None:
        for data in leaves:
            assert self.tree.append(data) == len(self.leaves)
            self.leaves.append(data)

    @rule()
    def publish_a_head(self) -> None:
        self.heads.append((self.tree.size, self.tree.root()))

    @rule(data=st.data())
    def prove_a_leaf(self, data: st.DataObject) -> None:
        if self.leaves:
            index = data.draw(st.integers(0, len(self.leaves) - 1))
            verify_inclusion(
                leaf=leaf_hash(self.leaves[index]),
                index=index,
                size=self.tree.size,
                proof=self.tree.inclusion(index, self.tree.size),
                root=self.tree.root(),
            )

    @invariant()
    def the_root_is_that_of_the_definition(self) -> None:
        assert self.tree.root() == naive_root(self.leaves)

    @invariant()
    def every_head_is_consistent_with_now(self) -> None:
        for size, root in self.heads:
            assert self.tree.root(size) == root
            verify_consistency(
                first=size,
                second=self.tree.size,
                proof=self.tree.consistency(size, self.tree.size),
                root=root,
                later_root=self.tree.root(),
            )


TestLog = Log.TestCase
TestLog.settings = settings(max_examples=40, stateful_step_count=20)
