"""`saksama doctor`: what of this machine and of its office is sound, and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.api.commands import DIFFERS, SAME, saksama


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
    assert "proses 1, entri 173" in checked.output
