"""What a scheme may ask to be shown by facts: nothing that narrows the field for nothing.

A licence that the work does not need keeps firms out that could do it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rules.decisions.case import Case
from rules.rule import Decision, rule
from tender.imported_fact import LicensedService
from tender.qualification import CapacityAsked, LicenceAsked
from tender.scheme import Scheme
from tender.works import Job

LICENCES: Mapping[Job, frozenset[LicensedService]] = {
    "cleaning": frozenset(),
    "security": frozenset({"guard_supply"}),
    "driver": frozenset(),
}
"""The operating licences that a kind of work needs."""

FACT_AND_TEST = rule(
    "scheme.fact-and-test",
    "docs/rules/facts-of-qualification.md",
    "chosen",
    indonesian="Persyaratan {codes} diuji dengan fakta tanpa menyebut fakta apa, atau menyebut fakta tanpa diuji dengannya.",
    english="The requirements {codes} are tested by a fact and name none, or name one and are not tested by it.",
    remedy=(
        'Pakai test = "fact" bersama fact, atau hapus keduanya.',
        'Use test = "fact" together with fact, or neither.',
    ),
)

LICENCE_NOT_NEEDED = rule(
    "scheme.licence-not-needed",
    "Perpres 16/2018 art. 44(9), 20(2)b",
    "verified",
    indonesian="Persyaratan {requirement} meminta izin {service} yang tidak diperlukan pekerjaan {job} dan mempersempit persaingan.",
    english="The requirement {requirement} asks for a licence of {service}, which work of {job} does not need, and narrows the competition.",
    remedy=(
        "Hapus izin itu, atau beli pekerjaan itu dalam paket tersendiri.",
        "Leave the licence out, or buy that work in a package of its own.",
    ),
)

CAPACITY_OF_OTHERS = rule(
    "scheme.capacity-of-others",
    "docs/rules/facts-of-qualification.md",
    "chosen",
    indonesian="Tender ini terbuka bagi usaha yang tidak kecil, tetapi {requirement} tidak menyebut kemampuan dasar mereka.",
    english="This tender is open to firms that are not small, and {requirement} names no basic number for them.",
    remedy=(
        "Sebut others dengan least dan factor.",
        "Name others, with least and factor.",
    ),
)


def narrowing(case: Case, scheme: Scheme) -> Iterator[Decision]:
    """Yield a refusal for all that *scheme* may not ask to be shown by facts."""
    misfits = [
        line.requirement
        for line in scheme.requirements
        if (line.test == "fact") != (line.fact is not None)
    ]
    if misfits:
        yield FACT_AND_TEST.no(codes=", ".join(misfits))
    job, method = case.state.process.job, case.state.preparation.method
    for line in scheme.requirements:
        key, fact = line.requirement, line.fact
        if isinstance(fact, LicenceAsked) and fact.service not in LICENCES[job]:
            yield LICENCE_NOT_NEEDED.no(requirement=key, service=fact.service, job=job)
        for_small = method is not None and method.small_business
        if isinstance(fact, CapacityAsked) and not fact.others and not for_small:
            yield CAPACITY_OF_OTHERS.no(requirement=key)
