"""A package that asks for more documents gets them, at their time, and replays the same."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from api.files.fault import FileFault
from api.files.package import read_package
from flows.steps import Taken
from ledger.bundle import open_up
from ledger.replay import replay
from publication.naming import names_in
from tender.commands.fulfilment import RequestedKind
from tests.journeys.cleaning import BIDDERS, EXAMPLE, on_the_way, package

ASKED: tuple[RequestedKind, ...] = get_args(RequestedKind)


def copy_with(folder: Path, line: str) -> Path:
    copy = folder / "copy"
    shutil.copytree(EXAMPLE, copy)
    tender = copy / "tender.toml"
    tender.write_text(f"{line}\n{tender.read_text('utf-8')}", encoding="utf-8")
    return copy


def test_the_example_asks_for_none() -> None:
    assert package().papers == ()


def test_a_package_names_them_above_its_tables(tmp_path: Path) -> None:
    copy = copy_with(tmp_path, 'papers = ["start_order", "worker_slips"]')

    assert read_package(copy).papers == ("start_order", "worker_slips")


@pytest.mark.parametrize(
    "line", ['papers = ["contract"]', 'papers = ["start_order", "start_order"]']
)
def test_what_cannot_be_asked_for_is_a_fault_of_its_line(
    line: str, tmp_path: Path
) -> None:
    with pytest.raises(FileFault, match=r"tender\.toml:1: papers"):
        read_package(copy_with(tmp_path, line))


def test_papers_call_firms_by_their_names_once_bids_are_closed_and_workers_never(
    tmp_path: Path,
) -> None:
    asking = replace(package(), papers=ASKED)
    with on_the_way(tmp_path / "office", asking) as way:
        assert way.course.to_the_end(way.office) is None
        pages = {
            issued.document.kind: way.office.blobs.get(
                issued.document.html_sha256
            ).decode()
            for issued in way.state.fulfilment.documents
        }
        roster = set(way.state.preparation.roster or ())
        supplier = next(iter(names_in(pages["worker_slips"])))

    firms = {code: asking.parties[code].identity["name"] for code in BIDDERS}
    assert f"<b>{firms[supplier]}</b>" in pages["start_order"]
    assert f"Yang berjanji:</b> {firms[supplier]}" in pages["worker_slips"]
    assert "Kepala" not in pages["start_order"]
    for kind in ("announcement", "clarification_minutes"):
        assert not set(firms) & set(names_in(pages[kind])), kind
        assert not any(name in pages[kind] for name in firms.values()), kind
    for page in pages.values():
        assert not roster & set(names_in(page))


def test_each_is_issued_once_when_its_time_has_come_and_the_bundle_replays(
    tmp_path: Path,
) -> None:
    asking = replace(package(), papers=ASKED)
    with on_the_way(tmp_path / "office", asking) as way:
        assert way.course.to_the_end(way.office) is None
        issued = [i.document.kind for i in way.state.fulfilment.documents]
        bundle = way.bundle("public")
        steps = list(way.steps)

    assert [kind for kind in issued if kind in ASKED] == list(ASKED)
    assert replay(open_up(bundle)).divergence is None
    acts = [
        step.act.command if isinstance(step, Taken) else f"{step.command} {step.about}"
        for _, step in steps
    ]
    for after, kind in (
        ("minute_clarification", "clarification_minutes"),
        ("order_start", "start_order"),
    ):
        at = acts.index(f"issue_document {kind}")
        assert acts[at - 1] == after
