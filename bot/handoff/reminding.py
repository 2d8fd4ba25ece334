"""The job of a task: reminds whoever has the ball, once, and sets the next wake."""

from __future__ import annotations

from bot.context import Context
from bot.handoff import reminders
from bot.handoff.cards import News
from bot.handoff.records import Task
from bot.handoff.saying import people_of, posts, wake
from bot.jobs import late_note
from bot.requests import Outcome
from bot.texts import joined
from bot.ui import When

SAID_AT_ONCE = frozenset({"due_soon", "due"})  # the headline says it all


async def remind(context: Context) -> Outcome:
    """Everything due now as one message a person; what was missed while Baton was down is sent once, marked late."""
    task = await context.store.get(Task, context.team.id, context.argument("task"))
    if task is None or not task.open:
        return Outcome()
    people = people_of(context, task)
    due = reminders.due_now(reminders.plan(task, context.team, people), people, context.now)
    if not due:
        return Outcome(wakes=(wake(context, task),))
    told = reminders.sent(task, context.team, people, context.now)
    news = {reminder.to: _news(context, task, people, reminder) for reminder in due}
    return Outcome(
        records=(told,),
        posts=tuple(post for post in posts(context, told, told=set(news), news=news) if post.fresh),
        wakes=(wake(context, told),),
    )


def _news(context: Context, task: Task, people: reminders.People, reminder: reminders.Reminder) -> News:
    words = people.reader(reminder).words()
    since = {"asked": task.asked_at, "blocked": task.blocked_at, "review": task.handed_in_at}
    at = since.get(reminder.kind) or task.due_at or task.created_at
    names = {"holder": people.holder.name, "giver": people.giver.name}
    newcomer = people.newcomer.name if people.newcomer else ""
    named: dict[str, str | When] = {**names, "newcomer": newcomer, "at": When(at)}
    more = [] if reminder.kind in SAID_AT_ONCE else [words(f"handoff.remind_{reminder.kind}", **named)]
    late = late_note(context.request.due_at or context.now, context.now, words)
    return News(words(f"handoff.headline_{reminder.kind}", **named), joined([*more, late], " "))
