"""From a whole brief to an offer: made once only, held against the holder's hours, or kept as a draft."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from bot.context import Context
from bot.handoff import cards, changes, choice_cards, files, load, rules, standing_in
from bot.handoff.capacity import Pushed
from bot.handoff.records import Event, State, Task
from bot.handoff.saying import answer, card_key, looking_as, posts, wake
from bot.people import Person
from bot.requests import Direct, Outcome, Post, Reply
from bot.systems import making
from bot.ui import Card


async def offered(context: Context, giver: Person, task: Task, *, anyway: bool = False) -> Outcome:
    """Numbered, offered and shown to both; a task equal to one made a moment ago is shown, not made again.

    What would make promised work late is kept as a draft, and the giver says what gives way, unless it is `anyway`.
    One that says how often becomes a system; a step that waits for others is offered when it is its turn.
    """
    if task.waits:
        return await kept(context, giver, task)
    if task.timetable is not None:
        return await making.begin(context, giver, task)
    if (same := await _made_already(context, giver, task)) is not None:
        return same
    others = await load.weighed(context, task.holder) if task.holder else None
    task = load.beside(context, task, others)
    if task.holder and task.holder != giver.id and not anyway:
        late = load.pushed_by(context, task, others)
        if late:
            return await weighed(context, giver, task, late)
    task = await _numbered(context, task)
    made = changes.offer(task, giver, context.now)
    name = made.events[-1].kind
    made = standing_in.offered_on(context, made) if made.state is State.OFFERED else made
    told = {task.holder, *task.open_to, made.newcomer} - {""} | ({giver.id} if _in_private(context, giver) else set())
    return Outcome(
        reply=None if _in_private(context, giver) else answer(context, made, name),
        records=(made,),
        posts=(*posts(context, made, told=told), *files.posts(context, made, None, told - {giver.id})),
        wakes=(wake(context, made),),
    )


async def kept(context: Context, giver: Person, task: Task) -> Outcome:
    """The giver's draft, which may lack all but the outcome."""
    draft = await _drafted(context, giver, task)
    return _shown(context, draft, cards.task_card(draft, giver, context.roster), answer(context, draft, "draft"))


async def weighed(context: Context, giver: Person, task: Task, late: Sequence[Pushed]) -> Outcome:
    """A measured task, kept as a draft until the giver says what gives way."""
    draft = await _drafted(context, giver, task)
    return _chosen(context, draft, choice_cards.guard_card(draft, late, looking_as(context, giver)), "did_weigh")


async def asked_who(context: Context, giver: Person, task: Task, *, without: str = "") -> Outcome:
    """Kept as a draft until the giver says who gets it; up to three people are suggested, not the one `without`."""
    if (same := await _made_already(context, giver, task)) is not None:
        return same
    draft = await _drafted(context, giver, task)
    found = await load.suggestions(context, draft, giver, without=without)
    return _chosen(context, draft, choice_cards.who_card(draft, found, giver), "did_ask_who")


async def _made_already(context: Context, giver: Person, task: Task) -> Outcome | None:
    for term in (f"giver:{giver.id}", f"draft:{giver.id}"):
        for other in await context.store.find(Task, context.team.id, term, newest=5):
            if other.id != task.id and rules.same_brief(task, other):
                notice = cards.notice(giver.words(), "same_task", other)
                shown = () if other.private else posts(context, other, told={giver.id})
                return Outcome(reply=Reply(card=notice), posts=shown)
    return None


async def _numbered(context: Context, task: Task) -> Task:
    return task if task.id else replace(task, id=str(await context.store.next_number(context.team.id, "task")))


async def _drafted(context: Context, giver: Person, task: Task) -> Task:
    task = await _numbered(context, task)
    event = Event(kind="draft", at=context.now, by=giver.id)
    return replace(task, state=State.DRAFT, events=(*task.events, event))


def _chosen(context: Context, draft: Task, card: Card, key: str) -> Outcome:
    """A choice stands where the draft's card does; elsewhere one line says where it is."""
    giver = context.speaker()
    notice = Reply(card=cards.notice(giver.words(), key, draft))
    return _shown(context, draft, card, None if _in_private(context, giver) else notice)


def _shown(context: Context, draft: Task, card: Card, reply: Reply | None) -> Outcome:
    giver = context.speaker()
    post = Post(key=card_key(draft, giver.id), to=Direct(giver.id), card=card, fresh=True)
    return Outcome(reply=reply, records=(draft,), posts=(post,))


def _in_private(context: Context, person: Person) -> bool:
    return context.request.place == Direct(person.id)
