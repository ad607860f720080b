"""The command line: what each command ends with, says, and leaves behind."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from api.cli import Exit
from api.clock import system_clock
from api.examples import EXAMPLES
from api.files.law import pack_of
from api.home import OtherOfficeError, existing_home, open_home, store_at
from ledger import note
from ledger.archive import read
from ledger.asked import Asked, Recorded
from ledger.bundle import open_up
from rules.pack import Pack
from tender.act import Actor
from tender.commands.preparation.process import OpenProcess
from tests.api.commands import (
    BAD_INPUT,
    DIFFERS,
    NOT_COMPARABLE,
    ROOT,
    SAME,
    saksama,
    started,
)
from tests.journeys import security
from tests.journeys.cleaning import EXAMPLE, PROCESS, Journey, at_stage
from tests.journeys.cleaning import package as example
from tests.ledger.forging import Forgery

COMMANDS = (
    *("demo", "run", "export", "replay", "fsck", "doctor"),
    *("evaluate", "schema", "lint", "schedule"),
)


def opening(process: str, *, practice: bool) -> Asked:
    said = {**package_json(), "ocid": process, "practice": practice}
    command = OpenProcess.from_json({**said, "tag": "open_process"})
    return Asked(
        process=process, actor=Actor("ukpbj", "unit"), command=command, key="open"
    )


def package_json() -> dict[str, object]:
    return {**example().process.to_json()}


def test_the_exit_codes_are_these_four() -> None:
    assert [int(code) for code in Exit] == [0, 1, 2, 3]


# Help ------------------------------------------------------------------------

HEAVY = (
    "alembic",
    "fastapi",
    "flows",
    "jinja2",
    "ledger",
    "nacl",
    "prefect",
    "psycopg",
    "publication",
    "pydantic",
    "pyrage",
    "rules",
    "scoring",
    "sqlalchemy",
    "tender",
    "weasyprint",
)
"""What takes time to load, and rooms that load it: `--help` needs none of them."""


def test_help_is_fast_because_it_loads_nothing() -> None:
    code = "import sys, api.cli; print(*sorted({m.split('.')[0] for m in sys.modules}))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()

    assert "typer" in loaded
    assert sorted(set(loaded) & set(HEAVY)) == []


@pytest.mark.parametrize("module", ["api.cli", "api.replaying"])
def test_the_light_client_has_what_replay_needs(module: str) -> None:
    """An auditor installs the base, and neither a server nor a printer."""
    light = ROOT / "tests" / "architecture" / "light_install.py"

    ran = subprocess.run(
        [sys.executable, light, module], capture_output=True, text=True, check=False
    )

    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.parametrize("command", [*COMMANDS, "examples"])
def test_every_command_says_what_it_does_in_both_languages(command: str) -> None:
    ran = saksama(command, "--help")

    assert ran.exit_code == SAME
    said = " ".join(ran.output.split())
    assert command in said
    summary = said.split("Usage:")[1]
    assert any(
        word in summary
        for word in ("Jalankan", "Buat", "Putuskan", "Periksa", "Hitung", "Contoh")
    )
    assert any(
        word in summary for word in ("Run", "Make", "Decide", "Check", "Say", "The ")
    )


def test_without_a_command_it_says_which_there_are() -> None:
    ran = saksama()

    assert ran.exit_code == BAD_INPUT
    assert all(command in ran.output for command in COMMANDS)


@pytest.mark.parametrize(
    "arguments",
    [("replay",), ("replay", "a", "b"), ("fly",), ("run",), ("fsck", "--all")],
)
def test_a_command_that_cannot_be_read_is_bad_input(arguments: tuple[str, ...]) -> None:
    assert saksama(*arguments).exit_code == BAD_INPUT


# Replay ----------------------------------------------------------------------


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
def test_a_line_that_cannot_be_read_is_told_on_one_line(
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
    assert ran.stderr.startswith(f"{path}/entries.jsonl:{number}: entry: expected ")
    assert told in ran.stderr
    assert ran.stderr.count("\n") == 1


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
    "data",
    [b"", b"garbage", b"PK\x03\x04garbage", b"\x00" * 10_000],
    ids=["nothing", "garbage", "garbage that begins like a zip file", "zeros"],
)
def test_replay_of_garbage_is_bad_input(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "garbage.zip"
    path.write_bytes(data)

    ran = saksama("replay", path)

    assert ran.exit_code == BAD_INPUT
    assert ran.stderr.startswith(f"{path}:1: file: expected ")
    assert ran.stderr.count("\n") == 1


def test_pages_are_drawn_again_and_are_the_same(public: Path) -> None:
    """The bundle of these tests carries pages and no PDFs."""
    ran = saksama("replay", public, "--documents")

    assert ran.exit_code == SAME
    assert "IDENTICAL" in ran.output


def with_a_document(
    journey: Journey, change: Callable[[dict[str, object]], None], *, page: bool = True
) -> bytes:
    """Return the bundle in which the entry of the contract says something else of it."""
    forgery = Forgery(journey.public, journey.way.office.ledger.seed)
    number = forgery.find("issue_document", "contract")
    forgery.edit(number, command=change, event=change)
    if not page:
        del forgery.members["renditions/0014-contract.html"]
    return forgery.written()


def test_a_page_that_does_not_come_of_its_data_differs(
    journey: Journey, tmp_path: Path
) -> None:
    """Its hash is on record, and no page is there; drawn again, it is another."""

    def other(part: dict[str, object]) -> None:
        part["html_sha256"] = "00" * 32

    path = tmp_path / "page.zip"
    path.write_bytes(with_a_document(journey, other, page=False))

    assert saksama("replay", path).exit_code == SAME  # pages were not asked for
    ran = saksama("replay", path, "--documents")
    assert ran.exit_code == DIFFERS
    assert "0014-contract [document.html]" in ran.output


def test_a_page_that_is_not_the_one_on_record_differs_without_being_drawn(
    journey: Journey, tmp_path: Path
) -> None:
    path = tmp_path / "page.zip"
    path.write_bytes(
        with_a_document(journey, lambda part: part.update(html_sha256="00" * 32))
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
    assert "/renditions/fingerprint.json:1: file: expected " in ran.stderr
    assert ran.stderr.count("\n") == 1


def test_a_page_of_another_template_cannot_be_compared(
    journey: Journey, tmp_path: Path
) -> None:
    path = tmp_path / "template.zip"
    path.write_bytes(
        with_a_document(journey, lambda part: part.update(template_sha256="00" * 32))
    )

    ran = saksama("replay", path, "--documents")

    assert ran.exit_code == NOT_COMPARABLE
    assert "0014-contract: template 000000000000 then" in ran.output


# The office: fsck and export --------------------------------------------------


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Give the folder of an office whose tender has come to the contract."""
    folder = tmp_path / "office"
    with at_stage("started", folder, ()):
        pass
    return folder


