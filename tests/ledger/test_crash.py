"""Killed at any moment, two servers on one database lose nothing they had promised.

A kill is not a loss of power: that a commit waits for the disk is tested by its
settings (`test_store`).
"""

import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from time import sleep

import pytest

from ledger import log
from ledger.chain import verify_streams
from ledger.entry import entry_hash, from_bytes
from ledger.store import Store

WRITER = Path(__file__).with_name("crash_writer.py")
ROUNDS = 2
SECONDS = 0.4  # until the kill, from the first promise


@pytest.fixture(params=["sqlite_url", "postgres_url"])
def address(request: pytest.FixtureRequest) -> str:
    url: str = request.getfixturevalue(request.param)
    return url


def test_what_was_acknowledged_is_there_after_a_kill(
    address: str, tmp_path: Path
) -> None:
    with closing(Store(address)) as store:
        store.migrate()
        for number in range(ROUNDS):
            promised = kill_two_writers(address, f"ocds-s4k54m-{number}", tmp_path)
            assert promised
            check(store, promised)


def kill_two_writers(address: str, name: str, folder: Path) -> list[str]:
    """Let two processes write for a while, kill them, and return what they promised."""
    said = [folder / f"{name}-{writer}" for writer in ("a", "b")]
    writers = []
    for path in said:
        with path.open("w") as output:
            command = [sys.executable, str(WRITER), address, path.name]
            writers.append(subprocess.Popen(command, stdout=output))
    while not all(path.stat().st_size for path in said):
        assert all(writer.poll() is None for writer in writers)
        sleep(0.01)
    sleep(SECONDS)
    for writer in writers:
        writer.kill()
        assert writer.wait() == -signal.SIGKILL
    return [hash_ for path in said for hash_ in whole_lines(path)]


def whole_lines(path: Path) -> list[str]:
    """Return the lines that were written to their end."""
    return path.read_text().rpartition("\n")[0].split()


def check(store: Store, promised: list[str]) -> None:
    """Hold the store to what was *promised*, and to everything else it must be."""
    with store.read() as snapshot:
        entries = {name: snapshot.entries(name) for name in snapshot.processes()}
        leaves = list(snapshot.leaves())
        closed = {name: snapshot.closed(name) for name in entries}
        root = snapshot.root(len(leaves))
    stored = {entry_hash(data) for process in entries.values() for data in process}
    tree = log.Tree()

    assert stored.issuperset(promised)
    for process in entries.values():
        verify_streams(process)
    for leaf in leaves:
        assert tree.append(leaf.leaf) == leaf.index
    assert tree.root() == root
    published = {(leaf.process, leaf.stream, leaf.seq) for leaf in leaves}
    assert len(published) == len(leaves)
    for name, process in entries.items():
        for entry in map(from_bytes, process):
            stream = "main" if entry.stream == "main" else f"sealed-{entry.round}"
            public = stream == "main" or stream in closed[name]
            assert ((name, stream, entry.seq) in published) == public
