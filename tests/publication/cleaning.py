"""A cleaning tender made by hand: what is bought, who does it today, how it is judged.

42 posts for a year, 44 people, two of them waiting; an estimate of Rp2.9 billion.
"""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime
from fractions import Fraction
from hashlib import sha256
from importlib.resources import files
from typing import Any

from tender.codes import Component
from tender.commands.preparation.process import Budget, Catalogue, Method
from tender.commands.preparation.schedule import Slot
from tender.commands.preparation.works import Works
from tender.scheme import Phase, RequirementLine, Rounding, Scheme, Test
from tender.values import Value, Values
from tender.works import (
    EstimateDetail,
    EstimateLine,
    Incumbent,
    ItemLine,
    PostOrder,
    PostPlan,
)

DAY = date(2026, 10, 5)


def wib(text: str) -> datetime:
    """Return `2026-10-19 10:00` at +07:00."""
    return datetime.fromisoformat(f"{text}+07:00").astimezone(UTC)


def fake(name: str) -> str:
    """Return a digest that stands for *name*."""
    return sha256(name.encode()).hexdigest()


POSTS = (
    PostPlan(
        post="petugas",
        title="Petugas kebersihan",
        count=40,
        months=12,
        risk="very_low",
    ),
    PostPlan(post="pengawas", title="Pengawas", count=2, months=12, risk="very_low"),
)

MONTHLY: dict[Component, tuple[str, int, int]] = {
    "wage": ("Upah", 3_655_000, 3_900_000),
    "thr": ("THR keagamaan", 304_600, 325_000),
    "compensation": ("Uang kompensasi PKWT", 304_600, 325_000),
    "work_accident": ("Iuran JKK", 8_775, 9_360),
    "death": ("Iuran JKM", 10_968, 11_700),
    "old_age": ("Iuran JHT", 135_240, 144_300),
    "pension": ("Iuran JP", 73_105, 78_000),
    "health": ("Iuran BPJS Kesehatan", 146_205, 156_000),
}
"""What is owed every month: its title, and what a bid asks for it by post."""

OTHERS: dict[Component, tuple[str, str, int, int]] = {
    "uniform": ("Seragam dan alat pelindung diri", "stel", 84, 285_000),
    "materials": ("Bahan pembersih", "bulan", 12, 3_900_000),
    "equipment": ("Peralatan kerja", "bulan", 12, 2_100_000),
    "training": ("Pelatihan", "orang", 42, 450_000),
    "fee": ("Imbalan jasa penyedia", "orang-bulan", 504, 375_000),
}


def _code(component: str, post: str = "") -> str:
    return f"{component.replace('_', '-')}{'-' if post else ''}{post}"


ITEMS = (
    *(
        ItemLine(
            item=_code(component, post.post),
            title=f"{title}, {post.title.lower()}",
            unit="orang-bulan",
            quantity=Fraction(post.count * post.months),
            component=component,
            post=post.post,
        )
        for post in POSTS
        for component, (title, _, _) in MONTHLY.items()
    ),
    *(
        ItemLine(
            item=_code(component),
            title=title,
            unit=unit,
            quantity=Fraction(quantity),
            component=component,
        )
        for component, (title, unit, quantity, _) in OTHERS.items()
    ),
)

PRICES: dict[str, int] = {
    **{_code(c, "petugas"): price for c, (_, price, _) in MONTHLY.items()},
    **{_code(c, "pengawas"): price for c, (_, _, price) in MONTHLY.items()},
    **{_code(c): price for c, (_, _, _, price) in OTHERS.items()},
}
"""The unit prices of a bid without a fault."""

WORKS = Works(
    posts=POSTS,
    items=ITEMS,
    place="Kompleks perkantoran Bukit Cinto Kenang, Sengeti",
    starts_on=date(2027, 1, 1),
    ends_on=date(2027, 12, 31),
)

ESTIMATE = Fraction("2987654000")
DETAIL = EstimateDetail(
    lines=tuple(
        EstimateLine(item=item, unit_price=Fraction(price) * Fraction("1.01"))
        for item, price in PRICES.items()
    )
)

BUDGET = Budget(
    account="5.1.02.02.01.0030",
    amount=3_050_000_000,
    year=2027,
    plan="54873021",
    unit="Bagian Umum Sekretariat Daerah",
)

METHOD = Method(
    method="tender",
    award_criteria="priceOnly",
    envelopes="one_file",
    contract_type="unit_price",
    small_business=True,
    outsourcing_field=1,
    catalogue=Catalogue(
        checked_on=date(2026, 9, 21),
        listed=True,
        exception="more_efficient",
        evidence=fake("catalogue"),
    ),
    reason="Katalog tidak memuat penawaran kerja kepada pekerja yang ada dan rincian upah "
    "per komponen, sehingga pelindungan pekerja tidak dapat dinilai melalui e-purchasing.",
)


