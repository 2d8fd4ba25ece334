"""The job of a task: reminds whoever has the ball, once, of all that waits for them, and sets the next wake."""

from __future__ import annotations

from collections.abc import Sequence

from bot.context import Context
from bot.errors import NotAllowed
from bot.handoff import batching, cards, choice_cards, load, reminder_cards, reminders, rules
from bot.handoff.batching import Due
from bot.handoff.records import Task
from bot.handoff.reminder_cards import Said
from bot.handoff.reminder_rules import WEIGHTS
from bot.handoff.saying import people_of, posts, wake
from bot.jobs import came_late, late_note, planned_at
from bot.people import Person
from bot.requests import Outcome, Post, Record, Reply
from bot.texts import joined
from bot.ui import Card, Text


async def remind(context: Context) -> Outcome:
    """Everything due now as one message a person; what was missed while Baton was down is sent once, marked late."""
    task = await context.store.get(Task, context.team.id, context.argument("task"))
    if task is None or not task.open:
        return Outcome()
    people = people_of(context, task)
    planned = reminders.plan(task, context.team, people)
    chosen = reminders.due_now(planned, people, context.now)
    if not chosen:
        meant_at = planned_at(context.request)
        late = came_late(meant_at, context.now) and any(one.at <= context.now for one in planned)
        return Outcome(wakes=(wake(context, task, meant_at if late else None),))
    telling = _Telling(context)
    for reminder in chosen.values():
        await telling.tell(people.reader(reminder), Due(task, people, planned, reminder))
    dropped = reminders.outweighed(task, planned, chosen.values(), context.now)
    return telling.outcome(dropped)


class _Telling:
    """Gathers what one job tells several people of several tasks."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._tasks: dict[str, Task] = {}
        self._news: dict[str, dict[str, cards.News]] = {}
        self._lists: list[Post] = []
        self._records: list[Record] = []

    async def tell(self, reader: Person, first: Due) -> None:
        """One thing moves its card to the end; several come as a list."""
        context, dues = self._context, await batching.due_to(self._context, reader, first)
        for due in dues:
            task = self._tasks.get(due.task.id, due.task)
            self._tasks[task.id] = reminders.sent(task, due.planned, reader, context.now, ahead=True)
        if len(dues) == 1:
            news = reminder_cards.news(first.said(), reader, self._late(reader))
            if news.kind in cards.UNANSWERED:
                news = news._replace(more=joined([news.more, await self._likely(first.task, reader)], " "))
            self._news.setdefault(first.task.id, {})[reader.id] = news
            return
        some = [due.said() for due in dues]
        self._lists.append(batching.as_list(reader, reminder_cards.together(some, reader, self._late(reader))))
        self._records.append(await batching.remembered(context, reader, some))

    def outcome(self, dropped: str) -> Outcome:
        shown = [
            post
            for number, news in self._news.items()
            for post in posts(self._context, self._tasks[number], told=set(news), news=news)
            if post.fresh
        ]
        return Outcome(
            records=(*self._tasks.values(), *self._records),
            posts=(*shown, *self._lists),
            wakes=tuple(wake(self._context, task) for task in self._tasks.values()),
            dropped=dropped,
        )

    async def _likely(self, task: Task, giver: Person) -> Text:
        found = await load.suggestions(self._context, task, giver, without=task.holder)
        return choice_cards.likely_text(found, giver.words())

    def _late(self, reader: Person) -> Text:
        return late_note(planned_at(self._context.request), self._context.now, reader.words())


async def why(context: Context) -> Outcome:
    """*Why this?*: the rule behind a reminder and what stops it, of one task or of the last list."""
    reader = context.speaker()
    if not context.argument("task"):
        return _why_all(context, reader, await batching.remembered_items(context, reader))
    task = await context.must_get(Task, context.argument("task"), "handoff.no_task")
    if not rules.may_see(task, reader):
        raise NotAllowed(reader.words()("handoff.not_yours", id=task.id))
    kind = context.argument("kind")
    said = Said(task, kind, people_of(context, task))
    if kind not in WEIGHTS or not reminder_cards.holds_still(said):
        return Outcome(reply=Reply(card=Card(title=reader.words()("reminders.why_gone", id=task.id))))
    return Outcome(reply=Reply(card=reminder_cards.why_card(said, reader, context.team)))


def _why_all(context: Context, reader: Person, some: Sequence[Said]) -> Outcome:
    still = [said for said in some if reminder_cards.holds_still(said)]
    if not still:
        return Outcome(reply=Reply(card=Card(title=reader.words()("reminders.none_together"))))
    return Outcome(reply=Reply(card=reminder_cards.why_together(still, reader, context.team)))
