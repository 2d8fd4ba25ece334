"""Half past nine: 200 people asked at once, lost by nobody, within what the limits alone dictate, and no limit hit."""

from __future__ import annotations

from collections.abc import Callable, Coroutine

import pytest

from tests.bench.storm_on_discord import STORMS, Result
from tests.discord_fake.limits import CHANNEL, GLOBAL, OPENING, Limit, Window
from tests.discord_fake.rest import Rest
from tests.discord_fake.simulated import simulated


@pytest.mark.parametrize("storm", STORMS, ids=lambda storm: storm.__name__)
def test_a_storm(storm: Callable[[], Coroutine[None, None, Result]]) -> None:
    result = simulated(storm())
    assert (result.lost, result.twice, result.refused) == (0, 0, 0)
    assert result.ratio <= 1.05


@pytest.mark.parametrize("limit", [CHANNEL, GLOBAL, OPENING])
def test_the_fake_counts_to_its_limits_and_says_when_they_are_over(limit: Limit) -> None:
    at = 0.0
    window = Window(limit, lambda: at)
    assert [window.take() for _ in range(limit.most)] == [0.0] * limit.most
    at = limit.seconds / 4
    assert window.take() == limit.seconds * 3 / 4
    at = limit.seconds
    assert window.take() == 0.0


async def test_the_fake_refuses_what_goes_over_them() -> None:
    rest = Rest("1", "2", lambda: 0.0)
    body = '{"content": "Hello", "enforce_nonce": true, "nonce": "%d"}'
    answers = [rest.request("POST", "https://x/api/v10/channels/2/messages", data=body % n) for n in range(6)]
    assert [one.status for one in answers] == [200] * 5 + [429]
    opened = [
        rest.request("POST", "https://x/api/v10/users/@me/channels", data=f'{{"recipient_id": {n}}}') for n in range(6)
    ]
    assert [one.status for one in opened] == [200] * 5 + [403]
    assert rest.refused == ["messages 2", "opening 5"]
    assert len(rest.messages["2"]) == 5
