"""Tags: the for-ever names of commands and events, and the classes that read them."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import ClassVar, Generic, TypeVar, get_args

from tender.codes import Disclosure
from tender.stored import Stored


class Command(Stored):
    """What somebody asks to be done. A subclass has a tag in the imperative."""

    tag: str


class Event(Stored):
    """What happened. A subclass has a participle for a tag, and a pinned disclosure."""

    tag: str
    disclosure: ClassVar[Disclosure] = "at_once"

    @property
    def leads_to(self) -> str | None:
        """The stage that the event itself names, where its tag alone does not say it."""
        return None


Tagged = TypeVar("Tagged", Command, Event)


class TagTwiceError(ValueError):
    """Two classes claim one tag."""

    def __init__(self, tag: str, one: type, other: type) -> None:
        super().__init__(
            f"expected one class for the tag {tag!r}, "
            f"found {one.__name__} and {other.__name__}: a tag is never given twice"
        )


class UnknownTagError(ValueError):
    """A record carries a tag that no class has."""

    def __init__(self, kind: str, tag: object) -> None:
        super().__init__(f"expected the tag of a {kind}, found {tag!r}")
        self.tag = tag


class Registry(Generic[Tagged]):
    """The classes of *base* that stand in *modules*, by tag."""

    def __init__(self, base: type[Tagged], modules: tuple[ModuleType, ...]) -> None:
        self._kind = base.__name__.lower()
        self._by_tag: dict[str, type[Tagged]] = {}
        for module in modules:
            for cls in vars(module).values():
                if not (isinstance(cls, type) and issubclass(cls, base)):
                    continue
                if cls.__module__ != module.__name__:
                    continue
                self._add(cls)

    def _add(self, cls: type[Tagged]) -> None:
        (tag,) = get_args(cls.model_fields["tag"].annotation)
        if tag in self._by_tag:
            raise TagTwiceError(tag, self._by_tag[tag], cls)
        self._by_tag[tag] = cls

    def __getitem__(self, tag: str) -> type[Tagged]:
        return self._by_tag[tag]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_tag)

    def __len__(self) -> int:
        return len(self._by_tag)

    def __contains__(self, tag: object) -> bool:
        return tag in self._by_tag

    def read(self, value: object) -> Tagged:
        """Read a record by its tag.

        Raise `UnknownTagError`, or `pydantic.ValidationError` for its fields.
        """
        tag = value.get("tag") if isinstance(value, dict) else None
        if not isinstance(tag, str) or tag not in self._by_tag:
            raise UnknownTagError(self._kind, tag)
        return self._by_tag[tag].from_json(value)


def tag_of(cls: type[Command | Event]) -> str:
    """Return the tag of a class."""
    (tag,) = get_args(cls.model_fields["tag"].annotation)
    return str(tag)
