"""A second verifier: the evidence of a bundle, checked from `docs/format.md` alone.

It imports the standard library and PyNaCl, and nothing of this project: whoever wants
to write a third begins here, or with the page. What it does not do is decide again;
it shows that a bundle is whole, signed, in order, in its log, signed by whom it says,
and that both digests are those of what is in it.
"""

from __future__ import annotations

import json
import re
from base64 import b64decode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import Any, NoReturn, TypeAlias
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

Value: TypeAlias = Any
"""JSON as it was read."""

ZEROS = "0" * 64
ENDS = ("bidding_closed", "bidding_stopped")
DEPTH = 100
OUTSIDE = ("renditions/", "private/", "manifest.")


class NotVerifiedError(Exception):
    """Something is not as the format says; the message says what."""


@dataclass(frozen=True)
class Verified:
    """What a bundle was found to be."""

    process: str
    entries: int
    signatures: int
    checkpoints: int
    bundle_digest: str
    facts_digest: str


def check(holds: object, what: str) -> None:
    """Raise `NotVerifiedError` saying *what* unless it *holds*."""
    if not holds:
        fail(what)


def fail(what: str, because: Exception | None = None) -> NoReturn:
    """Raise `NotVerifiedError` saying *what*."""
    raise NotVerifiedError(what) from because


# Canonical form ------------------------------------------------------------------


def written(value: Value) -> bytes:
    """Return the canonical bytes of a value."""
    text = json.dumps(
        value,
        ensure_ascii=False,
        separators=(",", ":"),
        sort_keys=True,
        allow_nan=False,
    )
    return text.encode()


def read(data: bytes, what: str) -> Value:
    """Return the value that canonical bytes spell."""
    try:
        value = json.loads(data)
        check(exact(value, DEPTH) and written(value) == data, f"{what}: not canonical")
    except (ValueError, RecursionError) as error:
        fail(f"{what}: {error}", error)
    return value


def exact(value: Value, depth: int) -> bool:
    """Say whether a value is of the profile, at most so deep."""
    if isinstance(value, dict):
        inside = all(key.isascii() for key in value)
        return depth > 0 and inside and all(exact(v, depth - 1) for v in value.values())
    if isinstance(value, list):
        return depth > 0 and all(exact(item, depth - 1) for item in value)
    if isinstance(value, int) and not isinstance(value, bool):
        return abs(value) < 2**53
    return value is None or isinstance(value, str | bool)


def digest(value: Value) -> str:
    """Return the SHA-256 of a value's canonical bytes."""
    return sha256(written(value)).hexdigest()


# The archive ---------------------------------------------------------------------


def members_of(data: bytes) -> dict[str, bytes]:
    """Return the members of a bundle in its one form."""
    with ZipFile(BytesIO(data)) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    again = BytesIO()
    with ZipFile(again, "w", ZIP_STORED) as archive:
        for name in sorted(members):
            info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system, info.external_attr = 3, 0o100644 << 16
            archive.writestr(info, members[name])
    check(again.getvalue() == data, "the archive is not in its one form")
    return members


# Notes ---------------------------------------------------------------------------


def signed_text(note: bytes, vkey: str) -> str:
    """Return the text of a note that the key has signed."""
    name, key_id, encoded = vkey.split("+", 2)
    key = b64decode(encoded, validate=True)
    expected = sha256(name.encode() + b"\n" + key).hexdigest()[:8]
    check(key[0] == 1 and key_id == expected, "the key is not of its id")
    text, blank, block = note.decode().rpartition("\n\n")
    check(blank, "a note without signatures")
    for line in block.splitlines():
        dash, signer, signature = line.split(" ")
        both = b64decode(signature, validate=True)
        if (dash, signer, both[:4].hex()) == ("\u2014", name, key_id):
            verify_signature(key[1:], f"{text}\n".encode(), both[4:], "a note")
            return f"{text}\n"
    return fail(f"a note that {name} has not signed")


def verify_signature(key: bytes, message: bytes, signature: bytes, what: str) -> None:
    """Raise `NotVerifiedError` unless the Ed25519 key signed the message."""
    try:
        VerifyKey(key).verify(message, signature)
    except (BadSignatureError, ValueError) as error:
        fail(f"{what}: a bad signature", error)


# Streams -------------------------------------------------------------------------


@dataclass(frozen=True)
class Entry:
    """An entry as it stands in the file: its bytes, and what they say."""

    data: bytes
    says: dict[str, Value]

    @property
    def hash(self) -> str:
        """The hash by which others name it."""
        return sha256(b"saksama/entry/v1\n" + self.data).hexdigest()

    @property
    def stream(self) -> str:
        """The name of its stream."""
        sealed = self.says["stream"] == "sealed"
        return f"sealed-{self.says['round']}" if sealed else "main"

    @property
    def where(self) -> str:
        """Where it stands."""
        return f"{self.stream} {self.says['seq']}"

    @property
    def order(self) -> tuple[int, bool, int, int]:
        """Where it comes in replay order."""
        says = self.says
        if self.stream == "main":
            return says["seq"], False, 0, 0
        return says["after"]["seq"], True, says["round"], says["seq"]


