"""What is bought: posts, the lines that price them, and the people who hold them today.

One package buys one kind of work. Its *posts* say how many people work for how
many months; its *items* are the price schedule, each line paying for one
component of one post or of the package as a whole; its *incumbents* are the
people who do the work now, by code.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from tender.codes import Code, Component, Item, Post, Requirement, Worker
from tender.money import Quantity, Rate, Rupiah
from tender.stored import Count, Each, Line, Many, Positive, Stored

Job = Literal["cleaning", "security", "driver"]
"""The three kinds of work this house was built for."""

PlannedJob = Literal["cleaning", "security", "driver", "other"]
"""The kinds of work that stand in a plan beside one another."""

RiskClass = Literal["very_low", "low", "medium", "high", "very_high"]
"""Work-accident insurance (JKK): the five classes of PP 44/2015."""

Month = Annotated[
    str, StringConstraints(pattern=r"^(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])$")
]
"""A calendar month, `2019-03`."""


class Asked(Stored):
    """What is asked of whoever holds a post: an age, in years, a licence, or both.

    *youngest* and *oldest* are ages in the year in which the work starts, both included.
    """

    requirement: Requirement
    title: Line
    basis: Line  # the clause that asks for it
    youngest: Positive | None = None
    oldest: Positive | None = None
    licence: Code | None = None


class PostPlan(Stored):
    """So many posts of one kind, for so many months, and what is asked of their holders."""

    post: Post
    title: Line
    count: Positive
    months: Positive
    risk: RiskClass
    asked: Many[Asked] | None = None


class ItemLine(Stored):
    """A line of the price schedule: quantity and unit are the tender's, the price the bidder's.

    A line with a *post* pays for that post; its quantity is in person-months
    where the component is owed every month.
    """

    item: Item
    title: Line
    unit: Line
    quantity: Quantity
    component: Component
    post: Post | None = None


class EstimateLine(Stored):
    """What the commitment officer expects one unit of an item to cost, VAT excluded."""

    item: Item
    unit_price: Rate


class EstimateDetail(Stored):
    """The estimate line by line: confidential until the bids are open."""

    lines: Many[EstimateLine]


class Incumbent(Stored):
    """A person who does the work today."""

    worker: Worker
    post: Post
    site: Line
    since: Month
    pay: Rupiah  # a month, today


class WaitingPlace(Stored):
    """A person beyond the posts, and the place in the line for the next one."""

    worker: Worker
    place: Positive


class PostOrder(Stored):
    """In what order the incumbents of a post are offered it, and who waits."""

    post: Post
    posts: Count
    offered: Each[Worker]
    waiting: Each[Worker]
