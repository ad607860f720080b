"""The terminal: a run as it goes, the ranking, what is waited for. Plain when piped."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from api.wording import PHRASES, STAGES
from flows.steps import Step, Stopped, Taken
from ledger.asked import Refused
from rules import catalogue
from rules.due import Due
from rules.rule import Language, Refusal
from rules.sentences import rupiah
from scoring.explanation import Cell, Node
from scoring.prose import sentence
from scoring.sentences import ENGLISH, INDONESIAN
from tender.act import zone
from tender.events.evaluation import BidResult, FindingLine
from tender.state import State


class Terminal:
    """Shows a run on *console*, in one language, at a process's offset."""

    def __init__(self, console: Console, language: Language, offset: str) -> None:
        self._console = console
        self._language = language
        self._offset = offset
        self._words = PHRASES[language]
        self._stage = ""

    def title(self, state_title: str, *, practice: bool) -> None:
        """Show what is run."""
        self._print(f"[bold]{escape(state_title)}[/]")
        if practice:
            self._print(f"[yellow]{self._words['practice']}[/]")

    def stage(self, stage: str) -> None:
        """Show that a stage has begun, once."""
        if stage != self._stage:
            self._stage = stage
            self._print(f"\n[bold cyan]{STAGES[self._language][stage]}[/]")

    def step(self, at: datetime, step: Step) -> None:
        """Show an act or a step of the engine."""
        when = at.astimezone(zone(self._offset)).strftime("%Y-%m-%d %H:%M")
        if isinstance(step, Due):
            who, what = self._words["engine"], f"{step.command} {step.about}"
            self._print(f"[dim]{when}  {who:<18} {escape(what.strip())}[/]")
            return
        what = f"{step.act.command} {step.act.about or _subject(step)}".strip()
        line = f"{when}  {step.act.party:<18} {escape(what)}"
        if isinstance(step.answer, Refused):
            reason = catalogue.says(step.answer.refusal, self._language, self._offset)
            line += f"  [red]{self._words['refused']}: {escape(reason)}[/]"
        self._print(line)

    def stopped(self, stopped: Stopped) -> None:
        """Show where a run stopped, why, and who is waited for."""
        name = STAGES[self._language][stopped.stage]
        self._print(f"\n[bold red]{self._words['stopped']}: {name}[/]")
        if stopped.taken and isinstance(stopped.taken.answer, Refused):
            self.refusal(stopped.taken.answer.refusal)
        self.waited(stopped.waited)

    def refusal(self, refusal: Refusal) -> None:
        """Show a refusal with its article and its remedy."""
        said = catalogue.says(refusal, self._language, self._offset)
        article = refusal.article
        self._print(escape(f"{said} [{article.text}; {article.status}]"))
        remedy = catalogue.remedy(refusal, self._language)
        self._print(escape(f"{self._words['remedy']}: {remedy}"))

    def waited(self, waited: Iterable[Due]) -> None:
        """Show who is waited for."""
        for due in waited:
            by = (
                ""
                if due.by is None
                else f" <= {due.by.astimezone(zone(self._offset)):%Y-%m-%d %H:%M}"
            )
            what = f"{due.command} {due.about}".strip()
            self._print(escape(f"{self._words['waited']}: {due.who}: {what}{by}"))

    def ranking(self, state: State) -> None:
        """Show every bid's result, its price and why it failed."""
        result = state.evaluation.result
        if result is None:
            return
        self._print(f"\n[bold cyan]{self._words['ranking']}[/]")
        if self._console.is_terminal:
            self._console.print(self._table(result.results))
            return
        for line in result.results:
            rank, bid, price, verdict, why = self._row(line)
            self._print(f"{rank:>2} {bid:<6} {price:>17}  {verdict:<8} {why}".rstrip())

    def _table(self, results: Iterable[BidResult]) -> Table:
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        for name in ("rank", "bid", "price", "verdict", "why"):
            right = name in ("rank", "price")
            table.add_column(
                self._words[name],
                justify="right" if right else "left",
                no_wrap=name != "why",
            )
        for line in results:
            table.add_row(*self._row(line))
        return table

    def _row(self, line: BidResult) -> tuple[str, str, str, str, str]:
        price = "-" if line.price is None else rupiah(str(line.price), self._language)
        rank = "" if line.rank is None else str(line.rank)
        why = next((f for f in line.findings if f.verdict == "fail"), None)
        said = "" if why is None else _says(why, self._language)
        return rank, line.bid, price, self._words[line.verdict], escape(said)

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

    def _print(self, text: str) -> None:
        self._console.print(text, highlight=False, soft_wrap=True)


def _subject(taken: Taken) -> str:
    fields = taken.act.fields
    named = (fields.get(n) for n in ("bid", "requirement", "id", "claim", "question"))
    return " ".join(str(value) for value in named if value is not None)


def _says(finding: FindingLine, language: Language) -> str:
    """Return what a finding says, as a node of its own operands."""
    cells = {name: Cell(value, "") for name, value in finding.operands.items()}
    node = Node(finding.rule, finding.rule, cells, finding.verdict)  # type: ignore[arg-type]
    return sentence(node, INDONESIAN if language == "id" else ENGLISH)