def verify_streams(entries: list[Entry]) -> None:
    """Hold entries to their order, each stream to its links, each closing to its stream."""
    heads: dict[str, tuple[int, str]] = {}
    closed: set[str] = set()
    at = ""
    check(entries == sorted(entries, key=lambda e: e.order), "not in replay order")
    for entry in entries:
        says, name = entry.says, entry.stream
        seq, head = heads.get(name, (0, ZEROS))
        check(says["seq"] == seq + 1, f"{entry.where}: a gap or a fork")
        check(says["prev"] == head, f"{entry.where}: does not follow the one before")
        check(says["at"] > at, f"{entry.where}: not later than the one before")
        if name != "main":
            main = heads.get("main", (0, ZEROS))
            after = (says["after"]["seq"], says["after"]["hash"])
            check(after == main, f"{entry.where}: decided on another head")
            check(name not in closed, f"{entry.where}: decided after the closing")
        ends = any(event["tag"] in ENDS for event in says["events"])
        check(
            ends == ("sealed" in says), f"{entry.where}: a closing that closes nothing"
        )
        if ends:
            ended = says["sealed"]
            of_round = f"sealed-{ended['round']}"
            size, last = heads.get(of_round, (0, ZEROS))
            stands = (ended["size"], ended["head"]) == (size, last)
            check(stands, f"{entry.where}: closes another stream")
            closed.add(of_round)
        heads[name], at = (says["seq"], entry.hash), says["at"]


# The log -------------------------------------------------------------------------


def root(hashes: list[bytes]) -> bytes:
    """Return the root of a tree, RFC 6962, section 2.1."""
    if not hashes:
        return sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    half = 1 << (len(hashes) - 1).bit_length() - 1
    return sha256(b"\x01" + root(hashes[:half]) + root(hashes[half:])).digest()


def verify_log(
    leaves: list[bytes], notes: dict[str, bytes], process: Value
) -> set[int]:
    """Hold the leaves to one another and to every checkpoint; return their sizes."""
    counts: dict[bytes, int] = {}
    for index, leaf in enumerate(leaves):
        subject, seq = leaf[1:33], int.from_bytes(leaf[33:41], "big")
        whole = len(leaf) == 73 and leaf[0] == 1 and seq == counts.get(subject, 0) + 1
        check(whole, f"leaf {index}: a gap, a fork, or no leaf")
        counts[subject] = seq
    hashes = [sha256(b"\x00" + leaf).digest() for leaf in leaves]
    sizes = set()
    for name, note in notes.items():
        origin, size, top, _ = signed_text(note, process["key"]).split("\n")
        found = root(hashes[: int(size)])
        check(origin == process["log"], f"{name}: of another log")
        check(name == f"log/{int(size):012d}.note", f"{name}: of another size")
        check(b64decode(top) == found, f"{name}: another root")
        sizes.add(int(size))
    return sizes


def leaf_of(entry: Entry, process: Value) -> bytes:
    """Return the leaf that stands for an entry."""
    subject = [process["process"], entry.stream, process["salt"]]
    seq = int(entry.says["seq"]).to_bytes(8, "big")
    return b"\x01" + sha256(written(subject)).digest() + seq + bytes.fromhex(entry.hash)


def verify_inclusion(
    entries: list[Entry],
    leaves: list[bytes],
    process: Value,
    signed: tuple[set[int], set[str]],
) -> None:
    """Find each entry in the log, no more of this process, and each moment signed."""
    sizes, moments = signed
    indices = {leaf: index for index, leaf in enumerate(leaves)}
    subjects = set()
    for entry in entries:
        leaf = leaf_of(entry, process)
        check(leaf in indices, f"{entry.where}: not in the log")
        subjects.add(leaf[:33])
        if any(event["tag"] in moments for event in entry.says["events"]):
            behind = entry.says.get("sealed", {}).get("size", 0)
            size = indices[leaf] + 1 + behind
            check(size in sizes, f"{entry.where}: no checkpoint of {size} leaves")
    in_log = sum(leaf[:33] in subjects for leaf in leaves)
    check(in_log == len(entries), f"{in_log - len(entries)} entries are not disclosed")


# Who asked, and what was opened --------------------------------------------------


