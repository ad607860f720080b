"""A package that follows a process: whether the database has it, and the files agree with it.

What is carried over is read from the ledger, and the files say it too, since lint and the
estimate read them. Where the two differ nobody could tell which is meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from api.files.fault import FileFault, first_of, shown
from api.home import store_at
from flows.package import CarriesOver, Package
from ledger.predecessor import stood
from ledger.store import Store
from tender.canonical import Json


def check_predecessor(package: Package, database: str | None) -> None:
    """Raise `FileFault` where what the package follows is not as the package has it."""
    follows = package.carries_over
    if follows is None:
        return
    if database is None:
        raise _fault(
            follows,
            "predecessor",
            expected="a database that has the process before (--database)",
            found="none",
        )
    store = store_at(database)
    try:
        faults = list(_unlike(package, follows, store))
    finally:
        store.close()
    if faults:
        raise first_of(faults)


def _unlike(
    package: Package, follows: CarriesOver, store: Store
) -> Iterator[FileFault]:
    ocid = follows.predecessor
    if not store.holds(ocid):
        yield _fault(
            follows,
            "predecessor",
            expected="a process that the database has",
            found=shown(ocid),
        )
        return
    with store.read() as snapshot:
        before = stood(snapshot.entries(ocid))
    there = {} if before is None else before.pieces
    here = _written(package)
    for piece in follows.pieces:
        names = [name for name in {**there, **here} if name.split()[0] == piece]
        if any(here.get(name, there.get(name)) != there.get(name) for name in names):
            yield _fault(
                follows,
                piece,
                expected=f"what {ocid} has of it, since it is carried over",
                found="something else",
            )


def _written(package: Package) -> Mapping[str, dict[str, Json]]:
    """Return what the files say of the pieces; the roster has been ruled on since."""
    return {
        "budget": {"budget": package.budget.to_json()},
        "works": {"works": package.works.to_json()},
        "scheme": {"scheme": package.scheme.to_json()},
        **{f"values {choice.id}": choice.to_json() for choice in package.choices},
    }


def _fault(follows: CarriesOver, name: str, *, expected: str, found: str) -> FileFault:
    return FileFault(
        file="tender.toml",
        line=follows.line,
        field=f"carries_over.{name}",
        expected=expected,
        found=found,
    )
