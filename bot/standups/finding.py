"""Finds what a request is about: which standup, which day, whose seat, and what was said before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec.structs import replace

from bot.blockers.records import OPEN, Blocker
from bot.context import Context
from bot.errors import Overtaken, Refused
from bot.handoff.records import Task
from bot.handoff.records import week_term as task_week
from bot.people import Person
from bot.requests import Outcome, Record, Reply
from bot.standups.day_cards import Day
from bot.standups.ledger import Reading, lines_of, nothing_since
from bot.standups.questions import Draft, blockers, draft
from bot.standups.records import Answer, Run, Sitting, Standup, run_id
from bot.standups.rules import LATE_FOR, may_take_part, seat_of
from bot.standups.which_cards import Meant, which_card
from bot.standups.windows import Crew, Opening, crew, early_seat, is_today, opening, seats
from bot.weeks import mondays

KEPT_FOR = timedelta(days=4)  # an answer to a day that never opened; later it says nothing of today
DRAFTED_BACK = timedelta(weeks=12)  # what was done before then is no news
RUNS_BACK = 8  # at most seven days can still be answered, and tomorrow's may be open already


async def chosen(context: Context) -> Standup:
    """The standup meant by a button, by its name, or because it is the only one."""
    words = context.words
    if context.argument("standup"):
        return await context.must_get(Standup, context.argument("standup"), "standups.gone")
    standups = await context.store.all(Standup, context.team.id)
    if not standups:
        raise Refused(words("standups.none"))
    typed = context.argument("name")
    named = named_like(standups, typed) if typed else standups[0] if len(standups) == 1 else None
    if named is None:
        title = words("standups.unknown", typed=typed[:60]) if typed else words("standups.which")
        action = "standups.status" if context.request.action == "standups.now" else context.request.action
        several = [Meant(standup.name, {"standup": standup.id}) for standup in standups]
        raise Overtaken(title, Outcome(reply=Reply(card=which_card(title, action, several, words))))
    return named


def named_like(standups: list[Standup], typed: str) -> Standup | None:
    return next((standup for standup in standups if same_name(standup.name, typed)), None)


def same_name(name: str, typed: str) -> bool:
    return name.casefold() == " ".join(typed.split()).casefold()


async def runs_of(context: Context, standup: str) -> list[Run]:
    """The last days of a standup, newest first."""
    found = await context.store.find(Run, context.team.id, f"standup:{standup}", newest=RUNS_BACK)
    return sorted(found, key=lambda run: run.day, reverse=True)


async def day_of_run(context: Context, run: Run) -> Day:
    """The run with its answers and with what is in the way of its people, as of now."""
    answers = await context.store.find(Answer, context.team.id, f"run:{run.id}")
    seated = {seat.person for seat in run.seats}
    found = await context.store.find(Blocker, context.team.id, OPEN)
    of_this = (one for one in found if one.person in seated and one.answer.startswith(f"{run.standup}:"))
    open_ones = sorted(of_this, key=lambda blocker: blocker.said_at)
    said: list[Blocker] = []
    for answer in (one for one in answers if blockers(one)):
        said += await context.store.find(Blocker, context.team.id, f"said_in:{answer.id}")
    return Day(
        run=run,
        answers=answers,
        roster=context.roster,
        now=context.now,
        blockers=open_ones,
        cleared=[one for one in said if not one.open],
        zone=context.team.zone,
    )


async def brought_along(context: Context, run: Run) -> Outcome:
    """Answers that were kept for a day shortly before this one which never opened, as the standup was paused, changed
    or Baton was down: they are this day's. Not that of whoever opens it with an answer.
    """
    answers, records, removed = list[Answer](), list[Record](), list[Record]()
    speaks = context.person.id if context.person else ""
    for seat in run.seats:
        found = await context.store.find(Answer, context.team.id, f"by:{run.standup}:{seat.person}", newest=1)
        answers += [one for one in found if run.day - KEPT_FOR <= one.day < run.day and one.person != speaks]
    for before in answers:
        if await context.store.get(Run, context.team.id, run_id(run.standup, before.day)) is None:
            moved = replace(before, id=f"{run.id}:{before.person}", day=run.day, revision=0)
            said = await context.store.find(Blocker, context.team.id, f"said_in:{before.id}")
            records += [moved, *(replace(one, answer=moved.id) for one in said)]
            removed.append(before)
    return Outcome(records=tuple(records), removed=tuple(removed))


async def with_those_ahead(context: Context, early: Opening) -> Opening:
    """The day with a place also for those who answered ahead of it and whom the standup asks no longer."""
    run = early.run
    answers = await context.store.find(Answer, context.team.id, f"run:{run.id}")
    people = (context.roster.worker(one.person) for one in answers if run.seat(one.person) is None)
    unasked = Crew(tuple(filter(None, people)), context.team.zone)
    added = (replace(seat, closes_at=run.closes_at) for seat in seats(early.standup, unasked, run.day))
    return replace(early, run=replace(run, seats=(*run.seats, *added)))


async def sitting_in(context: Context, wanted: str) -> tuple[Sitting, Outcome]:
    """The speaker's place in the run with this id, and what opening it early changes (else an empty Outcome)."""
    person = context.speaker()
    may_take_part(person)
    run = await context.store.get(Run, context.team.id, wanted)
    if run is not None:
        return await _seated(context, run, person), Outcome()
    early = await _early(context, wanted)
    return await _seated(context, early.run, person), Outcome(records=(early.run, early.standup), wakes=early.wakes)


