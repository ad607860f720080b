"""The log: a Merkle tree over leaves, with proofs, as RFC 6962 and RFC 9162 define it.

Hashes of leaves and of nodes have different prefixes, so neither passes for the
other. A node (level k, number i) is the hash of the full subtree of the 2^k leaves
from i x 2^k; a full subtree never changes, so nodes are written once and a tree of
n leaves is n - 1 of them. Roots and proofs are made from nodes alone: each subtree
that RFC 6962, section 2.1, names in a proof is covered by a few full ones.

The two verifiers are the algorithms of RFC 9162, sections 2.1.3.2 and 2.1.4.2, step
by step; they know nothing of how a proof was made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Final, NamedTuple

LEAF_PREFIX: Final = b"\x00"
NODE_PREFIX: Final = b"\x01"
EMPTY_ROOT: Final = sha256(b"").digest()


class LogProofError(ValueError):
    """A proof does not show what it should."""

    def __init__(self, claim: str, *, expected: str, found: str) -> None:
        super().__init__(f"{claim} is not shown: expected {expected}, found {found}")
        self.claim = claim
        self.expected = expected
        self.found = found


class OutsideTreeError(IndexError):
    """A proof was asked of a tree in which it cannot be."""

    def __init__(self, found: object, *, expected: str) -> None:
        super().__init__(f"expected {expected}, found {found}")
        self.found = found
        self.expected = expected


class Node(NamedTuple):
    """A full subtree: the 2^*level* leaves from *number* x 2^*level*."""

    level: int
    number: int


class Subtree(NamedTuple):
    """The leaves from *start* up to, not including, *end*; named in a proof."""

    start: int
    end: int


Nodes = Mapping[Node, bytes]


def leaf_hash(leaf: bytes) -> bytes:
    """Return the hash of a leaf."""
    return sha256(LEAF_PREFIX + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node."""
    return sha256(NODE_PREFIX + left + right).digest()


