"""adapters/deliver.py: the outbox reaches the chats in order, and no failure of one stops another."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from datetime import timedelta

import pytest
from msgspec.structs import replace
from structlog.testing import capture_logs

from adapters.deliver import OF_A_TEAM, Delivery
from adapters.outages import Outage
from adapters.refusals import Refusals
from adapters.storage.memory_store import MemoryStore
from bot.errors import StoreClosed
from bot.ports import ChatBarred, ChatBusy, ChatClosed, ChatRefused, ChatUncertain, Outgoing
from bot.requests import Channel, Direct, Place, Request, Thread
from tests.adapters.fakes import NOON, FakeAlarm, FakeChat, Hands, Written, person, post, team, timing, until

ANA, BEN, GENERAL = Direct("ana"), Direct("ben"), Channel("web:general")


class House:
    """A store with two people, one chat, and the delivery between them."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self.write = Written(self.store)
        self.hands = Hands()
        self.chat = FakeChat()
        self.timing = timing(self.hands)
        self.told: list[tuple[str, str, str]] = []
        self.outages: list[Outage] = []
        self.delivery = self.begin()

    def begin(self) -> Delivery:
        """As after a start."""
        return Delivery(self.store, {"web": self.chat}, self.timing, self)

    async def tell(self, row: Outgoing, platform: str, refused: ChatRefused) -> None:
        self.told.append((row.key, platform, str(refused)))

    async def tell_outage(self, outage: Outage) -> None:
        self.outages.append(outage)

    async def row(self, key: str) -> Outgoing:
        row = await self.store.outgoing("t1", key)
        assert row is not None
        return row


@pytest.fixture
async def house() -> House:
    house = House()
    await house.write(person("ana"), person("ben"))
    return house


async def test_a_post_reaches_the_person_and_its_message_id_is_kept(house: House) -> None:
    await house.write(post("p1", ANA, "Hello"))
    await house.delivery.drain()
    [(address, key, title)] = house.chat.shown
    assert (address.team, address.account, key, title) == ("t1", "web:ana", "p1", "Hello")
    row = await house.row("p1")
    assert (row.message, row.sent, row.pending()) == ("m1", 1, False)


async def test_messages_of_one_place_keep_their_order(house: House) -> None:
    for number in range(20):
        await house.write(post(f"p{number}", ANA))
    await house.delivery.drain()
    assert house.chat.keys() == [f"p{number}" for number in range(20)]


async def test_the_newest_card_of_a_key_wins_and_edits_the_message(house: House) -> None:
    await house.write(post("p1", ANA, "old"))
    await house.delivery.drain()
    await house.write(post("p1", ANA, "newer"))
    await house.write(post("p1", ANA, "newest"))
    await house.delivery.drain()
    assert [title for _, _, title in house.chat.shown] == ["old", "newest"]
    assert house.chat.rows[-1].message == "m1"


async def test_a_slow_place_blocks_no_other(house: House) -> None:
    house.chat.gates["slow"] = asyncio.Event()
    await house.write(post("slow", ANA), post("after", ANA), post("quick", BEN))
    draining = asyncio.create_task(house.delivery.drain())
    await until(lambda: bool(house.chat.shown))
    assert house.chat.keys() == ["quick"]
    house.chat.gates["slow"].set()
    await draining
    assert house.chat.keys() == ["quick", "slow", "after"]


async def test_a_team_with_much_to_say_holds_up_no_other(house: House) -> None:
    many = [f"p{number}" for number in range(3 * OF_A_TEAM)]
    house.chat.gates |= {key: asyncio.Event() for key in many}
    await house.write(*(post(key, Channel(f"web:{key}")) for key in many))
    await Written(house.store, "t2")(person("eve", "t2"), post("other", Direct("eve")))
    draining = asyncio.create_task(house.delivery.drain())
    await until(lambda: house.chat.keys() == ["other"])
    for gate in house.chat.gates.values():
        gate.set()
    await draining
    assert set(house.chat.keys()) == {"other", *many}


