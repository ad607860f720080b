"""What a result rests on, beside comparing the same bids once.

    python -m benchmarks.simulate

Drawn bids of given points and panels by weights, totals rounded to two decimals: every
weight, every pair, all that the first could give away, exactly. The floor is one
comparison, which is asked hundreds of times. Aim: about a second at 40 bids x 10.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

from api.drawn_bids import drawn_bids
from benchmarks.machine import machine
from benchmarks.measuring import in_turns, say, table
from scoring.merit.evaluation import evaluate
from scoring.merit.terms import Terms
from scoring.sensitivity.examining import examine
from tender.canonical.numbers import number_text
from tender.merit import Merit

BIDS: Final = 40
CRITERIA: Final = 10
AIM: Final = 1  # second
_ROUNDS: Final = 5


def main() -> None:
    """Print the table."""
    sizes = ((8, CRITERIA), (BIDS, CRITERIA), (BIDS, 2 * CRITERIA))
    table(
        f"What a result rests on (aim {AIM} s at {BIDS} bids x {CRITERIA})",
        ("bids x criteria", "pairs", "one comparison ms", "seconds", "comparisons"),
        [examines(bids, criteria, _ROUNDS) for bids, criteria in sizes],
    )


def examines(bids: int, criteria: int, rounds: int) -> tuple[object, ...]:
    """Return what so many *bids* by so many *criteria* take, beside comparing them once."""
    terms = made(criteria)
    drawn = drawn_bids(terms, bids, "bench")
    took = in_turns(
        {
            "once": lambda: evaluate(terms, drawn),
            "all": lambda: examine(terms, drawn),
        },
        rounds,
    )
    return (
        f"{bids} x {criteria}",
        criteria * (criteria - 1) // 2,
        f"{took['once'] * 1_000:.1f}",
        f"{took['all']:.2f}",
        f"{took['all'] / took['once']:.0f}",
    )


def made(criteria: int) -> Terms:
    """Return a scheme of so many *criteria*, the price among them with two fifths."""
    weight = number_text(Fraction(3, 5) / (criteria - 1))
    elements: list[dict[str, Any]] = [
        {
            "id": f"e{n}",
            "kind": "panel",
            "max": 100,
            "weight": weight,
            "params": {"scale": 100, "by": "mean"},
        }
        if n % 2
        else {"id": f"e{n}", "kind": "given", "max": 100, "weight": weight}
        for n in range(criteria - 1)
    ]
    price = {"formula": "formula.price.lowest-over-own.1", "max": 100, "weight": "0.4"}
    scheme = {
        "elements": elements,
        "price": price,
        "combine": "weighted",
        "ties": [{"by": "quality"}, {"by": "committee"}],
        "rounding": [{"at": "total", "places": 2, "mode": "half_up"}],
    }
    return Terms(merit=Merit.from_json(scheme), estimate=Fraction(1_000_000_000))


if __name__ == "__main__":
    say(machine())
    main()
