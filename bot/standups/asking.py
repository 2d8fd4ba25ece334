"""How a standup asks and reminds: each privately, or those of one hour together in the day's thread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from bot.context import Context
from bot.jobs import late_note, planned_at
from bot.people import Person
from bot.requests import Channel, Direct, Outcome, Post, Thread, Wake
from bot.standups import rules
from bot.standups.cards import ask_card, remind_card
from bot.standups.day_cards import Day, head_card, prompt_card
from bot.standups.finding import day_of_run, drafted
from bot.standups.places import thread_for
from bot.standups.records import Answer, Run, Seat, Sitting, card_key, own_key, prompt_key, run_key, seat_key
from bot.standups.windows import end_wake, prompt_wake, remind_at, where_they_are
from bot.texts import Words
from bot.times import quiet_until

MENTIONED_MOST = 25  # in one post; 100 may be notified by a message on Discord, and so many names can still be read


async def prompt(context: Context) -> Outcome:
    """Ask one person, and with him or her all who are asked in the same thread at the same time.

    Not on days off, and not when the window has closed meanwhile.
    """
    sitting = await _sitting(context)
    person = context.roster.get(sitting.seat.person) if sitting else None
    if sitting is None or rules.prompted(sitting.seat, person, sitting.answer, context.now) == sitting.seat:
        return Outcome()
    elsewhere = _elsewhere(context, sitting, person) if person else None
    if elsewhere is not None:
        return elsewhere
    thread = thread_for(sitting.run, person, context.team, context.sparing) if person else None
    if thread is None or person is None:
        return await _privately(context, sitting, person)
    return await _in_thread(context, sitting, thread, person.platform)


def _elsewhere(context: Context, sitting: Sitting, person: Person) -> Outcome | None:
    """What becomes of the seat of somebody who moved since the day opened; None where it is time to ask."""
    if rules.prompted(sitting.seat, person, sitting.answer, context.now).state != "asked":
        return None
    seat = where_they_are(sitting.seat, person.hours())
    if seat.state == "waiting" and seat.prompt_at <= context.now:
        return None
    run = sitting.run.with_seat(seat)
    return Outcome(records=(run,), wakes=(prompt_wake(run, seat), end_wake(run)) if seat.state == "waiting" else ())


async def _privately(context: Context, sitting: Sitting, person: Person | None) -> Outcome:
    seat = rules.prompted(sitting.seat, person, sitting.answer, context.now)
    if person is None or seat.state != "asked":
        return Outcome(records=(sitting.run.with_seat(seat),))
    seat = await _drafted(context, Sitting(run=sitting.run, seat=seat))
    sitting = Sitting(run=sitting.run.with_seat(seat), seat=seat)
    card = ask_card(sitting, person.words(), late_note(seat.prompt_at, context.now, person.words()))
    post = Post(key=card_key(sitting.run.standup, person.id), to=Direct(person.id), card=card, fresh=True)
    return Outcome(records=(sitting.run,), posts=(post,), wakes=(*_reminder(context, sitting), *_closing(sitting)))


async def _in_thread(context: Context, first: Sitting, thread: Thread, on: str) -> Outcome:
    """One post for those whose windows open together: they are mentioned, and nothing else is said of them.

    It is not edited when somebody answers, or it would come to name those who have not.
    """
    run, asked = first.run, list[Seat]()
    wakes: tuple[Wake, ...] = ()
    before = await day_of_run(context, run)
    for seat in _together(context, before, first.seat, thread):
        person = context.roster.get(seat.person)
        changed = rules.prompted(seat, person, None, context.now)
        if changed.state == "asked":
            key = prompt_key(run.id, seat, on, len(asked) // MENTIONED_MOST)
            changed = await _drafted(context, Sitting(run=run, seat=msgspec.structs.replace(changed, asked_by=key)))
            asked.append(changed)
            wakes += (*_reminder(context, Sitting(run=run, seat=changed)), *_closing(Sitting(run=run, seat=changed)))
        run = run.with_seat(changed)
    posts = await _prompts(context, msgspec.structs.replace(before, run=run), asked, thread)
    return Outcome(records=(run,), posts=posts, wakes=wakes)


def _together(context: Context, day: Day, first: Seat, thread: Thread) -> Iterator[Seat]:
    """Seats that wait for the same prompt in the same thread, and whose people have not answered early."""
    heard = {answer.person for answer in day.answers}
    for seat in day.run.seats:
        if seat.state != "waiting" or seat.prompt_at != first.prompt_at or seat.person in heard:
            continue
        person = context.roster.get(seat.person)
        if person is None or (seat != first and where_they_are(seat, person.hours()) != seat):
            continue
        if thread_for(day.run, person, context.team, context.sparing) == thread:
            yield seat


async def _prompts(context: Context, day: Day, asked: list[Seat], thread: Thread) -> tuple[Post, ...]:
    """The prompts, and what heads their thread where it does not stand yet."""
    words, run = Words(context.team.locale), day.run
    posts = [
        Post(key=key, to=thread, card=prompt_card(day, key, words), fresh=True)
        for key in dict.fromkeys(seat.asked_by for seat in asked)
    ]
    if posts and await context.store.outgoing(run.team, thread.of) is None:
        posts.insert(0, Post(key=thread.of, to=Channel(thread.channel), card=head_card(day, words)))
    return tuple(posts)


async def _drafted(context: Context, sitting: Sitting) -> Seat:
    draft = await drafted(context, sitting)
    return msgspec.structs.replace(
        sitting.seat, draft=draft.values if draft.ready else {}, unchanged=draft.ready and draft.unchanged
    )


def _reminder(context: Context, sitting: Sitting) -> tuple[Wake, ...]:
    """A reminder that is still ahead; a late prompt stands for one that has passed."""
    person = context.roster.must(sitting.seat.person)
    at = remind_at(sitting.run, sitting.seat, person.hours())
    if at is None or at <= context.now:
        return ()
    arguments = {"run": sitting.run.id, "person": sitting.seat.person}
    key = f"{seat_key(sitting.run.id, sitting.seat.person)}:remind"
    return (Wake(key=key, at=at, action="standups.remind", arguments=arguments),)


def _closing(sitting: Sitting) -> tuple[Wake, ...]:
    """When windows close before the day does, one job for all that close then, so that no button promises too much."""
    at = sitting.seat.closes_at
    if at >= sitting.run.closes_at:
        return ()
    key, arguments = f"{run_key(sitting.run.id)}:until:{at:%d%H%M}", {"run": sitting.run.id, "at": at.isoformat()}
    return (Wake(key=key, at=at, action="standups.end_windows", arguments=arguments),)


async def remind(context: Context) -> Outcome:
    """Privately, only to somebody who was asked and has said nothing.

    Also to those who were asked for all to see: a reminder there would say who is silent. It is the only message
    that such a person is sent privately, few need it, and those who answer never get one; where many are silent at
    once nobody is written to, as so many private messages at a time are what the platform locks bots out for.
    """
    sitting = await _sitting(context)
    if sitting is None:
        return Outcome()
    run, seat = sitting.run, sitting.seat
    person = context.roster.get(seat.person)
    if person is None or not rules.should_remind(seat, person, sitting.answer, context.now):
        return Outcome()
    if quiet_until(planned_at(context.request), person.hours()):  # they have moved since, or work other hours
        return Outcome()
    if seat.asked_by and rules.too_many(run, seat, (await day_of_run(context, run)).answers):
        return Outcome()
    card = remind_card(sitting, person.words())
    records = (run.with_seat(msgspec.structs.replace(seat, reminded=True)),) if seat.asked_by else ()
    post = Post(key=own_key(run.standup, seat), to=Direct(person.id), card=card, fresh=True)
    return Outcome(records=records, posts=(post,))


async def prompts_closed(context: Context, day: Day, over: Iterable[Seat]) -> tuple[Post, ...]:
    """What stands of the prompts for all to see, once these windows are over."""
    words, posts = Words(context.team.locale), list[Post]()
    for key in dict.fromkeys(seat.asked_by for seat in over if seat.asked_by):
        row = await context.store.outgoing(day.run.team, key)
        if row is not None:
            posts.append(Post(key=key, to=row.to, card=prompt_card(day, key, words)))
    return tuple(posts)


async def _sitting(context: Context) -> Sitting | None:
    """The seat a job is about; None when the day or the seat is gone."""
    run = await context.store.get(Run, context.team.id, context.argument("run"))
    seat = run.seat(context.argument("person")) if run is not None else None
    if run is None or seat is None:
        return None
    answer = await context.store.get(Answer, context.team.id, f"{run.id}:{seat.person}")
    return Sitting(run=run, seat=seat, answer=answer)
