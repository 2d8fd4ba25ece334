"""What goes wrong while sending: nothing is lost, nothing appears twice, and the order holds."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest
from structlog.testing import capture_logs

from bot.people import Person, Role
from bot.requests import Channel, Outcome, Post, Thread
from bot.ui import Card
from tests.slack_fake.faults import Fault
from tests.slack_fake.limits import WORKSPACE
from tests.slack_fake.nouns import User
from tests.slack_faults.house import GENERAL, House, private


async def test_a_lost_reply_never_posts_twice_and_only_then_the_history_is_read(sender: House) -> None:
    sender.fake.faults.plan("chat.postMessage", None, Fault("lost"))
    for key in ("one", "two", "three"):
        await sender.post(key, GENERAL)
    await sender.deliver_all()
    assert sender.in_channel() == ["one", "two", "three"]
    assert sender.called("conversations.history") == 1
    assert sender.called("chat.postMessage") == 3


async def test_a_lost_reply_in_private_never_posts_twice(sender: House) -> None:
    sender.fake.faults.plan("chat.postMessage", Fault("lost"))
    await sender.post("one", private("ana"))
    await sender.deliver_all()
    assert sender.privately("ana") == ["one"]
    row = await sender.store.outgoing("studio", "one")
    assert row
    assert row.message == f"D0ANA:{sender.messages('D0ANA')[0].ts}"


async def test_a_lost_reply_under_a_message_never_answers_twice(sender: House) -> None:
    await sender.post("head", GENERAL)
    await sender.deliver_all()
    sender.fake.faults.plan("chat.postMessage", Fault("lost"))
    await sender.post("answer", Thread(GENERAL.id, "head"))
    await sender.deliver_all()
    assert sender.in_channel() == ["head", "answer"]
    head, answer = sender.messages("C0GENERAL")
    assert answer.thread_ts == head.ts
    assert sender.called("conversations.replies") == 1


async def test_a_lost_reply_of_an_older_card_with_the_same_key_is_not_taken_for_the_new_one(sender: House) -> None:
    await sender.post("one", GENERAL, words="first")
    await sender.deliver_all()
    sender.fake.faults.plan("chat.postMessage", Fault("unheard"))
    await sender.post("one", GENERAL, words="second", fresh=True)
    await sender.deliver_all()
    assert sender.in_channel() == ["second"]


@pytest.mark.parametrize("fresh", [False, True])
async def test_a_card_that_changes_while_its_reply_is_lost_stands_once_and_as_it_is_now(
    sender: House, fresh: bool
) -> None:
    sender.fake.faults.plan("chat.postMessage", Fault("lost"))
    await sender.post("one", GENERAL, words="one of three have answered")
    await sender.deliver()
    await sender.post("one", GENERAL, words="two of three have answered", fresh=fresh)
    await sender.deliver_all()
    assert sender.in_channel() == ["two of three have answered"]
    assert sender.called("chat.postMessage") == 1 + fresh


async def test_a_moved_card_that_changes_while_its_reply_is_lost_stands_once(sender: House) -> None:
    await sender.post("one", private("ana"), words="Monday")
    await sender.deliver_all()
    sender.fake.faults.plan("chat.postMessage", Fault("lost"))
    await sender.post("one", private("ana"), words="Tuesday", fresh=True)
    await sender.deliver()
    await sender.post("one", private("ana"), words="Tuesday is answered")
    await sender.deliver_all()
    assert sender.privately("ana") == ["Tuesday is answered"]


@pytest.mark.parametrize("fault", [Fault("busy", 30), Fault("unheard"), Fault("crash")])
async def test_an_old_card_that_cannot_be_deleted_yet_goes_with_the_next_edit(sender: House, fault: Fault) -> None:
    await sender.post("one", private("ana"), words="Monday")
    await sender.deliver_all()
    sender.fake.faults.plan("chat.delete", fault)
    await sender.post("one", private("ana"), words="Tuesday", fresh=True)
    await sender.deliver_all()
    assert sender.privately("ana") == ["Monday", "Tuesday"]
    sender.watch.move(seconds=60)
    await sender.post("one", private("ana"), words="Tuesday is answered")
    await sender.deliver_all()
    assert sender.privately("ana") == ["Tuesday is answered"]


@pytest.mark.parametrize(
    "fault", [Fault("unheard"), Fault("crash"), Fault("page", status=502), Fault("busy", 1), Fault("crash", status=503)]
)
async def test_what_did_not_arrive_is_posted_once(sender: House, fault: Fault) -> None:
    sender.fake.faults.plan("chat.postMessage", *[fault] * 3)
    await sender.post("one", GENERAL)
    await sender.post("two", GENERAL)
    await sender.deliver_all()
    assert sender.in_channel() == ["one", "two"]
    assert not sender.fake.complaints


async def test_the_wait_that_slack_asks_for_is_kept(sender: House) -> None:
    sender.fake.faults.plan("chat.postMessage", Fault("busy", 90))
    began = sender.watch.at
    await sender.post("one", GENERAL)
    await sender.deliver()
    row = await sender.store.outgoing("studio", "one")
    assert row
    assert row.retry_at == began + timedelta(seconds=90)
    assert row.uncertain_since is None
    sender.watch.move(seconds=89)
    await sender.deliver()
    assert sender.in_channel() == []
    sender.watch.move(seconds=2)
    await sender.deliver()
    assert sender.in_channel() == ["one"]
    assert sender.called("conversations.history") == 0


async def test_a_no_for_one_channel_holds_nobody_else(sender: House) -> None:
    sender.fake.faults.plan("chat.postMessage", Fault("busy", 3_600))
    for key, to in (("one", GENERAL), ("two", private("ana")), ("three", private("ben"))):
        await sender.post(key, to)
    await sender.deliver_all(hours=0.1)
    assert (sender.privately("ana"), sender.privately("ben"), sender.in_channel()) == (["two"], ["three"], [])
    await sender.deliver_all()
    assert sender.in_channel() == ["one"]


async def test_a_no_in_several_channels_holds_the_workspace(sender: House) -> None:
    sender.fake.faults.busy("chat.postMessage", 600, times=9)
    for number in range(9):
        sender.studio.channel(f"C{number}", f"c{number}")
        sender.studio.conversations[f"C{number}"].members.add(sender.studio.bot.user)
        await sender.post(f"k{number}", Channel(f"slack:C{number}"))
        await sender.deliver()
    assert sender.called("chat.postMessage") == 0
    await sender.deliver_all(hours=24)
    assert all(sender.messages(f"C{number}") for number in range(9))


async def test_without_retry_after_it_waits_all_the_same(sender: House) -> None:
    sender.fake.faults.plan("chat.postMessage", Fault("busy", None))
    await sender.post("one", GENERAL)
    began = sender.watch.at
    await sender.deliver_all()
    assert sender.in_channel() == ["one"]
    assert sender.watch.at - began >= timedelta(seconds=1)


@pytest.mark.parametrize("wish", ["Infinity", "nan", "1e300", "-5", "9" * 40, "soon"])
async def test_a_wait_that_is_no_number_of_seconds_mutes_nobody(sender: House, wish: str) -> None:
    sender.fake.faults.plan("chat.postMessage", Fault("busy", wish))
    for key, to in (("one", GENERAL), ("two", private("ana"))):
        await sender.post(key, to)
    await sender.deliver_all(hours=1.1)
    assert (sender.in_channel(), sender.privately("ana")) == (["one"], ["two"])


async def test_an_hour_without_slack_keeps_all_posts_in_order_and_doubles_none(sender: House) -> None:
    await sender.post("before", GENERAL)
    await sender.deliver_all()
    sender.fake.faults.down = True
    keys = [f"post {number}" for number in range(5)]
    for key in keys:
        await sender.post(key, GENERAL)
        await sender.post(f"to ana: {key}", private("ana"))
    ends = sender.watch.at + timedelta(hours=1)
    while sender.watch.at < ends:
        await sender.deliver_all(hours=0.1)
        sender.watch.at = max(sender.watch.at, min(ends, sender.watch.at + timedelta(minutes=6)))
    assert sender.in_channel() == ["before"]
    sender.fake.faults.down = False
    await sender.deliver_all()
    assert sender.in_channel() == ["before", *keys]
    assert sender.privately("ana") == [f"to ana: {key}" for key in keys]
    assert not sender.fake.complaints


async def test_h14_a_message_that_was_deleted_is_posted_again_once(sender: House) -> None:
    await sender.post("one", GENERAL)
    await sender.deliver_all()
    sender.studio.conversations["C0GENERAL"].messages.clear()
    await sender.post("one", GENERAL, words="one, edited")
    await sender.deliver_all()
    await sender.post("one", GENERAL, words="one, edited again")
    await sender.deliver_all()
    assert sender.in_channel() == ["one, edited again"]
    assert sender.called("chat.postMessage") == 2


async def test_a_known_key_is_edited_and_a_fresh_one_moves_to_the_end(sender: House) -> None:
    for key in ("one", "two"):
        await sender.post(key, GENERAL)
    await sender.post("one", GENERAL, words="one, edited")
    await sender.deliver_all()
    assert sender.in_channel() == ["two", "one, edited"] or sender.in_channel() == ["one, edited", "two"]
    await sender.post("one", GENERAL, words="one, fresh", fresh=True)
    await sender.deliver_all()
    assert sender.in_channel() == ["two", "one, fresh"]


@pytest.mark.parametrize("error", ["user_not_visible", "user_disabled", "cannot_dm_bot"])
async def test_t5_a_closed_private_chat_is_given_up_and_the_door_told_once(sender: House, error: str) -> None:
    sender.studio.users["U0ANA"].closed = error
    await sender.post("offer", private("ana"))
    await sender.deliver_all()
    row = await sender.store.outgoing("studio", "offer")
    assert row
    assert error in row.dropped
    assert not sender.privately("ana")
    told = [(request.action, request.arguments["person"]) for request in sender.requests]
    assert told == [("joining.unreachable", "ana")]


async def test_where_baton_is_no_member_the_post_is_given_up_and_the_door_told_how_to_mend_it(sender: House) -> None:
    sender.studio.conversations["C0GENERAL"].members.discard(sender.studio.bot.user)
    await sender.post("one", GENERAL)
    await sender.deliver_all()
    row = await sender.store.outgoing("studio", "one")
    assert row
    assert "/invite" in row.dropped
    assert [(request.action, request.arguments["platform"]) for request in sender.requests] == [
        ("joining.trouble", "slack")
    ]


async def test_two_hundred_people_are_written_to_without_slack_ever_saying_no(sender: House) -> None:
    await invite(sender, 200)
    began = sender.watch.at
    await sender.deliver_all()
    assert [[one.text for one in sender.messages(f"D1P{n}")] for n in range(200)] == [["Prompt"]] * 200
    assert not sender.fake.api.throttled
    evenly = (200 - WORKSPACE.burst) * 60 / WORKSPACE.per_minute
    assert (sender.watch.at - began).total_seconds() <= evenly * 1.05


async def test_the_next_morning_no_prompt_waits_for_old_cards_to_be_deleted(sender: House) -> None:
    await invite(sender, 100)
    await sender.deliver_all()
    sender.watch.move(days=1)
    await sender.write(Outcome(posts=prompts(100, "The next prompt")))
    began = sender.watch.at
    await sender.deliver_all()
    evenly = (100 - WORKSPACE.burst) * 60 / WORKSPACE.per_minute
    assert (sender.watch.at - began).total_seconds() <= evenly * 1.05 + 1
    assert all(sender.messages(f"D1P{n}")[-1].text == "The next prompt" for n in range(100))
    for words in ("Answered", "Closed"):
        sender.watch.move(hours=1)
        edits = (msgspec.structs.replace(post, fresh=False) for post in prompts(100, words))
        await sender.write(Outcome(posts=tuple(edits)))
        await sender.deliver_all()
    assert [[one.text for one in sender.messages(f"D1P{n}")] for n in range(100)] == [["Closed"]] * 100
    assert not sender.fake.api.throttled


async def invite(sender: House, many: int) -> None:
    """So many newcomers, each with a prompt waiting to be sent."""
    for number in range(many):
        sender.studio.add(User(f"U1P{number}", f"p{number}", f"P {number}"))
    people = [
        Person(
            team="studio", id=f"p{n}", name=f"P {n}", handle=f"p{n}", role=Role.ASSISTANT, accounts=(f"slack:U1P{n}",)
        )
        for n in range(many)
    ]
    await sender.write(Outcome(records=tuple(people), posts=prompts(many, "Prompt")))


def prompts(many: int, words: str) -> tuple[Post, ...]:
    return tuple(
        Post(key=f"prompt:{n}", to=private(f"p{n}"), card=Card(title=(words,)), fresh=True) for n in range(many)
    )


async def test_twenty_messages_to_one_channel_go_one_a_second(sender: House) -> None:
    for number in range(20):
        await sender.post(f"one {number}", GENERAL)
    began = sender.watch.at
    await sender.deliver_all()
    assert sender.in_channel() == [f"one {number}" for number in range(20)]
    assert not sender.fake.api.throttled
    assert 16 <= (sender.watch.at - began).total_seconds() <= 19 * 1.05


async def test_a_revoked_token_holds_all_posts_until_slack_takes_one_again(sender: House) -> None:
    sender.studio.dead = "token_revoked"
    with capture_logs() as lines:
        for key, to in (("one", private("ana")), ("two", private("ben")), ("three", private("ana"))):
            await sender.post(key, to)
        await sender.deliver_all(hours=2)
    assert [line["why"] for line in lines if line["log_level"] == "error"] == ["Slack says token_revoked"]
    assert sender.called("chat.postMessage") < 40, "one tries for all"
    assert not await sender.chat.chat.ready()
    sender.studio.dead = ""
    await sender.deliver_all()
    assert (sender.privately("ana"), sender.privately("ben")) == (["one", "three"], ["two"])
    assert await sender.chat.chat.ready()
    assert [request.action for request in sender.requests] == ["joining.outage"]


AWAY = (
    "account_inactive",
    "invalid_auth",
    "org_login_required",
    "access_denied",
    "team_access_not_granted",
    "ekm_access_denied",
    "missing_scope",
)


@pytest.mark.parametrize("word", AWAY)
async def test_what_slack_says_of_the_token_or_the_workspace_loses_no_message(sender: House, word: str) -> None:
    sender.fake.faults.error("chat.postMessage", word, times=3)
    await sender.post("one", private("ana"))
    await sender.post("two", GENERAL)
    await sender.deliver_all()
    assert (sender.privately("ana"), sender.in_channel()) == (["one"], ["two"])


async def test_a_token_that_is_taken_again_makes_baton_ready_without_a_message(sender: House) -> None:
    sender.studio.dead = "token_revoked"
    await sender.post("one", private("ana"))
    await sender.deliver()
    sender.studio.dead = ""
    assert not await sender.chat.chat.ready()
    sender.watch.move(seconds=61)
    assert await sender.chat.chat.ready()


@pytest.mark.parametrize("word", ["invalid_blocks", "msg_blocks_too_long"])
async def test_a_private_card_that_slack_does_not_take_is_given_up_and_its_sender_told(
    sender: House, word: str
) -> None:
    sender.fake.faults.error("chat.postMessage", word)
    await sender.post("task:7@ana", private("ana"))
    with capture_logs() as lines:
        await sender.deliver_all()
    assert "a defect: a platform does not take this card" in [line["event"] for line in lines]
    (told,) = sender.privately("olivia")
    assert "Ana" in told
    assert word in told.replace("\u2060", "")
