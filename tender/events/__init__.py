"""Events: what happened, as participles, each with the moment it may be read.

State comes from events alone. An event that says what its command said shares
the fields with it; one that says more holds what the rules found. Tags, fields
and disclosures are for ever; the bytes of each event are pinned by a test.
"""

from tender.events import (
    announcement,
    award,
    bidding,
    evaluation,
    fulfilment,
    handover,
    opening,
    orders,
    preparation,
)
from tender.registry import Event, Registry

EVENTS: Registry[Event] = Registry(
    Event,
    (
        preparation,
        announcement,
        bidding,
        opening,
        evaluation,
        award,
        fulfilment,
        handover,
        orders,
    ),
)
"""Every event by its tag."""
