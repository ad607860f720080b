"""A fault that only an import can show: one module is read from another file's text.

A constant of a module, the default of an argument: for these a process begins anew, with
`python -m pytest -p tests.mutation.imported --faulty scoring/price.py --text FILE`.
"""

from __future__ import annotations

import sys
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType

import pytest
from typing_extensions import override


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--faulty", type=Path, help="the module with the fault")
    parser.addoption("--text", type=Path, help="its text, fault and all")


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Stand before every finder, before anything of the project is imported."""
    told = early_config.known_args_namespace
    sys.meta_path.insert(0, _Finder(told.faulty, told.text))


class _Loader(SourceFileLoader):
    text: Path

    @override
    def get_code(self, fullname: str) -> CodeType:
        return compile(
            self.text.read_text(encoding="utf-8"), self.path, "exec", dont_inherit=True
        )


class _Finder:
    def __init__(self, faulty: Path, text: Path) -> None:
        parts = faulty.with_suffix("").parts
        self._name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        self._file, self._text = str(faulty.resolve()), text

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        if name != self._name:
            return None
        loader = _Loader(name, self._file)
        loader.text = self._text
        return spec_from_file_location(name, self._file, loader=loader)
