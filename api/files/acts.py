"""The acts of a package: what people did, in order of time, each by its command.

An act gives the fields of its command that people decide; what is filled in at the
run (`flows.package.FILLED_IN`) it may leave out. Evidence may be named by its file
(`api.files.evidence`). Whatever is wrong with an act is
found here, before the first of them is executed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from pydantic import Field, ValidationError

from api.files.document import Document
from api.files.evidence import Names, by_hash
from api.files.fault import FileFault, Where, first_of, shown
from api.files.tables import ActHead
from flows.package import EVERY, FILLED_IN, PackageParty, PlannedAct
from tender.commands import COMMANDS
from tender.commands.preparation.works import Works
from tender.scheme import Scheme
from tender.stored import Stored

_HEAD: Final = frozenset(ActHead.model_fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The codes that a package has: what acts and bids may name."""

    parties: Mapping[str, PackageParty]
    choices: frozenset[str] = frozenset()
    items: frozenset[str] = frozenset()
    posts: frozenset[str] = frozenset()
    requirements: frozenset[str] = frozenset()
    files: Names = field(default_factory=dict)

    def with_works(self, works: Works) -> Known:
        """Return the codes with those of *works*, as specified or amended."""
        return replace(
            self,
            items=self.items | {line.item for line in works.items},
            posts=self.posts | {post.post for post in works.posts},
        )

    def with_scheme(self, scheme: Scheme) -> Known:
        """Return the codes with those of *scheme*."""
        asked = {line.requirement for line in scheme.requirements}
        return replace(self, requirements=self.requirements | asked)

    def subjects(self, command: str) -> frozenset[str] | None:
        """Return what an act with *command* may be about, if it has to say."""
        match command:
            case "register_party":
                return frozenset(self.parties)
            case "choose_value":
                return self.choices
            case _:
                return None

    def of(self, name: str) -> frozenset[str] | None:
        """Return what the field *name* of a command or an offer may name, if that is fixed."""
        match name:
            case "bid":
                parties = self.parties.items()
                return frozenset(c for c, p in parties if "bidder" in p.offices)
            case "member" | "members" | "trustee" | "trustees" | "with_bidders":
                return frozenset(self.parties)
            case "item":
                return self.items
            case "post":
                return self.posts
            case "requirement":
                return self.requirements
            case _:
                return None


class _Acts(Stored):
    """`acts.toml`."""

    act: list[dict[str, object]] = Field(default_factory=list)


def read_acts(document: Document, known: Known) -> tuple[tuple[PlannedAct, ...], Known]:
    """Return the acts of a document, and the codes with those of its amendments.

    Raise `FileFault`.
    """
    tables = document.read(_Acts).act
    acts: list[PlannedAct] = []
    faults: list[FileFault] = []
    for index, table in enumerate(tables):
        try:
            act = _act(document, index, table, known)
        except FileFault as fault:
            faults += (fault, *fault.others)
            continue
        if acts and act.at < acts[-1].at:
            before = (
                f"{acts[-1].at.isoformat()}, that of the act in line {acts[-1].line}"
            )
            faults.append(
                document.fault(
                    ("act", index, "at"),
                    expected=f"no time before {before}",
                    found=act.at.isoformat(),
                )
            )
        acts.append(act)
        known = _amended(known, act)
    if faults:
        raise first_of(faults)
    return tuple(acts), known


def _act(
    document: Document, index: int, table: Mapping[str, object], known: Known
) -> PlannedAct:
    where: Where = ("act", index)
    try:
        head = ActHead.from_json({k: v for k, v in table.items() if k in _HEAD})
    except ValidationError as error:
        raise first_of(document.faults(error, where)) from error
    if head.command not in COMMANDS:
        raise document.fault(
            (*where, "command"),
            expected="the tag of a command",
            found=shown(head.command),
        )
    fields = {key: value for key, value in table.items() if key not in _HEAD}
    if head.about is not None and "about" in COMMANDS[head.command].model_fields:
        fields["about"] = head.about
    fields = by_hash(document, where, fields, known.files, head.party)
    faults = [
        *document.known([((*where, "party"), head.party)], known.parties),
        *_refused(document, where, head, fields),
        *_unknown(document, where, fields, known),
    ]
    if (subjects := known.subjects(head.command)) is not None:
        faults += document.known([((*where, "about"), head.about or "")], subjects)
    if faults:
        raise first_of(faults)
    return PlannedAct(
        at=head.at,
        party=head.party,
        office=head.office,
        command=head.command,
        about=head.about or "",
        fields=fields,
        words=head.words,
        number=index + 1,
        line=document.line(where),
    )


def _amended(known: Known, act: PlannedAct) -> Known:
    """Return the codes with those that an amendment brings."""
    if "works" in act.fields:
        known = known.with_works(Works.from_json(act.fields["works"]))
    if "scheme" in act.fields:
        known = known.with_scheme(Scheme.from_json(act.fields["scheme"]))
    return known


def _refused(
    document: Document, where: Where, head: ActHead, fields: Mapping[str, object]
) -> Iterator[FileFault]:
    """Yield what the command refuses of its fields, and the absence of a person's words."""
    command = COMMANDS[head.command]
    filled = FILLED_IN.get(head.command, frozenset())
    if "tag" in fields:
        expected = "no field of this name"
        yield document.fault((*where, "tag"), expected=expected, found="'tag'")
    if ("words" in filled) != (head.words is not None):
        yield document.fault(
            (*where, "words"),
            expected="a value" if head.words is None else f"none for {head.command}",
            found="none" if head.words is None else "some",
        )
    try:
        command.from_json({**fields, "tag": head.command})
    except ValidationError as error:
        optional = frozenset(command.model_fields) if filled == EVERY else filled
        yield from document.faults(error, where, optional)


def _unknown(
    document: Document, where: Where, fields: Mapping[str, object], known: Known
) -> Iterator[FileFault]:
    """Yield the codes in *fields* that the package does not have."""
    for name, value in fields.items():
        codes = known.of(name)
        if codes is None:
            continue
        if isinstance(value, list):
            places = [((*where, name, i), str(one)) for i, one in enumerate(value)]
        else:
            places = [((*where, name), str(value))]
        yield from document.known(places, codes)
