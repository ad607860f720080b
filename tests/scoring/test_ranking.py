"""The lowest price first; the three lowest; equal prices."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.ranking import BidTwiceError, Priced, rank, reach


def field(**prices: int) -> list[Priced]:
    return [Priced(bid=bid, price=price) for bid, price in prices.items()]


def reached(bids: Iterable[Priced], failed: str = "", lowest: int = 3) -> str:
    return " ".join(reach(bids, failed.split().__contains__, lowest))


class TestTheThreeLowest:
    BIDS = field(melati=5, kenanga=1, mawar=3, anggrek=2, cempaka=4)

    @pytest.mark.parametrize(
        ("failed", "expected"),
        [
            ("", "kenanga anggrek mawar"),
            ("kenanga", "kenanga anggrek mawar cempaka"),
            ("kenanga cempaka", "kenanga anggrek mawar cempaka melati"),
            (
                "kenanga anggrek mawar cempaka melati",
                "kenanga anggrek mawar cempaka melati",
            ),
        ],
    )
    def test_each_that_fails_is_replaced_by_the_next(
        self, failed: str, expected: str
    ) -> None:
        assert reached(self.BIDS, failed) == expected

    def test_fewer_bids_than_three_are_all_evaluated(self) -> None:
        assert reached(self.BIDS[:2]) == "kenanga melati"
        assert reached([]) == ""

    def test_bids_at_the_price_of_the_third_come_together(self) -> None:
        bids = field(melati=1, kenanga=2, mawar=3, anggrek=3, cempaka=4)

        assert reached(bids) == "melati kenanga anggrek mawar"

    def test_the_number_is_the_tender_s(self) -> None:
        assert reached(self.BIDS, lowest=1) == "kenanga"

    def test_nobody_is_evaluated_twice_or_before_their_turn(self) -> None:
        asked: list[str] = []

        def stands(bid: str) -> bool:
            asked.append(bid)
            return False

        reach(self.BIDS, stands, 3)

        assert asked == ["kenanga", "anggrek", "mawar"]


class TestRank:
    def test_a_rupiah_makes_a_difference(self) -> None:
        bids = field(melati=3_790_158_001, kenanga=3_790_158_000)

        assert [(p.rank, p.bid) for p in rank(bids)] == [(1, "kenanga"), (2, "melati")]

    def test_bids_at_one_price_share_a_rank(self) -> None:
        bids = field(melati=5, kenanga=5, mawar=6)

        assert [p.rank for p in rank(bids)] == [1, 1, 3]

    def test_a_person_may_tell_them_apart(self) -> None:
        bids = [
            Priced(bid="melati", price=5, place=2),
            Priced(bid="kenanga", price=5, place=1),
            Priced(bid="mawar", price=6),
        ]

        assert [(p.rank, p.bid) for p in rank(bids)] == [
            (1, "kenanga"),
            (2, "melati"),
            (3, "mawar"),
        ]

    @pytest.mark.parametrize("places", [(1, 0), (1, 1)])
    def test_half_a_decision_is_none(self, places: tuple[int, int]) -> None:
        bids = [
            Priced(bid=bid, price=5, place=place)
            for bid, place in zip(("melati", "kenanga"), places, strict=True)
        ]

        assert [p.rank for p in rank(bids)] == [1, 1]

    def test_a_decision_moves_nobody_past_a_lower_price(self) -> None:
        bids = [
            Priced(bid="melati", price=5, place=2),
            Priced(bid="kenanga", price=6, place=1),
        ]

        assert [p.bid for p in rank(bids)] == ["melati", "kenanga"]

    def test_a_bid_is_ranked_once(self) -> None:
        with pytest.raises(BidTwiceError, match="'melati' twice"):
            rank([*field(melati=5, kenanga=6), *field(melati=7)])


# Properties. Few prices and many ties.

fields = st.lists(
    st.builds(
        Priced,
        bid=st.from_regex("[a-z]{1,6}", fullmatch=True),
        price=st.integers(1, 4) | st.integers(0, 10**15),
        place=st.integers(0, 3),
    ),
    max_size=8,
    unique_by=lambda bid: bid.bid,
)


@given(bids=fields, data=st.data())
def test_order_of_arrival_does_not_matter(
    bids: list[Priced], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(bids))

    assert rank(shuffled) == rank(bids)
    assert reached(shuffled) == reached(bids)


@given(bids=fields, failing=st.sets(st.from_regex("[a-z]", fullmatch=True)))
def test_who_is_reached_is_a_run_from_the_lowest_price(
    bids: list[Priced], failing: set[str]
) -> None:
    """Nobody is left out at or under a price that was reached, and three stand."""
    price = {bid.bid: bid.price for bid in bids}

    found = reach(bids, lambda bid: bid[0] in failing, 3)

    highest = max((price[bid] for bid in found), default=-1)
    assert set(found) == {bid for bid, p in price.items() if p <= highest}
    standing = [bid for bid in found if bid[0] not in failing]
    assert len(standing) >= 3 or len(found) == len(bids)
    assert len([bid for bid in standing if price[bid] < highest]) < 3


@given(bids=fields.filter(bool), discount=st.integers(0, 10**15))
def test_bidding_less_never_ranks_lower(bids: list[Priced], discount: int) -> None:
    """A decided tie is left out: what was decided on one price says nothing on another."""
    first, *others = (Priced(bid=bid.bid, price=bid.price) for bid in bids)
    cheaper = Priced(bid=first.bid, price=max(0, first.price - discount))

    def rank_of_first(field: list[Priced]) -> int:
        return next(p.rank for p in rank(field) if p.bid == first.bid)

    assert rank_of_first([cheaper, *others]) <= rank_of_first([first, *others])
