"""Files under the message that names them: each once, in order, whatever goes wrong on the way."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from adapters.deliver import Delivery, Timing
from adapters.storage.attachments import MemoryAttachments
from bot.attached import Attached
from bot.requests import Outcome, Post
from bot.ui import Card, Files
from tests.slack_fake.faults import Fault
from tests.slack_faults.house import Hands, House, private

ANA = "D0ANA"
CONTENT = {"one.png": b"first", "two.csv": b"second", "three.txt": b"third"}


class Disk(MemoryAttachments):
    """Of which some files cannot be read."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: set[str] = set()

    async def read(self, id: str) -> bytes | None:
        if id in self.bad:
            raise OSError(5, "Input/output error")
        return await super().read(id)


@pytest.fixture
async def sender() -> AsyncIterator[House]:
    house = House("http")
    await house.open(files=Disk())
    yield house
    await house.close()


async def post(house: House, *names: str, key: str = "files:1") -> None:
    """A message to Ana that names these files; of others than those in CONTENT the bytes are nowhere."""
    attached, disk = [Attached(house.new_id(), name, 5) for name in names], house.chat._setup.files
    assert isinstance(disk, Disk)
    for file in attached:
        if file.name in CONTENT:
            await disk.keep(file.id, CONTENT[file.name])
        elif file.name == "broken.png":
            disk.bad.add(file.id)
    card = Card(title=("Files of #1",), blocks=(Files(tuple(attached)),))
    await house.write(Outcome(posts=(Post(key=key, to=private("ana"), card=card),)))


def uploaded(house: House) -> list[tuple[str, bytes]]:
    """What stands under messages to Ana, in order."""
    files = [file for message in house.messages(ANA) for file in message.files]
    return [(file["name"], house.fake.files.uploads[file["id"]].data) for file in files]


def said(house: House) -> list[str]:
    """The first line of each; all that it says is read aloud from the same words."""
    return [one.text.split("\n")[0] for one in house.messages(ANA) if one.text]


async def test_files_stand_in_order_in_the_thread_of_the_message_that_names_them(sender: House) -> None:
    await post(sender, *CONTENT)
    await sender.deliver_all()
    assert uploaded(sender) == list(CONTENT.items())
    head, *answers = sender.messages(ANA)
    assert {one.thread_ts for one in answers} == {head.ts}
    assert "one.png" in str(head.blocks)


@pytest.mark.parametrize(
    "call", ["chat.postMessage", "files.getUploadURLExternal", "upload", "files.completeUploadExternal"]
)
@pytest.mark.parametrize(
    "fault",
    [Fault("unheard"), Fault("crash"), Fault("busy", 1), Fault("busy", 50)],
    ids=lambda f: f"{f.kind}{f.seconds}",
)
async def test_whatever_fails_once_each_file_stands_there_once(sender: House, call: str, fault: Fault) -> None:
    sender.fake.faults.plan(call, fault)
    await post(sender, *CONTENT)
    await sender.deliver_all(hours=0.1)
    assert uploaded(sender) == list(CONTENT.items())
    assert said(sender) == ["Files of #1"]


@pytest.mark.parametrize("call", ["chat.postMessage", "files.getUploadURLExternal", "files.completeUploadExternal"])
@pytest.mark.parametrize("nth", [0, 1, 2])
async def test_whichever_reply_is_lost_each_file_stands_there_once(sender: House, call: str, nth: int) -> None:
    sender.fake.faults.plan(call, *[None] * nth, Fault("lost"))
    await post(sender, *CONTENT)
    await sender.deliver_all(hours=0.1)
    assert uploaded(sender) == list(CONTENT.items())
    assert said(sender) == ["Files of #1"]


async def test_two_files_of_one_name_are_two(sender: House) -> None:
    sender.fake.faults.plan("files.completeUploadExternal", None, Fault("lost"))
    await post(sender, "one.png", "one.png")
    await sender.deliver_all(hours=0.1)
    assert uploaded(sender) == [("one.png", b"first")] * 2