def test_fsck_of_an_office_is_clean(office: Path) -> None:
    ran = saksama("fsck", "--home", office)

    assert ran.exit_code == SAME
    assert "CLEAN" in ran.output
    assert "processes 1" in ran.output


def test_fsck_of_what_was_changed_differs_and_names_it(office: Path) -> None:
    with closing(sqlite3.connect(office / "ledger.db")) as database:
        names = database.execute("SELECT name FROM sqlite_master WHERE type='trigger'")
        for (name,) in names.fetchall():
            database.execute(f'DROP TRIGGER "{name}"')
        database.execute("DELETE FROM entry WHERE stream='main' AND seq = 40")
        database.commit()

    ran = saksama("fsck", "--home", office)

    assert ran.exit_code == DIFFERS
    assert f"{PROCESS} main 41: expected entry 40, found none" in ran.output
    assert "CLEAN" not in ran.output


@pytest.mark.parametrize(
    "arguments",
    [("fsck",), ("export", PROCESS), ("export", PROCESS, "--for-audit")],
    ids=" ".join,
)
def test_where_there_is_no_office_none_is_made(
    arguments: tuple[str, ...], tmp_path: Path
) -> None:
    """Neither where there is no folder, nor in a folder of somebody else's."""
    (tmp_path / "notes.txt").write_text("mine")

    for folder in (tmp_path / "typo", tmp_path):
        ran = saksama(*arguments, "--home", folder)
        assert ran.exit_code == BAD_INPUT
        assert "expected the folder of an office, found none" in ran.stderr

    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_export_makes_the_bundle_of_a_process(
    office: Path, journey: Journey, tmp_path: Path
) -> None:
    """From an office that is opened again, by its folder alone."""
    out = tmp_path / "exported.zip"

    ran = saksama("export", PROCESS, "--home", office, "--out", out)

    assert ran.exit_code == SAME
    bundle = open_up(out.read_bytes())
    assert bundle.reader == "public"
    assert bundle.facts_digest in ran.output
    before = {e.command["tag"] for e in journey.opened.entries}
    assert {e.command["tag"] for e in bundle.entries} <= before
    assert saksama("replay", out).exit_code == SAME


