"""Migrations stand in one line, in the order of their numbers."""

import re
from pathlib import Path

from alembic.config import Config
from alembic.script import ScriptDirectory

import ledger

FOLDER = Path(ledger.__file__).with_name("migrations")


def scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    return ScriptDirectory.from_config(config)


def test_there_is_one_head() -> None:
    assert len(scripts().get_heads()) == 1


def test_each_has_a_number_of_four_digits_and_follows_the_one_before() -> None:
    revisions = list(scripts().walk_revisions())[::-1]

    assert [r.revision for r in revisions] == [
        f"{number:04}" for number in range(1, len(revisions) + 1)
    ]
    for revision in revisions:
        assert re.fullmatch(r"[0-9]{4}_[a-z_]+\.py", Path(revision.path).name)


def test_there_is_no_way_back() -> None:
    """The tables are append-only, so nothing takes them away again."""
    for path in FOLDER.glob("versions/*.py"):
        assert "def downgrade() -> None:\n    raise NotImplementedError" in (
            path.read_text()
        )
