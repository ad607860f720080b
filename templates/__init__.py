"""What people read: documents, pages and mail, as Jinja templates.

`environment` is strict: what a template asks for and does not get is an error, and
everything that is put in is escaped. Whoever renders brings the filters.
"""

from __future__ import annotations

from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, meta


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


def reached(name: str) -> tuple[str, ...]:
    """Return *name* and every template that it extends or imports, in order."""
    found, waiting = {name}, [name]
    while waiting:
        named = meta.find_referenced_templates(
            environment().parse(source(waiting.pop()))
        )
        new = {other for other in named if other is not None} - found
        found |= new
        waiting += sorted(new)
    return tuple(sorted(found))
