"""Bids compared by points and price, beside reading the same file and adding up.

    python -m benchmarks.evaluate

A thousand bids of forty elements, half of them marks of a panel and half points given,
with two decimals, and a price by lowest over own. The floor is what nobody can do
without who reads the file exactly: `json.loads` with decimals, every mark a Fraction,
each bid's marks added up. Aim: one second, from bytes to ranking. Explanations are
timed by themselves, since most who read a ranking ask for the working of one bid.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from api.files import exact_json
from api.files.evaluation_bids import compared
from api.files.evaluation_file import parsed
from benchmarks.machine import machine
from benchmarks.measuring import in_turns, say, table
from scoring.explanation import to_json
from scoring.merit.evaluation import evaluate
from scoring.merit.explaining import explain

BIDS: Final = 1_000
ELEMENTS: Final = 40
AIM: Final = 1  # second
_ROUNDS: Final = 7


def main() -> None:
    """Print the tables."""
    sizes = ((BIDS, ELEMENTS), (BIDS, 4), (100, ELEMENTS))
    table(
        f"Bids compared, from the bytes of a file to the ranking (aim {AIM} s at {BIDS:,} bids x {ELEMENTS})",
        ("bids x elements", "kB", "floor s", "seconds", "ratio", "us a mark"),
        [compares(bids, elements, _ROUNDS) for bids, elements in sizes],
    )
    table(
        f"Where the time goes, {BIDS:,} bids x {ELEMENTS}",
        ("step", "seconds", "share"),
        steps(BIDS, ELEMENTS, _ROUNDS),
    )
    table(
        "The working of every figure, after the ranking",
        ("bids x elements", "nodes s", "JSON s"),
        [explains(bids, elements, _ROUNDS) for bids, elements in sizes],
    )


def compares(bids: int, elements: int, rounds: int) -> tuple[object, ...]:
    """Return what a file of so many *bids* and *elements* takes, beside its floor."""
    data = made(bids, elements)
    took = in_turns(
        {"floor": lambda: _floor(data), "product": lambda: _compare(data)}, rounds
    )
    return (
        f"{bids:,} x {elements}",
        f"{len(data) / 1_000:,.0f}",
        f"{took['floor']:.3f}",
        f"{took['product']:.3f}",
        f"{took['product'] / took['floor']:.2f}",
        f"{took['product'] / bids / elements * 1e6:.1f}",
    )


def steps(bids: int, elements: int, rounds: int) -> list[tuple[object, ...]]:
    """Return what each step takes: the scan, the model, the comparison."""
    data = made(bids, elements)
    document = exact_json.parse(data, "bench.json")
    terms, values = compared(parsed(document), document)
    works: dict[str, Callable[[], object]] = {
        "bytes to values with their lines": lambda: exact_json.parse(
            data, "bench.json"
        ),
        "values to the scheme and bids": lambda: compared(parsed(document), document),
        "scores, prices, order": lambda: evaluate(terms, values),
    }
    took = in_turns(works, rounds)
    whole = sum(took.values())
    return [(name, f"{t:.3f}", f"{t / whole:.0%}") for name, t in took.items()]


def explains(bids: int, elements: int, rounds: int) -> tuple[object, ...]:
    """Return what the working of all of them takes, as nodes and as JSON."""
    document = exact_json.parse(made(bids, elements), "bench.json")
    terms, values = compared(parsed(document), document)
    done = evaluate(terms, values)
    tree = explain(terms, values, done)
    took = in_turns(
        {
            "nodes": lambda: explain(terms, values, done),
            "json": lambda: to_json(tree),
        },
        rounds,
    )
    return (f"{bids:,} x {elements}", f"{took['nodes']:.3f}", f"{took['json']:.3f}")


def made(bids: int, elements: int) -> bytes:
    """Return a file of so many *bids* and *elements*; no two prices are alike."""
    scheme: list[dict[str, Any]] = [
        {"id": f"e{n}", "kind": "panel", "max": 5, "params": {"scale": 5, "by": "mean"}}
        if n % 2
        else {"id": f"e{n}", "kind": "given", "max": 5}
        for n in range(elements)
    ]
    file = {
        "v": 1,
        "currency": "IDR",
        "contract_type": "unit_price",
        "elements": scheme,
        "price": {"formula": "formula.price.lowest-over-own.1", "max": 100},
        "combine": "sum",
        "ties": [{"by": "quality"}, {"by": "price"}, {"by": "committee"}],
        "bids": [
            {
                "id": f"b{bid}",
                "price": 1_000_000_000 + bid * 7_919 % 1_000_003,
                "values": {
                    f"e{n}": (bid * 31 + n * 17) % 500 / 100 for n in range(elements)
                },
            }
            for bid in range(bids)
        ],
    }
    return json.dumps(file).encode()


def _compare(data: bytes) -> object:
    document = exact_json.parse(data, "bench.json")
    return evaluate(*compared(parsed(document), document))


def _floor(data: bytes) -> object:
    file = json.loads(data, parse_float=Decimal)
    return [sum(map(Fraction, bid["values"].values())) for bid in file["bids"]]


if __name__ == "__main__":
    say(machine())
    main()