_ASKED: tuple[tuple[str, Phase, str, str, Test], ...] = (
    ("pakta-integritas", "administrative", "Pakta integritas", "IKP 4.2", "declared"),
    (
        "surat-penawaran",
        "administrative",
        "Surat penawaran bertanda tangan",
        "IKP 13.1",
        "attached",
    ),
    (
        "nib",
        "qualification",
        "NIB dengan KBLI kebersihan bangunan",
        "LDK huruf A",
        "judged",
    ),
    ("pajak", "qualification", "NPWP dan status pajak", "LDK huruf B", "attached"),
    (
        "daftar-hitam",
        "qualification",
        "Tidak dalam daftar hitam",
        "LDK huruf C",
        "declared",
    ),
    (
        "metode",
        "technical",
        "Metode kerja dan rencana peralihan",
        "LDP huruf E",
        "judged",
    ),
    (
        "sertifikat-k3",
        "technical",
        "Sertifikat K3 penanggung jawab",
        "LDP huruf E",
        "judged",
    ),
)

SCHEME = Scheme(
    award_criteria="priceOnly",
    envelopes="one_file",
    contract_type="unit_price",
    vat_mode="full_price",
    requirements=tuple(
        RequirementLine(
            requirement=code, phase=phase, title=title, basis=basis, test=test
        )
        for code, phase, title, basis, test in _ASKED
    ),
    rounding=(Rounding(at="line"), Rounding(at="tax")),
    validity_days=60,
)

SITES = ("Gedung A", "Gedung B", "Gedung C", "Balai pertemuan", "Halaman dan taman")


def _person(number: int) -> Incumbent:
    supervisor = number > 42
    pay = 3_900_000 if supervisor else 2_450_000 + 25_000 * (number % 13)
    return Incumbent(
        worker=f"k-{number:03}",
        post="pengawas" if supervisor else "petugas",
        site=SITES[number % len(SITES)],
        since=f"{2012 + number // 4}-{number % 12 + 1:02}",
        pay=3_700_000 if number == 5 else pay,
    )


PEOPLE = {
    person.worker: person for person in (_person(number) for number in range(1, 45))
}


def _order(post: PostPlan) -> PostOrder:
    line = sorted(
        (p for p in PEOPLE.values() if p.post == post.post),
        key=lambda p: (p.since, p.worker),
    )
    codes = tuple(person.worker for person in line)
    return PostOrder(
        post=post.post,
        posts=post.count,
        offered=codes[: post.count],
        waiting=codes[post.count :],
    )


ORDERS = tuple(_order(post) for post in POSTS)

_TIMES: tuple[tuple[Any, str, str], ...] = (
    ("announcement", "2026-10-05 08:00", "2026-10-12 16:00"),
    ("clarification", "2026-10-12 09:00", "2026-10-12 11:00"),
    ("bidding", "2026-10-12 11:00", "2026-10-19 10:00"),
    ("opening", "2026-10-19 10:00", "2026-10-19 16:00"),
    ("evaluation", "2026-10-19 13:00", "2026-10-30 16:00"),
    ("proof", "2026-10-29 09:00", "2026-10-30 16:00"),
    ("award", "2026-11-02 08:00", "2026-11-03 16:00"),
    ("objection", "2026-11-03 16:00", "2026-11-09 16:00"),
    ("objection_answer", "2026-11-09 16:00", "2026-11-12 16:00"),
    ("appointment", "2026-11-13 08:00", "2026-11-20 16:00"),
    ("contract", "2026-11-23 08:00", "2026-12-10 16:00"),
    ("start", "2026-12-11 08:00", "2027-01-01 08:00"),
)
SLOTS = {
    stage: Slot(stage=stage, starts=wib(starts), ends=wib(ends))
    for stage, starts, ends in _TIMES
}

_TOML = (
    "id/procurement.toml",
    "id/labour.toml",
    "id/tax.toml",
    "id/jambi/muaro-jambi/wages.toml",
)


def pack_values() -> dict[str, Value]:
    """Return the values of the law in force on the day of the announcement."""
    known = (
        Value.model_validate({**line, "value": str(line["value"])})
        for name in _TOML
        for line in tomllib.loads(
            files("rules").joinpath("law", name).read_text(encoding="utf-8")
        )["value"]
    )
    return {value.id: value for value in known if value.in_force(DAY)}


_CHOSEN = (
    ("fee.least", "0.08", "share", "LDP huruf F angka 3"),
    (
        "fee.base",
        "wage thr compensation work_accident death old_age pension health",
        "code",
        "LDP huruf F angka 3",
    ),
    ("labour.floor_gate", "true", "flag", "LDP huruf F angka 2"),
    ("insurance.pension", "true", "flag", "LDP huruf F angka 1"),
    (
        "wage.follows_decree",
        "true",
        "flag",
        "SSKK 12: keputusan gubernur tentang UMK 2027 menggantikan upah dengan adendum",
    ),
)


def values(citation: str) -> Values:
    """Return what the tender set, and what was confirmed of the recalled by *citation*."""
    chosen = {
        value_id: Value(
            id=value_id,
            value=value,
            unit=unit,
            from_=DAY,
            source=clause,
            status="chosen",
        )
        for value_id, value, unit, clause in _CHOSEN
    }
    recalled = (v.id for v in pack_values().values() if v.status == "recalled")
    return Values(chosen=chosen, confirmed=dict.fromkeys(recalled, citation))
