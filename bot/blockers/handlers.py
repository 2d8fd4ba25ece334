"""Handlers of blockers: what follows from an answer, what can be done about each, the job that brings one up again."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from msgspec.structs import replace

from bot.blockers import cards, rules
from bot.blockers.records import OPEN, Blocker
from bot.context import Context
from bot.errors import Refused
from bot.handoff.forms import brief_form
from bot.handoff.records import Task
from bot.handoff.rules import OUTCOME_MOST, may_give, must_work
from bot.lists import start_of
from bot.people import WORKERS, Person
from bot.requests import Ask, Direct, Outcome, Post, Reply, Wake
from bot.standups.records import Answer
from bot.times import local, next_open
from bot.ui import Text


class News(NamedTuple):
    """Who is told what: a message of the catalogue, in each reader's own words."""

    told: Collection[str] = ()
    key: str = ""


async def followed(context: Context, answer: Answer) -> Outcome:
    """What an answer says is in the way is tracked from now on, and brought to whoever clears it.

    The team's owner does at first, or while she is away whoever stands in for her; what is in the owner's own way is
    only kept.
    """
    team, stands_in = context.team, context.roster.stand_in(context.team.owner)
    raised_to = stands_in.id if stands_in and stands_in.id != answer.person else ""
    known = await context.store.find(Blocker, team.id, f"blocker_of:{answer.person}")
    said = rules.said_by(answer, known, await _stuck(context, answer))
    made: list[Blocker] = []
    for text in said.new:
        number = str(await context.store.next_number(team.id, "blocker"))
        made.append(
            Blocker(
                team=team.id,
                id=number,
                person=answer.person,
                text=text,
                answer=answer.id,
                owner=team.owner,
                said_at=context.now,
                raised_to=raised_to,
            )
        )
    told = {team.owner, raised_to} - {answer.person, ""}
    made = [rules.shown(one, told) for one in made]
    back = [rules.resolved(blocker, context.speaker(), context.now) for blocker in said.taken_back]
    posts = [post for one in made for post in _posts(context, one, News(told))]
    for one in back:
        over = rules.is_of_earlier_day(one, answer)
        posts += _posts(context, one, News({one.owner} - {answer.person}, "news_resolved") if over else None)
    records = (*made, *back)
    return Outcome(records=records, posts=tuple(posts), wakes=tuple(_wake(context, one) for one in records))


async def _stuck(context: Context, answer: Answer) -> list[str]:
    """The tasks among those it begins a line with that are blocked, or asked about, themselves."""
    found = [await context.store.get(Task, context.team.id, number) for number in rules.tasks_named(answer)]
    return [task.id for task in found if task and rules.is_stuck(task, answer.person, context.now)]


def _posts(context: Context, blocker: Blocker, news: News | None = None) -> list[Post]:
    """The live card of each who has it and works here; those who are told get it anew."""
    news, posts = news or News(), list[Post]()
    for who in blocker.shown_to:
        reader = context.roster.worker(who)
        if reader is None:
            continue
        told = who in news.told
        headline = _headline(context, blocker, reader, news) if told and news.key else ()
        card = cards.blocker_card(blocker, reader, context.roster, headline)
        posts.append(Post(key=_key(blocker, who), to=Direct(who), card=card, fresh=told))
    return posts


def _headline(context: Context, blocker: Blocker, reader: Person, news: News) -> Text:
    by = context.person.name if context.person else ""
    there = context.roster.zone(blocker.person, reader.zone)
    days = rules.age_days(blocker, local(context.now, reader.zone).date(), reader.zone, there)
    owner = context.roster.name(blocker.owner)
    return reader.words()(f"blockers.{news.key}", who=by, owner=owner, n=max(1, days))


def _key(blocker: Blocker, who: str) -> str:
    return f"blocker:{blocker.id}@{who}"


def _wake(context: Context, blocker: Blocker) -> Wake:
    """Brought up again after the team's days for blockers, counted from now, in the hours of whoever hears of it; no
    more once it is cleared."""
    reader = rules.hears(blocker, context.team, context.roster, context.now)
    at = None
    if reader and blocker.open:
        there = context.roster.zone(blocker.person, reader.zone)
        at = rules.escalates_at(context.now, context.team.blocker_days, reader.hours(), there)
    return Wake(key=f"blocker:{blocker.id}", at=at, action="blockers.escalate", arguments={"blocker": blocker.id})


async def without(context: Context, left: Person) -> Outcome:
    """What somebody was to clear who works here no more is the team owner's, who hears of it."""
    found = [one for one in await context.store.find(Blocker, context.team.id, OPEN) if one.owner == left.id]
    told = {context.team.owner}
    back = [rules.shown(replace(one, owner=context.team.owner, acknowledged_at=None), told) for one in found]
    context, news = replace(context, person=left), News(told, "news_left")
    posts = [post for one in back for post in _posts(context, one, news)]
    return Outcome(records=tuple(back), posts=tuple(post for post in posts if post.to != Direct(left.id)))


