"""The command line: what each command ends with, says, and leaves behind."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api.cli import Exit, app
from api.examples import EXAMPLES
from ledger import note
from ledger.archive import read
from ledger.bundle import open_up
from tests.journeys.cleaning import EXAMPLE, PROCESS, Journey, at_stage
from tests.ledger.forging import Forgery

ROOT = Path(__file__).parents[2]
COMMANDS = ("demo", "run", "export", "replay", "fsck", "doctor")
SAME, DIFFERS, BAD_INPUT, NOT_COMPARABLE = Exit


def saksama(*arguments: object) -> Result:
    """Run a command in this process, in English; what goes wrong in it is raised here."""
    runner = CliRunner(env={"SAKSAMA_LANG": "en", "COLUMNS": "200"})
    return runner.invoke(app, [str(a) for a in arguments], catch_exceptions=False)


def started(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own."""
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "from api.cli import main; main()",
            *map(str, arguments),
        ],
        env={**os.environ, "SAKSAMA_LANG": "en", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )


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
        for word in ("Jalankan", "Buat", "Putuskan", "Periksa", "Contoh")
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

    assert saksama("replay", public, "--key", known).exit_code == SAME
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
    assert ran.stderr.startswith("archive: expected ")
    assert ran.stderr.count("\n") == 1


def test_replay_of_no_file_is_bad_input(tmp_path: Path) -> None:
    assert saksama("replay", tmp_path / "none.zip").exit_code == BAD_INPUT
    assert saksama("replay", tmp_path).exit_code == BAD_INPUT


def test_pages_are_drawn_again_and_are_the_same(public: Path) -> None:
    """The bundle of these tests carries pages and no PDFs."""
    ran = saksama("replay", public, "--documents")

    assert ran.exit_code == SAME
    assert "IDENTICAL" in ran.output


def with_a_document(
    journey: Journey, change: Callable[[dict[str, object]], None]
) -> bytes:
    """Return the bundle in which the entry of the contract says something else of it."""
    forgery = Forgery(journey.public, journey.way.office.ledger.seed)
    number = forgery.find("issue_document", "contract")
    forgery.edit(number, command=change, event=change)
    return forgery.written()


def test_a_page_that_does_not_come_of_its_data_differs(
    journey: Journey, tmp_path: Path
) -> None:
    path = tmp_path / "page.zip"
    path.write_bytes(
        with_a_document(journey, lambda part: part.update(html_sha256="00" * 32))
    )

    assert saksama("replay", path).exit_code == SAME  # pages were not asked for
    ran = saksama("replay", path, "--documents")
    assert ran.exit_code == DIFFERS
    assert "14-contract [document.html]" in ran.output


def test_a_page_of_another_template_cannot_be_compared(
    journey: Journey, tmp_path: Path
) -> None:
    path = tmp_path / "template.zip"
    path.write_bytes(
        with_a_document(journey, lambda part: part.update(template_sha256="00" * 32))
    )

    ran = saksama("replay", path, "--documents")

    assert ran.exit_code == NOT_COMPARABLE
    assert "14-contract: template 000000000000 then" in ran.output


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
    assert not (tmp_path / "out").exists()


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
        "Waited for: ppk: confirm_value tax.vat.rate <= 2026-10-19 08:00" in ran.stdout
    )
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


def test_the_doctor_says_what_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.doctor._PROVED", {"prefect": "0.0.1", "fastapi": "0.0.1"})

    ran = saksama("doctor", "--home", tmp_path)

    assert ran.exit_code == DIFFERS
    assert "!!  Prefect + FastAPI" in ran.output
    assert "run ./run setup" in ran.output


def test_the_names_of_these_tests_are_those_of_the_example() -> None:
    """The folder that is copied is the one that the demo runs."""
    assert EXAMPLES == (EXAMPLE,)
