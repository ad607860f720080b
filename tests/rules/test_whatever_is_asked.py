"""Whatever is asked, by whom and when, there is an answer: no command stops the engine.

Any act that the codec lets in is decided at any stage: never an exception, events that
fold into a state of which somebody or nobody is waited for, refusals that can be said.
Acts follow one another, so that what one of them leaves behind meets the next.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from string import Formatter
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rules import catalogue
from rules.decisions import DECIDERS, decide
from rules.due import due
from rules.pack import Pack
from rules.rule import Decision, Language, Refusal
from tender import lifecycle
from tender.act import Act, Actor, Fact
from tender.codes import Office
from tender.commands import COMMANDS
from tender.commands.bidding import CloseBidding
from tender.events import EVENTS
from tender.events.award import ResultDisagreed, TenderFailed
from tender.events.orders import OrderRecorded
from tender.lifecycle import EVIDENCE, MAKES, STAGES, TABLE, Stage
from tender.registry import Command
from tender.state import State, evolve
from tests.journeys import cleaning, points
from tests.rules.hostile import but, commands
from tests.rules.scenes import SIGNATURE, happened

ENGINE = Actor("saksama", "engine")
FAILED = TenderFailed(ground="documents_or_rules", reason="kesalahan dokumen")
DISPUTED = ResultDisagreed(reason="penilaian tidak lengkap")
ANNULLED = OrderRecorded(
    order="putusan-0",
    authority="court",
    document="0" * 64,
    basis="Putusan",
    effect="annul",
    reason="cacat",
)
HOLDERS: Mapping[Office, tuple[str, ...]] = {
    "ppk": ("ppk",),
    "committee": ("pokja-1", "pokja-2", "pokja-3"),
    "unit": ("ukpbj",),
    "authority": ("pa",),
    "trustee": ("kunci-unja", "kunci-inspektorat", "kunci-kominfo"),
    "bidder": ("p-01", "p-02", "p-03", "p-05", "p-06"),
    "outgoing": ("p-01",),
    "worker": ("k-001",),
    "engine": ("saksama",),
}
"""Who is registered in which office in the example."""


def run_of(stage: Stage) -> cleaning.Journey:
    """Return the example that has been at *stage*: in one file, or in two."""
    in_one = stage in cleaning.STAGES and stage != "evaluation"
    return cleaning.journey() if in_one else points.journey()


def beginnings(stage: Stage) -> list[tuple[State, Pack, int]]:
    """Return each state of the example at *stage*, its pack, and which act came next."""
    moments = run_of(stage).moments
    found = [
        (m.state, m.pack, n) for n, m in enumerate(moments) if m.state.stage == stage
    ]
    if stage == "failed":
        last = next(m for m in moments if m.state.stage == "evaluated")
        found = [(happened(last.state, FAILED, at=last.act.at), last.pack, 0)]
    if stage == "started":
        found = [(cleaning.journey().state, moments[-1].pack, 0)]
    if stage == "disputed":
        last = next(m for m in moments if m.state.stage == "reported")
        found = [(happened(last.state, DISPUTED, at=last.act.at), last.pack, 0)]
    if stage == "annulled":
        stages = ("bidding", "evaluation", "standstill", "contracted")
        ends = [next(m for m in moments if m.state.stage == s) for s in stages]
        found = [(happened(m.state, ANNULLED, at=m.act.at), m.pack, 0) for m in ends]
    return found


some_actor = st.builds(
    Actor,
    st.sampled_from([*(p for ps in HOLDERS.values() for p in ps), "pokja-9", "nobody"]),
    st.sampled_from(get_args(Office)),
    st.sampled_from([SIGNATURE, "server"]),
)
pauses = st.sampled_from(
    [timedelta(microseconds=1)] * 3 + [timedelta(minutes=1), timedelta(hours=30)]
) | st.timedeltas(timedelta(microseconds=1), timedelta(days=60))


@st.composite
def others(draw: st.DrawFn, stage: Stage) -> tuple[Command | None, Actor]:
    """Draw what the example did not do next: mostly what the stage has, by who may."""
    has = sorted(tag for tag in COMMANDS if lifecycle.allows(stage, tag))
    tag = draw(st.sampled_from([*has, *has, *has, *sorted(COMMANDS)]))
    competent = DECIDERS[COMMANDS[tag]].power.offices
    fitting = st.sampled_from(competent).flatmap(
        lambda office: st.sampled_from(HOLDERS[office]).map(
            lambda party: Actor(party, office, SIGNATURE)
        )
    )
    return draw(commands(tag)), draw(fitting | fitting | fitting | some_actor)


@pytest.mark.parametrize("stage", STAGES)
@given(data=st.data())
@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_whatever_is_asked_there_is_an_answer(
    stage: Stage, data: st.DataObject
) -> None:
    """The example goes on from some entry, with acts changed, left out and put between."""
    found = beginnings(stage)
    state, pack, following = found[data.draw(st.integers(0, len(found) - 1))]
    moments = run_of(stage).moments
    for _ in range(data.draw(st.integers(1, 10))):
        at = (state.at or moments[0].act.at) + data.draw(pauses)
        if following and following < len(moments) and data.draw(st.integers(0, 2)):
            example = moments[following].act
            following += 1
            actor, at = example.actor, max(at, example.at)
            command = data.draw(but(type(example.command), example.command.to_json()))
        else:
            command, actor = data.draw(others(state.stage))
        if command is None:
            continue
        state = closed(state, Act(CloseBidding(), at, ENGINE), pack)
        state = answered(state, Act(command, at, actor), pack)


def closed(state: State, act: Act, pack: Pack) -> State:
    """Close the bidding first where the deadline has come, as the ledger does."""
    if state.stage != "bidding" or act.at < state.preparation.slots["bidding"].ends:
        return state
    return answered(state, act, pack)


def answered(state: State, act: Act, pack: Pack) -> State:
    """Ask, hold the answer to its form, and return the state after it."""
    decision = decide(state, act, pack)

    hold(state, act, decision)
    for event in decision.events:
        assert EVENTS.read(event.to_json()) == event
        state = evolve(state, Fact(event, act.at, state.seq + 1, act.actor))
    for step in due(state, pack, act.at):
        assert step.command in COMMANDS
    return state


def hold(state: State, act: Act, decision: Decision) -> None:
    """Hold a decision to its form: events of the table, or a refusal that can be said."""
    made = {event.tag for event in decision.events}
    assert made <= set(MAKES[act.command.tag])
    assert not made or made & set(TABLE[state.stage])
    if decision.refusal is None:
        assert made - EVIDENCE == made != set()
        return
    assert made <= EVIDENCE
    assert decision.refusal.article.text
    assert Refusal.from_json(decision.refusal.to_json()) == decision.refusal
    for language in get_args(Language):
        rule = catalogue.RULES[decision.refusal.rule]
        named = {
            name for _, name, _, _ in Formatter().parse(rule.says[language]) if name
        }
        assert named == set(decision.refusal.operands)
        assert catalogue.says(decision.refusal, language).endswith(".")
        assert catalogue.remedy(decision.refusal, language).endswith(".")
