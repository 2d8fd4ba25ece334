"""Who may do what in the rooms of standups, blockers, check-ins, focus and digests, whatever ids are sent.

Whoever is not in an action's row is refused, sees nothing of others' and changes nothing.
"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.actions import ACTIONS
from bot.blockers.records import Blocker
from bot.checkins.records import Promise, Rhythm
from bot.digests.records import Sent, sent_id, stamp
from bot.errors import Refused
from bot.focus.records import Entry
from bot.handoff.records import State, Task
from bot.people import Person, Role
from bot.requests import Ask, Direct, Record, Reply, Request
from bot.standups.records import Answer, Run, Standup
from bot.ui import Card
from tests.dialogs.world import MONDAY, PEOPLE, TEAM, World, person

# By the first letters of their names: the owner, Ana (who holds, answers and is held up), another assistant, a guest,
# the partner of the pair, another partner, and somebody who has left; then a stranger, and the owner of another team.
WHO = {"o": "olivia", "a": "ana", "b": "ben", "g": "gil", "p": "pat", "z": "zed", "l": "lee", "s": "sam", "y": "yan"}
ROOMS = ("standups", "blockers", "focus", "digests")
MAY = {
    "standups.now": "oa",
    "standups.setup": "o",
    "standups.duplicate": "o",
    "standups.save": "o",
    "standups.pause": "o",
    "standups.resume": "",  # it runs
    "standups.own_time": "",  # everybody has their own already
    "standups.preview": "o",
    "standups.status": "oa",
    "standups.answer": "a",
    "standups.submit": "a",
    "standups.confirm": "",  # Ana has answered
    "standups.skip": "",
    "standups.begin": "o",
    "standups.instead": "",
    "standups.ahead": "a",
    "standups.keep": "a",
    "standups.csv": "oabg",  # everybody else's own
    "standups.show": "a",
    "standups.private": "oabg",
    "standups.thread": "oabg",
    "blockers.show": "oa",
    "blockers.listed": "oabg",
    "blockers.acknowledge": "o",
    "blockers.hand_on": "o",
    "blockers.resolve": "oa",
    "blockers.delegate": "oa",
    "focus.did": "opz",
    "focus.undo": "o",
    "focus.week": "opz",
    "focus.target": "opz",
    "focus.deals": "opz",
    "digests.digest": "oabpz",
    "digests.partner": "oabpz",  # everybody else's own
    "digests.handed": "o",
    "digests.done": "o",
    "digests.late": "o",
    "digests.overdue": "o",
    "digests.waiting": "o",
    "digests.blocked": "o",
    "digests.questions": "o",
    "digests.returned": "o",
    "digests.history": "oabpz",
    "digests.opened": "op",
    "digests.send": "op",  # Pat his own
    "digests.send_now": "o",
    "digests.csv": "oabpz",
    "digests.trends": "oabpz",
    "digests.trend_done": "oab",
    "digests.trend_late": "oab",
    "digests.daily": "oabg",
    "digests.choose_weekly": "oabpz",
    "checkins.day": "opz",
    "checkins.every": "op",
    "checkins.kept": "o",
    "checkins.missed": "o",
    "checkins.prove": "o",
    "checkins.cheer": "p",
    "checkins.ask": "p",
    "checkins.ask_proof": "p",
}
SEES = {
    "o": "blocker focus task digest promise question answer",
    "a": "blocker task question answer",
    "p": "promise theirs",
}
SENT = {
    "blocker": "1", "who": "ben", "entry": "1", "standup": "1", "run": "1:2026-11-24", "until": stamp(MONDAY),
    "told": "0", "state": "on", "weeks": "3", "pair": "olivia~pat", "promise": "1", "form": "1", "q1": "x", "q2": "y",
    "q3": "z", "line": "90m deal x", "length": "3h", "question": "hm?", "why": "w", "at": "fri 15:00", "proof": "x",
    "questions": "Done?\nNext?", "people": "ana", "days": "Mon-Fri", "time": "9:30", "close": "3h", "reminder": "none",
}  # fmt: skip
OF = {
    "standups.save": {"name": "Other", "standup": ""},
    "digests.partner": {"who": "pat"},
    "digests.trends": {"who": ""},
    "digests.trend_done": {"who": ""},
    "digests.trend_late": {"who": ""},
    "standups.instead": {"of": "1:2026-11-24"},
    "digests.send": {"who": "pat"},
    "digests.send_now": {"who": "pat"},
}


def seeded() -> tuple[Record, ...]:
    week, due = MONDAY - timedelta(days=7), MONDAY + timedelta(days=3)
    sent = Sent(
        team="studio", id=sent_id("olivia", MONDAY), to="olivia", role="owner", start=week, end=MONDAY, at=MONDAY,
        card=Card(title=("SECRET-digest",)), tasks={"done": ("91",)},
    )  # fmt: skip
    theirs = Card(title=("SECRET-theirs",))
    return (
        Blocker(team="studio", id="1", person="ana", text="SECRET-blocker", answer="", owner="olivia", said_at=MONDAY),
        Entry(team="studio", id="1", by="olivia", minutes=90, kind="deals", text="SECRET-focus", at=MONDAY),
        Task(
            team="studio", id="91", giver="olivia", holder="ana", outcome="SECRET-task", done_when="x", due_at=due,
            effort_minutes=60, state=State.ACCEPTED, offered_at=MONDAY, accepted_at=MONDAY, created_at=MONDAY,
        ),
        sent,
        replace(sent, id=sent_id("pat", MONDAY), to="pat", role="partner", card=theirs, tasks={}),
        Promise(team="studio", id="1", by="olivia", to="pat", text="SECRET-promise", due_at=due, made_at=MONDAY),
        Rhythm(team="studio", id="olivia~pat"),
        replace(TEAM, id="other", owner="yan", workspaces=("web:other",)),
        replace(person("yan", Role.OWNER, "UTC"), team="other"),
    )  # fmt: skip


@pytest.fixture
async def world() -> World:
    lee = replace(person("lee", Role.ASSISTANT, "UTC"), active=False)
    made = World(people=(*PEOPLE, person("zed", Role.PARTNER, "Europe/London"), lee))
    await made.seed(*seeded())
    asked = {"name": "Daily", "questions": "What did you finish?\nWhat is next?\nSECRET-question"}
    await sends(made, "olivia", "standups.save", **SENT | {"standup": ""} | asked)
    made.pass_to(MONDAY + timedelta(hours=12))
    await sends(made, "ana", "standups.submit", run="1:2026-11-24", q1="SECRET-answer", q2="y", q3="none")
    return made


async def sends(world: World, who: str, action: str, /, **arguments: str) -> Reply | Ask | None:
    request = Request(
        id=world.new_id(), team="other" if who == "yan" else "studio", action=action, account=f"web:{who}",
        arguments=arguments, place=Direct(who), at=world.now,
    )  # fmt: skip
    return await world.dispatcher.dispatch(request)


async def kept(world: World) -> list[Record]:
    kinds = (Blocker, Entry, Sent, Promise, Rhythm, Standup, Task, Run, Answer, Person)
    return [record for kind in kinds for record in await world.store.all(kind, "studio")]


@pytest.mark.parametrize("letter", WHO)
@pytest.mark.parametrize("action", [name for name in ACTIONS if name in MAY or name.partition(".")[0] in ROOMS])
async def test_only_those_in_the_row_are_answered(world: World, action: str, letter: str) -> None:
    before = await kept(world)
    may = "" if ACTIONS[action].jobs_only else MAY.get(action, "o")  # a new action is the owner's until a row says more
    try:
        said: object = await sends(world, WHO[letter], action, **SENT | OF.get(action, {}))
    except Refused as refused:
        said = (refused.text, refused.fields)
        assert letter not in may
    else:
        assert letter in may + "y", f"{WHO[letter]} was answered"  # Yan, of what there is in that team: nothing
    if letter not in may:
        assert await kept(world) == before
    leaked = {word for word in re.findall(r"SECRET-(\w+)", repr(said)) if word not in SEES.get(letter, "").split()}
    assert not leaked


@pytest.mark.parametrize("letter", WHO)
@pytest.mark.parametrize(
    ("action", "may"),
    [
        (f"digests.{name}", MAY[f"digests.{name}"])
        for name in ("handed", "done", "late", "overdue", "blocked", "questions", "returned", "csv")
    ]
    + [("standups.csv", MAY["standups.csv"]), ("focus.week", MAY["focus.week"])]
    + [("digests.trends", "obpz"), ("digests.trend_done", "ob"), ("checkins.promises", "opz")],  # of Ben
)
async def test_a_file_holds_no_more_than_its_reader_may_see(world: World, action: str, may: str, letter: str) -> None:
    try:
        said = await sends(world, WHO[letter], action, who="ben", format="csv", text="csv")
    except Refused:
        assert letter not in may
        return
    assert letter in may + "y"
    assert isinstance(said, Reply)
    leaked = {word for word in re.findall(r"SECRET-(\w+)", repr(said)) if word not in SEES.get(letter, "").split()}
    assert not leaked
