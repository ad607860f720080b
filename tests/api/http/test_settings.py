"""Settings: from the environment, from a file, and refused by name where they do not fit."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import httpx2
import pytest

from api.files.fault import FileFault
from api.settings import read_settings
from api.words.file_faults import told


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("SAKSAMA_"):
            monkeypatch.delenv(name)


def file_of(folder: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = folder / "saksama.toml"
    file.write_text(text, encoding="utf-8")
    monkeypatch.setenv("SAKSAMA_CONFIG", str(file))
    return file


def test_the_command_line_counts_before_the_environment_and_that_before_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file_of(tmp_path, 'port = 1\nhost = "::1"\nhome = "of-file"\n', monkeypatch)
    monkeypatch.setenv("SAKSAMA_PORT", "2")
    monkeypatch.setenv("SAKSAMA_HOME", "of-environment")

    settings = read_settings(port=3)

    assert (settings.port, str(settings.home), settings.host) == (
        3,
        "of-environment",
        "::1",
    )


def test_a_token_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAKSAMA_METRICS_TOKEN", "hunter2")

    assert "hunter2" not in repr(read_settings())


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("prot = 1", "SAKSAMA_PROT"),
        ("port = 65536", "SAKSAMA_PORT"),
        ('port = "banana"', "SAKSAMA_PORT"),
        ("request_bytes = 1", "SAKSAMA_REQUEST_BYTES"),
        ("port = ", "file"),
    ],
)
def test_what_does_not_fit_is_named(
    text: str, field: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = file_of(tmp_path, text, monkeypatch)

    with pytest.raises(FileFault) as found:
        read_settings()

    assert (found.value.file, found.value.field) == (str(file), field)
    assert "diharapkan" in told(found.value)


def test_a_file_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAKSAMA_CONFIG", "/nowhere/saksama.toml")

    with pytest.raises(FileFault, match="SAKSAMA_CONFIG: expected a file in TOML"):
        read_settings()


def served(folder: Path, *options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", "from api.cli import main; main()", "serve", *options],
        env={**os.environ, "SAKSAMA_HOME": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_one_command_serves_says_where_and_ends_when_it_is_told(tmp_path: Path) -> None:
    with served(tmp_path / "office", "--port", "0") as server:
        assert server.stdout is not None
        address = server.stdout.readline().strip()
        try:
            assert re.fullmatch(r"http://127\.0\.0\.1:\d+", address)
            assert httpx2.get(f"{address}/ready").json()["status"] == "ok"
            with served(tmp_path / "other", "--port", address[-5:].lstrip(":")) as more:
                _, told = more.communicate(timeout=60)
                assert more.returncode == 2
                assert "SAKSAMA_PORT: expected a port that is free" in told
        finally:
            server.send_signal(signal.SIGTERM)
        server.communicate(timeout=60)
        assert server.returncode == 0
