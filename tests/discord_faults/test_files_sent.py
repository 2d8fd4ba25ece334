"""Files on Discord's messages: sent once, no more than a request takes, in time; a broken disk holds up nobody."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from adapters.discord_chat.answering import Answer, Answering
from adapters.discord_chat.outbound import LONGEST_SECONDS, longest_seconds
from adapters.discord_chat.render import message
from adapters.readers import Reader
from bot.attached import FILE_BYTES, FILES_MOST, MESSAGE_BYTES, Attached, parcels
from bot.ports import Commit, Outgoing
from bot.requests import Direct, Outcome, Post
from bot.sheets import Sheet
from bot.ui import Card, Files
from tests.dialogs.discord_peer import Discord
from tests.dialogs.talk import Talk
from tests.dialogs.tasks import accepted
from tests.discord_faults.test_outage import Outbox

PHOTO = b"\x89PNG\r\n\x1a\npixels"
FILE = Attached("f1", "photo.png", len(PHOTO))


def large(*mebibytes: float) -> list[Attached]:
    return [Attached(f"f{n}", f"{n}.png", int(size * (1 << 20))) for n, size in enumerate(mebibytes)]


@pytest.mark.parametrize(
    ("sizes", "together"),
    [
        ((), []),
        ((1, 1, 1, 1, 1), [5]),
        ((1, 1, 1, 1, 1, 1), [5, 1]),
        ((8, 8, 8), [3]),
        ((8, 8, 8, 8, 8), [3, 2]),
        ((8, 8, 7, 1.1), [3, 1]),
        ((8, 1, 8, 8), [3, 1]),
    ],
)
def test_no_message_has_more_than_a_request_takes(sizes: tuple[float, ...], together: list[int]) -> None:
    made = parcels(large(*sizes))
    assert [len(one) for one in made] == together
    assert [file for one in made for file in one] == large(*sizes)
    assert all(sum(file.size for file in one) <= MESSAGE_BYTES for one in made)
    assert FILE_BYTES <= MESSAGE_BYTES < 25 << 20


def test_what_carries_files_may_take_longer_and_no_longer_than_the_library_waits() -> None:
    full = parcels(large(*(8,) * FILES_MOST))[0]
    assert longest_seconds(row(())) == LONGEST_SECONDS
    assert LONGEST_SECONDS < longest_seconds(row(full)) < 300


def row(files: tuple[Attached, ...]) -> Outgoing:
    return Outgoing(team="studio", key="k", to=Direct("ana"), card=card("Files", files), wanted=1)


def card(title: str, files: tuple[Attached, ...]) -> Card:
    return Card(title=(title,), blocks=(Files(files),) if files else ())


async def wrote(outbox: Outbox, said: Card, number: int) -> None:
    outcome = Outcome(posts=(Post(key="files", to=Direct("ana"), card=said),))
    commit = Commit(request_id=f"f{number}", team="studio", at=outbox.world.now, outcome=outcome)
    await (await outbox.world.store.commit(commit))
    await outbox.deliver_for(timedelta())


async def test_an_edit_leaves_the_files_on_their_message_and_sends_none(peer: Discord) -> None:
    outbox = Outbox(peer)
    await peer.world.files.keep("f1", PHOTO)
    await wrote(outbox, card("Before", (FILE,)), 1)
    await wrote(outbox, card("After", (FILE,)), 2)
    [(_, _, edit)] = [one for one in peer.honest.bodies if one[0] == "PATCH"]
    assert "attachments" not in edit
    [shown] = there(peer, "ana")
    assert shown.content == "After"
    assert [one["filename"] for one in shown.attachments] == ["photo.png"]


async def test_a_message_without_files_any_more_loses_them(peer: Discord) -> None:
    outbox = Outbox(peer)
    await peer.world.files.keep("f1", PHOTO)
    await wrote(outbox, card("Before", (FILE,)), 1)
    await wrote(outbox, card("After", ()), 2)
    [shown] = there(peer, "ana")
    assert shown.attachments == []


def there(peer: Discord, person: str) -> list[Any]:
    found = peer.env.backend.messages[peer.users[person].dm_channel.id].values()
    return [one for one in found if one.author_id == peer.env.backend.bot_user.id]


@pytest.mark.parametrize("broken", [True, False])
async def test_a_file_that_the_disk_does_not_give_holds_up_nothing(peer: Discord, broken: bool) -> None:
    async def read(_: str) -> bytes | None:
        if broken:
            raise OSError(5, "Input/output error")
        return None

    outbox = Outbox(peer)
    peer.world.files.read = read  # type: ignore[method-assign,assignment] # a disk that fails
    await wrote(outbox, card("The files", (FILE,)), 1)
    await outbox.write("and then", Direct("ana"))
    await outbox.deliver_for(timedelta())
    assert outbox.privately("ana") == ["The files", "and then"]


async def test_all_that_a_person_may_attach_arrives(peer: Discord, talk: Talk) -> None:
    """Five of the largest, which are more than one request takes."""
    await accepted(talk)
    await talk.presses("ana", "Hand in")
    for number in range(FILES_MOST):
        await talk.attaches("ana", f"{number}.png", bytes([number]) * FILE_BYTES)
    await talk.fills("ana", work="Photos")
    sent = [[one["filename"] for one in said.attachments] for said in there(peer, "olivia") if said.attachments]
    assert sent == [["0.png", "1.png", "2.png"], ["3.png", "4.png"]]
    assert await talk.takes("olivia", "4.png") == b"\x04" * FILE_BYTES


class Response:
    """Keeps the order in which an interaction is answered."""

    def __init__(self, done: list[str]) -> None:
        self._done = done

    async def defer(self, **_: object) -> None:
        self._done.append("defer")

    async def send_message(self, **_: object) -> None:
        self._done.append("send")


class Interaction:
    """As much of one as an answer needs."""

    id = 1
    type = None
    message = None
    guild_id = 7

    def __init__(self) -> None:
        self.done: list[str] = []
        self.response = Response(self.done)

    async def edit_original_response(self, **changes: Any) -> None:
        self.done.append(f"edit with {len(changes['attachments'])}")


@pytest.mark.parametrize(("files", "done"), [((FILE,), ["defer", "edit with 1"]), ((), ["send"])])
async def test_an_answer_with_files_is_promised_before_they_are_sent(
    peer: Discord, files: tuple[Attached, ...], done: list[str]
) -> None:
    await peer.world.files.keep("f1", PHOTO)
    said = message(card("Files", files), Reader(now=peer.world.now))

    async def decided() -> Answer:
        return Answer(message=said)

    interaction = Interaction()
    await Answering(peer.chat._attach).answer(interaction, decided())  # type: ignore[arg-type] # as much as it needs
    assert interaction.done == done


async def test_a_table_goes_with_its_message_once_and_an_edit_sends_it_no_more(peer: Discord) -> None:
    outbox = Outbox(peer)
    table = Sheet(name="late.csv", alt="1 row", zone="UTC", header=("Task",), rows=(("Write it",),))
    await wrote(outbox, Card(title=("Before",), blocks=(table,)), 1)
    await wrote(outbox, Card(title=("After",), blocks=(table,)), 2)
    [shown] = there(peer, "ana")
    assert shown.content == "After"
    assert [one["filename"] for one in shown.attachments] == ["late.csv"]
    assert "late.csv: 1 row" in shown.embeds[0]["description"]
