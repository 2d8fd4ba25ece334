"""adapters/web_chat/live.py: everybody is told, the slow are shown the whole anew, closing ends all."""

from __future__ import annotations

from adapters.web_chat.live import WAITING, ClockMoved, Closing, Hub, Missed


def test_every_listener_is_told_and_the_version_changes() -> None:
    hub = Hub("start")
    with hub.listening() as one, hub.listening() as two:
        before = hub.version
        hub.tell(ClockMoved())
        assert hub.version != before
        assert (one.get_nowait(), two.get_nowait()) == (ClockMoved(), ClockMoved())
        assert hub.listeners == 2
    assert hub.listeners == 0


def test_one_who_does_not_keep_up_is_told_to_look_again() -> None:
    hub = Hub("start")
    with hub.listening() as queue:
        for _ in range(WAITING + 1):
            hub.tell(ClockMoved())
        assert (queue.get_nowait(), queue.get_nowait()) == (Missed(), ClockMoved())
        assert queue.empty()


def test_closing_ends_every_stream_also_those_that_begin_later() -> None:
    hub = Hub("start")
    with hub.listening() as queue:
        hub.close()
        assert queue.get_nowait() == Closing()
    with hub.listening() as late:
        assert late.get_nowait() == Closing()