async def test_a_busy_platform_is_left_alone_for_as_long_as_it_asks(house: House) -> None:
    house.chat.plan["p1"] = [ChatBusy(30)]
    await house.write(post("p1", ANA), post("p2", ANA), post("p3", BEN))
    await house.delivery.drain()
    assert house.chat.keys() == ["p3"]
    assert (await house.row("p1")).retry_at == NOON + timedelta(seconds=30)
    house.hands.move(seconds=29)
    await house.delivery.drain()
    assert house.chat.keys() == ["p3"]
    house.hands.move(seconds=1)
    await house.delivery.drain()
    assert house.chat.keys() == ["p3", "p1", "p2"]


async def test_an_unknown_outcome_is_marked_and_tried_again_with_the_mark(house: House) -> None:
    house.chat.plan["p1"] = [ChatUncertain(), ChatUncertain()]
    await house.write(post("p1", ANA))
    await house.delivery.drain()
    house.hands.move(seconds=60)
    await house.delivery.drain()
    row = await house.row("p1")
    assert (row.uncertain_since, row.attempts) == (NOON, 2)
    house.hands.move(seconds=60)
    await house.delivery.drain()
    assert [row.uncertain_since for row in house.chat.rows] == [None, NOON, NOON]
    row = await house.row("p1")
    assert (row.message, row.uncertain_since, row.attempts, row.retry_at) == ("m1", None, 0, None)


async def test_a_refused_message_is_given_up_with_its_reason_and_the_next_goes_on(house: House) -> None:
    house.chat.plan["p1"] = [ChatRefused("private messages are closed")]
    await house.write(post("p1", ANA), post("p2", ANA))
    with capture_logs() as lines:
        await house.delivery.drain()
    assert (await house.row("p1")).dropped == "private messages are closed"
    assert house.chat.keys() == ["p2"]
    assert [(line["log_level"], line["why"]) for line in lines if line["event"] == "message given up"] == [
        ("error", "private messages are closed")
    ]


async def test_a_chat_that_breaks_stops_neither_the_others_nor_itself(house: House) -> None:
    house.chat.plan["p1"] = [ZeroDivisionError("a defect")]
    await house.write(post("p1", ANA), post("p2", BEN))
    await house.delivery.drain()
    assert house.chat.keys() == ["p2"]
    assert (await house.row("p1")).uncertain_since == NOON
    house.hands.move(minutes=1)
    await house.delivery.drain()
    assert house.chat.keys() == ["p2", "p1"]


class PowerCut(BaseException):
    """No failure of a chat's, and nothing that may be survived."""


async def test_what_is_no_failure_of_a_chat_goes_through_and_settles_nothing(house: House) -> None:
    def cut(_: Outgoing) -> None:
        raise PowerCut

    house.chat.hook = cut
    await house.write(post("p1", ANA))
    with pytest.raises(PowerCut):
        await house.delivery.drain()
    assert (await house.row("p1")).attempts == 0


async def test_a_defect_in_settling_ends_the_drain_instead_of_sending_for_ever(house: House) -> None:
    class Broken(MemoryStore):
        async def settle(self, row: Outgoing) -> asyncio.Future[None]:
            raise ZeroDivisionError

    store = Broken()
    await Written(store)(person("ana"), post("p1", ANA))
    with pytest.raises(ZeroDivisionError):
        await Delivery(store, {"web": house.chat}, house.timing).drain()
    assert house.chat.keys() == ["p1"]


async def test_a_thread_waits_for_the_message_that_heads_it(house: House) -> None:
    thread = Thread(channel="web:general", of="head")
    house.chat.plan["head"] = [ChatBusy(30)]
    await house.write(post("head", GENERAL), post("answer", thread))
    await house.delivery.drain()
    assert house.chat.keys() == []
    house.hands.move(seconds=30)
    await house.delivery.drain()
    assert house.chat.keys() == ["head", "answer"]
    address = house.chat.shown[-1][0]
    assert (address.channel, address.thread) == ("web:general", "m1")


async def test_a_thread_whose_head_was_given_up_is_given_up_too(house: House) -> None:
    house.chat.plan["head"] = [ChatRefused("not in the channel")]
    await house.write(post("head", GENERAL), post("answer", Thread(channel="web:general", of="head")))
    await house.delivery.drain()
    assert "head" in (await house.row("answer")).dropped


