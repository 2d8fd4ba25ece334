"""adapters/discord_chat/seen.py: once each, without growing for ever."""

from __future__ import annotations

from adapters.discord_chat.seen import Seen


def test_what_is_told_twice_is_new_once_and_the_oldest_are_forgotten() -> None:
    seen = Seen(most=2)
    assert [seen.first(told) for told in (1, 1, 2, 1, 3, 2, 3)] == [True, False, True, False, True, False, False]
    assert seen.first(1)