def test_export_finds_the_documents_of_a_run_beside_its_office(
    office: Path, tmp_path: Path
) -> None:
    """A run leaves `office/` and `documents/`; the bundle is the one that it made."""
    made = tmp_path / "made.zip"
    saksama("export", PROCESS, "--home", office, "--out", made)
    (office / "papers").rename(tmp_path / "documents")
    out = tmp_path / "exported.zip"

    ran = saksama("export", PROCESS, "--home", office, "--out", out)

    assert ran.exit_code == SAME
    assert out.read_bytes() == made.read_bytes()
    assert saksama("replay", out).exit_code == SAME


def test_export_for_audit_has_the_private_files(office: Path, tmp_path: Path) -> None:
    out = tmp_path / "exported.zip"

    ran = saksama("export", PROCESS, "--for-audit", "--home", office, "--out", out)

    assert ran.exit_code == SAME
    assert open_up(out.read_bytes()).reader == "auditors"
    assert any(name.startswith("private/") for name in read(out.read_bytes()))


def test_export_of_an_unknown_process_is_bad_input(
    office: Path, tmp_path: Path
) -> None:
    out = tmp_path / "exported.zip"

    ran = saksama("export", "ocds-mj0001-2027-lain", "--home", office, "--out", out)

    assert ran.exit_code == BAD_INPUT
    assert "ocds-mj0001-2027-lain" in ran.stderr
    assert not out.exists()


@pytest.mark.parametrize("arguments", [(), ("--for-audit",)], ids=["", "for audit"])
def test_export_without_a_blob_that_is_named_says_which(
    office: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    blobs = sorted((office / "blobs").iterdir(), key=lambda path: path.stat().st_size)
    gone = next(p for p in blobs if b'"days_off"' in p.read_bytes()[:40])
    gone.unlink()
    out = tmp_path / "exported.zip"

    ran = saksama("export", PROCESS, *arguments, "--home", office, "--out", out)

    assert ran.exit_code == BAD_INPUT
    assert gone.name in ran.stderr
    assert ran.stderr.count("\n") == 1
    assert not out.exists()


def test_fsck_misses_a_ciphertext_that_is_lost(office: Path, journey: Journey) -> None:
    item = journey.state.bidding.bids["p-03"].envelope.objects[1]
    (office / "blobs" / item.ciphertext).unlink()

    ran = saksama("fsck", "--home", office)

    assert ran.exit_code == DIFFERS
    assert f"blob {item.ciphertext}: expected a blob, found none" in ran.output


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Path]:
    """Give the folder of a real office, in which a tender has been opened."""
    folder = tmp_path / "real"
    home = open_home(folder, system_clock, practice=False)
    try:
        answer = home.office.ask(opening(REAL, practice=False))
        assert isinstance(answer, Recorded)
        yield folder
    finally:
        home.close()


