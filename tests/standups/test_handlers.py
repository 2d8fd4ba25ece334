"""Outcomes of the handlers as a whole, and what old buttons, stale jobs and hostile requests come to."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace

from adapters.storage.memory_store import MemoryStore
from bot.actions import ACTIONS
from bot.context import Context
from bot.errors import Refused
from bot.people import Person
from bot.ports import Commit
from bot.requests import Ask, Channel, Direct, Outcome, Post, Record, Reply, Request, Thread, Wake
from bot.standups import answering, asking, handlers, running
from bot.standups.cards import ask_card, remind_card, sheet_card
from bot.standups.day_cards import Day, answer_card, head_card, summary_card
from bot.standups.records import Answer, Sitting, Standup
from bot.texts import Words
from tests.standups.made import (
    ANA,
    BEN,
    CHANNEL,
    NOON,
    OLIVIA,
    ROSTER,
    STANDUP,
    TEAM,
    answer,
    lines,
    run,
    seat,
)

WORDS = Words("en")
TYPED = {"run": "1:2026-11-24", "q1": "Refunds", "q2": "Photos"}
JOB = {"run": "1:2026-11-24", "person": "ana"}
CLOSE = NOON + timedelta(hours=3)


async def context(
    *records: Record,
    person: Person | None = None,
    arguments: dict[str, str] | None = None,
    at: datetime = NOON,
) -> Context:
    """What a handler is handed, with these records stored."""
    store = MemoryStore()
    filed = Commit(request_id="seed", team="t1", at=NOON, outcome=Outcome(records=records))
    await (await store.commit(filed))
    job = "" if person else "standup:job"
    request = Request(id="r1", team="t1", action="standups.x", arguments=arguments or {}, at=at, job=job, due_at=at)
    return Context(request=request, team=TEAM, roster=ROSTER, person=person, store=store, new_id=lambda: "new")


def stored(record: Answer) -> Answer:
    return replace(record, revision=1)


def day(*answers: Answer, at: datetime = NOON) -> Day:
    return Day(run=replace(run(), revision=1), answers=answers, roster=ROSTER, now=at)


async def test_submitting_saves_one_sheet_and_posts_head_answer_and_own_card() -> None:
    outcome = await answering.submit(await context(run(), person=ANA, arguments=TYPED))
    given = answer()
    place = Sitting(run=replace(run(), revision=1), seat=seat(), answer=given)
    own = sheet_card(place, WORDS, NOON)
    assert outcome == Outcome(
        reply=Reply(card=own),
        records=(given,),
        posts=(
            Post(key="standup:1:2026-11-24", to=CHANNEL, card=head_card(day(given), WORDS)),
            Post(
                key="standup:1:2026-11-24:ana:answer",
                to=Thread("web:general", "standup:1:2026-11-24"),
                card=answer_card("Ana", given, WORDS),
            ),
            Post(key="standup:1:ana:card", to=Direct("ana"), card=own),
        ),
    )


async def test_an_edit_writes_to_the_same_keys_and_counts_once() -> None:
    outcome = await answering.submit(await context(run(), answer(), person=ANA, arguments=TYPED | {"q1": "Ads"}))
    given = replace(stored(answer()), lines=lines("Ads"), edited=True)
    assert outcome.records == (given,)
    assert [post.key for post in outcome.posts] == [
        "standup:1:2026-11-24",
        "standup:1:2026-11-24:ana:answer",
        "standup:1:ana:card",
    ]
    assert outcome.posts[0].card == head_card(day(given), WORDS)


async def test_skipping_tells_nobody_else() -> None:
    outcome = await answering.skip(await context(run(), person=ANA, arguments={"run": "1:2026-11-24"}))
    left_out = answer(skipped=True)
    place = Sitting(run=replace(run(), revision=1), seat=seat(), answer=left_out)
    own = sheet_card(place, WORDS, NOON)
    post = Post(key="standup:1:ana:card", to=Direct("ana"), card=own)
    assert outcome == Outcome(reply=Reply(card=own), records=(left_out,), posts=(post,))


async def test_a_prompt_asks_and_sets_the_reminder() -> None:
    waiting = run(seat(state="waiting"))
    outcome = await asking.prompt(await context(waiting, arguments=JOB))
    asked = replace(run(), revision=1)
    place = Sitting(run=asked, seat=seat())
    card = ask_card(place, WORDS)
    assert outcome == Outcome(
        records=(asked,),
        posts=(Post(key="standup:1:ana:card", to=Direct("ana"), card=card, fresh=True),),
        wakes=(
            Wake(
                key="standup:1:2026-11-24:ana:remind",
                at=CLOSE - timedelta(minutes=30),
                action="standups.remind",
                arguments=JOB,
            ),
        ),
    )


@pytest.mark.parametrize("minutes", [150, 179])
async def test_a_prompt_that_comes_when_the_reminder_was_due_stands_for_it(minutes: int) -> None:
    late = await context(run(seat(state="waiting")), arguments=JOB, at=NOON + timedelta(minutes=minutes))
    outcome = await asking.prompt(late)
    assert outcome.wakes == ()
    assert len(outcome.posts) == 1


async def test_a_reminder_is_the_same_card_again_and_changes_nothing() -> None:
    at = CLOSE - timedelta(minutes=30)
    outcome = await asking.remind(await context(run(), arguments=JOB, at=at))
    card = remind_card(Sitting(run=replace(run(), revision=1), seat=seat()), WORDS)
    assert outcome == Outcome(posts=(Post(key="standup:1:ana:card", to=Direct("ana"), card=card, fresh=True),))


async def test_closing_sums_up_once() -> None:
    outcome = await running.close(await context(run(), answer(), arguments=JOB, at=CLOSE))
    closed = replace(run(), revision=1, closed_at=CLOSE, summed_up=True)
    given = stored(answer())
    told = Day(run=replace(closed, summed_up=False), answers=[given], roster=ROSTER, now=CLOSE)
    assert outcome.records == (closed,)
    assert outcome.posts == (
        Post(key="standup:1:2026-11-24", to=CHANNEL, card=head_card(told, WORDS)),
        Post(key="standup:1:2026-11-24:summary", to=CHANNEL, card=summary_card(told, WORDS)),
        Post(
            key="standup:1:ana:card",
            to=Direct("ana"),
            card=sheet_card(Sitting(run=closed, seat=seat(), answer=given), WORDS, CLOSE),
        ),
    )
    again = await running.close(await context(replace(closed, revision=0), answer(), arguments=JOB, at=CLOSE))
    assert again == Outcome()


async def test_a_day_on_which_everybody_was_away_says_nothing() -> None:
    outcome = await running.close(await context(run(seat(state="away")), arguments=JOB, at=CLOSE))
    assert outcome.posts == ()


async def test_a_card_that_has_moved_on_to_a_later_day_is_left_there() -> None:
    tomorrow = date(2026, 11, 25)
    asked = run(seat(), day=tomorrow)
    outcome = await running.close(await context(run(), asked, arguments=JOB, at=CLOSE))
    assert [post.key for post in outcome.posts] == ["standup:1:2026-11-24:summary"]
    waiting = run(seat(state="waiting"), day=tomorrow)
    outcome = await running.close(await context(run(), waiting, arguments=JOB, at=CLOSE))
    assert [post.key for post in outcome.posts] == ["standup:1:2026-11-24:summary", "standup:1:ana:card"]


async def test_a_summary_more_than_a_day_late_is_dropped_but_the_day_is_closed() -> None:
    at = CLOSE + timedelta(hours=25)
    outcome = await running.close(await context(run(), arguments=JOB, at=at))
    assert [post.key for post in outcome.posts] == ["standup:1:ana:card"]
    assert outcome.records == (replace(run(), revision=1, closed_at=at),)


async def test_the_opening_freezes_the_roster_and_plans_the_next_day() -> None:
    waiting = replace(STANDUP, next_day=date(2026, 11, 24))
    at = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
    arguments = {"standup": "1", "day": "2026-11-24"}
    outcome = await running.open_day(await context(waiting, arguments=arguments, at=at))
    assert [(type(record).__name__, record.id) for record in outcome.records] == [
        ("Run", "1:2026-11-24"),
        ("Standup", "1"),
    ]
    assert [(wake.key, wake.at) for wake in outcome.wakes] == [
        ("standup:1:2026-11-24:ana", at),
        ("standup:1:2026-11-24:ben", at),
        ("standup:1:2026-11-24:end", at + timedelta(hours=3)),
        ("standup:1:2026-11-24", None),
        ("standup:1:2026-11-25", at + timedelta(days=1)),
    ]


async def test_an_opening_that_asks_nobody_goes_on_to_the_next_day() -> None:
    nobody = replace(STANDUP, everyone=False, people=("ghost",), next_day=date(2026, 11, 24))
    at = datetime(2026, 11, 24, 14, 30, tzinfo=UTC)
    arguments = {"standup": "1", "day": "2026-11-24"}
    outcome = await running.open_day(await context(nobody, arguments=arguments, at=at))
    planned = replace(nobody, revision=1, opened_on=date(2026, 11, 24), next_day=date(2026, 11, 25))
    assert outcome.records == (planned,)
    assert outcome.wakes[-1].at == at + timedelta(days=1)


@pytest.mark.parametrize(
    ("records", "arguments"),
    [
        ((), {"standup": "1", "day": "2026-11-24"}),
        ((STANDUP,), {"standup": "1", "day": "2026-11-24"}),
        ((replace(STANDUP, next_day=date(2026, 11, 25)),), {"standup": "1", "day": "2026-11-24"}),
    ],
)
async def test_a_stale_opening_does_nothing(records: tuple[Record, ...], arguments: dict[str, str]) -> None:
    assert await running.open_day(await context(*records, arguments=arguments)) == Outcome()


@pytest.mark.parametrize("arguments", [{}, {"run": "ghost"}, JOB | {"person": "ghost"}])
async def test_jobs_about_what_is_gone_do_nothing(arguments: dict[str, str]) -> None:
    for handler in (asking.prompt, asking.remind):
        assert await handler(await context(run(), arguments=arguments)) == Outcome()
    assert await running.close(await context(arguments={"run": "ghost"})) == Outcome()


@pytest.mark.parametrize("wanted", ["ghost", "1", "1:2026-11-23", "1:2099-01-01", ":", "x" * 5_000, "9:2026-11-24"])
async def test_an_old_or_invented_button_is_answered_kindly(wanted: str) -> None:
    planned = replace(STANDUP, next_day=date(2026, 11, 25))
    for handler in (answering.answer, answering.submit, answering.confirm, answering.skip):
        with pytest.raises(Refused, match="not there"):
            await handler(await context(planned, person=ANA, arguments={"run": wanted}))


@pytest.mark.parametrize("action", ["setup", "save", "pause", "resume", "preview"])
async def test_a_button_of_a_standup_that_is_gone_is_answered_kindly(action: str) -> None:
    handler = ACTIONS[f"standups.{action}"].handler
    with pytest.raises(Refused, match="not there any more"):
        await handler(await context(person=OLIVIA, arguments={"standup": "9"}))


@pytest.mark.parametrize("action", [name for name, action in ACTIONS.items() if action.name.startswith("standups.")])
async def test_no_action_stumbles_over_empty_arguments(action: str) -> None:
    outcomes = []
    for person in (None,) if ACTIONS[action].jobs_only else ROSTER.people:
        with suppress(Refused):
            outcomes.append(await ACTIONS[action].handler(await context(STANDUP, run(), person=person)))
    assert all(outcome == Outcome() or outcome.reply is not None for outcome in outcomes)


async def test_a_draft_posted_twice_is_answered_kindly() -> None:
    drafted = run(replace(seat(), draft={"q1": "Refunds", "q2": "Photos"}))
    arguments = {"run": "1:2026-11-24"}
    outcome = await answering.confirm(await context(drafted, person=ANA, arguments=arguments))
    assert outcome.records == (answer(),)
    with pytest.raises(Refused, match="answered Daily already"):
        await answering.confirm(await context(drafted, answer(), person=ANA, arguments=arguments))


async def test_without_a_draft_one_tap_opens_the_form() -> None:
    outcome = await answering.confirm(await context(run(), person=ANA, arguments={"run": "1:2026-11-24"}))
    assert isinstance(outcome.reply, Ask)
    assert not outcome.writes()


async def test_another_persons_seat_cannot_be_answered_by_a_borrowed_button() -> None:
    with pytest.raises(Refused, match="not in the standup"):
        await answering.submit(await context(run(), person=BEN, arguments=TYPED))


async def test_preview_writes_nothing() -> None:
    outcome = await handlers.preview(await context(STANDUP, run(), answer(), person=OLIVIA))
    assert isinstance(outcome.reply, Reply)
    assert not outcome.writes()


async def opened_in(channel: str, *records: Record, arguments: dict[str, str] | None = None) -> Context:
    asked = await context(*records, person=OLIVIA, arguments=arguments)
    return replace(asked, request=replace(asked.request, place=Channel(channel)))


async def test_a_form_that_is_opened_in_another_channel_may_post_there() -> None:
    asked = await handlers.setup(await opened_in("web:support"))
    assert isinstance(asked.reply, Ask)
    form = asked.reply.form
    assert form.arguments["where"] == "web:support"
    values = {field.name: field.value for field in form.fields}
    assert values["channel"] == "team"
    for chosen, channel in (("here", "web:support"), ("team", "web:general")):
        typed = form.arguments | values | {"channel": chosen}
        saved = await handlers.save(await context(person=OLIVIA, arguments=typed))
        [standup] = [record for record in saved.records if isinstance(record, Standup)]
        assert standup.channel.id == channel


async def test_in_the_teams_own_channel_and_in_private_there_is_no_choice_of_channels() -> None:
    for asked in (await opened_in("web:general"), await context(person=OLIVIA)):
        opened = (await handlers.setup(asked)).reply
        assert isinstance(opened, Ask)
        assert "channel" not in [field.name for field in opened.form.fields]


async def test_changed_in_a_third_channel_it_stays_where_it_is_unless_told() -> None:
    elsewhere = replace(STANDUP, channel=Channel("web:support"))
    asked = await handlers.setup(await opened_in("web:sales", elsewhere, arguments={"standup": "1"}))
    assert isinstance(asked.reply, Ask)
    form = asked.reply.form
    values = {field.name: field.value for field in form.fields}
    assert values["channel"] == "stay"
    saved = await handlers.save(await context(elsewhere, person=OLIVIA, arguments=form.arguments | values))
    [standup] = [record for record in saved.records if isinstance(record, Standup)]
    assert standup.channel.id == "web:support"
