"""What the handlers of this room share: the task they are about, and what they give back once it has changed."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from bot.context import Context
from bot.errors import Overtaken, Refused
from bot.handoff import cards, files, forms, older_cards, reminders, rules
from bot.handoff.list_cards import Looking
from bot.handoff.open_cards import open_posts
from bot.handoff.records import State, Task
from bot.people import Person, Role
from bot.requests import Ask, Direct, Outcome, Post, Reply, Wake
from bot.texts import Words
from bot.ui import Form

CARD = "task:"  # a card's key begins so, then the task and for whom it is
CHECKLIST = "joining.checklist"
ON_GIVER = frozenset({State.COUNTERED, State.ASKED, State.BLOCKED, State.HANDED_IN})

# Who is told anew after a step; everybody else's card is edited where it stands. After other steps nobody is.
TELLS: dict[str, tuple[str, ...]] = {
    "claim": ("giver",),
    "hand_back": ("giver", "named"),
    "counter": ("giver",),
    "agree": ("holder",),
    "insist": ("holder",),
    "decline": ("giver",),
    "ask": ("giver",),
    "answer": ("holder",),
    "block": ("giver", "unblocker"),
    "name_unblocker": ("unblocker",),
    "unblock": ("holder", "giver"),
    "hand_in": ("giver",),
    "approve": ("holder",),
    "send_back": ("holder",),
    "hand_off": ("newcomer",),
    "pass_on": ("holder",),
    "take_over": ("former", "giver"),
    "pass_up": ("holder",),
    "change": ("holder",),
    "withdraw": ("holder",),
    "cancel": ("holder",),
    "reopen": ("holder",),
    "note": ("holder", "giver"),
}


def card_key(task: Task, person: str) -> str:
    return f"{CARD}{task.id}@{person}"


def task_of(key: str) -> str:
    """The number of the task that a card of this room is about; empty for another post's key."""
    return key.removeprefix(CARD).partition("@")[0] if key.startswith(CARD) else ""


async def checked(context: Context, step: str) -> tuple[Task, Person]:
    """The task meant by the argument `task` and the speaker, who may take the step now; else Refused."""
    person = context.speaker()
    number = context.argument("task").removeprefix("#")
    task = await context.must_get(Task, number, "handoff.no_task")
    rules.check(task, step, person, context.roster)
    if step in older_cards.SEEN and context.argument("seen") != older_cards.version(task, step):
        raise _overtaken(context, task, step)
    return task, person


def _overtaken(context: Context, task: Task, step: str) -> Refused:
    """Pressed on an older card it shows the task as it is now; a form that is sent stays open, with what was typed."""
    reader = context.speaker()
    words, asked_for = reader.words(), [field.name for field in forms.STEP_FIELDS.get(step, ())] or ["outcome"]
    said = words("handoff.changed_since", id=task.id)
    if asked_for[0] in context.request.arguments:
        return Refused.at(asked_for[0], said)
    kind = older_cards.NEWS.get(step, "renewed")
    card = cards.task_card(task, reader, context.roster, cards.News(words(f"handoff.overtaken_{kind}")))
    if context.request.place == Direct(reader.id):
        post = Post(key=card_key(task, reader.id), to=Direct(reader.id), card=card, fresh=True)
        return Overtaken(said, Outcome(posts=(post,)))
    return Overtaken(said, Outcome(reply=Reply(card=card)))


def asked(context: Context, form: Form) -> Outcome:
    """The form, remembering the card it was opened from, and what that was about."""
    card = {"card": context.request.card} if context.request.card else {}
    seen = {"seen": context.argument("seen")} if context.argument("seen") else {}
    return Outcome(reply=Ask(form=replace(form, arguments=form.arguments | card | seen)))


def saved(
    context: Context, task: Task, before: Task | None = None, *, news: dict[str, cards.News] | None = None
) -> Outcome:
    """The outcome of a step just taken: `task` with its newest event, `before` as it was."""
    task = with_files(context, task)
    name = task.events[-1].kind
    roles = {
        "giver": {people_of(context, task).giver.id},
        "holder": {task.holder},
        "newcomer": {task.newcomer},
        "unblocker": {task.unblocker},
        "former": {before.holder if before else ""},
        "named": set(task.open_to),
    }
    actor = context.person.id if context.person else ""
    told = set().union(*(roles[role] for role in TELLS.get(name, ()))) - {actor, ""}
    told = told & {task.giver} if task.private else told
    return Outcome(
        reply=answer(context, task, name),
        records=(task, *promoted(context, task)),
        posts=(
            *posts(context, task, before, told=told, news=news),
            *files.posts(context, task, before, told | ({actor} if name == "claim" else set())),
        ),
        wakes=(wake(context, task), *_first_steps(context, name)),
    )