def verify_proofs(entries: list[Entry]) -> int:
    """Verify each signature by the key on record, and return how many there are."""
    keys: dict[str, str] = {}
    count = 0
    for entry in entries:
        says, actor = entry.says, entry.says["actor"]
        if actor["proof"] != "server":
            message = written(
                {
                    "command": says["command"],
                    "key_sha256": says["key_sha256"],
                    "office": actor["office"],
                    "party": actor["party"],
                    "process": says["process"],
                    "round": says["round"],
                }
            )
            key = bytes.fromhex(keys.get(actor["party"], ""))
            proof = bytes.fromhex(actor["proof"])
            domain = b"saksama/command/v1\n"
            verify_signature(key, domain + message, proof, entry.where)
            count += 1
        for event in says["events"]:
            if event["tag"] == "party_registered":
                keys[event["party"]] = event.get("key", "")
    return count


def verify_openings(entries: list[Entry]) -> None:
    """Hold each opened offer to the commitment that its bidder signed."""
    envelopes: dict[str, Value] = {}
    for entry in entries:
        command = entry.says["command"]
        for event in entry.says["events"]:
            if event["tag"] in ("bid_committed", "bid_replaced"):
                envelopes[event["bid"]] = event["objects"]
            if event["tag"] == "part_opened":
                (sealed,) = (
                    item
                    for item in envelopes[command["bid"]]
                    if (item["part"], item["name"]) == (command["part"], "offer")
                )
                salted = bytes.fromhex(command["salt"]) + written(command["offer"])
                met = sha256(salted).hexdigest() == sealed["commitment"]
                check(met, f"{entry.where}: not the offer that was sealed")


def verify_frozen(entries: list[Entry]) -> None:
    """Hold the announcement to the law and the chosen values that it froze."""
    chosen: dict[str, Value] = {}
    for entry in entries:
        for event in entry.says["events"]:
            if event["tag"] == "value_chosen":
                chosen[event["id"]] = {
                    "id": event["id"],
                    "value": event["value"],
                    "unit": event["unit"],
                    "from": event["chosen_on"],
                    "source": event["clause"],
                    "status": "chosen",
                }
            if event["tag"] == "tender_published":
                values = [chosen[name] for name in sorted(chosen)]
                frozen = digest({"pack": entry.says["pack"], "chosen": values})
                check(frozen == event["frozen_sha256"], f"{entry.where}: another law")


def verify_members(entries: list[Entry], members: dict[str, bytes]) -> None:
    """Hold packs, blobs and documents to the hashes by which they are named."""
    for name, data in members.items():
        folder, _, rest = name.partition("/")
        if folder in ("packs", "blobs", "ciphertexts", "private"):
            named = rest.partition(".")[0]
            check(sha256(data).hexdigest() == named, f"{name}: not of its name")
    packs = {f"packs/{entry.says['pack']}.json" for entry in entries}
    check(packs <= members.keys(), "a pack that an entry names is missing")
    issued = [
        event
        for entry in entries
        for event in entry.says["events"]
        if event["tag"] == "document_issued"
    ]
    for number, event in enumerate(issued, start=1):
        parts = [f"{number:04d}", event["kind"].replace("_", "-"), event.get("about")]
        stem = "-".join(part for part in parts if part)
        data = members[f"documents/{stem}.json"]
        read(data, stem)
        check(sha256(data).hexdigest() == event["data_sha256"], f"{stem}: other data")
        html = members.get(f"renditions/{stem}.html")
        drawn = html is None or sha256(html).hexdigest() == event["html_sha256"]
        check(drawn, f"{stem}: another page")


# Facts ---------------------------------------------------------------------------


def chance_of(page: str) -> dict[str, list[str]]:
    """Return, by tag, the fields that chance goes into, as the page lists them."""
    _, _, table = page.partition("| command or event | left out of the facts |\n")
    rows = re.match(r"\| --- \| --- \|\n((?:\|.*\n)*)", table)
    check(rows, "the page has no table of chance")
    cells = (row.split("|")[1:3] for row in rows[1].splitlines() if rows)  # type: ignore[index]
    return {
        tag.strip().strip("`"): re.findall(r"`([^`]+)`", paths) for tag, paths in cells
    }


def without(record: Value, paths: list[str]) -> Value:
    """Return a record without the fields at *paths*."""
    kept = {k: v for k, v in record.items() if k not in paths}
    for name in {path.partition(".")[0] for path in paths if "." in path}:
        field = name.removesuffix("[]")
        if field not in kept:
            continue
        below = [
            path.removeprefix(f"{name}.")
            for path in paths
            if path.startswith(f"{name}.")
        ]
        inside = kept[field]
        many = name.endswith("[]")
        kept[field] = (
            [without(i, below) for i in inside] if many else without(inside, below)
        )
    return kept


