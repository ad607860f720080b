"""What people read: documents, pages and mail, as Jinja templates.

`environment` is strict: what a template asks for and does not get is an error, and
everything that is put in is escaped. Whoever renders brings the filters.
"""

from __future__ import annotations

from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined


def environment() -> Environment:
    """Return an environment over this folder."""
    return Environment(
        loader=PackageLoader("templates", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def source(name: str) -> str:
    """Return the text of a file of this folder, such as `documents/style.css`."""
    return files("templates").joinpath(name).read_text(encoding="utf-8")


def sources(folder: str) -> tuple[str, ...]:
    """Return the names of the files of a folder, in order."""
    found = files("templates").joinpath(folder).iterdir()
    return tuple(sorted(f"{folder}/{file.name}" for file in found if file.is_file()))
