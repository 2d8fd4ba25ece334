"""What a partner is told in figures, against a count over every record there is: promises, streak, hours of focus."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.checkins.records import Promise, Said, Verdict
from bot.checkins.rhythms import first_wakes
from bot.errors import Refused
from bot.focus.records import Entry
from bot.people import Role, Roster
from bot.requests import Direct, Outcome, Reply, Request
from bot.ui import as_text, texts
from tests.dialogs.peer import Core
from tests.dialogs.world import MONDAY, PEOPLE, TEAM, World, person

WEEK = timedelta(weeks=1)
MAX = person("max", Role.PARTNER, "Asia/Manila", kind="mentor")
EVERYBODY = (*PEOPLE, MAX)
KINDS = ("making", "marketing", "process", "projects", "deals", "leverage", "work")

Step = tuple[str, int, int]
steps = st.lists(
    st.one_of(
        st.tuples(st.just("promise"), st.integers(1, 20), st.integers(0, 1)),
        st.tuples(st.sampled_from(["kept", "partly", "missed", "moved"]), st.integers(1, 6), st.integers(1, 15)),
        st.tuples(st.just("did"), st.integers(1, 600), st.integers(0, 6)),
        st.tuples(st.just("wait"), st.integers(1, 100), st.just(0)),
    ),
    min_size=4,
    max_size=30,
)


@given(taken=steps)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_figures_of_a_partners_digest_are_those_of_a_count_over_everything(taken: Sequence[Step]) -> None:
    asyncio.run(_compared(taken))


async def _compared(taken: Sequence[Step]) -> None:
    world = World(people=EVERYBODY)
    Core(world)  # whoever shows the messages
    await world.seed(outcome=Outcome(wakes=first_wakes(TEAM, Roster(EVERYBODY), (), MONDAY)))
    for step in taken:
        await _take(world, step)
    promises = await world.store.all(Promise, "studio")
    entries = await world.store.all(Entry, "studio")
    for who in ("pat", "max"):
        card = await _asked(world, who, "digests.digest")
        mine = [one for one in promises if (one.by, one.to) == ("olivia", who)]
        assert _counts(card) == _verdicts(mine, world.now - WEEK, world.now), card
        assert _streak(card) == _streak_of(mine, world.now), card
        assert _focus(card) == sum(
            one.minutes
            for one in entries
            if one.by == "olivia" and one.kind != "work" and world.now - WEEK <= one.at <= world.now
        ), card


async def _take(world: World, step: Step) -> None:
    name, number, more = step
    if name == "wait":
        await world.clock_to(world.now + timedelta(hours=number))
        return
    due = (world.now + timedelta(days=max(more, 1))).strftime("%Y-%m-%d 12:00")
    about = {"promise": str(number), "form": "1", "why": "because", "how_far": "half", "when": due}
    try:
        match name:
            case "promise":
                to, due = ("pat", "max")[more], (world.now + timedelta(hours=number * 8)).strftime("%Y-%m-%d 12:00")
                text = f"Number {number} {world.now:%d%H%M}"
                await _asked(world, "olivia", "checkins.make", form="1", to=to, text=text, due=due)
            case "did":
                length = f"{number}m"
                await _asked(world, "olivia", "focus.did", length=length, kind=KINDS[more], text="this")
            case _:
                await _asked(world, "olivia", f"checkins.{name}", **about)
    except Refused:
        pass  # a past date, or said already: nothing of it stands


async def _asked(world: World, who: str, action: str, **arguments: str) -> str:
    request = Request(
        id=world.new_id(), team="studio", account=f"web:{who}", action=action, arguments=arguments,
        place=Direct(who), at=world.now,
    )  # fmt: skip
    reply = await world.dispatcher.dispatch(request)
    return "\n".join(map(as_text, texts(reply.card))) if isinstance(reply, Reply) else ""


def _last_said(promises: Sequence[Promise], start: datetime, end: datetime) -> list[Said]:
    """`end` is part of it."""
    within = ([one for one in promise.history if start <= one.at <= end] for promise in promises)
    return [said[-1] for said in within if said]


def _verdicts(promises: Sequence[Promise], start: datetime, end: datetime) -> Counter[str]:
    return Counter(said.verdict.value for said in _last_said(promises, start, end))


def _streak_of(promises: Sequence[Promise], now: datetime) -> int:
    """Weeks back from now, whose ends are a moment after it, as `/digest` tells of this very instant too."""
    end, count, moment = now + timedelta(microseconds=1), 0, timedelta(microseconds=1)
    for back in range(26):
        said = _last_said(promises, end - WEEK * (back + 1), end - WEEK * back - moment)
        if any(one.verdict is Verdict.MISSED for one in said):
            break
        count += bool(said)
    return count


def _counts(card: str) -> Counter[str]:
    found = re.search(r"^Promises: (.*)\.$", card, re.MULTILINE)
    parts = re.findall(r"(\d+) (kept|partly kept|missed|moved)", found[1]) if found else []
    return Counter({name.removesuffix(" kept"): int(count) for count, name in parts})


def _streak(card: str) -> int:
    if "One week without a missed promise" in card:
        return 1
    found = re.search(r"(\d+) weeks in a row", card)
    return int(found[1]) if found else 0


def _focus(card: str) -> int:
    found = re.search(r"Focus: (?:(\d+) h)? ?(?:(\d+) min)? of", card.replace("\N{NO-BREAK SPACE}", " "))
    return (int(found[1] or 0) * 60 + int(found[2] or 0)) if found else 0