async def _early(context: Context, wanted: str) -> Opening:
    """The planned day, opened because somebody answers it before its time."""
    standup = await context.store.get(Standup, context.team.id, wanted.partition(":")[0])
    if standup is None or standup.next_day is None or run_id(standup.id, standup.next_day) != wanted:
        raise Refused(context.words("standups.run_gone"))
    asked = crew(standup, context.team, context.roster)
    if early_seat(standup, asked, context.speaker(), context.now) is None:
        raise Refused(context.words("standups.run_gone"))
    return await with_those_ahead(context, opening(standup, asked, standup.next_day, context.now))


async def _seated(context: Context, run: Run, person: Person) -> Sitting:
    answer = await context.store.get(Answer, context.team.id, f"{run.id}:{person.id}")
    return Sitting(run=run, seat=seat_of(run, person), answer=answer)


async def own_sittings(context: Context) -> list[Sitting]:
    """Where the speaker sits and can still say something, the likeliest first.

    Today's unanswered ones by the time they close, then today's answered ones, then those that can be answered late.
    """
    person = context.speaker()
    may_take_part(person)
    found: list[Sitting] = []
    for standup in await context.store.all(Standup, context.team.id):
        asked = crew(standup, context.team, context.roster)
        if early_seat(standup, asked, person, context.now) is not None and standup.next_day is not None:
            early = opening(standup, asked, standup.next_day, context.now)
            found.append(await _seated(context, early.run, person))
        for run in await runs_of(context, standup.id):
            if run.seat(person.id) is not None:
                found.append(await _seated(context, run, person))
    usable = [(rank, sitting) for sitting in found if (rank := _rank(sitting, context, person)) is not None]
    return [sitting for _, sitting in sorted(usable, key=lambda pair: pair[0])]


def _rank(sitting: Sitting, context: Context, person: Person) -> tuple[int, float] | None:
    seat, now = sitting.seat, context.now
    silent = sitting.answer is None or sitting.answer.skipped
    if now < seat.closes_at:
        begun = now >= seat.prompt_at or is_today(seat, person, now)
        return (0 if silent else 1, seat.closes_at.timestamp()) if begun else None
    if silent and now < seat.closes_at + LATE_FOR:
        return (2, -seat.closes_at.timestamp())
    return None


def one_of(context: Context, sittings: Sequence[Sitting], typed: str) -> Sitting:
    """The sitting of the standup that is named, else the likeliest; asks back when several wait for an answer."""
    named = [sitting for sitting in sittings if same_name(sitting.run.name, typed)]
    waiting = [sitting for sitting in sittings if is_waiting(sitting, context)]
    if not (named or typed) and len(waiting) > 1:
        title, words = context.words("standups.which_day"), context.words
        several = [Meant(sitting.run.name, {"run": sitting.run.id}) for sitting in waiting]
        card = which_card(title, context.request.action, several, words)
        raise Overtaken(title, Outcome(reply=Reply(card=card)))
    return (named or sittings)[0]


def is_waiting(sitting: Sitting, context: Context) -> bool:
    """Whether the sitting is on time and nothing was said yet."""
    return sitting.answer is None and context.now < sitting.seat.closes_at


async def drafted(context: Context, sitting: Sitting) -> Draft:
    """What can be filled in for this seat from the person's tasks, what is in their way, and the last answer."""
    person = context.roster.must(sitting.seat.person)
    previous = await _answer_before(context, sitting)
    since = max(previous.at, context.now - DRAFTED_BACK) if previous else context.now - timedelta(days=1)
    reading = Reading(person=person, roster=context.roster, now=context.now)
    known = lines_of(await _tasks_since(context, person, since), since, reading)
    # Of somebody without tasks the ledger does not know that there was nothing.
    nothing = nothing_since(since, reading) if known else {}
    held_up = await context.store.find(Blocker, context.team.id, f"blocker_of:{person.id}")
    said = "\n".join(filter(None, (known.get("blocker", ""), *(blocker.text for blocker in held_up))))
    return draft(sitting.run.questions, previous, known | ({"blocker": said} if said else {}), nothing)


async def _answer_before(context: Context, sitting: Sitting) -> Answer | None:
    """The last one of that person that says something."""
    term = f"by:{sitting.run.standup}:{sitting.seat.person}"
    before = await context.store.find(Answer, context.team.id, term, newest=5)
    told = [answer for answer in before if answer.day < sitting.run.day and not answer.skipped]
    return max(told, key=lambda answer: answer.day, default=None)


async def _tasks_since(context: Context, person: Person, since: datetime) -> list[Task]:
    """What somebody holds, and held of what was closed since."""
    team = context.team.id
    tasks = await context.store.find(Task, team, f"holder:{person.id}")
    for week in map(task_week, mondays(since, context.now)):
        tasks += [task for task in await context.store.find(Task, team, week) if task.holder == person.id]
    return tasks