async def test_a_thread_under_nothing_waits_and_says_so_once(house: House) -> None:
    await house.write(post("answer", Thread(channel="web:general", of="nothing")), post("p1", ANA))
    with capture_logs() as lines:
        await house.delivery.drain()
        await house.delivery.drain()
    assert [line["head"] for line in lines if line["log_level"] == "warning"] == ["nothing"]
    await house.write(post("nothing", GENERAL))
    await house.delivery.drain()
    assert house.chat.keys() == ["p1", "nothing", "answer"]


async def test_a_person_is_reached_on_the_first_account_that_is_connected(house: House) -> None:
    await house.write(person("pat", "t1", "slack:U1", "web:pat", "web:second"), post("p1", Direct("pat")))
    await house.delivery.drain()
    assert house.chat.shown[0][0].account == "web:pat"


async def test_a_message_for_a_platform_that_is_not_connected_waits(house: House) -> None:
    await house.write(person("pat", "t1", "slack:U1"), post("p1", Direct("pat")), post("p2", Channel("slack:C1")))
    await house.delivery.drain()
    for key in ("p1", "p2"):
        row = await house.row(key)
        assert (row.dropped, row.retry_at) == ("", NOON + timedelta(hours=1))


@pytest.mark.parametrize("to", [Direct("nobody"), Direct("mute")])
async def test_a_message_for_somebody_without_an_account_is_given_up(house: House, to: Place) -> None:
    mute = person("mute").__class__(team="t1", id="mute", name="Mute", handle="mute", role=person("ana").role)
    await house.write(mute, post("p1", to))
    await house.delivery.drain()
    assert "no account" in (await house.row("p1")).dropped


async def test_the_worker_delivers_when_poked_and_wakes_for_the_next_retry(house: House) -> None:
    alarm = house.timing.alarm
    assert isinstance(alarm, FakeAlarm)
    house.chat.plan["p1"] = [ChatBusy(7)]
    running = asyncio.create_task(house.delivery.run())
    assert await alarm.waited_for() == 60
    await house.write(post("p1", ANA))
    house.delivery.poke()
    while alarm.asked[-1] != 7:
        await alarm.waited_for()
    house.hands.move(seconds=7)
    alarm.ring()
    await until(lambda: bool(house.chat.shown))
    house.delivery.stop()
    await running
    assert house.chat.keys() == ["p1"]


async def test_stopping_settles_what_is_on_its_way_and_starts_nothing_new(house: House) -> None:
    house.chat.gates["p1"] = asyncio.Event()
    await house.write(post("p1", ANA), post("p2", ANA))
    running = asyncio.create_task(house.delivery.run())
    await asyncio.sleep(0.0)
    alarm = house.timing.alarm
    assert isinstance(alarm, FakeAlarm)
    await alarm.waited_for()
    house.delivery.stop()
    house.chat.gates["p1"].set()
    await running
    assert house.chat.keys() == ["p1"]
    assert (await house.row("p2")).pending()


class Full(MemoryStore):
    """A store on a disk that is full until somebody makes room."""

    full = True

    async def ping(self) -> None:
        if self.full:
            raise StoreClosed("the disk is full")

    async def settle(self, row: Outgoing) -> Awaitable[None]:
        await self.ping()
        return await super().settle(row)


async def test_a_full_disk_after_sending_pauses_delivery_instead_of_repeating_it(house: House) -> None:
    store = Full()
    await Written(store)(person("ana"), post("p1", ANA), post("p2", ANA))
    delivery = Delivery(store, {"web": house.chat}, house.timing)
    for _ in range(5):
        await delivery.drain()
        house.hands.move(minutes=1)
    assert house.chat.keys() == ["p1"]
    store.full = False
    await delivery.drain()
    assert house.chat.keys() == ["p1", "p1", "p2"]


