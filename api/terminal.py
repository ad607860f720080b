"""The terminal: a run as it goes, the ranking, what is waited for. Plain when piped.

In a terminal a day is told once, above what was done on it, and sentences are broken
between words; in a pipe each line has its day, and is one line.

What it says is said in one language: commands, offices and stages by the words of
`api.words`, findings and refusals by the sentences of `rules`, days and moments as
`rules.sentences` spells them. Codes are told by their titles once the tender has them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Final, Protocol

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from api import ranking
from api.words.affording import affords
from api.words.codes import Codes
from api.words.phrases import PHRASES
from api.words.stages import STAGES
from flows.steps import Step, Stopped, Taken
from ledger.asked import Refused
from rules.catalogue import RULES
from rules.documents import Unready, affordability
from rules.due import Due
from rules.lint.finding import Finding
from rules.rule import Language, Refusal
from rules.sentences import clock, plain_day
from tender.act import legal_day
from tender.state import State
from tender.values import Reading

_WAITED: Final = 3  # lines of who is waited for, while a run goes


class Watched(Protocol):
    """An office, as far as the terminal looks into it."""

    def state(self, process: str) -> State:
        """Return the state of a process."""
        ...

    def due(self, process: str) -> tuple[Due, ...]:
        """Return what the process waits for."""
        ...

    def reading(self, state: State) -> Reading:
        """Return the values as the tender reads them."""
        ...


class Terminal:
    """Shows a run on *console*, in one language, at a process's offset.

    *codes* tells what the terminal itself does not show.
    """

    def __init__(self, console: Console, language: Language, offset: str) -> None:
        self._console = console
        self._language = language
        self._offset = offset
        self._words = PHRASES[language]
        self.codes = Codes(language, offset)
        self._stage = self._day = ""
        self._afforded = False

    def title(self, state_title: str, *, practice: bool) -> None:
        """Show what is run."""
        self._print(f"[bold]{escape(state_title)}[/]")
        if practice:
            self._print(f"[yellow]{self._words['practice']}[/]")

    def progress(self, at: datetime, step: Step, office: Watched, process: str) -> None:
        """Show a step, the stage that it opened, who is waited for there next.

        Before the announcement, what the budget pays for is shown as soon as it can be
        told.
        """
        state = office.state(process)
        self.codes.knows(state)
        begun = state.stage != self._stage
        self.stage(state.stage)
        self.step(at, step)
        if begun:
            self._next(office.due(process))
        if state.stage == "preparation" and not self._afforded:
            self._affords(state, office)

    def stage(self, stage: str) -> None:
        """Show that a stage has begun, once."""
        if stage != self._stage:
            self._stage, self._day = stage, ""
            self._print(f"\n[bold cyan]{STAGES[self._language][stage]}[/]")

    def step(self, at: datetime, step: Step) -> None:
        """Show an act or a step of the engine."""
        if isinstance(step, Due):
            what = self.codes.asked(step.command, step.about)
            self._did(at, self._words["engine"], escape(what), "dim")
            return
        what = escape(
            self.codes.asked(step.act.command, step.act.about or _subject(step))
        )
        if isinstance(step.answer, Refused):
            reason = self.codes.refusal(step.answer.refusal)
            what += f"  [red]{self._words['refused']}: {escape(reason)}[/]"
        self._did(at, step.act.party, what)

    def _did(self, at: datetime, who: str, what: str, style: str = "") -> None:
        """Show what somebody did, and when."""
        minute = at.replace(second=0, microsecond=0)
        day = plain_day(legal_day(at, self._offset), self._language)
        hour = clock(minute, self._offset, self._language)
        if not self._console.is_terminal:
            self._print(f"{day:>17}  {hour}  {who:<18} {what}", style)
            return
        if day != self._day:
            self._day = day
            self._print(day)
        row = Table.grid(padding=(0, 2, 0, 0))
        for _ in range(2):
            row.add_column(no_wrap=True)
        row.add_row(f"  {hour}", f"{who:<18}", what, style=style)
        self._console.print(row, highlight=False)

    def stopped(self, stopped: Stopped) -> None:
        """Show where a run stopped, why, and who is waited for."""
        name = STAGES[self._language][stopped.stage]
        self._print(f"\n[bold red]{self._words['stopped']}: {name}[/]")
        if stopped.taken and isinstance(stopped.taken.answer, Refused):
            self.refusal(stopped.taken.answer.refusal)
        self.waited(stopped.waited)

    def refusal(self, refusal: Refusal) -> None:
        """Show a refusal with its article and its remedy."""
        article = refusal.article
        status = self.codes.status(article.status)
        self._broken(f"{self.codes.refusal(refusal)} [{article.text}; {status}]")
        remedy = RULES[refusal.rule].remedy[self._language]
        self._broken(f"{self._words['remedy']}: {remedy}")

    def finding(self, finding: Finding) -> None:
        """Show what lint found: its kind and rule, its sentence with article, its remedy."""
        article = finding.refusal.article
        status = self.codes.status(article.status)
        kind = self._words[finding.kind]
        colour = "red" if finding.kind == "breach" else "yellow"
        about = finding.refusal.operands.get("id", "")
        head = f"{finding.refusal.rule} {about}".rstrip()
        self._print(f"[{colour}]{kind}[/]  {escape(head)}")
        told = finding.says(self._language, self._offset, self.codes.label)
        self._broken(f"{told} [{article.text}; {status}]", aside=True)
        remedy = finding.remedy()[self._language]
        self._broken(f"{self._words['remedy']}: {remedy}", "dim", aside=True)

    def waited(self, waited: Iterable[Due]) -> None:
        """Show who is waited for."""
        for line in self.codes.waited(waited):
            self._broken(line)

    def ranking(self, state: State) -> None:
        """Show every bid's result, its price and why it failed."""
        result = state.evaluation.result
        if result is None:
            return
        shown = ranking.rows(result.results, state, self._language)
        self._print(f"\n[bold cyan]{self._words['ranking']}[/]")
        if self._console.is_terminal:
            self._console.print(ranking.table(shown, self._language))
            return
        for row in shown:
            self._print(ranking.plain(row))

    def papers(self, folder: Path, count: int) -> None:
        """Show where the documents are."""
        self._print(f"\n{self._words['documents']}: {count}  {folder}")

    def line(self, name: str, value: object) -> None:
        """Show a named value."""
        self._print(escape(f"{self._words[name]}: {value}"))

    def phrase(self, name: str) -> str:
        """Return a phrase of the command line's own words."""
        return self._words[name]

    def say(self, text: str, style: str = "") -> None:
        """Show a text."""
        self._console.print(escape(text), style=style, highlight=False, soft_wrap=True)

    def _next(self, due: Iterable[Due]) -> None:
        """Show who is waited for next: people, and few lines."""
        lines = self.codes.waited(d for d in due if d.who != "engine")
        for line in islice(lines, _WAITED):
            self._broken(line, "dim", aside=True)
        left = sum(1 for _ in lines)
        if left:
            line = f"{self._words['waited']}: {left} {self._words['more']}"
            self._broken(line, "dim", aside=True)

    def _affords(self, state: State, office: Watched) -> None:
        """Show how many posts the budget pays for, and how many people that leaves."""
        if state.preparation.orders is None:
            return
        try:
            found = affordability(state, office.reading(state))
        except Unready:
            return
        self._afforded = True
        head, *lines = affords(found, self._language)
        self._broken(head, "bold", aside=True)
        for line in lines:
            self._broken(line, aside=True)

    def _print(self, text: str, style: str = "") -> None:
        """Show a line as it is: what is copied out of a terminal is not broken."""
        self._console.print(text, style=style, highlight=False, soft_wrap=True)

    def _broken(self, text: str, style: str = "", *, aside: bool = False) -> None:
        """Show a sentence, which a terminal breaks between words.

        What is said *aside*, between steps, is set in from the days there.
        """
        if not self._console.is_terminal:
            self._print(escape(text), style)
            return
        shown = Padding(escape(text), (0, 0, 0, 2 if aside else 0), style=style)
        self._console.print(shown, highlight=False)


def _subject(taken: Taken) -> str:
    fields = taken.act.fields
    named = (fields.get(n) for n in ("bid", "requirement", "id", "claim", "question"))
    return " ".join(str(value) for value in named if value is not None)
