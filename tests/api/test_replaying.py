"""`saksama replay`: what it says of a bundle, and what it ends with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from api.files.law import pack_of
from ledger import note
from rules.pack import Pack
from tender.canonical import sha256_hex
from tests.api.commands import BAD_INPUT, DIFFERS, NOT_COMPARABLE, SAME, faults, saksama
from tests.journeys.cleaning import Journey, at_stage
from tests.ledger.forging import Forgery


def test_replay_of_what_was_not_changed_is_the_same(
    public: Path, journey: Journey
) -> None:
    ran = saksama("replay", public)

    assert ran.exit_code == SAME
    assert "IDENTICAL" in ran.output
    assert journey.opened.digest in ran.output
    assert journey.opened.facts_digest in ran.output
    assert f"{len(journey.moments)} entries" in ran.output
    assert "21 evidence files not in this bundle" in ran.output


def test_replay_says_whose_key_it_trusted_and_whose_law(public: Path) -> None:
    ran = saksama("replay", public)

    assert (
        "signed with the bundle's own key: it shows no change since, not by whom"
        in ran.output
    )
    assert "its law is that of rules/law in this checkout" in ran.output


def test_replay_under_a_law_that_is_not_this_checkout_s_says_what_differs(
    public: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record follows from its law; whether that is the law, is told beside it."""

    def lower(day: date) -> Pack:
        pack = pack_of(day)
        values = tuple(
            v.model_copy(update={"value": "1"}) if v.id == "labour.minimum_wage" else v
            for v in pack.file.values
        )
        return Pack.of(pack.file.model_copy(update={"values": values}))

    monkeypatch.setattr("api.files.law.pack_of", lower)

    ran = saksama("replay", public)

    assert ran.exit_code == SAME
    assert "its law is NOT that of rules/law in this checkout" in ran.output
    assert "2026-09-28: labour.minimum_wage" in ran.output


def test_a_year_that_this_checkout_does_not_know_cannot_be_compared(
    public: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def of_no_year(day: date) -> Pack:
        return Pack.of(pack_of(day).file.model_copy(update={"years": (2030,)}))

    monkeypatch.setattr("api.files.law.pack_of", of_no_year)

    ran = saksama("replay", public)

    assert ran.exit_code == SAME
    assert "its law cannot be compared" in ran.output


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (b'"amount":"3150000000"', b'"amount":"much"', "expected amount: "),
        (b'"tag":"set_budget"', b'"tag":"set_fire"', "'set_fire'"),
        (b'"epoch":0', b'"epoch":0.0', "/epoch: "),
    ],
)
def test_a_line_that_cannot_be_read_is_told_by_its_number(
    journey: Journey, tmp_path: Path, old: bytes, new: bytes, told: str
) -> None:
    forgery = Forgery(journey.public, journey.way.office.ledger.seed)
    number = forgery.find("set_budget") + 1
    lines = forgery.members["entries.jsonl"].split(b"\n")
    assert old in lines[number - 1]
    lines[number - 1] = lines[number - 1].replace(old, new, 1)
    forgery.members["entries.jsonl"] = b"\n".join(lines)
    path = tmp_path / "line.zip"
    path.write_bytes(forgery.signed())

    ran = saksama("replay", path)

    assert ran.exit_code == BAD_INPUT
    (fault,) = faults(ran)
    assert fault.startswith(f"{path}/entries.jsonl:{number}: entry: expected ")
    assert told in fault


def test_replay_of_the_auditors_bundle_is_the_same(
    journey: Journey, tmp_path: Path
) -> None:
    path = tmp_path / "auditors.zip"
    path.write_bytes(journey.auditors)

    ran = saksama("replay", path)

    assert ran.exit_code == SAME
    assert journey.opened.digest in ran.output
    assert "evidence files" not in ran.output


def test_replay_speaks_indonesian(public: Path) -> None:
    ran = saksama("replay", public, "--lang", "id")

    assert ran.exit_code == SAME
    assert "SAMA" in ran.output


