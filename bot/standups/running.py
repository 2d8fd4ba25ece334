"""What a standup does by itself besides asking: open the day and close it. Each looks at the day as of now."""

from __future__ import annotations

import msgspec

from bot.context import Context
from bot.jobs import is_stale, late_note
from bot.requests import Outcome, Post
from bot.standups import rules
from bot.standups.answering import kept_for, own_posts
from bot.standups.asking import prompts_closed
from bot.standups.day_cards import Day, head_card, summary_card
from bot.standups.finding import day_of_run, with_those_ahead
from bot.standups.places import boards
from bot.standups.records import Answer, Run, Sitting, Standup
from bot.standups.windows import crew, next_open_day, opening, planned
from bot.texts import Words


async def open_day(context: Context) -> Outcome:
    """Freeze the day's run and wake for each person's prompt. Of days missed while Baton was down, only those that
    somebody can still answer are opened."""
    standup = await context.store.get(Standup, context.team.id, context.argument("standup"))
    if standup is None or standup.next_day is None or standup.next_day.isoformat() != context.argument("day"):
        return Outcome()
    asked = crew(standup, context.team, context.roster)
    day = next_open_day(standup, asked, context.now)
    if day != standup.next_day or not asked.people:
        if day == standup.next_day:
            passed_over = msgspec.structs.replace(standup, opened_on=day)
            day, standup = next_open_day(passed_over, asked, context.now), passed_over
        changed, wakes = planned(standup, asked, day)
        return Outcome(records=(changed,), wakes=wakes)
    opened = await with_those_ahead(context, opening(standup, asked, day, context.now))
    held = await kept_for(context, opened.run)
    records = (opened.run, opened.standup, *held.records)
    return Outcome(records=records, removed=held.removed, posts=held.posts, wakes=opened.wakes)


async def end_windows(context: Context) -> Outcome:
    """Some windows are over while the day goes on elsewhere: what is left to do then stands where they were asked."""
    run = await context.store.get(Run, context.team.id, context.argument("run"))
    if run is None or run.closed_at is not None:
        return Outcome()
    day = await day_of_run(context, run)
    given = {answer.person: answer for answer in day.answers}
    over = [seat for seat in run.seats if seat.closes_at.isoformat() == context.argument("at")]
    sittings = [Sitting(run=run, seat=seat, answer=given.get(seat.person)) for seat in over]
    return Outcome(posts=(*await own_posts(context, run, sittings), *await prompts_closed(context, day, over)))


async def close(context: Context) -> Outcome:
    """The last window is over: sum the day up once, and say on each unanswered prompt that it is closed."""
    run = await context.store.get(Run, context.team.id, context.argument("run"))
    if run is None or run.closed_at is not None:
        return Outcome()
    before = await day_of_run(context, run)
    given = {answer.person: answer for answer in before.answers}
    seats = tuple(
        rules.settled(seat, before.roster.get(seat.person), given.get(seat.person), context.now) for seat in run.seats
    )
    run = msgspec.structs.replace(run, seats=seats, closed_at=context.now)
    day = msgspec.structs.replace(before, run=run)
    posts = (*await _closing_posts(context, day), *await prompts_closed(context, day, run.seats))
    run = msgspec.structs.replace(run, summed_up=any(":summary" in post.key for post in posts))
    stale = is_stale(run.closes_at, context.now, rules.SUMMARY_STALE)
    dropped = f"the summary of {run.closes_at}" if stale else ""
    return Outcome(records=(run,), posts=(*posts, *await _own_closings(context, run, given)), dropped=dropped)


async def _closing_posts(context: Context, day: Day) -> tuple[Post, ...]:
    """On each board the head, where it stands or has something to head, and the summary."""
    run, words = day.run, Words(context.team.locale)
    found, posts = day.standings(), list[Post]()
    nobody_was_there = not set(found) - {"away", "left"}
    told = not nobody_was_there and not is_stale(run.closes_at, context.now, rules.SUMMARY_STALE)
    for board in boards(run, context.team):
        stands = await context.store.outgoing(run.team, board.head) is not None
        if found.get("answered") or found.get("late") or stands:
            posts.append(Post(key=board.head, to=board.channel, card=head_card(day, words)))
        if told:
            card = summary_card(day, words, late_note(run.closes_at, context.now, words))
            posts.append(Post(key=board.summary, to=board.channel, card=card))
    return tuple(posts)


async def _own_closings(context: Context, run: Run, given: dict[str, Answer]) -> tuple[Post, ...]:
    sittings = (Sitting(run=run, seat=seat, answer=given.get(seat.person)) for seat in run.seats)
    return await own_posts(context, run, sittings)
