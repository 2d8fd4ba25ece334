"""`baton run` as a real process on a fake Slack: from nothing to the first accepted task, and over a restart."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Literal

import pytest

from bot.actions import COMMANDS
from tests.adapters.running import Running
from tests.slack_fake.methods import Call
from tests.slack_fake.nouns import Json, Message, User
from tests.slack_fake.people import People
from tests.slack_fake.posting import Posting
from tests.slack_fake.server import SlackFake
from tests.slack_fake.words import Reader, buttons, words

OLIVIA, ANA, GENERAL = "U0OLIVIA", "U0ANA", "C0GENERAL"
Mode = Literal["socket", "http"]
LINE = "/delegate @ana Write the article by tomorrow 5pm ~2h done when: 3 sources"


class Studio:
    """The workspace, its people at their clients, and the process that is Baton."""

    def __init__(self, folder: Path, mode: Mode) -> None:
        self.fake = SlackFake()
        self.workspace = self.fake.workspace()
        self.workspace.add(User(OLIVIA, "olivia", "Olivia Stone", is_admin=True))
        self.workspace.add(User(ANA, "ana", "Ana Reyes", tz="Asia/Manila"))
        self.workspace.channel(GENERAL, "general")
        for user in (OLIVIA, ANA):
            self.workspace.im(user)
        self.people = People(self.workspace, Posting(self.fake, mode), frozenset(COMMANDS))
        self._folder, self._mode = folder, mode

    async def start(self, **more: str) -> Running:
        settings = {"SLACK_BOT_TOKEN": self.workspace.bot.token, "SLACK_API_URL": self.fake.api_url, **more}
        if self._mode == "socket":
            settings["SLACK_APP_TOKEN"] = self.fake.api.app_token
        else:
            settings["SLACK_SIGNING_SECRET"] = self.fake.mail.secret
        running = Running(self._folder, **settings)
        await asyncio.to_thread(running.__enter__)
        self.fake.mail.url = f"http://127.0.0.1:{running.port}/slack/events"
        return running

    @asynccontextmanager
    async def baton(self, **more: str) -> AsyncIterator[Running]:
        running = await self.start(**more)
        try:
            await self.until(lambda: self._ready(running))
            yield running
        finally:
            code, seconds, said = await asyncio.to_thread(running.stop)
            running.__exit__()
            assert (code, seconds < 10) == (0, True), said
            assert self.workspace.bot.token not in said

    async def sees(self, user: str, *fragments: str) -> Message:
        """A message with these words, once it is there."""
        found: list[Message] = []

        async def there() -> bool:
            found[:] = [one for one in self._shown(user) if all(part in self._words(one) for part in fragments)]
            return bool(found)

        try:
            await self.until(there)
        except TimeoutError:
            raise AssertionError(f"{fragments} not in {[self._words(one) for one in self._shown(user)]}") from None
        return found[-1]

    async def presses(self, user: str, label: str) -> None:
        message = next(one for one in reversed(self._shown(user)) if label in buttons(one.blocks))
        place = next(place for place in self.workspace.conversations.values() if message in place.messages)
        await self.people.press(user, place.id, message.ts, label)

    async def types(self, user: str, line: str, channel: str = "") -> None:
        await self.people.type_slash(user, channel or self.workspace.im(user).id, line)

    def _shown(self, user: str) -> list[Message]:
        places = (self.workspace.im(user), self.workspace.conversations.get(GENERAL))
        return sorted((m for p in places if p for m in p.messages if m.only in ("", user)), key=lambda one: one.ts)

    def _words(self, message: Message) -> str:
        names = {user.id: user.real_name for user in self.workspace.users.values()}
        return words(message.blocks, message.text, Reader(names, lambda at, _: str(at), {GENERAL: "general"}))

    async def _ready(self, running: Running) -> bool:
        status, _ = await asyncio.to_thread(running.get, "/readyz")
        return status == 200

    async def until(self, happened: Callable[[], Awaitable[bool]]) -> None:
        async with asyncio.timeout(20):
            while not await happened():  # noqa: ASYNC110 - in another process
                await asyncio.sleep(0.02)


@pytest.fixture(params=["socket", "http"])
async def studio(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Studio]:
    studio = Studio(tmp_path / "data", request.param)
    await studio.fake.open()
    yield studio
    assert not studio.fake.complaints
    await studio.fake.close()


async def test_from_nothing_to_the_first_accepted_task_and_over_a_restart(studio: Studio) -> None:
    async with studio.baton():
        await studio.types(ANA, "/tasks", GENERAL)
        await studio.sees(ANA, "Baton is not set up here yet.", "An admin can set it up here")
        await studio.types(OLIVIA, "/tasks", GENERAL)
        await studio.sees(OLIVIA, "You can set it up")
        await studio.presses(OLIVIA, "Set up this team")
        await studio.until(lambda: _form_is_open(studio, OLIVIA))
        studio.people.fill(OLIVIA, "name", "Olivia’s Studio")
        await studio.people.submit(OLIVIA)
        await studio.sees(OLIVIA, "First steps for Olivia’s Studio", "The team has a channel.")
        await studio.types(OLIVIA, LINE, GENERAL)
        await studio.sees(ANA, "Welcome to Olivia’s Studio, Ana Reyes.")
        await studio.sees(ANA, "Olivia Stone offers you #1 Write the article", "3 sources")
    async with studio.baton():
        await studio.presses(ANA, "Accept")
        await studio.sees(OLIVIA, "With Ana Reyes: #1 Write the article")
        await studio.sees(OLIVIA, "Olivia’s Studio is under way.")


async def test_whom_the_configuration_names_owns_the_team_from_the_first_word(studio: Studio) -> None:
    async with studio.baton(BATON_OWNERS=f"slack:{OLIVIA}"):
        await studio.types(OLIVIA, LINE)
        await studio.sees(OLIVIA, "First steps for Olivia Stone’s team")
        await studio.sees(ANA, "Olivia Stone offers you #1 Write the article")


@pytest.mark.parametrize("moment", ["before", "after"])
async def test_a_process_that_is_killed_while_it_sends_shows_everything_once(studio: Studio, moment: str) -> None:
    """Slack has the message, or not yet, and nothing of it is written down."""
    running = await studio.start(BATON_OWNERS=f"slack:{OLIVIA}")
    post, killed = studio.fake.api.methods["chat.postMessage"], asyncio.Event()

    def killing(call: Call) -> Json:
        offer = "offers you" in str(call.arguments) and not killed.is_set()
        said = post(call) if moment == "after" or not offer else {}
        if offer:
            killed.set()
            running.process.kill()
        return said

    studio.fake.api.methods["chat.postMessage"] = killing
    await studio.until(lambda: studio._ready(running))
    await studio.types(OLIVIA, LINE)
    await killed.wait()
    await asyncio.to_thread(running.__exit__)
    async with studio.baton(BATON_OWNERS=f"slack:{OLIVIA}"):
        await studio.sees(ANA, "Olivia Stone offers you #1 Write the article")
        await studio.types(OLIVIA, "/delegate @ana Sort the shelf by tomorrow 5pm ~2h done when: sorted")
        await studio.sees(ANA, "Olivia Stone offers you #2 Sort the shelf")
    said = [one.text for one in studio.workspace.conversations[studio.workspace.im(ANA).id].messages]
    assert sum("offers you #1" in one for one in said) == 1
    assert sum("offers you #2" in one for one in said) == 1


async def test_h14_a_channel_that_is_deleted_stops_no_other_message(studio: Studio) -> None:
    async with studio.baton(BATON_OWNERS=f"slack:{OLIVIA}"):
        await studio.types(OLIVIA, "/team channel", GENERAL)
        await studio.sees(OLIVIA, "First steps")
        del studio.workspace.conversations[GENERAL]
        await studio.types(OLIVIA, LINE)
        await studio.sees(ANA, "Olivia Stone offers you #1 Write the article")
    studio.fake.api.complaints.clear()  # of the channel that is no more


async def _form_is_open(studio: Studio, user: str) -> bool:
    return bool(studio.workspace.modals.get(user))