def test_replay_of_decisions_alone(public: Path) -> None:
    ran = saksama("replay", public, "--facts")

    assert ran.exit_code == SAME
    assert "signed by" not in ran.output


def forged(journey: Journey, path: Path) -> Path:
    forgery = Forgery(journey.public, journey.way.office.ledger.seed)

    def dearer(part: dict[str, object]) -> None:
        part["amount"] = "3150000001"

    forgery.edit(forgery.find("set_budget"), event=dearer)
    path.write_bytes(forgery.written())
    return path


def test_replay_of_another_history_differs_and_names_the_entry(
    journey: Journey, tmp_path: Path
) -> None:
    ran = saksama("replay", forged(journey, tmp_path / "forged.zip"))

    assert ran.exit_code == DIFFERS
    assert (
        "DIFFERS: main 13 set_budget /events/0/amount [decide set_budget]" in ran.output
    )
    assert "on record: 3150000001" in ran.output
    assert "decided again: 3150000000" in ran.output
    assert "IDENTICAL" not in ran.output


def test_replay_of_what_is_not_disclosed_yet_cannot_be_compared(
    tmp_path: Path,
) -> None:
    path = tmp_path / "early.zip"
    with at_stage("evaluation", tmp_path / "office", ()) as way:
        path.write_bytes(way.bundle("public"))

    ran = saksama("replay", path)

    assert ran.exit_code == NOT_COMPARABLE
    assert "NOT COMPARABLE" in ran.output
    assert "are not disclosed in this bundle" in ran.output
    assert saksama("replay", path, "--documents").exit_code == NOT_COMPARABLE


def test_replay_with_the_key_that_one_knows(public: Path, journey: Journey) -> None:
    ledger = journey.way.office.ledger
    known = note.key(ledger.origin, ledger.seed).to_text()
    stranger = note.key("auditor.example/log", bytes(32)).to_text()

    ran = saksama("replay", public, "--key", known)
    assert ran.exit_code == SAME
    assert "signed with a key that you trust" in ran.output
    assert "bundle's own key" not in ran.output
    assert saksama("replay", public, "--key", stranger).exit_code == DIFFERS
    assert (
        saksama("replay", public, "--key", stranger, "--key", known).exit_code == SAME
    )


def test_a_key_that_is_none_is_bad_input(public: Path) -> None:
    ran = saksama("replay", public, "--key", "no key")

    assert ran.exit_code == BAD_INPUT
    assert "no key" in ran.stderr


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", "nothing"),
        (b"garbage", "no zip file"),
        (b"PK\x03\x04garbage", "a zip file that breaks off"),
        (b"\x00" * 10_000, "no zip file"),
    ],
    ids=["nothing", "garbage", "garbage that begins like a zip file", "zeros"],
)
def test_replay_of_garbage_is_bad_input(
    data: bytes, found: str, tmp_path: Path
) -> None:
    path = tmp_path / "garbage.zip"
    path.write_bytes(data)

    ran = saksama("replay", path)

    assert ran.exit_code == BAD_INPUT
    expected = "a bundle: a whole zip file, as `saksama export` makes it"
    assert faults(ran) == [f"{path}:1: file: expected {expected}, found {found}"]
    assert "Ambil lagi berkas bukti (.zip) dari penerbitnya" in ran.stderr