REAL = "ocds-mj0001-2027-sungguh"


def test_a_real_office_is_opened_as_one(real: Path, tmp_path: Path) -> None:
    """Its log has its own name, and its checkpoints are held to it."""
    out = tmp_path / "real.zip"

    assert saksama("fsck", "--home", real).exit_code == SAME
    assert saksama("export", REAL, "--home", real, "--out", out).exit_code == SAME
    bundle = open_up(out.read_bytes())
    assert bundle.process["log"] == "saksama/log"
    assert bundle.key.name == "saksama/log"
    assert saksama("replay", out).exit_code == SAME


def test_an_office_without_a_record_of_it_is_known_by_its_key(
    real: Path, office: Path
) -> None:
    for folder, name in ((real, "saksama/log"), (office, "saksama.practice/log")):
        (folder / "office.json").unlink()
        home = existing_home(folder, system_clock, database=None)
        home.close()
        assert home.office.ledger.origin == name


def test_an_office_of_one_kind_is_not_opened_as_the_other(
    real: Path, office: Path
) -> None:
    with pytest.raises(OtherOfficeError, match="expected an office of practice"):
        open_home(real, system_clock, practice=True)
    with pytest.raises(OtherOfficeError, match="expected a real office"):
        open_home(office, system_clock, practice=False)


UNREACHABLE = "postgresql://saksama:secret@127.0.0.1:9/none"


@pytest.mark.parametrize(
    "address", [UNREACHABLE, "mysql://x/y", "nonsense", "sqlite:////none/such/x.db"]
)
@pytest.mark.parametrize("command", ["fsck", "export"])
def test_a_database_that_is_not_there_is_bad_input(
    office: Path, command: str, address: str
) -> None:
    arguments = (command, PROCESS) if command == "export" else (command,)

    ran = saksama(*arguments, "--home", office, "--database", address)

    assert ran.exit_code == BAD_INPUT
    assert "expected " in ran.stderr
    assert ran.stderr.count("\n") == 1
    assert "secret" not in ran.stderr


