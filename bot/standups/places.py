"""Where a standup's day stands for all to see: a thread in the team's channel on each of its platforms."""

from __future__ import annotations

import msgspec

from bot.joining.rules import platform
from bot.people import Person, Team
from bot.requests import Channel, Thread
from bot.standups.records import Run, run_key, seat_key


class Board(msgspec.Struct, frozen=True):
    """One channel with the day on it; `on` is empty for the standup's own, else the platform of another."""

    channel: Channel
    run: str
    on: str = ""

    @property
    def head(self) -> str:
        """The key of the post that heads the thread."""
        return self._key(run_key(self.run))

    @property
    def summary(self) -> str:
        return self._key(f"{run_key(self.run)}:summary")

    @property
    def thread(self) -> Thread:
        return Thread(self.channel.id, self.head)

    def answer(self, person: str) -> str:
        return self._key(f"{seat_key(self.run, person)}:answer")

    def _key(self, key: str) -> str:
        return f"{key}:{self.on}" if self.on else key


def boards(run: Run, team: Team) -> tuple[Board, ...]:
    """The standup's own channel, then the team's channels on other platforms, whose people cannot see that one."""
    own = platform(run.channel.id or team.channel.id)
    others = [room for room in (team.channel.id, *team.rooms) if room and platform(room) != own]
    return Board(run.channel, run.id), *(Board(Channel(room), run.id, platform(room)) for room in others)


def board_on(run: Run, team: Team, name: str) -> Board | None:
    """The one that people of this platform see, once there is a channel for it."""
    for board in boards(run, team):
        where = board.channel.id or team.channel.id
        if where and platform(where) == name:
            return board
    return None


def thread_for(run: Run, person: Person, team: Team, sparing: frozenset[str]) -> Thread | None:
    """The day's thread in which this person is asked; None: privately.

    Usual is what the platform bears, unless the person chose. Where no channel is known it has to be private.
    """
    on = person.platform
    if person.asked_in == "private" or (not person.asked_in and on not in sparing):
        return None
    board = board_on(run, team, on)
    return board.thread if board else None
