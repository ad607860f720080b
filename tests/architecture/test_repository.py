"""What holds for every file of the repository, and for the versions that it names."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
PACKAGES = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
LOCKS = ("requirements.lock", "requirements-dev.lock")

# A letter in brackets, so that these lines do not match themselves.
ADDRESS_OF_AN_INDEX = re.compile(r"://[^ \"]*(/simpl[e]|/package[s]/)")
PATH_OF_A_MACHINE = re.compile(r"/wor[k]/")


def files() -> list[Path]:
    """List the files that git knows, and those it would take in."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]


def text_of(path: Path) -> str:
    """Read a file as text; a picture or an archive has none."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


@pytest.mark.parametrize("pattern", [ADDRESS_OF_AN_INDEX, PATH_OF_A_MACHINE])
def test_no_file_names_an_index_or_a_machine(pattern: re.Pattern[str]) -> None:
    found = {
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in files()
        for match in pattern.finditer(text_of(path))
    }

    assert found == set()


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [
        (ADDRESS_OF_AN_INDEX, ["https://index.example", "simple", "prefect"]),
        (ADDRESS_OF_AN_INDEX, ["https://files.example", "packages", "prefect.whl"]),
        (PATH_OF_A_MACHINE, ["", "work", "notes.md"]),
    ],
)
def test_the_patterns_find_what_they_are_for(
    pattern: re.Pattern[str], parts: list[str]
) -> None:
    assert pattern.search("/".join(parts))


@pytest.mark.parametrize("lock", LOCKS)
def test_each_pin_of_a_lock_has_a_hash_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text()
    pins = re.split(r"\n(?=\S)", text.strip())

    assert "://" not in text
    assert [
        pin for pin in pins if not re.search(r"==\S+.*--hash=sha256:", pin, re.DOTALL)
    ] == []


def test_what_is_tested_is_what_is_run() -> None:
    run, dev = (
        set(re.findall(r"^\S+==\S+", (ROOT / lock).read_text(), re.MULTILINE))
        for lock in LOCKS
    )

    assert run < dev


def test_the_installed_packages_agree_with_one_another() -> None:
    checked = subprocess.run(
        [sys.executable, "-m", "pip", "check", "--disable-pip-version-check"],
        check=False,
        capture_output=True,
        text=True,
    )

    assert checked.returncode == 0, checked.stdout


def test_each_exception_for_an_unused_dependency_is_still_needed(
    tmp_path: Path,
) -> None:
    report = tmp_path / "deptry.json"
    subprocess.run(
        ["deptry", ".", "--per-rule-ignores", "DEP002=none", "--json-output", report],
        cwd=ROOT,
        env={"PATH": str(Path(sys.executable).parent), "NO_COLOR": "1"},
        check=False,
        capture_output=True,
    )
    unused = {
        found["module"]
        for found in json.loads(report.read_text())
        if found["error"]["code"] == "DEP002"
    }

    excepted = set(PROJECT["tool"]["deptry"]["per_rule_ignores"]["DEP002"])
    assert excepted - unused == set()


@pytest.mark.parametrize("package", PACKAGES)
def test_each_package_says_what_it_is(package: str) -> None:
    folders = {path.parent for path in (ROOT / package).rglob("*.py")}
    modules = {folder / "__init__.py" for folder in folders}
    described = {m for m in modules if m.is_file() and m.read_text().startswith('"""')}

    assert modules
    assert {
        module.relative_to(ROOT)
        for module in modules - described
        if "migrations" not in module.parts  # Alembic loads these by path
    } == set()


class TestPythonVersions:
    """One range, said in several places."""

    FIRST, BEYOND = (
        int(minor)
        for minor in re.findall(r"3\.(\d+)", PROJECT["project"]["requires-python"])
    )

    def test_run_looks_for_the_same(self) -> None:
        script = (ROOT / "run").read_text()

        assert (
            f"(3, {self.FIRST}) <= sys.version_info[:2] < (3, {self.BEYOND})" in script
        )
        named = {int(minor) for minor in re.findall(r"python3\.(\d+)", script)}
        assert named == set(range(self.FIRST, self.BEYOND))

    def test_each_page_that_names_them_names_the_same(self) -> None:
        pages = {path: text_of(path) for path in files() if path.suffix == ".md"}
        named = {
            f"{path.relative_to(ROOT)}: {words}"
            for path, text in pages.items()
            for words in re.findall(r"Python 3\.\d+(?: to 3\.\d+)?", text)
        }

        expected = f"Python 3.{self.FIRST} to 3.{self.BEYOND - 1}"
        assert {
            words for words in named if not words.endswith(f": {expected}")
        } == set()

    def test_the_image_stands_on_one_of_them(self) -> None:
        image = re.search(
            r"^FROM python:3\.(\d+)", (ROOT / "Dockerfile").read_text(), re.MULTILINE
        )

        assert image
        assert self.FIRST <= int(image.group(1)) < self.BEYOND
