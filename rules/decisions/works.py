"""What is bought, and what it is expected to cost: works and estimate (HPS).

The estimate's total is open; its detail is a commitment, opened with the bids.
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.decisions.case import Case, Deciders, happen, power
from rules.estimate import LinesDifferError, estimate_total
from rules.rule import Decision, accept, rule
from rules.terms import tax_terms
from tender.canonical import meets
from tender.codes import MANDATORY
from tender.commands.preparation import works as asked
from tender.events import preparation as happened

deciders = Deciders()

_PPK = power("Perpres 16/2018 art. 11(1)", "verified", "ppk")

WORKS_INCOMPLETE = rule(
    "works.incomplete",
    "docs/rules/labour-cost.md; Perpres 16/2018 art. 68",
    "chosen",
    indonesian="Pos {post} tidak punya baris harga untuk: {components}.",
    english="The post {post} has no price line for: {components}.",
    remedy=(
        "Tambahkan baris; upah dan jaminan wajib dihargai satu per satu.",
        "Add the lines; pay and insurance are priced one by one.",
    ),
)

WORKS_EMPTY = rule(
    "works.empty",
    "docs/lifecycle.md, works",
    "chosen",
    indonesian="Pekerjaan tidak memuat satu pos pun.",
    english="The works have no post.",
    remedy=("Sebut posnya.", "Name the posts."),
)

WORKS_CODES = rule(
    "works.codes",
    "docs/lifecycle.md, works",
    "chosen",
    indonesian="Kode berikut ganda atau tidak dikenal: {codes}.",
    english="These codes stand twice or are unknown: {codes}.",
    remedy=("Perbaiki kode itu.", "Mend the codes."),
)

WORKS_TIME = rule(
    "works.time",
    "docs/lifecycle.md, works",
    "chosen",
    indonesian="Pekerjaan selesai {ends} sebelum mulai {starts}.",
    english="The work ends on {ends} before it starts on {starts}.",
    remedy=("Perbaiki tanggal.", "Mend the dates."),
)


def check_works(command: asked.Works) -> Decision | None:
    """Return the first reason why *command* does not hang together, or `None`."""
    return next(works_breaches(command), None)


def works_breaches(command: asked.Works) -> Iterator[Decision]:
    """Yield every reason why *command* does not hang together."""
    posts = [post.post for post in command.posts]
    items = [item.item for item in command.items]
    named = {item.post for item in command.items if item.post is not None}
    wrong = {c for c in (*posts, *items) if (*posts, *items).count(c) > 1}
    wrong |= named - set(posts)
    if not posts:
        yield WORKS_EMPTY.no()
    if wrong:
        yield WORKS_CODES.no(codes=", ".join(sorted(wrong)))
    for post in posts:
        have = {item.component for item in command.items if item.post == post}
        missing = [c for c in MANDATORY if c not in have]
        if missing:
            yield WORKS_INCOMPLETE.no(post=post, components=", ".join(missing))
    if command.ends_on <= command.starts_on:
        yield WORKS_TIME.no(starts=command.starts_on, ends=command.ends_on)


@deciders.on(asked.SpecifyWorks, _PPK)
def specify_works(_: Case, command: asked.SpecifyWorks) -> Decision:
    """Set posts and price schedule."""
    return check_works(command) or accept(happen(happened.WorksSpecified, command))


ESTIMATE_FIRST = rule(
    "estimate.too-early",
    "Perpres 16/2018 art. 26",
    "verified",
    indonesian="HPS disusun setelah pagu dan pekerjaan ditetapkan; belum ada: {missing}.",
    english="The estimate comes after budget and works; missing: {missing}.",
    remedy=("Tetapkan yang belum ada.", "Set what is missing."),
)

ABOVE_BUDGET = rule(
    "estimate.above-budget",
    "Perpres 16/2018 art. 52(2)",
    "verified",
    indonesian="HPS {estimate:rp} melebihi pagu {budget:rp}.",
    english="The estimate {estimate:rp} is above the budget {budget:rp}.",
    remedy=(
        "Kurangi pekerjaan atau tambah pagu; upah tidak dapat dikurangi.",
        "Reduce the works or raise the budget; pay cannot be cut.",
    ),
)

UNDER_THRESHOLD = rule(
    "estimate.not-for-tender",
    "Perpres 16/2018 art. 38(3)",
    "verified",
    indonesian="HPS {estimate:rp} tidak melebihi {ceiling:rp}: ini pengadaan langsung.",
    english="The estimate {estimate:rp} is not above {ceiling:rp}: this is direct procurement.",
    remedy=("Pakai pengadaan langsung.", "Use direct procurement."),
)


NO_COMMITTEE = rule(
    "estimate.no-committee",
    "Peraturan LKPP 2/2026",
    "secondary",
    indonesian="HPS {estimate:rp} tidak melebihi {ceiling:rp}: mini-kompetisi ini dijalankan di katalog tanpa Pokja.",
    english="The estimate {estimate:rp} is not above {ceiling:rp}: this competition is run in the catalogue, by no committee.",
    remedy=("Jalankan di katalog elektronik.", "Run it in the electronic catalogue."),
)


@deciders.on(asked.SetEstimate, _PPK)
def set_estimate(case: Case, command: asked.SetEstimate) -> Decision:
    """Keep the estimate between the ceiling of direct procurement and the budget."""
    part = case.state.preparation
    missing = [n for n in ("budget", "works") if getattr(part, n) is None]
    if missing:
        return ESTIMATE_FIRST.no(missing=", ".join(missing))
    return (
        check_threshold(case, command)
        or _above_budget(case, command)
        or accept(happen(happened.EstimateSet, command, set_on=case.day))
    )


def check_threshold(case: Case, estimate: asked.Estimate) -> Decision | None:
    """Return why *estimate* is of no tender at all, or `None`."""
    ceiling = case.reading.rupiah("method.direct_procurement.ceiling")
    method = case.state.preparation.method
    if method and method.method == "mini_competition" and estimate.amount <= ceiling:
        return NO_COMMITTEE.no(estimate=estimate.amount, ceiling=ceiling)
    if estimate.amount <= ceiling:
        return UNDER_THRESHOLD.no(estimate=estimate.amount, ceiling=ceiling)
    return None


def _above_budget(case: Case, estimate: asked.Estimate) -> Decision | None:
    budget = case.state.preparation.budget
    if budget is not None and estimate.amount > budget.amount:
        return ABOVE_BUDGET.no(estimate=estimate.amount, budget=budget.amount)
    return None


DETAIL_DIFFERS = rule(
    "estimate.detail-differs",
    "Perpres 16/2018 art. 26",
    "verified",
    indonesian="Rincian HPS tidak sesuai dengan yang dikunci saat HPS ditetapkan.",
    english="The detail is not what was committed to when the estimate was set.",
    remedy=(
        "Serahkan rincian dan garam yang sama.",
        "Hand in the same detail and salt.",
    ),
)


DETAIL_SUM = rule(
    "estimate.detail-sum",
    "Perpres 16/2018 art. 26",
    "verified",
    indonesian="Rincian HPS berjumlah {found}, bukan {estimate:rp}.",
    english="The detail comes to {found}, not to {estimate:rp}.",
    remedy=("Periksa rincian.", "Check the detail."),
)


@deciders.on(asked.RevealEstimateDetail, _PPK)
def reveal_estimate_detail(case: Case, command: asked.RevealEstimateDetail) -> Decision:
    """Open the commitment: the detail of today is the detail of then."""
    estimate, works = case.state.preparation.estimate, case.state.preparation.works
    salt, detail = bytes.fromhex(command.salt), command.detail.to_bytes()
    if estimate is None or works is None or not meets(estimate.detail, salt, detail):
        return DETAIL_DIFFERS.no()
    tax = tax_terms(case.reading)
    try:
        total = estimate_total(works, command.detail, estimate.vat_mode, tax)
    except LinesDifferError as error:
        return DETAIL_SUM.no(
            estimate=estimate.amount, found=", ".join(sorted(error.items))
        )
    if total != estimate.amount:
        return DETAIL_SUM.no(estimate=estimate.amount, found=total)
    return accept(
        happened.EstimateDetailRevealed.model_validate(
            {"tag": "estimate_detail_revealed", "detail": command.detail}
        )
    )
