"""A package: one tender in a folder, read whole or refused with its first fault.

```
tender.toml    [process] [method] [method.catalogue] [budget] [works] [[works.post]]
               [estimate] [schedule] [[schedule.slot]] [[choice]] [committee] [trustees]
               and above them, if wanted: papers, the documents asked for beside the usual;
               [carries_over], where it follows a process that the ledger has
scheme.toml    the scheme, with [[requirements]] and [[rounding]]
items.csv      item,title,unit,quantity,component,post,estimate
roster.csv     worker,post,site,since,pay
handover.csv   the list of the outgoing provider, beside [outgoing] in tender.toml: of a
               successor tender (`api.files.handover_file`)
people.csv     worker,born,licences: for lint alone, if it is there
parties.toml   [[party]], each with its [party.identity]
acts.toml      [[act]], in order of time
bids/          a folder for each bid (`api.files.bids`); absent where there is none
```

`README.md` and `expected/` may stand beside them and are not read. Codes that do
not exist, a code given twice and acts out of order are faults of the file that
names them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from api.files import csv_file, handover_file, toml_file
from api.files.acts import Known, read_acts
from api.files.bids import half_offers, read_bids
from api.files.document import Document
from api.files.evidence import listed, without_offers
from api.files.fault import FileFault, Where, first_of
from api.files.folder import Folder
from api.files.handover_file import read_outgoing, without_list
from api.files.scheme_file import scheme_in
from api.files.tables import ItemRow, PartiesFile, PersonRow, TenderFile
from flows.package import Package, PackageParty
from rules.lint.people import Profile
from tender.codes import Worker
from tender.stored import Stored
from tender.works import EstimateDetail, Incumbent

_FILES = (
    "tender.toml",
    "scheme.toml",
    "items.csv",
    "roster.csv",
    "parties.toml",
    "acts.toml",
)
_PEOPLE = "people.csv"
_BESIDE = ("bids", "README.md", "expected", _PEOPLE, handover_file.NAME)

Row = TypeVar("Row", bound=Stored)


def read_package(directory: Path) -> Package:
    """Return the package in *directory*; raise `FileFault` for the first file at fault."""
    folder = Folder(directory)
    names = folder.only(*_FILES, *_BESIDE)
    parties = _parties(_toml(folder, "parties.toml"))
    described = _toml(folder, "tender.toml")
    tender = _tender(described, parties)
    scheme = scheme_in(_toml(folder, "scheme.toml"))
    posts = {post.post for post in tender.works.post}
    items = _records(folder, "items.csv", ItemRow, "item", posts)
    incumbents = _records(folder, "roster.csv", Incumbent, "worker", posts)
    outgoing = read_outgoing(
        folder, described, tender.process.regime, tender.outgoing, posts
    )
    known_of = _people(folder, incumbents) if _PEOPLE in names else {}
    works = tender.works.works(tuple(row.line() for row in items))
    bids = folder.within("bids") if "bids" in names else None
    _raise(list(half_offers(bids)) if bids else [])
    known = Known(
        parties=parties,
        choices=frozenset(c.id for c in tender.choice),
        files=listed(bids) if bids else {},
    )
    known = known.with_works(works).with_scheme(scheme)
    done = _toml(folder, "acts.toml")
    bidders = known.of("bid") or frozenset()
    _raise(list(without_offers(done, folder, known.files, bidders)))
    acts, known = read_acts(done, known)
    _raise(list(without_list(done, acts, outgoing)))
    return Package(
        name=directory.resolve().name,
        process=tender.process,
        method=tender.method,
        budget=tender.budget,
        works=works,
        vat_mode=tender.estimate.vat_mode,
        estimate=EstimateDetail(lines=tuple(row.estimated() for row in items)),
        incumbents=incumbents,
        profiles=known_of,
        scheme=scheme,
        schedule=tender.schedule.schedule(),
        choices=tender.choice,
        committee=tender.committee,
        trustees=tender.trustees,
        parties=parties,
        bids=read_bids(bids, known) if bids else {},
        acts=acts,
        papers=tender.papers,
        carries_over=tender.following(described.line(("carries_over",))),
        outgoing=outgoing,
    )


def _toml(folder: Folder, name: str) -> Document:
    return toml_file.parse(folder.read(name, most=toml_file.MOST), folder.file(name))


def _parties(document: Document) -> dict[str, PackageParty]:
    tables = document.read(PartiesFile).party
    _raise(document.once(_places("party", "party", [t.party for t in tables])))
    return {table.party: PackageParty(**dict(table)) for table in tables}


def _tender(document: Document, parties: Mapping[str, PackageParty]) -> TenderFile:
    """Read the tender; its committee and trustees are parties, its posts and choices stand once."""
    tender = document.read(TenderFile)
    posts = [post.post for post in tender.works.post]
    people = (
        ("committee", "members", tender.committee.members),
        ("trustees", "trustees", tender.trustees.trustees),
    )
    posts_at = [(("works", *w), code) for w, code in _places("post", "post", posts)]
    choices = [choice.id for choice in tender.choice]
    faults = document.once(posts_at) + document.once(_places("choice", "id", choices))
    for table, field, codes in people:
        places = [((table, field, i), code) for i, code in enumerate(codes)]
        faults += document.known(places, parties)
    _raise(faults)
    return tender


def _people(folder: Folder, incumbents: Iterable[Incumbent]) -> dict[Worker, Profile]:
    """Read what is known of people on the roster, each of them once."""
    data = folder.read(_PEOPLE, most=csv_file.MOST)
    table = csv_file.parse(data, folder.file(_PEOPLE), PersonRow)
    workers = {one.worker for one in incumbents}
    _raise(
        table.document.once(table.column("worker"))
        + table.document.known(table.column("worker"), workers)
    )
    return {row.worker: row.profile() for row in table.records}


def _records(
    folder: Folder, name: str, model: type[Row], key: str, posts: Iterable[str]
) -> tuple[Row, ...]:
    """Read a table in which *key* stands once and every post is one of *posts*."""
    data = folder.read(name, most=csv_file.MOST)
    table = csv_file.parse(data, folder.file(name), model)
    _raise(
        table.document.once(table.column(key))
        + table.document.known(table.column("post"), posts)
    )
    return table.records


def _places(table: str, field: str, codes: Iterable[str]) -> list[tuple[Where, str]]:
    return [((table, index, field), code) for index, code in enumerate(codes)]


def _raise(faults: list[FileFault]) -> None:
    if faults:
        raise first_of(faults)
