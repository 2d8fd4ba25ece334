"""The first steps of a new team, and whether its channel takes messages: the first one said there is the test."""

from __future__ import annotations

from bot.context import Context
from bot.handoff.records import State, Task
from bot.joining import cards, rules
from bot.people import WORKERS, Person, Role, Team
from bot.requests import Channel, Direct, Outcome, Post, Reply

HERE = "channel:"


async def checklist(context: Context) -> Outcome:
    """The first steps as they stand; a job once somebody joins or accepts, so that no step has to think of it."""
    owner = context.roster.get(context.team.owner)
    if owner is None or not context.team.is_new(context.now):
        return Outcome()
    if await context.store.outgoing(context.team.id, f"checklist:{owner.id}") is None:
        return Outcome()  # a team that began without one
    return Outcome(posts=(await as_they_stand(context, owner, context.team),))


async def channel(context: Context) -> Outcome:
    """`/team channel`, typed in the channel that team posts shall go to."""
    owner = context.allow(Role.OWNER)
    team = rules.with_channel(context.team, context.request.place, owner.words())
    room = rules.room_on(team, rules.platform(context.request.account))
    card = cards.said(owner.words(), "channel_set")
    steps = (await as_they_stand(context, owner, team, new=True),) if team.is_new(context.now) else ()
    return Outcome(reply=Reply(card=card), records=(team,), posts=(said_there(owner, room), *steps))


def said_there(owner: Person, room: str) -> Post:
    """In the channel itself: if it is refused, the owner hears why, and the step is open again."""
    card = cards.said(owner.words(), "channel_here")
    return Post(key=f"{HERE}{rules.platform(room)}", to=Channel(room), card=card, fresh=True)


async def as_they_stand(context: Context, owner: Person, team: Team, *, new: bool = False, refused: str = "") -> Post:
    """`new`: the channel was chosen just now, so that what became of the last one is over."""
    row = None if new else await context.store.outgoing(team.id, f"{HERE}{rules.platform(team.channel.id)}")
    others = [p for p in context.roster.with_role(*WORKERS) if p.id != owner.id]
    given = await context.store.find(Task, team.id, "open")
    accepted = any(t.accepted_at for t in given) or await _any_closed(context)
    steps = cards.Steps(
        channel=bool(team.channel.id),
        people=bool(others),
        accepted=accepted,
        refused=refused or (row.dropped if row else ""),
    )
    return Post(key=f"checklist:{owner.id}", to=Direct(owner.id), card=cards.checklist(owner, team, steps))


async def _any_closed(context: Context) -> bool:
    """Whether a task was accepted that is closed by now; asked of a new team, which has few."""
    return any(task.state is State.APPROVED for task in await context.store.all(Task, context.team.id))