async def test_what_was_shown_while_the_disk_was_full_is_looked_for_before_it_is_shown_again(house: House) -> None:
    store = Full()
    await Written(store)(person("ana"), person("ben"), post("p1", ANA), post("p2", BEN))
    delivery = Delivery(store, {"web": house.chat}, house.timing)
    await delivery.drain()
    house.hands.move(minutes=30)
    await Written(store, "t2")(person("eve", "t2"), post("new", Direct("eve")))
    store.full = False
    await delivery.drain()
    assert {row.key: row.uncertain_since for row in house.chat.rows[2:]} == {"p1": NOON, "p2": NOON, "new": None}


async def test_more_places_than_workers_are_all_served(house: House) -> None:
    people = [person(f"va{number}") for number in range(300)]
    await house.write(*people, *(post(f"p{one.id}", Direct(one.id)) for one in people))
    await house.delivery.drain()
    assert len(house.chat.shown) == 300


async def test_two_drains_at_once_send_each_message_once(house: House) -> None:
    await house.write(*(post(f"p{number}", ANA) for number in range(10)), post("q", BEN))
    await asyncio.gather(house.delivery.drain(), house.delivery.drain(), house.delivery.drain())
    assert sorted(house.chat.keys()) == sorted([f"p{number}" for number in range(10)] + ["q"])


async def test_what_a_platform_will_never_take_is_told_before_it_is_given_up(house: House) -> None:
    house.chat.plan["p1"] = [ChatClosed("no private messages")]
    house.chat.plan["p2"] = [ChatRefused("Baton is not in the channel")]
    await house.write(post("p1", ANA), post("p2", GENERAL))
    await house.delivery.drain()
    assert sorted(house.told) == [
        ("p1", "web", "no private messages"),
        ("p2", "web", "Baton is not in the channel"),
    ]


async def test_a_crash_between_telling_and_giving_up_tells_again_under_the_same_request(house: House) -> None:
    asked: list[Request] = []

    async def dispatch(request: Request) -> None:
        asked.append(request)

    refusals = Refusals(dispatch, house.hands.now)
    await house.write(post("p1", ANA))
    for _ in range(2):
        await refusals.tell(await house.row("p1"), "web", ChatClosed("closed"))
    first, again = asked
    assert first.id == again.id
    assert (first.action, first.arguments) == (
        "joining.unreachable",
        {"person": "ana", "key": "p1", "platform": "web"},
    )
    assert first.job


async def test_only_the_first_message_of_a_place_is_uncertain_after_a_start(house: House) -> None:
    """It alone may have been on its way when the process before this one ended."""
    await house.write(post("p1", ANA), post("p2", ANA), post("p3", BEN))
    house.hands.move(seconds=60)
    await house.begin().drain()
    assert {row.key: row.uncertain_since for row in house.chat.rows} == {"p1": NOON, "p2": None, "p3": NOON}


async def test_one_asked_for_again_behind_others_is_uncertain_after_a_start_too(house: House) -> None:
    """It may have been the first, and on its way, when it was."""
    await house.write(post("p1", ANA), post("p2", ANA))
    await house.write(post("p1", ANA, "newer"))
    house.hands.move(seconds=60)
    await house.begin().drain()
    assert {row.key: row.uncertain_since for row in house.chat.rows} == {"p2": NOON, "p1": NOON}


async def test_what_is_asked_for_after_the_start_is_certain(house: House) -> None:
    house.hands.move(seconds=-60)
    delivery = house.begin()
    house.hands.move(seconds=60)
    await house.write(post("p1", ANA))
    await delivery.drain()
    assert house.chat.rows[0].uncertain_since is None


async def test_what_was_asked_for_before_the_clock_went_back_is_looked_for_after_a_start(house: House) -> None:
    """By its own time it is asked for after the start, and it may have been on its way before it."""
    await house.write(post("p1", ANA))
    house.hands.move(hours=-1)
    await house.begin().drain()
    since = house.chat.rows[0].uncertain_since
    assert since is not None
    assert since < NOON - timedelta(hours=1), "by the right clock it was sent before now"


async def test_messages_go_to_the_platform_the_person_prefers(house: House) -> None:
    other = FakeChat()
    delivery = Delivery(house.store, {"web": house.chat, "other": other}, house.timing)
    both = person("cleo", "t1", "web:cleo", "other:c1")
    await house.write(replace(both, prefers="other"), post("p1", Direct("cleo")))
    await delivery.drain()
    assert [address.account for address, _, _ in other.shown] == ["other:c1"]


