"""Codes in words: what is asked, what was refused, who is waited for, in one language.

Commands, offices and stages have the words of this package, values and statuses those of
documents. Posts, items and requirements are called by their titles once a tender has
them; a code that nothing names stays what it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Final

from api.words.commands import COMMANDS
from api.words.file_faults import asked, seen
from api.words.offices import OFFICES
from api.words.phrases import PHRASES
from api.words.stages import STAGES
from publication import labels
from publication.document_titles import TITLES
from publication.values import VALUES, value_label
from rules.catalogue import RULES
from rules.due import Due
from rules.findings import UNTITLED, titles_of
from rules.rule import Citation, Language, Refusal
from rules.sentences import moment, sentence
from scoring.qualification_sentences import ENGLISH_KINDS, INDONESIAN_KINDS
from tender.state import State

KINDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "id": INDONESIAN_KINDS,
    "en": ENGLISH_KINDS,
}
"""What facts are called."""


class Codes:
    """Tells codes in one *language*, and moments at a process's *offset*."""

    def __init__(self, language: Language, offset: str) -> None:
        self._language = language
        self._offset = offset
        self._titles = UNTITLED

    def knows(self, state: State) -> None:
        """Call posts, items and requirements by their titles in *state* from here on."""
        self._titles = titles_of(state)

    def refusal(self, refusal: Refusal) -> str:
        """Return what a refusal says, its codes in words."""
        told = sentence(
            RULES[refusal.rule].says[self._language],
            refusal.operands,
            self._language,
            offset=self._offset,
            labels=self.label,
        )
        return told[:1].upper() + told[1:]

    def label(self, name: str, value: str) -> str:
        """Return the words for an operand of a refusal, or for a status."""
        if name in _LISTS:
            return ", ".join(self.label(_LISTS[name], v) for v in value.split(", "))
        if name == "command":
            command, _, about = value.partition(" ")
            return self.asked(command, about)
        if value in (known := self._known(name)):
            return known[value]
        if self._language == "id":
            value = _of_a_misfit(name, labels.operand(name, value))
        elif name in _CODES and all(" " not in code for code in value.split(", ")):
            value = value.replace("_", " ")
        return self._titles.of(name).get(value, value)

    def cited(self, value_id: str, article: Citation) -> str:
        """Return a value by its name, with its article and how far that is known."""
        name = self.label("id", value_id)
        return f"{name} [{article.text}; {self.status(article.status)}]"

    def status(self, status: str) -> str:
        """Return the words for how far something is known."""
        return self.label("status", status)

    def asked(self, command: str, about: str) -> str:
        """Return what a command asks for, and of what."""
        what = COMMANDS[self._language].get(command, command)
        return f"{what} {self._about(command, about)}".strip()

    def waited(self, due: Iterable[Due]) -> Iterator[str]:
        """Yield a line for each thing that an office is waited for, its subjects together."""
        together: dict[
            tuple[str, str, datetime | None, datetime | None], list[str]
        ] = {}
        for one in due:
            key = (one.who, one.command, one.at, one.by)
            together.setdefault(key, []).append(one.about)
        words = PHRASES[self._language]
        for (who, command, at, by), abouts in together.items():
            what = COMMANDS[self._language].get(command, command)
            about = ", ".join(filter(None, (self._about(command, a) for a in abouts)))
            when = [f"{words['from']} {self._moment(at)}"] if at else []
            when += [f"{words['until']} {self._moment(by)}"] if by else []
            office = OFFICES[self._language][who]
            line = f"{words['waited']}: {office}: {what} {about}".rstrip()
            yield "; ".join([line, *when])

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

    def _about(self, command: str, about: str) -> str:
        """Return what a command is about, in words where there are some."""
        if command == "issue_document":
            kind, _, bid = about.partition(" ")
            known = TITLES[self._language]
            return f"{known.get(kind, kind)} {bid}".strip()
        if command == "record_fact":
            bid, _, kind = about.partition(" ")
            return f"{bid} {KINDS[self._language].get(kind, kind)}".strip()
        if command in ("choose_value", "confirm_value") and self._language == "id":
            return value_label(about)
        return " ".join(self._titles.get(part, part) for part in about.split())

    def _moment(self, at: datetime) -> str:
        return moment(at, self._offset, self._language)


def _of_a_misfit(name: str, value: str) -> str:
    """Return what was expected or found in the words that faults of files have for it."""
    words = _MISFITS[name](value) if name in _MISFITS else None
    return words.indonesian if words else value


_MISFITS: Final = {"expected": asked, "found": seen}
"""Operands that say in English, as a file's fault does, what does not fit."""

_LISTS: Final = {"competent": "office", "missing": "command", "waited": "command"}
"""Operands that are lists, and what each of theirs is."""

_CODES: Final = frozenset(
    {"components", "criteria", "envelopes", "expected", "job", "kind", "method"}
    | {"part", "service", "stage", "stages", "undertakings"}
)
"""Operands that are codes made of English words."""
