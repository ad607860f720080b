"""The terminal: a run as it goes, the ranking, what is waited for. Plain when piped.

In a terminal a day is told once, above what was done on it, and sentences are broken
between words; in a pipe each line has its day, and is one line.

What it says is said in one language: commands, offices and stages by the words of
`api.words`, findings and refusals by the sentences of `rules`, days and moments as
`rules.sentences` spells them. Codes are told by their titles once the tender has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Final, Protocol, cast

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from api.words.commands import COMMANDS
from api.words.offices import OFFICES
from api.words.phrases import PHRASES
from api.words.stages import STAGES
from flows.steps import Step, Stopped, Taken
from ledger.asked import Refused
from publication import labels
from publication.titles import titles
from publication.values import VALUES, value_label
from rules.catalogue import RULES
from rules.documents import Unready, affordability
from rules.due import Due
from rules.findings import UNTITLED, reasons_of, said, titles_of
from rules.lint.finding import Finding
from rules.rule import Citation, Language, Refusal
from rules.sentences import clock, moment, number, plain_day, rupiah, sentence
from tender.act import legal_day
from tender.events.evaluation import BidResult
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
    """Shows a run on *console*, in one language, at a process's offset."""

    def __init__(self, console: Console, language: Language, offset: str) -> None:
        self._console = console
        self._language = language
        self._offset = offset
        self._words = PHRASES[language]
        self._stage = self._day = ""
        self._titles = UNTITLED
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
        self._titles = titles_of(state)
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
            what = self._asked(step.command, step.about)
            self._did(at, self._words["engine"], escape(what), "dim")
            return
        what = escape(self._asked(step.act.command, step.act.about or _subject(step)))
        if isinstance(step.answer, Refused):
            reason = self._says(step.answer.refusal)
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
        status = self._label("status", article.status)
        self._broken(f"{self._says(refusal)} [{article.text}; {status}]")
        remedy = RULES[refusal.rule].remedy[self._language]
        self._broken(f"{self._words['remedy']}: {remedy}")

    def knows(self, state: State) -> None:
        """Call posts, items and requirements by their titles in *state* from here on."""
        self._titles = titles_of(state)

    def finding(self, finding: Finding) -> None:
        """Show what lint found: its kind and rule, its sentence with article, its remedy."""
        article = finding.refusal.article
        status = self._label("status", article.status)
        kind = self._words[finding.kind]
        colour = "red" if finding.kind == "breach" else "yellow"
        about = finding.refusal.operands.get("id", "")
        head = f"{finding.refusal.rule} {about}".rstrip()
        self._print(f"[{colour}]{kind}[/]  {escape(head)}")
        told = finding.says(self._language, self._offset, self._label)
        self._broken(f"{told} [{article.text}; {status}]", aside=True)
        remedy = finding.remedy()[self._language]
        self._broken(f"{self._words['remedy']}: {remedy}", "dim", aside=True)

    def status(self, status: str) -> str:
        """Return the words for how far something is known."""
        return self._label("status", status)

    def cited(self, value_id: str, article: Citation) -> str:
        """Return a value by its name, with its article and how far that is known."""
        name = self._label("id", value_id)
        return f"{name} [{article.text}; {self.status(article.status)}]"

    def waited(self, waited: Iterable[Due]) -> None:
        """Show who is waited for."""
        for line in self._lines(waited):
            self._broken(line)

    def ranking(self, state: State) -> None:
        """Show every bid's result, its price and why it failed."""
        result = state.evaluation.result
        if result is None:
            return
        self._titles = titles_of(state)
        reasons = reasons_of(state)
        self._print(f"\n[bold cyan]{self._words['ranking']}[/]")
        if self._console.is_terminal:
            self._console.print(self._table(result.results, reasons))
            return
        for line in result.results:
            rank, bid, price, verdict, why = self._row(line, reasons)
            self._print(f"{rank:>2} {bid:<6} {price:>17}  {verdict:<8} {why}".rstrip())

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
        lines = self._lines(d for d in due if d.who != "engine")
        for line in islice(lines, _WAITED):
            self._broken(line, "dim", aside=True)
        left = sum(1 for _ in lines)
        if left:
            line = f"{self._words['waited']}: {left} {self._words['more']}"
            self._broken(line, "dim", aside=True)

    def _lines(self, due: Iterable[Due]) -> Iterable[str]:
        """Yield a line for each thing that an office is waited for, its subjects together."""
        together: dict[
            tuple[str, str, datetime | None, datetime | None], list[str]
        ] = {}
        for one in due:
            key = (one.who, one.command, one.at, one.by)
            together.setdefault(key, []).append(one.about)
        words = self._words
        for (who, command, at, by), abouts in together.items():
            what = COMMANDS[self._language].get(command, command)
            about = ", ".join(filter(None, (self._about(command, a) for a in abouts)))
            when = [f"{words['from']} {self._moment(at)}"] if at else []
            when += [f"{words['until']} {self._moment(by)}"] if by else []
            office = OFFICES[self._language][who]
            line = f"{words['waited']}: {office}: {what} {about}".rstrip()
            yield "; ".join([line, *when])

    def _affords(self, state: State, office: Watched) -> None:
        """Show how many posts the budget pays for, and how many people that leaves."""
        if state.preparation.orders is None:
            return
        try:
            found = affordability(state, office.reading(state))
        except Unready:
            return
        self._afforded = True
        words = self._words
        budget = rupiah(str(found["budget"]), self._language)
        self._broken(words["affords"].format(budget=budget), "bold", aside=True)
        for mode in cast("list[Mapping[str, object]]", found["modes"]):
            line = words["pays"].format(
                mode=words[str(mode["mode"])],
                posts=mode["posts"],
                post=rupiah(str(mode["post"]), self._language),
                left=mode["left"],
                people=found["people"],
            )
            self._broken(f"  {line}", aside=True)
        own = words[str(found["estimate_mode"])]
        line = words["buys"].format(posts=found["posts"], mode=own)
        self._broken(f"  {line}", aside=True)

    def _table(self, results: Iterable[BidResult], reasons: Mapping[str, str]) -> Table:
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        for name in ("rank", "bid", "price", "verdict", "why"):
            right = name in ("rank", "price")
            table.add_column(
                self._words[name],
                justify="right" if right else "left",
                no_wrap=name != "why",
            )
        for line in results:
            table.add_row(*self._row(line, reasons))
        return table

    def _row(
        self, line: BidResult, reasons: Mapping[str, str]
    ) -> tuple[str, str, str, str, str]:
        price = "-" if line.price is None else rupiah(str(line.price), self._language)
        rank = "" if line.rank is None else str(line.rank)
        why = next((f for f in line.findings if f.verdict == "fail"), None)
        told = self._points(line)
        if why is not None:
            told = said(why, self._language, self._titles, reasons)
        return rank, line.bid, price, self._words[line.verdict], escape(told)

    def _points(self, line: BidResult) -> str:
        """Return what a bid came to by points, where there are any."""
        if None in (line.technical, line.price_score, line.total):
            return ""
        figures = {
            name: number(value, self._language)
            for name, value in (
                ("technical", line.technical),
                ("price", line.price_score),
                ("total", line.total),
            )
            if value is not None
        }
        return self._words["points"].format(**figures)

    def _says(self, refusal: Refusal) -> str:
        """Return what a refusal says, its codes in words."""
        told = sentence(
            RULES[refusal.rule].says[self._language],
            refusal.operands,
            self._language,
            offset=self._offset,
            labels=self._label,
        )
        return told[:1].upper() + told[1:]

    def _label(self, name: str, value: str) -> str:
        """Return the words for an operand of a refusal, or for a status."""
        if name in _LISTS:
            return ", ".join(self._label(_LISTS[name], v) for v in value.split(", "))
        if name == "command":
            command, _, about = value.partition(" ")
            return self._asked(command, about)
        if value in (known := self._known(name)):
            return known[value]
        if self._language == "id":
            value = labels.operand(name, value)
        elif name in _CODES:
            value = value.replace("_", " ")
        return self._titles.of(name).get(value, value)

    def _known(self, name: str) -> Mapping[str, str]:
        """Return the words for the codes that an operand of this name may carry."""
        language = self._language
        if name in ("office", "side"):
            return OFFICES[language]
        if name == "stage":
            return STAGES[language]
        if name in ("id", "value") and language == "id":
            return VALUES
        if name == "status" and language == "id":
            return labels.LABELS["status"]
        return {}

    def _asked(self, command: str, about: str) -> str:
        what = COMMANDS[self._language].get(command, command)
        return f"{what} {self._about(command, about)}".strip()

    def _about(self, command: str, about: str) -> str:
        """Return what a command is about, in words where there are some."""
        if command == "issue_document":
            kind, _, bid = about.partition(" ")
            known = titles(self._language)
            return f"{known.get(kind, kind)} {bid}".strip()
        if command in ("choose_value", "confirm_value") and self._language == "id":
            return value_label(about)
        return " ".join(self._titles.get(part, part) for part in about.split())

    def _moment(self, at: datetime) -> str:
        return moment(at, self._offset, self._language)

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


_LISTS: Final = {"competent": "office", "missing": "command", "waited": "command"}
"""Operands that are lists, and what each of theirs is."""

_CODES: Final = frozenset(
    {"components", "criteria", "envelopes", "expected", "job", "kind", "method"}
    | {"part", "stage", "stages"}
)
"""Operands that are codes made of English words."""


def _subject(taken: Taken) -> str:
    fields = taken.act.fields
    named = (fields.get(n) for n in ("bid", "requirement", "id", "claim", "question"))
    return " ".join(str(value) for value in named if value is not None)