# Run -------------------------------------------------------------------------


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Give a copy of the example, to be spoilt."""
    folder = tmp_path / EXAMPLE.name
    shutil.copytree(EXAMPLE, folder)
    return folder


def spoil(package: Path, name: str, old: str, new: str) -> None:
    path = package / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("tender.toml", "amount = 3150000000", "amount = 3.15e9"),
        ("tender.toml", 'job = "cleaning"', 'job = "gardening"'),
        ("acts.toml", 'command = "set_budget"', 'command = "set_fire"'),
        ("roster.csv", "2015-06,2000000", "2015-06,-1"),
        ("items.csv", "wage-cleaner", "wage cleaner"),
        ("parties.toml", 'party = "ppk"', 'party = "pokja-1"'),
        ("scheme.toml", "validity_days = 60", "validity_days = 0"),
    ],
)
def test_a_bad_package_is_bad_input_and_nothing_is_written(
    package: Path, name: str, old: str, new: str
) -> None:
    spoil(package, name, old, new)
    out = package.parent / "out"

    ran = saksama("run", package, "--out", out)

    assert ran.exit_code == BAD_INPUT
    assert ran.stderr.startswith(f"{name}:")
    assert not out.exists()


def test_a_folder_that_is_no_package_is_bad_input(tmp_path: Path) -> None:
    ran = saksama("run", tmp_path / "none", "--out", tmp_path / "out")

    assert ran.exit_code == BAD_INPUT
    assert str(tmp_path / "none") in ran.stderr
    assert not (tmp_path / "out").exists()


def test_a_real_tender_is_not_run_from_files_and_nothing_is_written(
    package: Path,
) -> None:
    """Whoever has the file would be everyone who signs in it."""
    spoil(package, "tender.toml", "practice = true", "practice = false")
    out = package.parent / "out"

    ran = saksama("run", package, "--out", out)

    assert ran.exit_code == BAD_INPUT
    assert "process.practice: expected true, found false" in ran.stderr
    assert "p-07" in ran.stderr
    assert "kunci-unja" in ran.stderr
    assert ran.stderr.count("\n") == 1
    assert not out.exists()


def test_a_database_that_holds_the_process_is_not_run_into(
    office: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    address = f"sqlite:///{office / 'ledger.db'}"

    ran = saksama("run", EXAMPLE, "--out", out, "--database", address)

    assert ran.exit_code == BAD_INPUT
    assert f"expected a database without the process {PROCESS}" in ran.stderr
    assert not out.exists()


class TestDatabaseOfAnOffice:
    def test_one_that_holds_the_process_is_not_run_into(
        self, postgres_url: str, tmp_path: Path
    ) -> None:
        home = open_home(
            tmp_path / "office", system_clock, practice=True, database=postgres_url
        )
        assert not home.store.holds(PROCESS)
        home.office.ask(opening(PROCESS, practice=True))
        home.close()

        ran = saksama(
            "run", EXAMPLE, "--out", tmp_path / "out", "--database", postgres_url
        )

        assert ran.exit_code == BAD_INPUT
        assert PROCESS in ran.stderr
        assert not (tmp_path / "out").exists()

    def test_one_without_tables_holds_nothing(self, postgres_url: str) -> None:
        store = store_at(postgres_url)

        assert not store.holds("ocds-mj0001-2027-lain")
        store.close()


@pytest.mark.parametrize("address", [UNREACHABLE, "mysql://x/y", "nonsense"])
def test_a_run_into_a_database_that_is_not_there_writes_nothing(
    tmp_path: Path, address: str
) -> None:
    out = tmp_path / "out"

    ran = saksama("run", EXAMPLE, "--out", out, "--database", address)

    assert ran.exit_code == BAD_INPUT
    assert ran.stderr.count("\n") == 1
    assert not out.exists()


def test_an_envelope_of_too_many_objects_is_bad_input(package: Path) -> None:
    path = package / "bids" / "p-07" / "sealed" / "envelope.json"
    envelope = json.loads(path.read_text())
    envelope["objects"] = [{"no": "object"}] * 201
    path.write_text(json.dumps(envelope))

    ran = saksama("run", package, "--out", package.parent / "out")

    assert ran.exit_code == BAD_INPUT
    assert "objects: expected at most 200 sealed objects, found 201" in ran.stderr


@pytest.mark.parametrize("command", ["replay", "fsck", "doctor", "run"])
def test_a_language_that_is_not_spoken_is_refused(command: str) -> None:
    arguments = {"replay": ("x",), "run": ("x",)}.get(command, ())

    ran = saksama(command, *arguments, "--lang", "fr")

    assert ran.exit_code == BAD_INPUT
    assert "expected id or en, found fr" in ran.stderr


def test_a_reader_that_has_gone_ends_a_command_quietly(public: Path) -> None:
    """As in `saksama replay BUNDLE | head -0`: by the pipe, and without a word."""
    reads, writes = os.pipe()
    os.close(reads)
    with os.fdopen(writes, "wb") as nobody:
        ran = subprocess.run(
            [
                sys.executable,
                "-c",
                "from api.cli import main; main()",
                "replay",
                public,
            ],
            stdout=nobody,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            cwd=ROOT,
        )

    assert (ran.returncode, ran.stderr) == (141, "")


def test_a_run_does_not_take_the_place_of_somebody_s_files(tmp_path: Path) -> None:
    """A folder is made anew only where an earlier run has made it."""
    out = tmp_path / "thesis"
    out.mkdir()
    (out / "chapter-1.txt").write_text("mine")

    ran = saksama("run", EXAMPLE, "--out", out)

    assert ran.exit_code == BAD_INPUT
    assert "name another with --out" in ran.stderr
    assert [path.name for path in out.iterdir()] == ["chapter-1.txt"]


@pytest.mark.xdist_group("prefect")  # starts a server: one at a time
def test_a_run_without_an_act_stops_and_names_who_is_waited_for(
    package: Path, tmp_path: Path
) -> None:
    """The commitment officer never confirms the rate of the tax."""
    acts = (package / "acts.toml").read_text().split("[[act]]")
    kept = [act for act in acts if 'id = "tax.vat.rate"' not in act]
    assert len(kept) == len(acts) - 1
    (package / "acts.toml").write_text("[[act]]".join(kept))

    ran = started("run", package, "--out", tmp_path / "out")

    assert ran.returncode == DIFFERS, ran.stderr
    assert ran.stderr == ""
    assert "Stopped at the stage: Preparation" in ran.stdout
    assert (
        "Waited for: commitment officer (PPK): confirm a value tax.vat.rate; "
        "by Monday, 19 October 2026 at 08:00 WIB"
    ) in ran.stdout
    assert not list((tmp_path / "out").glob("*.zip"))


# Sealing, and the machine -----------------------------------------------------


def test_sealing_afresh_seals_every_bid_in_the_place_of_its_old_seals(
    package: Path,
) -> None:
    before = {path.name for path in package.glob("bids/*/sealed/*.age")}

    ran = saksama("examples", "seal", package)

    after = {path.name for path in package.glob("bids/*/sealed/*.age")}
    assert ran.exit_code == SAME
    assert len(before) == len(after) == 36
    assert before.isdisjoint(after)
    assert ran.output.count("4 sealed") == 9


def test_sealing_a_bad_package_seals_nothing(package: Path) -> None:
    spoil(package, "tender.toml", "threshold = 3", "threshold = -1")
    before = sorted(package.glob("bids/*/sealed/*"))

    ran = saksama("examples", "seal", package)

    assert ran.exit_code == BAD_INPUT
    assert sorted(package.glob("bids/*/sealed/*")) == before


@pytest.mark.usefixtures("pdf_libraries")
def test_the_doctor_finds_this_machine_sound(tmp_path: Path) -> None:
    ran = saksama("doctor", "--home", tmp_path)

    lines = ran.output.splitlines()
    assert [line.split(":")[0] for line in lines if line[:3] in ("ok ", "!! ")] == [
        "ok  Python",
        "ok  Prefect + FastAPI",
        "ok  PDF",
        "ok  home",
    ]
    assert ran.exit_code == SAME


def test_the_doctor_says_that_an_office_is_missing(tmp_path: Path) -> None:
    ran = saksama("doctor", "--home", tmp_path / "none")

    assert ran.exit_code == DIFFERS
    assert f"!!  home: {tmp_path / 'none'}, missing" in ran.output
    assert not (tmp_path / "none").exists()


@pytest.mark.usefixtures("pdf_libraries")
def test_the_doctor_needs_no_office(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the first run there is none."""
    monkeypatch.chdir(tmp_path)

    assert saksama("doctor").exit_code == SAME


def test_the_doctor_says_what_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.doctor._PROVED", {"prefect": "0.0.1", "fastapi": "0.0.1"})

    ran = saksama("doctor", "--home", tmp_path)

    assert ran.exit_code == DIFFERS
    assert "!!  Prefect + FastAPI" in ran.output
    assert "run ./run setup" in ran.output


def test_the_doctor_and_fsck_speak_both_languages(office: Path) -> None:
    missing = office / "none"
    told = {
        language: saksama("doctor", "--home", missing, "--lang", language).output
        for language in ("id", "en")
    }
    checked = saksama("fsck", "--home", office, "--lang", "id")

    assert f"!!  kantor: {missing}, tidak ada" in told["id"]
    assert "Sebut folder sebuah kantor" in told["id"]
    assert f"!!  home: {missing}, missing" in told["en"]
    assert "UTUH" in checked.output
    assert "proses 1, entri 171" in checked.output


def test_the_names_of_these_tests_are_those_of_the_examples() -> None:
    """The folders that are run here are those that the demo runs."""
    assert EXAMPLES == (EXAMPLE, security.EXAMPLE)