def with_files(context: Context, task: Task) -> Task:
    """What the form of a step was sent with belongs to its event."""
    if not context.request.files:
        return task
    return replace(task, events=(*task.events[:-1], replace(task.events[-1], files=context.request.files)))


def _first_steps(context: Context, name: str) -> tuple[Wake, ...]:
    """One of a new team's first steps is an accepted task."""
    counts = name in ("accept", "claim") and context.team.is_new(context.now)
    return (Wake(key=CHECKLIST, at=context.now, action=CHECKLIST),) if counts else ()


def promoted(context: Context, task: Task) -> tuple[Person, ...]:
    """Whoever takes on a first task becomes an assistant."""
    holder = context.roster.get(task.holder)
    if holder is None or holder.role is not Role.GUEST or task.accepted_at is None:
        return ()
    return (replace(holder, role=Role.ASSISTANT),)


def answer(context: Context, task: Task, name: str) -> Reply | None:
    """Nothing when the speaker pressed on the live card, which is the answer; else one line."""
    person = context.person
    if person is None or pressed_card(context) == card_key(task, person.id):
        return None
    return Reply(card=cards.notice(person.words(), f"did_{name}", task))


def pressed_card(context: Context) -> str:
    """The key of the card that was pressed, also when a form lay between."""
    return context.request.card or context.argument("card")


def posts(
    context: Context,
    task: Task,
    before: Task | None = None,
    *,
    told: set[str],
    news: dict[str, cards.News] | None = None,
) -> tuple[Post, ...]:
    """A live card for each who has or had a part in the task; `told` are notified, `news` is what reminds them."""
    also = [context.roster.worker(person) for person in told]
    people = {p.id: p for p in (*concerned(context, task, before), *also) if p}
    return in_channel(context, task) + tuple(
        Post(
            key=card_key(task, person.id),
            to=Direct(person.id),
            card=cards.task_card(task, person, context.roster, (news or {}).get(person.id)),
            fresh=person.id in told,
        )
        for person in people.values()
    )


async def edits(context: Context, task: Task, before: Task) -> list[Post]:
    """The live cards of those who have one, made true; nobody gets a new one."""
    found = [replace(post, fresh=False) for post in in_channel(context, task)]
    store, team = context.store, context.team.id
    shown = [post for post in found if await store.outgoing(team, post.key) is not None]
    for person in concerned(context, task, before):
        key = card_key(task, person.id)
        if await store.outgoing(team, key) is not None:
            card = cards.task_card(task, person, context.roster)
            shown.append(Post(key=key, to=Direct(person.id), card=card))
    return shown


def concerned(context: Context, task: Task, before: Task | None) -> list[Person]:
    """Those who have or had a part in the task, or may claim it, and work here still."""
    ids = [task.giver]
    if not task.private:
        ids += [task.holder, task.newcomer, task.unblocker, *task.open_to, *(event.by for event in task.events)]
    if before and not before.private:
        ids += [before.holder, before.newcomer, before.unblocker]
    if ON_GIVER & {task.state, before.state if before else task.state}:
        ids.append(people_of(context, task).giver.id)
    return [person for one in dict.fromkeys(ids) if (person := context.roster.worker(one))]


def looking_as(context: Context, reader: Person) -> Looking:
    return Looking(reader, context.roster, context.now)


def in_channel(context: Context, task: Task) -> tuple[Post, ...]:
    return open_posts(task, context.roster, context.team.channel, Words(context.team.locale))


def wake(context: Context, task: Task, late_from: datetime | None = None) -> Wake:
    """One job per task, at its next reminder; none when nothing will have to be said.

    `late_from` is when it should have been, of what waits for working hours after Baton was down.
    """
    at = None
    if (task.holder or task.state is State.UNCLAIMED) and task.state is not State.DRAFT:
        at = reminders.next_at(task, context.team, people_of(context, task), context.now)
    arguments = {"task": task.id} | ({"planned": late_from.isoformat()} if late_from else {})
    return Wake(key=f"task:{task.id}", at=at, action="handoff.remind", arguments=arguments)


def people_of(context: Context, task: Task) -> reminders.People:
    """Those who may be reminded of a task; while nobody holds it, its giver stands for the holder.

    A stand-in is there for a giver on leave, the owner for one who works here no more.
    """
    roster = context.roster
    giver, on_leave = roster.must(task.giver), None
    if stand_in := rules.stand_in_of(task, roster):
        giver, on_leave = stand_in, giver
    elif not giver.active:
        giver = roster.get(context.team.owner) or giver
    holder = roster.must(task.holder) if task.holder else giver
    return reminders.People(giver, holder, roster.get(task.newcomer), on_leave)
