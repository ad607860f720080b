"""The flows under Prefect: time and order, and not a byte of the record."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.office import at_hand
from tests.journeys.cleaning import PROCESS, Journey, at_stage, on_the_way


@pytest.mark.usefixtures("prefect_server")
class TestPrefect:
    def test_the_flows_give_the_same_bundle_as_without_prefect(
        self, journey: Journey, tmp_path: Path
    ) -> None:
        from flows.phases import PHASES, on_course  # noqa: PLC0415  # takes seconds

        with on_the_way(tmp_path) as way:
            with at_hand(way.office), on_course(way.course):
                stopped = [phase(PROCESS) for phase in PHASES]
            bundle = way.bundle("public")

        assert stopped == [None] * 6
        assert bundle == journey.public

    def test_a_flow_of_an_office_takes_the_engine_s_steps_and_may_run_twice(
        self, tmp_path: Path
    ) -> None:
        from flows.phases import receive_bids  # noqa: PLC0415

        with at_stage("bidding", tmp_path, ()) as way, at_hand(way.office):
            before = len(way.entries())
            receive_bids(PROCESS)
            once = way.entries()
            receive_bids(PROCESS)

            assert len(once) == before + 1  # the announcement was issued
            assert way.entries() == once
