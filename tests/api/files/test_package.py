"""A package is read whole: every file into its form, every code checked."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from api.files.fault import FileFault
from api.files.package import read_package
from flows import desk
from flows.package import EVERY, FILLED_IN, Package
from tender.canonical import sha256_hex
from tender.commands import COMMANDS
from tender.commands.preparation.works import Works
from tender.offer import Offer


@pytest.fixture
def package(build: Callable[[dict[str, bytes | None]], Path]) -> Package:
    return read_package(build({}))


def test_the_tender_is_read_as_it_is_stored(package: Package) -> None:
    assert package.name == "rsud"
    assert package.process.ocid == "ocds-a1b2c3-rsud-2026-7"
    assert package.method.catalogue.checked_on == date(2026, 10, 1)
    assert package.budget.amount == 900_000_000
    assert package.vat_mode == "labour_supply_itemised"
    assert package.choices[0].clause == "LDP 12.3"
    assert package.committee.members == package.trustees.trustees == ("rina",)
    assert package.scheme.rounding[0].mode == "down"


def test_moments_are_in_utc(package: Package) -> None:
    (slot,) = package.schedule.slots

    assert slot.starts == datetime(2026, 11, 2, 1, tzinfo=UTC)
    assert slot.starts.tzinfo is UTC
    assert package.acts[0].at.tzinfo is UTC


def test_price_schedule_and_estimate_come_from_one_table(package: Package) -> None:
    wage, soap = package.works.items

    assert wage.post == "cleaner"
    assert (soap.title, soap.post, soap.quantity) == (
        "Sabun, cair",
        None,
        Fraction("36.5"),
    )
    assert package.estimate.lines[1].unit_price == Fraction("304326.42")
    assert Works.from_json(package.works.to_json()) == package.works


def test_a_comment_moves_lines_and_nothing_else(
    package: Package,
    build: Callable[[dict[str, bytes | None]], Path],
    files: dict[str, bytes],
) -> None:
    """What is recorded of an act does not depend on how its file is laid out."""
    below = b"# Kemarin.\n\n" + files["acts.toml"]
    moved = read_package(build({"acts.toml": below}))

    assert [act.line + 2 for act in package.acts] == [a.line for a in moved.acts]
    assert [replace(act, line=0) for act in package.acts] == [
        replace(act, line=0) for act in moved.acts
    ]


def test_the_roster_is_of_incumbents(package: Package) -> None:
    (worker,) = package.incumbents

    assert worker.to_json() == {
        "worker": "k-001",
        "post": "cleaner",
        "site": "Gedung A",
        "since": "2019-03",
        "pay": "3700000",
    }


def test_parties_keep_their_keys_to_themselves(package: Package) -> None:
    rina, bersih = package.parties["rina"], package.parties["bersih"]

    assert rina.signing_seed == "0a" * 32
    assert "0a0a" not in repr(package)
    assert "Marlina" not in repr(package)
    assert bersih.identity == {"name": "PT Bersih", "npwp": "01.234.567.8-901.000"}
    assert bersih.offices == ("bidder",)


def test_an_act_says_who_what_and_in_which_line(package: Package) -> None:
    published, judged, objected = package.acts

    assert (published.command, published.fields, published.line) == (
        "publish_tender",
        {},
        3,
    )
    assert (judged.party, judged.office, judged.about) == (
        "rina",
        "committee",
        "bersih",
    )
    assert judged.fields["reason"] == "NIB sudah tidak berlaku."
    assert (objected.words, "words" in objected.fields) == (
        "NIB kami masih berlaku.",
        False,
    )
    assert judged.line == 9
    command = COMMANDS.read({"tag": judged.command, **judged.fields})
    assert command.to_json()["verdict"] == "not_met"


def test_what_an_act_may_leave_out_is_what_the_desk_fills_in() -> None:
    assert vars(desk)["_FILL"].keys() == FILLED_IN.keys()
    for command, fields in FILLED_IN.items():
        assert fields == EVERY or fields <= COMMANDS[command].model_fields.keys()


def test_an_offer_has_one_spelling_whatever_its_file_has(package: Package) -> None:
    offer = package.bids["bersih"].offers["all"]

    assert offer.to_json()["total"] == "97287082"
    assert offer.prices
    assert offer.prices[0].to_json() == {
        "item": "wage",
        "quantity": "24",
        "unit_price": "3651917.5",
        "amount": "87646020",
    }
    assert Offer.from_json(offer.to_json()).to_bytes() == offer.to_bytes()


def test_papers_and_seal_are_bytes(package: Package) -> None:
    bid = package.bids["bersih"]

    assert bid.attachments == {"akta.pdf": b"%PDF-1.7 akta"}
    assert bid.sealed
    ((digest, ciphertext),) = bid.sealed.ciphertexts.items()
    assert digest == sha256_hex(ciphertext) == bid.sealed.envelope.objects[0].ciphertext


def test_two_files_are_two_parts(
    build: Callable[[dict[str, bytes | None]], Path], files: dict[str, bytes]
) -> None:
    offer = files["bids/bersih/offer.json"]
    directory = build(
        {
            "bids/bersih/offer.json": None,
            "bids/bersih/technical.json": offer.replace(b'"all"', b'"technical"'),
            "bids/bersih/price.json": b'{"v": 1, "part": "price"}',
        }
    )

    assert list(read_package(directory).bids["bersih"].offers) == ["price", "technical"]


def test_a_bid_may_be_sealed_only(
    build: Callable[[dict[str, bytes | None]], Path],
) -> None:
    directory = build(
        {"bids/bersih/offer.json": None, "bids/bersih/attachments/akta.pdf": None}
    )

    bid = read_package(directory).bids["bersih"]

    assert bid.offers == {}
    assert bid.sealed


def test_a_bid_may_price_what_an_amendment_brought(
    build: Callable[[dict[str, bytes | None]], Path], files: dict[str, bytes]
) -> None:
    amendment = b"""
