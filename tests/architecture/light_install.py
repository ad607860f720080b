"""Import modules as a light install would, or fail.

    python light_install.py tender.money ledger.chain

Only the base dependencies of the project, and theirs, can be imported: whatever else
is installed here is hidden.
"""

import importlib
import re
import sys
from collections.abc import Sequence
from importlib.metadata import distribution, packages_distributions

from packaging.requirements import Requirement


def main(modules: Sequence[str]) -> None:
    """Import *modules*, one after the other, with the rest hidden."""
    light = light_distributions("saksama")
    for package, owners in packages_distributions().items():
        if not light & {normal(owner) for owner in owners}:
            sys.modules[package] = None  # type: ignore[assignment]  # Python then refuses it
    for module in modules:
        importlib.import_module(module)


def light_distributions(project: str) -> set[str]:
    """Follow what *project* requires without any extra."""
    found: set[str] = set()
    waiting = [project]
    while waiting:
        name = normal(waiting.pop())
        if name not in found:
            found.add(name)
            waiting += [
                required.name
                for required in map(Requirement, distribution(name).requires or ())
                if not required.marker or required.marker.evaluate({"extra": ""})
            ]
    return found


def normal(name: str) -> str:
    """Spell the name of a distribution in the one way that compares."""
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    main(sys.argv[1:])
