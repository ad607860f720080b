"""How a floor of labour came about, as nodes: a month, a level, a line, a package."""

from __future__ import annotations

from collections.abc import Mapping

from scoring.explanation import Cell, Node, cell, formula
from scoring.labour_cost import Costing, Floor, Level, LevelCost, levels
from scoring.price_tree import step_cell
from scoring.rule_ids import RuleId
from tender.codes import Component, Post

_RULES: Mapping[Component, RuleId] = {
    "wage": "labour.wage",
    "thr": "labour.holiday-allowance",
    "compensation": "labour.compensation",
    "work_accident": "labour.work-accident",
    "death": "labour.death",
    "old_age": "labour.old-age",
    "pension": "labour.pension",
    "health": "labour.health",
}


class LabourTree:
    """The nodes of floors that rest on the same least pay.

    *name* is the floors' own within an explanation: that of a bid and what they are
    for, or one that no code can be (`labour_floor`), where they are the tender's. *least* gives, for each post,
    the cell from which its least pay was read.
    """

    def __init__(self, name: str, costing: Costing, least: Mapping[Post, Cell]) -> None:
        self._name = name
        self._costing = costing
        self._least = least
        self._counts: dict[tuple[Post, int], Cell | Node] = {}

    def floor(self, floor: Floor) -> Node:
        """Return the node of one floor."""
        parts = [self._level(part) for part in floor.parts]
        name = f"{self._name}/{floor.component}/{'+'.join(floor.posts)}"
        operands = {part.name: part for part in parts}
        return formula(name, "labour.floor", floor.amount, **operands)

    def package(self, floors: tuple[Node, ...]) -> Node:
        """Return the node of the whole package, from those of its *floors*."""
        total = sum(node.number for node in floors)
        operands = {node.name: node for node in floors}
        return formula(f"{self._name}/package", "labour.package", total, **operands)

    def _level(self, part: LevelCost) -> Node:
        level, post = part.level, part.level.post
        name = f"{self._name}/posts/{post.post}/{level.wage}/{part.line.component}"
        return formula(
            f"{name}/period",
            "labour.level",
            part.amount,
            people=self._people(level),
            months=cell(post.months, f"tender.posts[{post.post}].months"),
            monthly=self._month(name, part),
        )

    def _month(self, name: str, part: LevelCost) -> Node:
        line, component = part.line, part.line.component
        operands: dict[str, Cell | Node] = {"wage": self._wage(part.level)}
        if component != "wage":
            operands["share"] = self._share(part)
            operands |= self._limits(component)
            operands["rounding"] = step_cell(self._costing.line)
        return formula(name, _RULES[component], line.amount, **operands)

    def _share(self, part: LevelCost) -> Cell:
        risk, component = part.level.post.risk, part.line.component
        source = f"labour.{component}"
        if component == "work_accident":
            source += f"[{risk}]"
        return cell(part.line.share, source)

    def _limits(self, component: Component) -> dict[str, Cell]:
        labour = self._costing.labour
        if component == "pension":
            return {"cap": cell(labour.pension_cap, "labour.pension_cap")}
        if component == "health":
            return {
                "floor": cell(labour.health_floor, "labour.health_floor"),
                "cap": cell(labour.health_cap, "labour.health_cap"),
            }
        return {}

    def _wage(self, level: Level) -> Cell:
        if level.kept:
            return cell(level.wage, f"tender.roster[{level.kept[0].worker}].pay")
        return self._least[level.post.post]

    def _people(self, level: Level) -> Cell | Node:
        """Return how many people stand at a level: the same for every component."""
        place = (level.post.post, level.wage)
        if place not in self._counts:
            self._counts[place] = self._counted(level)
        return self._counts[place]

    def _counted(self, level: Level) -> Cell | Node:
        post = level.post
        if level.kept:
            return _counted(level)
        count = cell(post.count, f"tender.posts[{post.post}].count")
        above = [
            other
            for other in levels(post, self._costing.staff, level.wage)
            if other.kept
        ]
        if not above:
            return count
        kept = {f"kept[{other.wage}]": _counted(other) for other in above}
        name = f"{self._name}/posts/{post.post}/places"
        return formula(name, "labour.places", level.people, count=count, **kept)


def _counted(level: Level) -> Cell:
    workers = " ".join(person.worker for person in level.kept)
    return cell(level.people, f"tender.roster[{workers}]")
