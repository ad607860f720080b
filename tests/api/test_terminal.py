"""What the terminal says, in both languages: words and sentences, and no codes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from io import StringIO

import pytest
from rich.console import Console

from api import ranking
from api.terminal import Terminal
from api.words.commands import COMMANDS
from api.words.offices import OFFICES
from flows.steps import Stopped, Taken
from rules.due import Due
from rules.rule import Citation, Language, Refusal
from rules.sentences import plain_day
from tender.act import legal_day
from tender.state import State
from tender.values import Reading
from tests.journeys import cleaning
from tests.journeys import points as by_points

LANGUAGES = pytest.mark.parametrize("language", ["id", "en"])


def terminal(language: Language) -> tuple[Terminal, StringIO]:
    written = StringIO()
    return Terminal(Console(file=written, width=200), language, "+07:00"), written


@cache
def run_in(language: Language) -> str:
    """Return what a run says: its steps, each with the state as it was when it was taken."""
    way = cleaning.journey().way
    shown, written = terminal(language)
    for at, step in way.steps:
        shown.step(at, step)
    shown.ranking(way.state)
    return written.getvalue()


def refused(rule: str, **operands: str) -> Refusal:
    article = Citation(text="docs/format.md", status="chosen")
    return Refusal(rule=rule, operands=operands, article=article)


def said(language: Language, refusal: Refusal) -> str:
    shown, written = terminal(language)
    shown.refusal(refusal)
    return written.getvalue()


@LANGUAGES
def test_a_run_is_told_in_words_of_the_language(language: Language) -> None:
    told = run_in(language)
    taken = {
        step.command if isinstance(step, Due) else step.act.command
        for _, step in cleaning.journey().way.steps
    }

    assert len(taken) > 40
    assert all(COMMANDS[language][command] in told for command in taken)
    assert not any(command in told for command in taken if "_" in command)


def test_moments_are_spelled_for_people() -> None:
    assert "28 September 2026  08.30 WIB  ukpbj" in run_in("id")
    assert "28 September 2026  08:30 WIB  ukpbj" in run_in("en")


@pytest.mark.parametrize(
    ("language", "lacking"),
    [
        (
            "id",
            "Sertifikat K3 pengawas: dinyatakan ada, tetapi tidak ada bukti yang ditunjuk",
        ),
        (
            "en",
            "Sertifikat K3 pengawas: declared to be there, but no evidence is pointed at",
        ),
    ],
)
def test_why_a_bid_failed_is_a_sentence(language: Language, lacking: str) -> None:
    assert lacking in run_in(language)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("id", "sesudah batas akhir Kamis, 29 Oktober 2026 pukul 10.00 WIB"),
        ("en", "after the deadline Thursday, 29 October 2026 at 10:00 WIB"),
    ],
)
def test_a_refusal_spells_moments_though_its_template_does_not_ask(
    language: Language, told: str
) -> None:
    assert told in run_in(language)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("id", "Sanggah s-1: yang dijawab bukan alasan yang diajukan"),
        ("en", "Objection s-1: the grounds answered are not those that were raised"),
    ],
)
def test_a_fault_has_words(language: Language, told: str) -> None:
    refusal = refused("objection.code", objection="s-1", fault="grounds_differ")

    assert told in said(language, refusal)


@pytest.mark.parametrize(
    ("language", "status"), [("id", "ditetapkan dokumen ini"), ("en", "chosen")]
)
def test_offices_commands_and_statuses_have_words_in_a_refusal(
    language: Language, status: str
) -> None:
    refusal = refused(
        "office.not-competent",
        office="trustee",
        command="publish_tender",
        competent="committee, ppk",
    )

    told = said(language, refusal)

    words = OFFICES[language]
    assert told.lower().startswith(words["trustee"].lower())
    assert COMMANDS[language]["publish_tender"] in told
    assert f"{words['committee']}, {words['ppk']}" in told
    assert f"[docs/format.md; {status}]" in told


@LANGUAGES
def test_what_is_still_waited_for_is_told_command_by_command(
    language: Language,
) -> None:
    missing = "set_estimate, confirm_value tax.vat.rate"

    told = said(language, refused("announcement.not-ready", missing=missing))

    assert COMMANDS[language]["set_estimate"] in told
    assert COMMANDS[language]["confirm_value"] in told
    assert ("Tarif PPN" in told) == (language == "id")


DEADLINE = datetime(2026, 10, 29, 3, tzinfo=UTC)
WAITED = (
    Due("release_shares", "trustee", "kunci-1", DEADLINE, DEADLINE),
    Due("release_shares", "trustee", "kunci-2", DEADLINE, DEADLINE),
    Due("set_estimate", "ppk"),
)


def test_who_is_waited_for_is_one_line_for_each_thing() -> None:
    shown, written = terminal("id")

    shown.waited(WAITED)

    at = "Kamis, 29 Oktober 2026 pukul 10.00 WIB"
    assert written.getvalue().splitlines() == [
        (
            "Ditunggu: Pemegang kunci: serahkan bagian kunci kunci-1, kunci-2; "
            f"mulai {at}; paling lambat {at}"
        ),
        "Ditunggu: PPK: tetapkan HPS",
    ]


def test_where_a_run_stops_its_stage_and_its_refusal_are_told() -> None:
    shown, written = terminal("en")
    way = cleaning.journey().way
    first = next(step for _, step in way.steps if isinstance(step, Taken))

    shown.stopped(Stopped("evaluation", first, WAITED))

    assert "Stopped at the stage: Evaluation" in written.getvalue()
    assert "Waited for: trustee: release the shares kunci-1, kunci-2" in (
        written.getvalue()
    )


@LANGUAGES
def test_progress_tells_stage_step_and_who_is_next_in_three_lines(
    language: Language,
) -> None:
    """At the end nobody is waited for; at the beginning many are."""
    with cleaning.at_stage(
        "preparation", cleaning.scratch() / f"terminal-{language}", acts=()
    ) as way:
        shown, written = terminal(language)
        at, step = cleaning.reached("preparation").steps[0]
        shown.progress(at, step, way.office, cleaning.PROCESS)
        told = written.getvalue().splitlines()

    waited = {"id": "Ditunggu", "en": "Waited for"}[language]
    assert [line.startswith(waited) for line in told] == [
        False,  # an empty line
        False,  # the stage
        False,  # the step
        True,
        True,
        True,
        True,  # so many more
    ]


@dataclass
class Before:
    """An office as it was before the announcement, for what it had by then."""

    stood: State
    values: Reading

    def state(self, _: str) -> State:
        return self.stood

    def due(self, _: str) -> tuple[Due, ...]:
        return ()

    def reading(self, _: State) -> Reading:
        return self.values


@LANGUAGES
def test_progress_tells_what_the_budget_pays_for_once(language: Language) -> None:
    way = cleaning.journey().way
    with cleaning.at_stage(
        "preparation", cleaning.scratch() / f"afford-{language}"
    ) as early:
        shown, written = terminal(language)
        early.course.until(early.office, "bidding")
        state = early.office.state(cleaning.PROCESS)
        assert state.preparation.estimate is not None

    at, step = cleaning.reached("bidding").steps[-1]
    before = Before(replace(state, stage="preparation"), way.office.reading(state))
    for _ in range(2):
        shown.progress(at, step, before, cleaning.PROCESS)

    posts = {
        "id": "43 posisi (Rp73.212.118 satu posisi), 1 dari 44 orang tanpa posisi",
        "en": "43 posts (Rp73,212,118 a post), 1 of 44 people without one",
    }[language]
    assert written.getvalue().count(posts) == 1


@LANGUAGES
def test_in_a_terminal_of_80_columns_nothing_is_wider(language: Language) -> None:
    """A day is told once, above what was done on it."""
    written = StringIO()
    console = Console(file=written, width=80, force_terminal=True, color_system=None)
    shown = Terminal(console, language, "+07:00")
    way = cleaning.journey().way
    days: list[date] = []
    for at, step in way.steps:
        shown.step(at, step)
        day = legal_day(at, "+07:00")
        days += [day] if days[-1:] != [day] else []
    shown.ranking(way.state)
    shown.waited(WAITED)

    lines = written.getvalue().splitlines()
    assert max(map(len, lines)) <= 80
    told = [line for line in lines if line in {plain_day(d, language) for d in days}]
    assert told == [plain_day(day, language) for day in days]
    late = {"id": "sesudah batas akhir", "en": "after the deadline"}[language]
    assert late in " ".join(" ".join(lines).split())


@LANGUAGES
def test_in_a_pipe_each_step_is_one_line_with_its_day(language: Language) -> None:
    way = cleaning.journey().way
    shown, written = terminal(language)
    for at, step in way.steps:
        shown.step(at, step)

    lines = written.getvalue().splitlines()
    days = [plain_day(legal_day(at, "+07:00"), language) for at, _ in way.steps]
    assert len(lines) == len(days)
    assert all(
        line.strip().startswith(day) for line, day in zip(lines, days, strict=True)
    )


@pytest.mark.parametrize(
    ("language", "points"),
    [("id", "nilai 95,41: teknis 65,5"), ("en", "95.41 points: technical 65.5")],
)
def test_a_ranking_by_points_says_the_points(language: Language, points: str) -> None:
    """Or nobody sees why the dearer bid is first."""
    shown, written = terminal(language)
    shown.ranking(by_points.journey().state)
    first = written.getvalue().splitlines()[2]

    assert first.startswith(" 1 p-06")
    assert points in first


@pytest.mark.parametrize(
    ("language", "points"),
    [
        ("id", "nilai ≈86,6667: teknis ≈33,3333, harga 53,25"),
        ("en", "≈86.6667 points: technical ≈33.3333, price 53.25"),
    ],
)
def test_points_without_end_are_decimals_that_say_that_they_are_rounded(
    language: Language, points: str
) -> None:
    state = by_points.journey().state
    assert state.evaluation.result is not None
    best = state.evaluation.result.results[0].model_copy(
        update={"technical": "100/3", "price_score": "53.25", "total": "260/3"}
    )

    (row,) = ranking.rows([best], state, language)

    assert row[-1] == points
