"""Qualification by facts: what issuers say of a bidder, held to what was asked.

Of each kind the latest fact counts, whatever the order in which facts were recorded.
One that is older than the scheme allows says nothing: until it is looked up again the
requirement is pending, and nobody fails because the committee looked long ago. Nothing
is an input here but the scheme, the law, the offer's holders and facts with an issuer
and a day: what this ledger knows of a bidder from other tenders is none.

Source: Perpres 16/2018 art. 44(3)-(4) for pass or fail, art. 7(2) for conflicts between
bidders (verified); what is asked, the tender's own documents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from scoring import shown, work_done
from scoring.explanation import Node, cell, check
from scoring.ownership import Part, Shared
from scoring.rule_ids import RuleId
from scoring.shown import NONE, Looked, Operands, QualificationTerms, Shown
from tender.canonical.numbers import number_text
from tender.codes import Bid
from tender.imported_fact import FactKind, HoldersFact, ImportedFact
from tender.offer import Holder
from tender.qualification import Asked, IndependentAsked, kinds, shown_by
from tender.scheme import RequirementLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a bid by facts, and what it declares of itself."""

    bid: Bid
    facts: tuple[ImportedFact, ...] = ()
    holders: tuple[Holder, ...] | None = None
    shared: tuple[Shared, ...] = ()


_RULES: Final[Mapping[str, RuleId]] = {
    "kbli": "qualification.kbli",
    "operating_licence": "qualification.operating-licence",
    "legal_form": "qualification.legal-form",
    "tax": "qualification.tax",
    "experience": "qualification.experience",
    "capacity": "qualification.capacity",
    "not_blacklisted": "qualification.blacklist",
    "independent": "qualification.independent",
}

_HELD: Final[Mapping[str, Callable[[Any, Looked], Shown]]] = {
    "kbli": shown.kbli,
    "operating_licence": shown.operating_licence,
    "legal_form": shown.legal_form,
    "tax": shown.tax,
    "experience": work_done.experience,
    "capacity": work_done.capacity,
    "not_blacklisted": shown.not_blacklisted,
}
"""By what is asked: the function that holds facts to it. Independence has its own."""

KINDS: Final[Mapping[RuleId, FactKind]] = {
    "qualification.kbli": "kbli",
    "qualification.operating-licence": "operating_licence",
    "qualification.legal-form": "legal_form",
    "qualification.tax": "tax",
    "qualification.experience": "experience",
    "qualification.capacity": "capacity",
    "qualification.blacklist": "blacklist",
    "qualification.independent": "holders",
}
"""The kind of fact that a test looks at first."""


def latest(facts: tuple[ImportedFact, ...], kind: FactKind) -> ImportedFact | None:
    """Return the latest fact of a kind; of several of one day that which stands last."""
    of_kind = [fact for fact in facts if fact.says.kind == kind]
    return max(reversed(of_kind), key=lambda fact: fact.as_of, default=None)


def oldest(asked: Asked, closing: date) -> date | None:
    """Return the first day on which a fact may have been looked up, if there is one."""
    if asked.max_age is None:
        return None
    return date.fromordinal(max(closing.toordinal() - asked.max_age, 1))


def fact_tests(
    line: RequirementLine, asked: Asked, known: Known, terms: QualificationTerms
) -> Iterator[Node]:
    """Yield the test of a requirement that facts show.

    Of independence it is followed by one of every person shared with another bidder.
    """
    since = oldest(asked, terms.closing)
    looked_up = {kind: latest(known.facts, kind) for kind in kinds(asked)}
    counting = {
        kind: fact.says
        for kind, fact in looked_up.items()
        if fact is not None and (since is None or fact.as_of >= since)
    }
    looked = Looked(known.bid, line.requirement, counting, terms)
    is_independence = isinstance(asked, IndependentAsked)
    held = (
        _declared(looked, known)
        if is_independence
        else _HELD[asked.kind](asked, looked)
    )
    key = line.requirement
    yield check(
        f"{known.bid}/requirement/{key}",
        _RULES[asked.kind],
        "pending" if held.passes is None else "pass" if held.passes else "fail",
        requirement=cell(key, f"tender.scheme.requirements[{key}]"),
        **held.operands,
        **_seen("", known.bid, shown_by(asked), looked_up),
        **_firm(held, known.bid, looked_up),
        oldest=looked.asked(since.isoformat() if since else NONE, "max_age"),
    )
    if is_independence:
        yield from (_shared(line, one, looked) for one in known.shared)