async def escalate(context: Context) -> Outcome:
    """Job: still there after so many days, it is brought to whom the team named for that, and to whoever has it.

    Not while whoever was held up works here no more: it stays in the list.
    """
    blocker = await context.store.get(Blocker, context.team.id, context.argument("blocker"))
    if blocker is None or not blocker.open:
        return Outcome()
    if context.roster.worker(blocker.person) is None:
        return Outcome(wakes=(_wake(context, blocker),))
    reader = rules.hears(blocker, context.team, context.roster, context.now)
    raised = replace(blocker, raised_to=reader.id if reader else "")
    told = _brought_up(context, raised, (raised.owner, raised.raised_to))
    return replace(told, wakes=(_wake(context, raised), *told.wakes))


async def bring_up(context: Context) -> Outcome:
    """Job: likewise for one of them, whose day had not begun then."""
    blocker = await context.store.get(Blocker, context.team.id, context.argument("blocker"))
    who = context.argument("who")
    works = blocker is not None and context.roster.worker(blocker.person)
    if blocker is None or not works or not blocker.open or who not in (blocker.owner, blocker.raised_to):
        return Outcome()
    return _brought_up(context, blocker, (who,))


def _brought_up(context: Context, blocker: Blocker, people: Iterable[str]) -> Outcome:
    """Said again to those who are at work, and the wakes of those who are not, for when they are."""
    told, wakes = list[str](), list[Wake]()
    for who in dict.fromkeys(people):
        reader = context.roster.worker(who)
        at = next_open(context.now, reader.hours()) if reader else context.now
        if at > context.now:
            arguments = {"blocker": blocker.id, "who": who}
            wakes.append(Wake(key=_key(blocker, who), at=at, action="blockers.bring_up", arguments=arguments))
        else:
            told.append(who)
    blocker = rules.shown(blocker, told)
    posts = _posts(context, blocker, News(told, "still_there"))
    return Outcome(records=(blocker,), posts=tuple(posts), wakes=tuple(wakes))


async def show(context: Context) -> Outcome:
    blocker, reader = await _found(context)
    rules.must_see(blocker, reader)
    return Outcome(reply=Reply(card=cards.blocker_card(blocker, reader, context.roster)))


async def listed(context: Context) -> Outcome:
    """`/standup blockers`: all for the owner; for others what is in their way and what they clear, the oldest first."""
    reader = context.allow(*WORKERS)
    found = [one for one in await context.store.find(Blocker, context.team.id, OPEN) if rules.may_see(one, reader)]
    found.sort(key=lambda blocker: blocker.said_at)
    start = start_of(context.argument("start"))
    return Outcome(reply=Reply(card=cards.list_card(found, reader, context.roster, context.now, start)))


async def acknowledge(context: Context) -> Outcome:
    """Whoever is held up hears that it was seen, and by whom."""
    blocker, by = await _found(context)
    return _changed(context, rules.acknowledged(blocker, by, context.now), "acknowledged", {blocker.person})


async def hand_on(context: Context) -> Outcome:
    """Somebody else clears it from now on: asks who, then tells both."""
    blocker, by = await _found(context)
    rules.may_clear(blocker, by)
    if not context.argument("who"):
        people = [one for one in context.roster.with_role(*WORKERS) if one.id not in (blocker.owner, blocker.person)]
        if not people:
            raise Refused(by.words()("blockers.nobody_else"))
        return Outcome(reply=Ask(form=cards.hand_on_form(context.new_id(), blocker, people, by.words())))
    to = context.find_person(context.argument("who"))
    must_work(to, "who", by.words())
    after = rules.handed_on(blocker, by, to)
    return _changed(context, after, "handed_on", {blocker.person, to.id})


async def resolve(context: Context) -> Outcome:
    """Cleared: whoever did not say so hears it."""
    blocker, by = await _found(context)
    told = {blocker.person, blocker.owner}
    return _changed(context, rules.resolved(blocker, by, context.now), "resolved", told)


async def delegate(context: Context) -> Outcome:
    """What clears it as a task: the brief's form, with the words of whoever is held up."""
    blocker, giver = await _found(context)
    rules.must_be_open(blocker, giver)
    may_give(giver)
    values = {"outcome": " ".join(blocker.text.split())[:OUTCOME_MOST], "then": "offer"}
    return Outcome(reply=Ask(form=brief_form(context.new_id(), values, giver, context.roster)))


def _changed(context: Context, blocker: Blocker, how: str, told: set[str]) -> Outcome:
    """Those told hear of it, but for who does it; every other card of it is made true."""
    by = context.speaker()
    news = News(told - {by.id}, f"news_{how}")
    pressed = {by.id} if context.request.card == _key(blocker, by.id) else set[str]()
    blocker = rules.shown(blocker, (*news.told, *pressed))
    posts = _posts(context, blocker, news)
    reply = None if pressed else Reply(card=cards.note(by.words(), f"did_{how}", name=blocker.name))
    return Outcome(reply=reply, records=(blocker,), posts=tuple(posts), wakes=(_wake(context, blocker),))


async def _found(context: Context) -> tuple[Blocker, Person]:
    """The blocker meant, `3` or `B3`, and the speaker, who works here."""
    person = context.allow(*WORKERS)
    number = context.argument("blocker").removeprefix("B").removeprefix("b")
    return await context.must_get(Blocker, number, "blockers.none_such"), person
