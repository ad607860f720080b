"""What does not fit in the points and price of a tender, told as where, expected, found.

`scoring.merit.scheme_lint` says what cannot be computed. A tender has less than the file
of `saksama evaluate`: no figures beside the price and no declarations; and it has more,
the works that a promise is paid for by.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from scoring.merit.fault import Fault
from scoring.merit.reading import price_use_of
from scoring.merit.scheme_lint import scheme_faults
from tender.codes import MANDATORY, Code, Component, Item
from tender.merit import Merit
from tender.merit.elements import CommitmentElement, PanelElement
from tender.works import ItemLine

_NEEDS_FIGURES = ("costs", "inside", "beside", "local-content", "burdened")
_UNFUNDED = ("pay_above", "start_without_gap")
"""What has no price for a unit: pay is reckoned whole, and days cost what they cost."""


def faults(
    merit: Merit, estimate: Fraction | None, items: Iterable[ItemLine]
) -> Iterator[Fault]:
    """Yield what does not fit in *merit*; *items* are those of the works, if any yet.

    Without an *estimate* what rests on it is not looked at: there is one before the
    announcement, and the scheme is looked at again then.
    """
    lines = {line.item: line.component for line in items}
    found = tuple(scheme_faults(merit, (), estimate or Fraction(1)))
    yield from found
    if not merit.elements:
        yield Fault(("elements",), "an element at least", "none")
    if merit.price is None:
        yield Fault(("price",), "how the price counts", "none")
    if not found:
        yield from _figure_faults(merit)
    for at, element in enumerate(merit.elements):
        if isinstance(element, CommitmentElement):
            yield from _promise_faults(element, ("elements", at, "params"), lines)
        if isinstance(element, PanelElement) and element.params.rubric is not None:
            rubric = Counter(line.line for line in element.params.rubric)
            if not rubric or max(rubric.values()) > 1:
                where = ("elements", at, "params", "rubric")
                yield Fault(where, "lines, each with a code of its own", "others")


def place(merit: Merit, where: tuple[str | int, ...]) -> str:
    """Return the name of a field of *merit*: an element by its id, others counted from 1.

    An element whose id another has too, or is made of digits, is counted.
    """
    ids = [element.id for element in merit.elements]
    text = ""
    for parent, step in zip(("", *where), where, strict=False):
        if isinstance(step, str):
            text += f".{step}" if text else step
        elif parent == "elements" and _is_a_name(ids[step], ids):
            text += f"[{ids[step]}]"
        else:
            text += f"[{step + 1}]"
    return text


def _is_a_name(code: Code, codes: list[Code]) -> bool:
    return codes.count(code) == 1 and not code.isdigit()


def _figure_faults(merit: Merit) -> Iterator[Fault]:
    """Yield what is compared by figures that no offer has."""
    if merit.price is not None:
        use = price_use_of(merit.price, lowest=merit.combine == "lowest")
        for name in _NEEDS_FIGURES:
            if name in use.compared.params:
                where = (*use.where.split("."), "params", name)
                yield Fault(where, "a formula of price and elements alone", name)
    for at, tie in enumerate(merit.ties):
        if tie.by == "figure":
            yield Fault(
                ("ties", at, "by"), "quality, price, element, committee", tie.by
            )


def _promise_faults(
    element: CommitmentElement,
    where: tuple[str | int, ...],
    items: Mapping[Item, Component],
) -> Iterator[Fault]:
    params = element.params
    if params.promise is None:
        yield Fault((*where, "promise"), "what is promised", "none")
    if params.funded_by is not None and items and params.funded_by not in items:
        expected = "an item of the works"
        yield Fault((*where, "funded_by"), expected, params.funded_by)
    if params.funded_by is not None and params.funded_by in items:
        component, pays = items[params.funded_by], params.promise == "pay_above"
        if pays and component != "wage":
            yield Fault((*where, "funded_by"), "a line of wages", component)
        if not pays and component in MANDATORY:
            expected = "a line that pays nothing else that is owed"
            yield Fault((*where, "funded_by"), expected, component)
    if params.promise in _UNFUNDED and params.unit_cost is not None:
        expected = f"no unit_cost beside {params.promise}"
        yield Fault((*where, "unit_cost"), expected, "one")
    needs_cost = params.funded_by is not None and params.promise not in _UNFUNDED
    if needs_cost and params.unit_cost is None:
        expected = "unit_cost beside funded_by"
        yield Fault((*where, "unit_cost"), expected, "none")