def grow(size: int, peaks: list[bytes], leaf: bytes) -> list[tuple[Node, bytes]]:
    """Append the leaf with hash *leaf* to a tree of *size*; return its new full nodes.

    *peaks* are the roots of the tree's full subtrees, largest first, and are brought
    up to date. A leaf adds one node on average, and itself.
    """
    node, hash_ = Node(0, size), leaf
    added = [(node, hash_)]
    while node.number % 2:
        node = Node(node.level + 1, node.number // 2)
        hash_ = node_hash(peaks.pop(), hash_)
        added.append((node, hash_))
    peaks.append(hash_)
    return added


def cover(start: int, end: int) -> Iterator[Node]:
    """Yield the full subtrees of the leaves from *start* to *end*, largest first.

    *start* is a multiple of the size of the largest, as in every subtree of a proof.
    """
    while start < end:
        level = (end - start).bit_length() - 1
        yield Node(level, start >> level)
        start += 1 << level


def peaks_hash(peaks: Sequence[bytes]) -> bytes:
    """Return the hash over full subtrees, largest first; of none, the empty root."""
    if not peaks:
        return EMPTY_ROOT
    *rest, hash_ = peaks
    for peak in reversed(rest):
        hash_ = node_hash(peak, hash_)
    return hash_


def subtree_hash(subtree: Subtree, nodes: Nodes) -> bytes:
    """Return the hash of *subtree* from the *nodes* that cover it."""
    return peaks_hash([nodes[node] for node in cover(*subtree)])


def inclusion_path(index: int, size: int) -> list[Subtree]:
    """Return the subtrees whose hashes prove leaf *index* in a tree of *size*.

    RFC 6962, section 2.1.1, nearest to the leaf first. Raise `OutsideTreeError`
    where there is no such leaf.
    """
    if not 0 <= index < size:
        raise OutsideTreeError(index, expected=f"a leaf below {size}")
    path: list[Subtree] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(Subtree(middle, end))
            end = middle
        else:
            path.append(Subtree(start, middle))
            start = middle
    return path[::-1]


def consistency_path(first: int, second: int) -> list[Subtree]:
    """Return the subtrees whose hashes prove that a tree of *first* leaves grew into *second*.

    RFC 6962, section 2.1.2. Raise `OutsideTreeError` unless 0 <= *first* <= *second*.
    """
    if not 0 <= first <= second:
        raise OutsideTreeError(second, expected=f"a size from {first}")
    if first in (0, second):
        return []
    path: list[Subtree] = []
    start, end, whole = 0, second, True
    while first != end:
        middle = start + _split(end - start)
        if first <= middle:
            path.append(Subtree(middle, end))
            end = middle
        else:
            path.append(Subtree(start, middle))
            start, whole = middle, False
    if not whole:
        path.append(Subtree(start, end))
    return path[::-1]


def verify_inclusion(
    *, leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> None:
    """Raise `LogProofError` unless *proof* shows the hash *leaf* at *index* under *root*."""
    claim = f"leaf {index} of {size}"
    if not 0 <= index < size:
        raise LogProofError(claim, expected=f"an index below {size}", found=f"{index}")
    hash_ = leaf
    for other, on_the_left in _climb(index, size - 1, proof, claim):
        hash_ = node_hash(other, hash_) if on_the_left else node_hash(hash_, other)
    _compare(claim, root, hash_)


def verify_consistency(
    *, first: int, second: int, proof: Sequence[bytes], root: bytes, later_root: bytes
) -> None:
    """Raise `LogProofError` unless *proof* shows that the later tree extends the first.

    *root* is of the first *first* leaves, *later_root* of *second*. An empty tree
    and an equal one are shown by no hashes at all.
    """
    claim = f"growth from {first} to {second}"
    if not 0 <= first <= second:
        raise LogProofError(claim, expected="sizes that grow", found="others")
    if first in (0, second):
        if proof:
            raise LogProofError(claim, expected="no hashes", found=f"{len(proof)}")
        _compare(claim, later_root if first else EMPTY_ROOT, root)
        return
    path = [root, *proof] if first.bit_count() == 1 else list(proof)
    if len(path) == 0:
        raise LogProofError(claim, expected="hashes", found="none")
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    earlier = later = path[0]
    for other, on_the_left in _climb(fn, sn, path[1:], claim):
        if on_the_left:
            earlier, later = node_hash(other, earlier), node_hash(other, later)
        else:
            later = node_hash(later, other)
    _compare(claim, root, earlier)
    _compare(claim, later_root, later)


class Tree:
    """A whole log in memory: what an auditor builds from the list of leaves."""

    def __init__(self) -> None:
        self.size = 0
        self.nodes: dict[Node, bytes] = {}
        self._peaks: list[bytes] = []

    def append(self, leaf: bytes) -> int:
        """Append a leaf, by its bytes, and return its index."""
        self.nodes.update(grow(self.size, self._peaks, leaf_hash(leaf)))
        self.size += 1
        return self.size - 1

    def root(self, size: int | None = None) -> bytes:
        """Return the root, now or when the tree had *size* leaves."""
        return subtree_hash(Subtree(0, self.size if size is None else size), self.nodes)

    def inclusion(self, index: int, size: int) -> list[bytes]:
        """Return the proof of leaf *index* in the tree of *size*."""
        return [subtree_hash(s, self.nodes) for s in inclusion_path(index, size)]

    def consistency(self, first: int, second: int) -> list[bytes]:
        """Return the proof that the tree of *first* leaves grew into that of *second*."""
        return [subtree_hash(s, self.nodes) for s in consistency_path(first, second)]


def _split(count: int) -> int:
    """Return the largest power of two below *count*, RFC 6962, section 2.1."""
    return 1 << (count - 1).bit_length() - 1


def _climb(
    fn: int, sn: int, proof: Sequence[bytes], claim: str
) -> Iterator[tuple[bytes, bool]]:
    """Yield each hash of *proof*, and whether it stands on the left on the way up.

    *fn* and *sn* are the RFC's: the number of the node that is climbed from, and of
    the last node of its level. A proof too long or too short raises.
    """
    for other in proof:
        if sn == 0:
            raise LogProofError(claim, expected="fewer hashes", found=f"{len(proof)}")
        on_the_left = bool(fn & 1) or fn == sn
        yield other, on_the_left
        if on_the_left:
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        fn, sn = fn >> 1, sn >> 1
    if sn:
        raise LogProofError(claim, expected="more hashes", found=f"{len(proof)}")


def _compare(claim: str, expected: bytes, found: bytes) -> None:
    if expected != found:
        raise LogProofError(claim, expected=expected.hex(), found=found.hex())