def missing(test: Node) -> tuple[FactKind, ...]:
    """Return the kinds of fact that a pending test waits for.

    One that is older than the scheme allows is missing as well.
    """
    found: list[FactKind] = []
    for name, kind in (("as_of", KINDS[test.rule]), ("firm_as_of", "firm")):
        if name in test.operands and is_missing(test.value(name), test.value("oldest")):
            found.append(kind)
    return tuple(found)


def is_missing(as_of: str, since: str) -> bool:
    """Say whether a fact of a day does not count, or is not there at all.

    >>> is_missing("none", "none"), is_missing("2026-10-01", "none")
    (True, False)
    >>> is_missing("2026-09-01", "2026-09-22")
    True
    """
    return as_of == NONE or (since != NONE and as_of < since)


def _seen(
    prefix: str,
    bid: Bid,
    kind: FactKind,
    looked_up: Mapping[FactKind, ImportedFact | None],
) -> Operands:
    fact, place = looked_up[kind], f"facts[{bid}][{kind}]"
    day = fact.as_of.isoformat() if fact else NONE
    return {
        f"{prefix}issuer": cell(fact.issuer if fact else NONE, f"{place}.issuer"),
        f"{prefix}as_of": cell(day, f"{place}.as_of"),
    }


def _firm(
    held: Shown, bid: Bid, looked_up: Mapping[FactKind, ImportedFact | None]
) -> Operands:
    """Return who says what the firm is, where the test rests on it."""
    rests = not {"exempt", "size"}.isdisjoint(held.operands)
    return _seen("firm_", bid, "firm", looked_up) if rests else {}


def _declared(looked: Looked, known: Known) -> Shown:
    """Hold what a bid declares of its holders to what the issuer has."""
    says: HoldersFact | None = looked.says.get("holders")
    codes = sorted({one.holder for one in known.holders or ()})
    agrees = NONE if says is None else "yes" if says.declared else "no"
    operands: Operands = {
        "holders": cell(" ".join(codes) or NONE, f"bids[{known.bid}].holders"),
        "agrees": looked.found(agrees, "holders", "declared"),
    }
    if not codes:
        return Shown(operands, passes=False)
    return Shown(operands, None if says is None else says.declared)


def _shared(line: RequirementLine, one: Shared, looked: Looked) -> Node:
    """Test one person that is a holder of two bidders: whether that makes them one."""
    limit = looked.terms.shares_above
    key, own = line.requirement, one.own
    return check(
        f"{own.bid}/shared/{key}/{'+'.join(own.holders)}/{one.other.bid}",
        "qualification.shared-holder",
        "fail" if one.is_conflict(limit) else "pass",
        requirement=cell(key, f"tender.scheme.requirements[{key}]"),
        **_part("", own),
        rival=cell(one.other.bid, f"bids[{one.other.bid}]"),
        **_part("other_", one.other),
        limit=cell(limit, "qualification.shares_above"),
        issuer=cell(one.fact.issuer, f"facts[{one.fact.bid}][holders].issuer"),
        as_of=cell(one.fact.as_of.isoformat(), f"facts[{one.fact.bid}][holders].as_of"),
    )


def _part(prefix: str, part: Part) -> Operands:
    place = f"bids[{part.bid}].holders"
    return {
        f"{prefix}holder": cell(" ".join(part.holders), place),
        f"{prefix}roles": cell(" ".join(part.roles), place),
        f"{prefix}share": cell(number_text(part.share), place),
    }
