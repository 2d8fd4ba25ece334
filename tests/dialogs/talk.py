"""Dialogs as transcripts: who says what, who hears what, in order. The same dialog runs on every peer."""

from __future__ import annotations

import csv
import io
from datetime import datetime

import pytest

from bot.requests import Direct
from bot.times import to_utc
from tests.dialogs.peer import Chosen, Opened, Peer, Seen


class Talk:
    """The transcript's verbs. `hears` looks at what is new or changed since that person last did or heard something."""

    def __init__(self, peer: Peer) -> None:
        self.peer = peer
        self._heard: dict[str, dict[str, int]] = {}
        self._chosen: dict[str, tuple[Chosen, ...]] = {}

    async def says(self, person: str, line: str, *, where: str = "private") -> None:
        """Types a line in the private chat with Baton, or in the channel."""
        await self._mark(person)
        await self.peer.say(person, line, Direct(person) if where == "private" else self.peer.world.home.team().channel)

    async def presses(self, person: str, label: str, *, on: str = "") -> None:
        """Presses the button on the newest card that has it (and whose text contains `on`)."""
        cards = [seen for seen in await self.peer.screen(person) if label in seen.buttons and on in seen.text]
        assert cards, f"{person} sees no button {label!r} (on {on!r}): {await self._all(person)}"
        await self._mark(person)
        await self.peer.press(person, cards[-1].key, label)

    async def fills(self, person: str, /, **values: str) -> None:
        """Submits the open form with these values; other fields stay as they are."""
        await self._mark(person)
        await self.peer.submit(person, values, self._chosen.pop(person, ()))

    async def attaches(self, person: str, name: str, content: bytes) -> None:
        """Chooses a file for the open form, which is sent with it."""
        self._chosen[person] = (*self._chosen.get(person, ()), (name, content))

    async def takes(self, person: str, name: str) -> bytes:
        """What is in the newest file of this name that the person was shown and can open."""
        return await self.peer.takes(person, name)

    async def takes_table(self, person: str, name: str) -> list[dict[str, str]]:
        """The rows of the newest CSV file of this name, each by the names in the header."""
        return list(csv.DictReader(io.StringIO((await self.takes(person, name)).decode("utf-8-sig"), newline="")))

    async def has_no_file(self, person: str, name: str) -> None:
        """Nothing that this person sees has a file of that name."""
        with pytest.raises(IndexError):
            await self.takes(person, name)

    async def hears(self, person: str, *fragments: str, buttons: list[str] | None = None) -> Seen:
        """One message, new or changed, that has all the fragments (and exactly these buttons)."""
        news = await self.news(person)
        for seen in reversed(news):
            if all(" ".join(f.split()) in seen.text for f in fragments):
                assert buttons is None or list(seen.buttons) == buttons, f"buttons are {list(seen.buttons)}"
                return seen
        raise AssertionError(f"{person} did not hear {fragments}, but: {[seen.text for seen in news]}")

    async def hears_nothing(self, person: str) -> None:
        news = await self.news(person)
        assert not news, f"{person} heard {[seen.text for seen in news]}"

    async def attends(self, *people: str) -> None:
        """What these people have on their screens is known to them; only what comes after is news."""
        for person in people:
            await self._mark(person)

    async def hears_of_no_files(self, person: str) -> None:
        assert "files of #" not in (await self.screen(person)).lower()

    async def screen(self, person: str) -> str:
        """All the words a person has ever been shown and still sees."""
        return "\n\n".join(seen.text for seen in await self.peer.screen(person))

    async def form(self, person: str, title: str = "") -> Opened:
        """The form open before the person."""
        opened = await self.peer.form(person)
        assert opened is not None, f"no form is open before {person}: {await self._all(person)}"
        assert title in opened.title, opened.title
        return opened

    async def refused_at(self, person: str, **said: str) -> Opened:
        """The form stays open and says at each field what is wrong, or what the platform's own client says instead.

        A client that checks for itself what is required, and how long it may be, sends nothing before that is mended;
        what Baton would say of the other fields is then not known yet.
        """
        opened = await self.form(person)
        own: frozenset[str] = getattr(self.peer, "own_words", frozenset())
        if own & set(opened.errors.values()):
            assert own >= set(opened.errors.values()), opened.errors
            return opened
        for field, fragment in said.items():
            assert fragment in opened.errors.get(field, ""), opened.errors
        return opened

    async def no_form(self, person: str) -> None:
        opened = await self.peer.form(person)
        assert opened is None, f"a form is open: {opened}"

    async def time_is(self, local: str, zone: str) -> None:
        """Moves the clock, `2026-11-27 17:00` in a zone; jobs run on the way, each at its own time."""
        await self.peer.world.clock_to(to_utc(datetime.fromisoformat(local), zone))

    async def down_until(self, local: str, zone: str) -> None:
        """Baton is not running until then; what was missed runs when it comes back."""
        await self.peer.world.wake_up_at(to_utc(datetime.fromisoformat(local), zone))

    async def news(self, person: str) -> list[Seen]:
        """What is new or changed for the person."""
        known = self._heard.get(person, {})
        return [seen for seen in await self.peer.screen(person) if known.get(seen.key) != seen.changed]

    async def _mark(self, person: str) -> None:
        self._heard[person] = {seen.key: seen.changed for seen in await self.peer.screen(person)}

    async def _all(self, person: str) -> list[str]:
        return [f"{seen.text} {seen.buttons}" for seen in await self.peer.screen(person)]