def test_replay_of_a_bundle_that_breaks_off_says_so(
    public: Path, tmp_path: Path
) -> None:
    path = tmp_path / "half.zip"
    data = public.read_bytes()
    path.write_bytes(data[: len(data) // 2])

    ran = saksama("replay", path)

    assert ran.exit_code == BAD_INPUT
    assert "ditemukan berkas zip yang terpotong" in ran.stderr


def test_replay_of_a_folder_that_holds_nothing_is_bad_input(tmp_path: Path) -> None:
    ran = saksama("replay", tmp_path)

    assert ran.exit_code == BAD_INPUT
    expected = "expected the folder of an office, found none"
    assert faults(ran) == [f"{tmp_path}:1: folder: {expected}"]


def test_pages_are_drawn_again_and_are_the_same(public: Path) -> None:
    """The bundle of these tests carries pages and no PDFs."""
    ran = saksama("replay", public, "--documents")

    assert ran.exit_code == SAME
    assert "IDENTICAL" in ran.output


def with_a_document(
    journey: Journey, change: Callable[[dict[str, object]], None]
) -> Forgery:
    """Return the bundle in which the entry of the contract says something else of it."""
    forgery = Forgery(journey.public, journey.way.office.ledger.seed)
    number = forgery.find("issue_document", "contract")
    forgery.edit(number, command=change, event=change)
    return forgery


def test_a_page_that_does_not_come_of_its_data_differs(
    journey: Journey, tmp_path: Path
) -> None:
    """Its hash is on record, and it is the page; drawn again, it is another."""
    page = "renditions/0014-contract.html"
    was = Forgery(journey.public, journey.way.office.ledger.seed).members[page]
    other = was.replace(b"Surat Perjanjian", b"Surat Perjanjian lain")
    forgery = with_a_document(
        journey, lambda part: part.update(html_sha256=sha256_hex(other))
    )
    forgery.members[page] = other
    path = tmp_path / "page.zip"
    path.write_bytes(forgery.written())

    assert saksama("replay", path).exit_code == SAME  # pages were not asked for
    ran = saksama("replay", path, "--documents")
    assert ran.exit_code == DIFFERS
    assert "0014-contract [document.html]" in ran.output


def test_without_a_page_nobody_knows_the_names_it_was_drawn_with(
    journey: Journey, tmp_path: Path
) -> None:
    forgery = Forgery(journey.public, journey.way.office.ledger.seed)
    del forgery.members["renditions/0014-contract.html"]
    path = tmp_path / "page.zip"
    path.write_bytes(forgery.signed())

    ran = saksama("replay", path, "--documents")

    assert ran.exit_code == NOT_COMPARABLE
    assert "0014-contract: expected its page, which carries the names" in ran.output


def test_a_page_that_is_not_the_one_on_record_differs_without_being_drawn(
    journey: Journey, tmp_path: Path
) -> None:
    path = tmp_path / "page.zip"
    path.write_bytes(
        with_a_document(
            journey, lambda part: part.update(html_sha256="00" * 32)
        ).written()
    )

    ran = saksama("replay", path)

    assert ran.exit_code == DIFFERS
    assert "renditions/0014-contract.html [document.html]" in ran.output


def test_pdfs_are_told_to_be_not_compared(journey: Journey, tmp_path: Path) -> None:
    forgery = Forgery(journey.public, journey.way.office.ledger.seed)
    forgery.members["renditions/0014-contract.pdf"] = b"%PDF evil"
    path = tmp_path / "pdf.zip"
    path.write_bytes(forgery.signed())

    ran = saksama("replay", path)

    assert ran.exit_code == SAME
    assert "1 PDFs not compared" in ran.output


@pytest.mark.parametrize("data", [b"{bad", b"[]", b'{"a": 1}'])
def test_a_fingerprint_that_is_none_is_bad_input(
    data: bytes, journey: Journey, tmp_path: Path
) -> None:
    forgery = Forgery(journey.public, journey.way.office.ledger.seed)
    forgery.members["renditions/fingerprint.json"] = data
    path = tmp_path / "fingerprint.zip"
    path.write_bytes(forgery.signed())

    ran = saksama("replay", path, "--documents")

    assert ran.exit_code == BAD_INPUT
    (fault,) = faults(ran)
    assert "/renditions/fingerprint.json:1: file: expected " in fault


def test_a_page_of_another_template_cannot_be_compared(
    journey: Journey, tmp_path: Path
) -> None:
    path = tmp_path / "template.zip"
    path.write_bytes(
        with_a_document(
            journey, lambda part: part.update(template_sha256="00" * 32)
        ).written()
    )

    ran = saksama("replay", path, "--documents")

    assert ran.exit_code == NOT_COMPARABLE
    assert "0014-contract: template 000000000000 then" in ran.output