[[act]]
at = 2026-11-21T10:00:00+07:00
party = "rina"
office = "committee"
command = "amend_tender"
summary = "Sabun diganti."
reason = "Tidak tersedia."

[act.works]
posts = []
items = [
  { item = "detergent", title = "Deterjen", unit = "liter", quantity = 36, component = "materials" },
]
place = "Sungai Duren"
starts_on = 2027-01-01
ends_on = 2027-12-31
"""
    offer = files["bids/bersih/offer.json"].replace(b'"soap"', b'"detergent"')

    package = read_package(
        build(
            {
                "acts.toml": files["acts.toml"] + amendment,
                "bids/bersih/offer.json": offer,
            }
        )
    )

    assert package.bids["bersih"].offers["all"].prices


def test_a_package_without_bids_has_none(
    build: Callable[[dict[str, bytes | None]], Path], files: dict[str, bytes]
) -> None:
    without = {name: None for name in files if name.startswith("bids/")}

    assert read_package(build({**without})).bids == {}


def test_what_an_editor_leaves_behind_is_not_seen(
    build: Callable[[dict[str, bytes | None]], Path],
) -> None:
    directory = build({".DS_Store": b"", "bids/bersih/attachments/.DS_Store": b""})

    assert read_package(directory).bids["bersih"].attachments.keys() == {"akta.pdf"}


def test_a_link_out_of_the_package_is_not_followed(
    build: Callable[[dict[str, bytes | None]], Path], tmp_path: Path
) -> None:
    directory = build({"acts.toml": None})
    (tmp_path / "secret").write_text("act = []")
    (directory / "acts.toml").symlink_to(tmp_path / "secret")

    with pytest.raises(FileFault) as refused:
        read_package(directory)

    assert str(refused.value) == "acts.toml:1: file: expected a file, found a link"


def test_every_bad_field_of_a_file_is_told(
    build: Callable[[dict[str, bytes | None]], Path], files: dict[str, bytes]
) -> None:
    tender = files["tender.toml"].replace(b"months = 12", b"months = 0")
    tender = tender.replace(b"year = 2027", b'year = "2027"')

    with pytest.raises(FileFault) as refused:
        read_package(build({"tender.toml": tender}))

    assert [str(fault) for fault in (refused.value, *refused.value.others)] == [
        "tender.toml:30: budget.year: expected a whole number, found '2027'",
        "tender.toml:43: works.post[1].months: expected 1 or more, found 0",
    ]


def test_evidence_is_named_by_its_file_and_kept_by_the_hash_in_the_offer(
    build: Callable[[dict[str, bytes | None]], Path], files: dict[str, bytes]
) -> None:
    before, after = b"evidence = []", b'evidence = [{ file = "akta.pdf", page = 3 }]'
    named = read_package(
        build({"acts.toml": files["acts.toml"].replace(before, after)})
    )

    assert named.acts[1].fields["evidence"] == [{"attachment": "ab" * 32, "page": 3}]


ANSWER = b"""
[[act]]
at = 2026-11-20T09:30:00+07:00
party = "bersih"
office = "bidder"
command = "answer_clarification"
enquiry = "klarifikasi-1"
words = "Harga kami wajar."
papers = [{ name = "kuitansi.pdf", media_type = "application/pdf", size = 9, sha256 = "%s" }]

[[act.analysis]]
item = "soap"
resource = "sabun"
quantity = 2
unit_price = 1000
proof = { file = "%s", page = 3 }
"""


@pytest.mark.parametrize(
    ("file", "digest"), [(b"akta.pdf", "ab" * 32), (b"kuitansi.pdf", "cd" * 32)]
)
def test_a_proof_of_a_price_is_a_paper_of_the_bid_or_of_the_answer(
    build: Callable[[dict[str, bytes | None]], Path],
    files: dict[str, bytes],
    file: bytes,
    digest: str,
) -> None:
    acts = files["acts.toml"] + ANSWER % (b"cd" * 32, file)

    analysis: Any = read_package(build({"acts.toml": acts})).acts[-1].fields["analysis"]

    assert [line["proof"] for line in analysis] == [{"attachment": digest, "page": 3}]


def test_a_proof_that_nobody_lists_is_told_by_its_line(
    build: Callable[[dict[str, bytes | None]], Path], files: dict[str, bytes]
) -> None:
    acts = files["acts.toml"] + ANSWER % (b"cd" * 32, b"akte.pdf")

    with pytest.raises(FileFault, match=r"analysis\[1\]\.proof\.file: expected one of"):
        read_package(build({"acts.toml": acts}))
