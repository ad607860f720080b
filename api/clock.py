"""The two clocks: the system's, and one that is set."""

from __future__ import annotations

from datetime import UTC, datetime


def system_clock() -> datetime:
    """Return the moment. The one place that reads the system's clock."""
    return datetime.now(UTC)  # noqa: TID251  # the shell reads the clock, here


class SimulatedClock:
    """A clock that stands still until it is set; it is never set back."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment

    def __call__(self) -> datetime:
        """Return the moment, in UTC."""
        return self._moment

    def set(self, moment: datetime) -> None:
        """Move to *moment*; an earlier one leaves the clock where it is."""
        self._moment = max(self._moment, moment.astimezone(UTC))
