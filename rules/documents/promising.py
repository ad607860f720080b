"""What was promised to the workers beyond what is owed, by the element that gave points for it."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.graded import promised_units
from tender.canonical import Json
from tender.canonical.numbers import number_text
from tender.merit.elements import CommitmentElement
from tender.offer import Commitments
from tender.state import State


def graded(state: State, promised: Commitments) -> dict[str, Json]:
    """Return the graded promises under `graded`; nothing where none was made.

    A promise that is the same to all posts is told once, without a post. More pay is no
    line of its own: it stands in what is promised of pay.
    """
    scheme = state.preparation.scheme
    elements = scheme.merit.elements if scheme and scheme.merit else ()
    made = {one.element for one in promised.graded or ()}
    lines = [
        line
        for element in elements
        if isinstance(element, CommitmentElement) and element.id in made
        for line in _lines(state, element, promised)
    ]
    return {"graded": lines} if lines else {}


def _lines(
    state: State, element: CommitmentElement, promised: Commitments
) -> Iterator[Json]:
    works = state.preparation.works
    posts = [post.post for post in works.posts] if works else []
    values = {post: promised_units(element, promised, post) for post in posts}
    line: dict[str, Json] = {
        "element": element.id,
        "title": element.title or element.id,
        "promise": element.params.promise,
    }
    if len(set(values.values())) == 1:
        yield {**line, "value": number_text(values[posts[0]])}
        return
    for post, value in values.items():
        yield {**line, "value": number_text(value), "post": post}