async def test_who_prefers_a_platform_that_is_not_connected_is_reached_where_it_is(house: House) -> None:
    await house.write(replace(person("cleo", "t1", "other:c1", "web:cleo"), prefers="other"))
    await house.write(post("p1", Direct("cleo")))
    await house.delivery.drain()
    assert [address.account for address, _, _ in house.chat.shown] == ["web:cleo"]


async def test_the_empty_channel_is_the_teams_as_it_is_by_then(house: House) -> None:
    unset = replace(team(), channel=Channel(""), workspaces=("web:w1",))
    await house.write(unset, post("p1", Channel("")))
    await house.delivery.drain()
    assert not house.chat.shown
    await house.write(replace(unset, revision=1, channel=Channel("web:late")))
    house.hands.move(hours=1)
    await house.delivery.drain()
    [(address, key, _)] = house.chat.shown
    assert (address.channel, address.workspace, key) == ("web:late", "web:w1", "p1")


async def test_an_hour_without_an_answer_is_told_once_when_it_is_over(house: House) -> None:
    house.chat.plan["p1"] = [ChatUncertain(), ChatBusy(None), ChatUncertain()]
    await house.write(post("p1", ANA), post("p2", ANA))
    for _ in range(4):
        await house.delivery.drain()
        house.hands.move(minutes=20)
    assert house.chat.keys() == ["p1", "p2"]
    await house.write(post("p3", ANA))
    await house.delivery.drain()
    assert house.outages == [Outage("t1", "web", NOON)]


@pytest.mark.parametrize("trouble", [[ChatBusy(1200)], [ChatUncertain()]])
async def test_a_wait_that_was_asked_for_and_a_short_one_are_no_outage(house: House, trouble: list[Exception]) -> None:
    house.chat.plan["p1"] = [*trouble]
    await house.write(post("p1", ANA))
    await house.delivery.drain()
    house.hands.move(minutes=20 if isinstance(trouble[0], ChatBusy) else 9)
    await house.delivery.drain()
    assert house.chat.keys() == ["p1"]
    assert not house.outages


async def test_where_baton_is_not_let_in_one_message_tries_for_all_and_none_is_lost(house: House) -> None:
    def barred(_: Outgoing) -> None:
        if house.hands.at < NOON + timedelta(hours=1):
            raise ChatBarred("token_revoked")

    house.chat.hook = barred
    await house.write(post("p1", ANA), post("p2", BEN))
    with capture_logs() as lines:
        for _ in range(150):
            await house.delivery.drain()
            house.hands.move(seconds=30)
    assert sorted(house.chat.keys()) == ["p1", "p2"]
    assert len(house.chat.rows) <= 24, "about one try in five minutes, after the first few"
    assert [line["why"] for line in lines if line["log_level"] == "error"] == ["token_revoked"]
    assert house.outages == [Outage("t1", "web", NOON)]


@pytest.mark.parametrize("seconds", [float("inf"), float("nan"), 1e300, -5.0])
async def test_a_wait_beyond_reason_is_kept_within_an_hour(house: House, seconds: float) -> None:
    house.chat.plan["p1"] = [ChatBusy(seconds)]
    await house.write(post("p1", ANA))
    await house.delivery.drain()
    house.hands.move(hours=1)
    await house.delivery.drain()
    assert house.chat.keys() == ["p1"]


async def test_a_defect_in_telling_neither_repeats_the_attempt_nor_keeps_the_row(house: House) -> None:
    async def broken(*_: object) -> None:
        raise ZeroDivisionError

    house.tell = broken  # type: ignore[assignment, method-assign]
    house.chat.plan["p1"] = [ChatRefused("gone")] * 9
    await house.write(post("p1", ANA), post("p2", ANA))
    for _ in range(3):
        await house.delivery.drain()
    assert (await house.row("p1")).dropped == "gone"
    assert [row.key for row in house.chat.rows] == ["p1", "p2"]
