"""The same facts under another law: what differs is told act by act, and nothing else."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from ledger.bundle import Bundle, open_up
from ledger.otherwise import Instead, Otherwise, decided_under
from rules.pack import Pack

BUNDLE = Path(__file__).parents[1] / "golden" / "bundles" / "cleaning-2027.zip"


@cache
def bundle() -> Bundle:
    return open_up(BUNDLE.read_bytes())


def law(**values: str) -> Pack:
    """Return the law of the bundle with some values changed, `_` for a point in their ids."""
    (pack,) = bundle().packs.values()
    known = {value.id.replace(".", "_"): value.id for value in pack.file.values}
    changed = {known[name]: text for name, text in values.items()}
    return Pack.of(
        pack.file.model_copy(
            update={
                "values": tuple(
                    v.model_copy(update={"value": changed[v.id]})
                    if v.id in changed
                    else v
                    for v in pack.file.values
                )
            }
        )
    )


def by_command(pack: Pack) -> dict[str, Otherwise]:
    """Return the first act of each command that would have come to something else."""
    found: dict[str, Otherwise] = {}
    for one in decided_under(bundle(), Instead(pack=pack)).acts:
        found.setdefault(one.act.command.tag, one)
    return found


def test_under_its_own_law_nothing_differs() -> None:
    found = decided_under(bundle(), Instead(pack=law()))

    assert (found.acts, found.documents) == ((), 0)
    assert found.decided == len(bundle().entries)


def test_a_higher_minimum_wage_fails_the_winner_and_says_so_by_bid() -> None:
    """p-07 promised Rp3,651,917, the minimum wage of the day."""
    found = by_command(law(labour_minimum_wage="3690000"))

    fields = {one.path: one for one in found["complete_evaluation"].fields}
    assert fields["/0/results/p-07/verdict"][1:] == ("passed", "failed")
    assert fields["/0/results/p-07/rank"][1:] == (1, None)
    proof = found["prove_qualification"]
    assert proof.then is None
    assert proof.now is not None
    assert proof.now.rule == "evaluation.not-waited-for"


def test_a_longer_time_for_objections_moves_their_end_and_no_result() -> None:
    found = by_command(law(stage_objection_length="7"))

    assert set(found) == {"announce_result"}
    assert {one.path for one in found["announce_result"].fields} == {
        "/0/objections_until",
        "/0/answers_until",
    }


def test_a_law_that_lacks_what_a_rule_reads_is_told_and_stops_nothing() -> None:
    (pack,) = bundle().packs.values()
    less = tuple(v for v in pack.file.values if v.id != "award.reserves")
    other = Pack.of(pack.file.model_copy(update={"values": less}))
    found = decided_under(bundle(), Instead(pack=other))

    faults = [one.act.command.tag for one in found.acts if one.fault]
    assert "propose_award" in faults
    assert found.decided == len(bundle().entries)


@pytest.mark.parametrize(
    ("value", "text", "command"),
    [
        ("committee_least", "5", "form_committee"),
        ("estimate_age_most", "1", "publish_tender"),
    ],
)
def test_what_would_have_been_refused_names_its_rule(
    value: str, text: str, command: str
) -> None:
    one = by_command(law(**{value: text}))[command]

    assert one.then is None
    assert one.now is not None
    assert one.now.article.text
