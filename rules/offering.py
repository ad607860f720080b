"""In what order people are offered the posts: the longest in service first.

Earlier first month goes first; within a month the order is that of the codes. Those
who come after the last post of their kind wait, in the same order.

Source: docs/roster.md, this house's own rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tender.works import Incumbent, PostOrder, PostPlan


def place(person: Incumbent) -> tuple[str, str]:
    """Return what puts a person before another: first month, then code."""
    return person.since, person.worker


def by_service(people: Iterable[Incumbent]) -> tuple[str, ...]:
    """Return the codes of *people*, the longest in service first."""
    return tuple(person.worker for person in sorted(people, key=place))


def orders(
    posts: Iterable[PostPlan], roster: Mapping[str, Incumbent], order: Sequence[str]
) -> tuple[PostOrder, ...]:
    """Return for each post who is offered it in what order, and who waits."""
    return tuple(
        _of(post, tuple(w for w in order if roster[w].post == post.post))
        for post in posts
    )


def _of(post: PostPlan, workers: tuple[str, ...]) -> PostOrder:
    return PostOrder(
        post=post.post,
        posts=post.count,
        offered=workers[: post.count],
        waiting=workers[post.count :],
    )
