"""Money and people, before anything is promised: floor, posts and a wage that rises.

Three questions of the announcement. Does the estimate pay at least what labour
costs by law? Does the budget pay for the posts, and are the people beyond them
told so, with the order in which posts are offered? Can the contract follow the rise
of the minimum wage that the tender reckons with?
"""

from __future__ import annotations

from math import ceil, floor

from rules.choices import EXPECTED_RISE
from rules.decisions.case import Case
from rules.rule import Decision, rule
from rules.terms import evaluation_terms
from scoring.affordability import Affordability, affordable
from scoring.labour_cost import floors, package_floor, unpriced
from scoring.wage_rise import Contract, highest_minimum
from tender.money import LARGEST

BELOW_FLOOR = rule(
    "estimate.below-floor",
    "Perpres 16/2018 art. 68; PP 35/2021 art. 18",
    "secondary",
    indonesian="HPS {estimate:rp} di bawah biaya tenaga kerja wajib {floor:rp} sebelum PPN.",
    english="The estimate {estimate:rp} is below the mandatory labour cost {floor:rp} before VAT.",
    remedy=(
        "Naikkan HPS atau kurangi pos; upah tidak dapat dikurangi.",
        "Raise the estimate or cut posts; pay cannot be cut.",
    ),
)

NOT_PRICED = rule(
    "works.unpriced-labour",
    "docs/rules/labour-cost.md; Perpres 16/2018 art. 68",
    "chosen",
    indonesian="Tidak ada baris harga untuk: {lines}.",
    english="There is no price line for: {lines}.",
    remedy=("Tambahkan baris.", "Add the lines."),
)

PEOPLE_WITHOUT_POST = rule(
    "roster.people-without-post",
    "docs/rules/affordability.md",
    "chosen",
    indonesian="Anggaran {budget:rp} membayar {posts} pos untuk {people} orang; {left} orang belum punya tempat dalam urutan.",
    english="The budget {budget:rp} pays for {posts} posts for {people} people; {left} have no place in the order.",
    remedy=(
        "Tetapkan urutan penawaran dan daftar tunggu, atau tambah anggaran.",
        "Set the order of offer and the waiting list, or raise the budget.",
    ),
)

MORE_POSTS_THAN_MONEY = rule(
    "roster.posts-not-funded",
    "Perpres 16/2018 art. 52(2)",
    "verified",
    indonesian="Spesifikasi menjanjikan {specified} pos; anggaran {budget:rp} membayar {posts}.",
    english="The specification promises {specified} posts; the budget {budget:rp} pays for {posts}.",
    remedy=("Kurangi pos atau tambah anggaran.", "Cut posts or raise the budget."),
)


def check_floor(case: Case) -> Decision | None:
    """Return why the estimate cannot pay lawful labour, or `None`."""
    terms = evaluation_terms(case.state, case.reading)
    minimum = {post.post: terms.labour.minimum_wage for post in terms.posts}
    owed = floors(terms.costing, minimum, terms.labour.owed)
    lacking = unpriced(owed)
    if lacking:
        lines = ", ".join(f"{component} {post}" for component, post in lacking)
        return NOT_PRICED.no(lines=lines)
    least = package_floor(owed)
    tax = 1 + terms.tax.effective
    if terms.scheme.vat_mode == "full_price":
        before_vat = terms.estimate / tax
    else:
        before_vat = terms.estimate
    if before_vat < least:
        return BELOW_FLOOR.no(estimate=floor(terms.estimate), floor=least)
    return None


RISE_OVER_CAP = rule(
    "contract.wage-rise-over-cap",
    "Perpres 16/2018 art. 54",
    "verified",
    indonesian="Upah minimum diperkirakan naik {expected:pct} menjadi {wage:rp}; dengan tambahan paling banyak {cap:pct} dari harga, kontrak seharga HPS hanya dapat mengikuti sampai {highest:rp}.",
    english="The minimum wage is expected to rise by {expected:pct} to {wage:rp}; with at most {cap:pct} more, a contract at the price of the estimate can follow to {highest:rp} only.",
    remedy=(
        "Tender dimulai sesudah upah minimum ditetapkan, atau bagian selain upah diperbesar.",
        "Begin once the minimum wage is set, or let wages be less of the price.",
    ),
)


def highest_wage(case: Case) -> int:
    """Return the highest minimum wage that a contract at the estimate can follow by law."""
    terms = evaluation_terms(case.state, case.reading)
    contract = Contract(
        price=terms.estimate,
        pay={post.post: terms.labour.minimum_wage for post in terms.posts},
        vat_mode=terms.scheme.vat_mode,
        tax=terms.tax,
    )
    cap = case.reading.share("contract.increase.most")
    return highest_minimum(terms.costing, contract, cap)


def check_wage_rise(case: Case) -> Decision | None:
    """Return why the contract could not follow the rise that is expected, or `None`."""
    if not case.reading.has(EXPECTED_RISE):
        return None
    expected, highest = case.reading.share(EXPECTED_RISE), highest_wage(case)
    now = evaluation_terms(case.state, case.reading).labour.minimum_wage
    wage = ceil(now * (1 + expected))
    if wage <= highest:
        return None
    cap = case.reading.share("contract.increase.most")
    return RISE_OVER_CAP.no(expected=expected, wage=wage, cap=cap, highest=highest)


def posts_and_people(case: Case) -> Affordability:
    """Return what the budget pays for at the estimate's price of a post.

    The price of a post is the estimate shared over the specified posts, whole
    rupiah, rounded up: a post that costs more is not assumed to cost less.
    """
    part = case.state.preparation
    terms = evaluation_terms(case.state, case.reading)
    specified = sum(post.count for post in terms.posts)
    cost = -(-terms.estimate.numerator // (terms.estimate.denominator * specified))
    budget = part.budget.amount if part.budget else LARGEST
    return affordable(budget, people=len(part.roster or {}), cost=cost)


def check_posts(case: Case) -> Decision | None:
    """Return why the posts are not paid for, or people not told, or `None`."""
    part = case.state.preparation
    found = posts_and_people(case)
    terms = evaluation_terms(case.state, case.reading)
    specified = sum(post.count for post in terms.posts)
    if part.estimate is not None and part.estimate.amount > found.budget:
        return MORE_POSTS_THAN_MONEY.no(
            specified=specified, budget=found.budget, posts=found.posts
        )
    placed = {
        w for order in part.orders or () for w in (*order.offered, *order.waiting)
    }
    without = found.people - len(placed & set(part.roster or {}))
    if without:
        return PEOPLE_WITHOUT_POST.no(
            budget=found.budget, posts=found.posts, people=found.people, left=without
        )
    return None