def facts(entry: Entry, chance: dict[str, list[str]]) -> dict[str, Value]:
    """Return what an entry says once chance is left out."""
    says = entry.says
    names = ("process", "round", "stream", "seq", "at", "pack", "epoch", "outcome")
    kept = {name: says[name] for name in names}
    return kept | {
        "after": says["after"]["seq"] if "after" in says else None,
        "party": says["actor"]["party"],
        "office": says["actor"]["office"],
        "command": without(says["command"], chance.get(says["command"]["tag"], [])),
        "events": [without(e, chance.get(e["tag"], [])) for e in says["events"]],
        "refusal": says.get("refusal"),
    }


# Schemas -------------------------------------------------------------------------


def conforms(value: Value, schema: Value, whole: Value) -> bool:
    """Say whether a value is of a schema, as far as those of this format go."""
    if "$ref" in schema:
        return conforms(value, whole["$defs"][schema["$ref"].rpartition("/")[2]], whole)
    if "oneOf" in schema:
        return sum(conforms(value, one, whole) for one in schema["oneOf"]) == 1
    if "const" in schema and value != schema["const"]:
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    return _KINDS[schema["type"]](value, schema, whole)


def _object(value: Value, schema: Value, whole: Value) -> bool:
    if (
        not isinstance(value, dict)
        or not set(schema.get("required", ())) <= value.keys()
    ):
        return False
    fields, others = schema.get("properties", {}), schema.get("additionalProperties")
    return all(
        conforms(item, fields[name], whole)
        if name in fields
        else bool(others) and conforms(item, others, whole)
        for name, item in value.items()
    )


def _text(value: Value, schema: Value, _: Value) -> bool:
    return (
        isinstance(value, str)
        and schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", 2**31)
        and re.search(schema.get("pattern", ""), value) is not None
    )


def _integer(value: Value, schema: Value, _: Value) -> bool:
    return (
        type(value) is int
        and schema.get("minimum", value) <= value <= schema.get("maximum", value)
        and value < schema.get("exclusiveMaximum", 2**53)
    )


_KINDS: dict[str, Callable[[Value, Value, Value], bool]] = {
    "object": _object,
    "array": lambda value, schema, whole: (
        isinstance(value, list)
        and all(conforms(item, schema["items"], whole) for item in value)
    ),
    "string": _text,
    "integer": _integer,
    "boolean": lambda value, _, __: isinstance(value, bool),
}


def verify_schemas(entries: list[Entry], schemas: dict[str, Value]) -> None:
    """Hold each command and each event to its schema."""
    for entry in entries:
        records: Iterator[tuple[str, Value]] = iter(
            [
                ("commands", entry.says["command"]),
                *(("events", event) for event in entry.says["events"]),
            ]
        )
        for kind, record in records:
            fits = conforms(record, schemas[kind], schemas[kind])
            check(fits, f"{entry.where}: {record['tag']} is not of its schema")


# All of it -----------------------------------------------------------------------


def moments_of(page: str) -> set[str]:
    """Return the events after which the log is signed, as the page lists them."""
    _, _, table = page.partition("| legal moment | event |\n")
    return set(re.findall(r"`([a-z_]+)`", table.partition("\n\n")[0]))


def verify(data: bytes, page: str, schemas: dict[str, Value]) -> Verified:
    """Verify a bundle; *page* is `docs/format.md`, *schemas* those of `docs/schema/`."""
    members = members_of(data)
    manifest = read(members["manifest.json"], "manifest.json")
    hashes = {
        name: sha256(body).hexdigest()
        for name, body in members.items()
        if name not in ("manifest.json", "manifest.note")
    }
    check(manifest == {"v": 1, "members": hashes}, "the manifest is of other members")
    process = read(members["process.json"], "process.json")
    of_bundle = digest({n: h for n, h in hashes.items() if not n.startswith(OUTSIDE)})
    said = f"saksama bundle\n{of_bundle}\n{digest(manifest)}\n"
    check(
        signed_text(members["manifest.note"], process["key"]) == said,
        "the note signs another manifest",
    )
    *lines, rest = members["entries.jsonl"].split(b"\n")
    check(not rest, "a line that does not end")
    entries = [Entry(line, read(line, f"line {n}")) for n, line in enumerate(lines, 1)]
    log = members["log/leaves.bin"]
    leaves = [log[i : i + 73] for i in range(0, len(log), 73)]
    notes = {name: note for name, note in members.items() if name.endswith(".note")}
    del notes["manifest.note"]
    verify_streams(entries)
    sizes = verify_log(leaves, notes, process)
    verify_inclusion(entries, leaves, process, (sizes, moments_of(page)))
    signatures = verify_proofs(entries)
    verify_openings(entries)
    verify_frozen(entries)
    verify_members(entries, members)
    verify_schemas(entries, schemas)
    chance = chance_of(page)
    return Verified(
        process=process["process"],
        entries=len(entries),
        signatures=signatures,
        checkpoints=len(sizes),
        bundle_digest=of_bundle,
        facts_digest=digest([facts(entry, chance) for entry in entries]),
    )
