"""adapters/deliver.py: how a row of the outbox stands after an attempt, and how long the next one waits."""

from __future__ import annotations

from datetime import timedelta

import pytest

from adapters.deliver import after_attempt, backoff_seconds
from bot.ports import ChatBusy, ChatUncertain, Outgoing
from bot.requests import Direct
from bot.ui import Card
from tests.adapters.fakes import NOON

ANA = Direct("ana")


@pytest.mark.parametrize(("attempts", "longest"), [(0, 1), (1, 2), (5, 32), (8, 256), (9, 300), (5000, 300)])
def test_back_off_doubles_to_five_minutes_with_half_of_it_left_to_chance(attempts: int, longest: float) -> None:
    assert backoff_seconds(attempts, 1.0) == longest
    assert backoff_seconds(attempts, 0.0) == longest / 2


def test_a_busy_answer_forgets_no_doubt_and_without_a_wish_backs_off() -> None:
    row = Outgoing(team="t1", key="p1", to=ANA, card=Card(title=("x",)), attempts=2, uncertain_since=NOON)
    after = after_attempt(row, ChatBusy(None), NOON, 1.0)
    assert (after.uncertain_since, after.attempts, after.retry_at) == (NOON, 3, NOON + timedelta(seconds=4))


def test_what_may_have_arrived_did_so_after_its_attempt_began_however_long_that_took() -> None:
    row = Outgoing(team="t1", key="p1", to=ANA, card=Card(title=("x",)))
    after = after_attempt(row, ChatUncertain(), NOON + timedelta(seconds=70), 1.0, NOON)
    assert (after.uncertain_since, after.retry_at) == (NOON, NOON + timedelta(seconds=71))
