"""Unit prices taken apart: what a bidder may say of them, and what may be found of them.

An answer changes no bid, so that what a bidder says of an item comes to the unit price
that it offered. What the committee finds is proven where the bidder has shown it, and
otherwise read somewhere; it leaves out nothing that the bidder has named, and pays
nobody less than the law.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from rules.decisions.case import Case, Deciders
from rules.files import offer
from rules.rebuilding import Prices
from rules.rule import Decision, rule
from scoring.rebuilt_price import unit_prices
from tender.commands import evaluation as asked
from tender.price_analysis import AnalysedLine, FoundInput, OfferedInput

deciders = Deciders()

PRICE = "price"
"""What an enquiry is about that asks for the price as a whole."""

_ARTICLE = "Peraturan LKPP 12/2021 Lampiran I 4.2.7; SE LKPP 4/2022"

ANALYSIS = rule(
    "enquiry.analysis",
    "docs/lifecycle.md, enquiries",
    "chosen",
    indonesian="Analisis harga satuan {item} {resource}: {fault}.",
    english="The analysis of the unit price of {item} {resource}: {fault}.",
    remedy=(
        "Perbaiki analisis itu, atau jawab tanpa analisis.",
        "Mend the analysis, or answer without one.",
    ),
)

ANALYSIS_SUM = rule(
    "enquiry.analysis-sum",
    "docs/lifecycle.md, enquiries",
    "chosen",
    indonesian="Rincian {item} berjumlah {sum:rp}, harga satuan yang ditawarkan {offered:rp}; selisih {difference:rp}. Jawaban tidak mengubah penawaran.",
    english="The lines of {item} come to {sum:rp}, the unit price offered is {offered:rp}; the difference is {difference:rp}. An answer changes no bid.",
    remedy=(
        "Rinci harga satuan yang ditawarkan, tepat sampai desimalnya.",
        "Take the unit price apart that was offered, exactly.",
    ),
)

FOUND = rule(
    "price.found",
    "docs/lifecycle.md, enquiries",
    "chosen",
    indonesian="Rincian yang ditemukan atas {bid}, {item} {resource}: {fault}.",
    english="The lines found of {bid}, {item} {resource}: {fault}.",
    remedy=("Perbaiki rincian itu.", "Mend the lines."),
)

UNDER_FLOOR = rule(
    "price.found-under-floor",
    _ARTICLE,
    "secondary",
    indonesian="{items} ditemukan sebesar {found:rp}, di bawah biaya tenaga kerja wajib {floor:rp}.",
    english="{items} were found at {found:rp}, under the mandatory labour cost of {floor:rp}.",
    remedy=(
        "Upah dan hak pekerja ditemukan sekurang-kurangnya menurut hukum.",
        "Find wages and what is owed to workers at no less than the law.",
    ),
)


def misfit(case: Case, about: str, answer: asked.EnquiryAnswer) -> Decision | None:
    """Return why the analysis in an answer to an enquiry does not fit the bid, or `None`.

    *about* is what was asked: the price as a whole, or one item.
    """
    analysis = answer.analysis
    if analysis is None:
        return None
    own = offer(case.state, case.actor.party)
    offered = {p.item: p.unit_price for p in own.prices or ()}
    papers = {a.sha256 for a in (*own.attachments, *(answer.papers or ()))}
    for line in analysis:
        fault = (
            ("other_item" if about not in {PRICE, line.item} else "")
            or ("unknown_item" if line.item not in offered else "")
            or ("no_unit_price" if offered[line.item] is None else "")
            or ("no_such_paper" if not _has_paper(line, papers) else "")
        )
        if fault:
            return ANALYSIS.no(item=line.item, resource=line.resource, fault=fault)
    if twice := _twice(analysis):
        fault = "resource_twice"
        return ANALYSIS.no(item=twice.item, resource=twice.resource, fault=fault)
    for item, total in unit_prices(analysis).items():
        price = offered[item] or 0
        if total != price:
            return ANALYSIS_SUM.no(
                item=item, sum=total, offered=price, difference=total - price
            )
    return None


def _has_paper(line: OfferedInput, papers: set[str]) -> bool:
    return line.proof is None or line.proof.attachment in papers


def _twice(lines: Iterable[AnalysedLine]) -> AnalysedLine | None:
    """Return a line whose resource stands twice under its item, if there is one."""
    lines = tuple(lines)
    times = Counter((line.item, line.resource) for line in lines)
    return next((one for one in lines if times[one.item, one.resource] > 1), None)


def ill_found(case: Case, command: asked.JudgePrice) -> Decision | None:
    """Return why the price cannot be built from the lines that were found, or `None`."""
    found = command.found or ()
    said = _said(case, command.enquiry)
    for line in found:
        if fault := _found_fault(case, command, line, said):
            return _ill(command, line, fault=fault)
    if twice := _twice(found):
        return _ill(command, twice, fault="resource_twice")
    named = {(line.item, line.resource) for line in found}
    looked_at = {line.item for line in found}
    for key, offered in said.items():
        if offered.item in looked_at and key not in named:
            return _ill(command, offered, fault="left_out")
    return None


def underpaid(prices: Prices) -> Decision | None:
    """Return that a line for labour was found under what labour costs by law, or `None`."""
    for test in prices.under_floor:
        return UNDER_FLOOR.no(
            items=test.value("items"),
            found=test.value("offered"),
            floor=test.value("required"),
        )
    return None


def _ill(command: asked.JudgePrice, line: AnalysedLine, *, fault: str) -> Decision:
    return FOUND.no(
        bid=command.bid, item=line.item, resource=line.resource, fault=fault
    )


def _said(case: Case, enquiry: str | None) -> dict[tuple[str, str], OfferedInput]:
    """Return the lines of the bidder's answer, by item and resource."""
    answer = case.state.evaluation.answers.get(enquiry or "")
    analysis = answer.analysis if answer is not None else None
    return {(line.item, line.resource): line for line in analysis or ()}


def _found_fault(
    case: Case,
    command: asked.JudgePrice,
    line: FoundInput,
    said: Mapping[tuple[str, str], OfferedInput],
) -> str:
    """Return the code for what is wrong with a line as it was found, or nothing."""
    works = case.state.preparation.works
    items = {one.item for one in works.items} if works else set()
    if command.test != "reasonableness":
        return "found_in_one_line"
    if line.item not in items:
        return "unknown_item"
    if line.basis != "proven":
        return "no_source" if line.source is None else ""
    shown = _is_shown(line, said.get((line.item, line.resource)))
    return "" if shown else "not_shown"


def _is_shown(line: FoundInput, said: OfferedInput | None) -> bool:
    """Say whether the bidder has shown where a line is proved, and it is found so."""
    return (
        said is not None
        and said.proof is not None
        and (line.quantity, line.unit_price) == (said.quantity, said.unit_price)
    )
