"""In CI nothing is skipped: a missing server or library is there a fault of the set-up."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

MODULES = {
    "test_with_a_skip.py": """
import pytest

def test_one():
    pytest.skip("no PostgreSQL")

@pytest.mark.xfail
def test_other():
    raise ValueError
""",
    "test_skipped_whole.py": """
import pytest

pytest.skip("no Pango", allow_module_level=True)
""",
}


@pytest.mark.parametrize(
    ("ci", "summary"),
    [("", "2 skipped, 1 xfailed"), ("true", "1 failed, 1 xfailed, 1 error")],
    ids=["elsewhere", "in CI"],
)
def test_a_skip_fails_in_ci_and_an_expected_failure_does_not(
    ci: str, summary: str, tmp_path: Path
) -> None:
    for name, text in MODULES.items():
        (tmp_path / name).write_text(text)

    run = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-p", "tests.conftest"),
            *("-p", "no:cacheprovider", "--continue-on-collection-errors", tmp_path),
        ],
        cwd=ROOT,
        env={**os.environ, "CI": ci},
        check=False,
        capture_output=True,
        text=True,
    )

    assert summary in run.stdout
    assert (run.returncode != 0) == bool(ci)
