"""Prices that are compared: the lowest wins, and the contract is at the price bid.

    own price              HP
    quality value          HP - value of a point x points of quality
    features coefficient   HP / (1 + sum of features / (1 - sum of the best of each))
    life cycle             HP + sum of costs over the life
    preference, divided    HP / (1 + KP)
    preference, reduced    (1 - KP) x HP
    adjusted, with margin  HP + inside + beside + margin x (HP + inside), if it applies

HP is the price bid, after arithmetic correction; KP = local content x margin, or 0
below the least local content.

Source: (1 - KP) x HP, Perpres 16/2018 art. 67(7)-(8) (verified); HP / (1 + KP), the
form under Perpres 54/2010 (secondary); features and life cycle as ProZorro computes
them (practice); adjustments with a margin, a development bank's example (practice).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from scoring.formulas.formula import Formula, Parameter


def own_price(price: Fraction) -> Fraction:
    """Return *price* as it is."""
    return price


def quality_value(price: Fraction, quality: Fraction, per_point: Fraction) -> Fraction:
    """Return *price* less what its *quality* is worth; that may be below 0.

    >>> str(quality_value(Fraction(1_000_000), Fraction(80), Fraction(2_500)))
    '800000'
    """
    return price - per_point * quality


def features_coefficient(price: Fraction, coefficient: Fraction) -> Fraction:
    """Return *price* / *coefficient*, which is 1 or more.

    >>> str(features_coefficient(Fraction(469), Fraction(9, 7)))
    '3283/9'
    """
    return price / coefficient


def life_cycle(price: Fraction, costs: Sequence[Fraction]) -> Fraction:
    """Return *price* and all *costs* together."""
    return sum(costs, price)


def preference_divided(price: Fraction, coefficient: Fraction) -> Fraction:
    """Return *price* / (1 + *coefficient*).

    >>> int(preference_divided(Fraction(1_000_000), Fraction("0.075")))
    930232
    """
    return price / (1 + coefficient)


def preference_reduced(price: Fraction, coefficient: Fraction) -> Fraction:
    """Return (1 - *coefficient*) x *price*.

    >>> int(preference_reduced(Fraction(1_000_000), Fraction("0.075")))
    925000
    """
    return (1 - coefficient) * price


def adjusted_margin(
    price: Fraction, inside: Fraction, beside: Fraction, margin: Fraction
) -> Fraction:
    """Return the price with all adjustments, and *margin* on those that it counts on.

    *margin* is a share, 0 for a bid that it does not burden.
    """
    return price + inside + beside + margin * (price + inside)


def coefficient_of_features(chosen: Fraction, best: Fraction) -> Fraction:
    """Return 1 + *chosen* / (1 - *best*); *best* is below 1.

    >>> str(coefficient_of_features(Fraction("0.2"), Fraction("0.3")))
    '9/7'
    """
    return 1 + chosen / (1 - best)


def coefficient_of_local_content(
    local_content: Fraction, margin: Fraction, least: Fraction
) -> Fraction:
    """Return *local_content* x *margin*, or 0 below the *least* that is preferred."""
    return local_content * margin if local_content >= least else Fraction(0)


_LOCAL_CONTENT: Final = (
    Parameter(
        name="local-content",
        type="code",
        says="the figure of a bid that is its local content, a share of one",
    ),
    Parameter(
        name="margin",
        type="number",
        says="the highest preference, a share of one",
        least=0,
        most=1,
    ),
    Parameter(
        name="least",
        type="number",
        says="the local content from which it is preferred, a share of one",
        least=0,
        most=1,
        default=Fraction(0),
    ),
)

FORMULAS: Final = (
    Formula(
        id="formula.evaluated.own-price.1",
        kind="evaluated",
        function=own_price,
        operands=("price",),
        better="lower",
        scale_free=True,
        between=("price", "price"),
    ),
    Formula(
        id="formula.evaluated.quality-value.1",
        kind="evaluated",
        function=quality_value,
        operands=("price", "quality"),
        parameters=(
            Parameter(
                name="per-point",
                type="number",
                says="what a point of quality is worth, in the currency",
                least=0,
            ),
        ),
        better="lower",
        between=(None, "price"),
    ),
    Formula(
        id="formula.evaluated.features-coefficient.1",
        kind="evaluated",
        function=features_coefficient,
        operands=("price", "coefficient"),
        parameters=(
            Parameter(
                name="features",
                type="codes",
                says="the elements that are features; their points are shares of one",
            ),
        ),
        better="lower",
        scale_free=True,
        between=("0", "price"),
    ),
    Formula(
        id="formula.evaluated.life-cycle.1",
        kind="evaluated",
        function=life_cycle,
        operands=("price", "costs"),
        parameters=(
            Parameter(
                name="costs",
                type="codes",
                says="the figures of a bid that are costs over the life",
            ),
        ),
        better="lower",
        scale_free=True,
        between=(None, None),
    ),
    Formula(
        id="formula.evaluated.preference-divided.1",
        kind="evaluated",
        function=preference_divided,
        operands=("price", "coefficient"),
        parameters=_LOCAL_CONTENT,
        better="lower",
        scale_free=True,
        between=("0", "price"),
    ),
    Formula(
        id="formula.evaluated.preference-reduced.1",
        kind="evaluated",
        function=preference_reduced,
        operands=("price", "coefficient"),
        parameters=_LOCAL_CONTENT,
        better="lower",
        scale_free=True,
        between=("0", "price"),
    ),
    Formula(
        id="formula.evaluated.adjusted-margin.1",
        kind="evaluated",
        function=adjusted_margin,
        operands=("price", "inside", "beside", "margin"),
        parameters=(
            Parameter(
                name="inside",
                type="codes",
                says="the figures that are added and that the margin is reckoned on",
            ),
            Parameter(
                name="beside",
                type="codes",
                says="the figures that are added and that the margin leaves out",
            ),
            Parameter(
                name="margin",
                type="number",
                says="the margin, a share of one",
                least=0,
                most=1,
            ),
            Parameter(
                name="burdened",
                type="code",
                says="what a bid declares where the margin is added to it",
            ),
        ),
        better="lower",
        scale_free=True,
        between=(None, None),
    ),
    Formula(
        id="formula.coefficient.features.1",
        kind="step",
        function=coefficient_of_features,
        operands=("chosen", "best"),
        better="higher",
        between=("1", None),
        named=False,
    ),
    Formula(
        id="formula.coefficient.local-content.1",
        kind="step",
        function=coefficient_of_local_content,
        operands=("local_content", "margin", "least"),
        better="higher",
        between=("0", "margin"),
        named=False,
    ),
)