async def test_files_of_one_name_under_another_message_are_not_taken_for_these(sender: House) -> None:
    await post(sender, "one.png")
    await sender.deliver_all()
    sender.fake.faults.plan("chat.postMessage", Fault("lost"))
    await post(sender, "one.png", key="files:2")
    await sender.deliver_all(hours=0.1)
    assert uploaded(sender) == [("one.png", b"first")] * 2


@pytest.mark.parametrize("slow", [0.0, 30.0, 200.0])
async def test_a_message_whose_upload_took_long_is_found_again(sender: House, slow: float) -> None:
    """The clock moves while the file is on its way, so that the failure is known long after the message stood."""
    upload = sender.fake.files.get_url

    def slowly(call: object) -> dict[str, object]:
        sender.watch.move(seconds=slow)
        return upload(call)  # type: ignore[arg-type]

    sender.fake.api.methods["files.getUploadURLExternal"] = slowly
    sender.fake.faults.plan("upload", Fault("crash"))
    await post(sender, *CONTENT)
    await sender.deliver_all(hours=0.5)
    assert said(sender)[0] == "Files of #1"
    assert said(sender).count("Files of #1") == 1
    assert len(uploaded(sender)) >= 2


async def test_one_that_never_goes_is_said_under_the_message_and_the_others_stand_there(sender: House) -> None:
    sender.fake.faults.plan("upload", None, *[Fault("crash")] * 30)
    await post(sender, "one.png", "two.csv")
    await sender.deliver_all(hours=0.5)
    assert uploaded(sender) == [("one.png", b"first")]
    _, lost = said(sender)
    assert "two.csv could not be attached here. /tasks with" in lost
    row = await sender.store.outgoing("studio", "files:1")
    assert row
    assert row.message
    assert row.retry_at is None


async def test_a_permission_that_is_missing_is_not_tried_again(sender: House) -> None:
    sender.fake.faults.error("files.getUploadURLExternal", "missing_scope", times=2)
    await post(sender, "one.png", "two.csv")
    await sender.deliver_all(hours=0.1)
    assert [words.partition(" ")[0] for words in said(sender)[1:]] == ["one.png", "two.csv"]
    assert sender.called("files.completeUploadExternal") == 0


async def test_one_whose_bytes_are_gone_is_said_and_slack_is_not_asked(sender: House) -> None:
    await post(sender, "lost.png", "two.csv")
    await sender.deliver_all(hours=0.1)
    assert uploaded(sender) == [("two.csv", b"second")]
    assert "lost.png could not be attached here" in said(sender)[1]


async def test_a_disk_that_does_not_read_holds_up_no_message(sender: House) -> None:
    await post(sender, "broken.png")
    await sender.post("next", private("ana"))
    await sender.deliver_all(hours=0.1)
    assert "broken.png could not be attached here" in said(sender)[1]
    assert said(sender)[-1] == "next"


async def test_an_edit_uploads_nothing(sender: House) -> None:
    await post(sender, "one.png")
    await sender.deliver_all()
    await post(sender, "one.png", "two.csv")
    await sender.deliver_all()
    assert uploaded(sender) == [("one.png", b"first")]


async def test_what_a_power_cut_kept_from_the_thread_comes_after_the_start(sender: House) -> None:
    """The process ends while the first file is on its way; the next finds the message and goes on where it was."""
    sender.fake.faults.plan("files.completeUploadExternal", None, Fault("hang"))
    await post(sender, *CONTENT)
    cut = asyncio.create_task(sender.delivery.drain())
    await sender.until(lambda: len(uploaded(sender)) == 1 and sender.called("files.getUploadURLExternal") == 2)
    for worker in sender.delivery._workers.values():
        worker.cancel()
    await asyncio.gather(cut, return_exceptions=True)
    sender.watch.move(seconds=1)
    timing = Timing(now=sender.watch.now, chance=lambda: 1.0)
    sender.delivery = Delivery(sender.store, {"slack": Hands(sender.chat.chat, sender.sleepers)}, timing)
    await sender.deliver_all(hours=0.1)
    assert uploaded(sender) == list(CONTENT.items())
    assert said(sender) == ["Files of #1"]
