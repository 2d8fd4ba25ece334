"""Where each is asked, how many together, and who of them is reminded."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from adapters.storage.memory_store import MemoryStore
from bot.context import Context
from bot.joining import doors
from bot.people import AskedIn, Person, Role, Roster, Team
from bot.ports import Commit
from bot.requests import Channel, Direct, Outcome, Post, Record, Request, Thread
from bot.standups import answering, asking, running
from bot.standups.places import thread_for
from bot.standups.records import Run, Seat
from bot.ui import Mention, as_text
from tests.standups.made import NOON, OLIVIA, STANDUP, TEAM, answer, person, run, seat

GAME = Channel("game:general")
SPARING = frozenset({"game"})
KEY = "standup:1:2026-11-24"


def player(number: int, platform: str = "game", asked_in: AskedIn = "") -> Person:
    return replace(person(f"p{number}"), accounts=(f"{platform}:{number}",), asked_in=asked_in)


def team(channel: str = "game:general", *rooms: str) -> Team:
    return replace(TEAM, channel=Channel(channel), rooms=rooms)


def waiting(*people: Person) -> Run:
    return replace(run(*(seat(one.id, state="waiting") for one in people)), channel=GAME)


async def context(people: list[Person], *records: Record, **about: str) -> Context:
    """A job about the first of these people; the records are stored, and what heads the thread is in the outbox."""
    store = MemoryStore()
    await (await store.commit(Commit(request_id="s", team="t1", at=NOON, outcome=Outcome(records=records))))
    arguments = {"run": "1:2026-11-24", "person": "p0"} | about
    request = Request(id="r", team="t1", action="standups.x", arguments=arguments, at=NOON, job="j", due_at=NOON)
    return Context(
        request=request,
        team=team(),
        roster=Roster((OLIVIA, *people)),
        person=None,
        store=store,
        new_id=lambda: "new",
        sparing=SPARING,
    )


async def after(context: Context, outcome: Outcome, minutes: int) -> Context:
    """What the outcome says is done, and so many minutes have passed."""
    at = context.now + timedelta(minutes=minutes)
    done = Outcome(records=outcome.records, posts=outcome.posts)
    await (await context.store.commit(Commit(request_id=f"c{at}", team="t1", at=at, outcome=done)))
    return replace(context, request=replace(context.request, at=at))


def named(post: Post) -> list[str]:
    return [span.person for span in post.card.title if isinstance(span, Mention)]


def seats(outcome: Outcome) -> list[Seat]:
    return [one for record in outcome.records if isinstance(record, Run) for one in record.seats]


THREAD = Thread("game:general", KEY)


@pytest.mark.parametrize(
    ("who", "channel", "rooms", "place"),
    [
        (player(0), "game:general", (), THREAD),
        (player(0, asked_in="thread"), "game:general", (), THREAD),
        (player(0, asked_in="private"), "game:general", (), None),
        (player(0, "chat"), "chat:general", (), None),
        (player(0, "chat", "private"), "chat:general", (), None),
        (player(0, "chat", "thread"), "chat:general", (), Thread("chat:general", KEY)),
        (player(0), "chat:general", (), None),
        (player(0), "chat:general", ("game:lobby",), Thread("game:lobby", f"{KEY}:game")),
        (player(0, "chat", "thread"), "game:general", (), None),
        (replace(player(0), accounts=("chat:0", "game:0")), "game:general", (), None),
        (replace(player(0), accounts=("chat:0", "game:0"), prefers="game"), "game:general", (), THREAD),
        (replace(player(0), accounts=()), "game:general", (), None),
        (replace(player(0), accounts=(), asked_in="thread"), "", (), None),
    ],
)
def test_where_somebody_is_asked(who: Person, channel: str, rooms: tuple[str, ...], place: Thread | None) -> None:
    made = replace(run(), channel=Channel(channel))
    assert thread_for(made, who, team(channel, *rooms), SPARING) == place


def test_a_standup_without_a_channel_of_its_own_asks_in_the_teams_once_there_is_one() -> None:
    made = replace(run(), channel=Channel(""))
    assert thread_for(made, player(0), team(""), SPARING) is None
    assert thread_for(made, player(0), team(), SPARING) == Thread("", KEY)


async def test_two_hundred_are_asked_in_eight_posts_under_one_head_and_nobody_twice() -> None:
    people = [player(number) for number in range(200)]
    asked = await context(people, waiting(*people))
    outcome = await asking.prompt(asked)
    head, *prompts = outcome.posts
    assert (head.key, head.to) == (KEY, GAME)
    assert {post.to for post in prompts} == {THREAD}
    assert [len(named(post)) for post in prompts] == [25] * 8
    assert sorted(who for post in prompts for who in named(post)) == sorted(one.id for one in people)
    assert {one.state for one in seats(outcome)} == {"asked"}
    assert len(outcome.wakes) == 200
    for number in (0, 199):
        later = await context(people, replace(outcome.records[0], revision=0), person=f"p{number}")
        assert await asking.prompt(later) == Outcome()


async def test_only_those_of_the_same_place_and_hour_are_asked_together() -> None:
    people = [player(0), player(1, asked_in="private"), player(2), player(3)]
    at_once = waiting(*people)
    another_hour = seat("p3", minutes=60, state="waiting")
    outcome = await asking.prompt(await context(people, at_once.with_seat(another_hour), answer("p2")))
    assert [named(post) for post in outcome.posts[1:]] == [["p0"]]
    assert [one.state for one in seats(outcome)] == ["asked", "waiting", "waiting", "waiting"]


async def test_the_prompt_says_nothing_of_anybodys_work() -> None:
    people = [player(0)]
    prompt = (await asking.prompt(await context(people, waiting(*people)))).posts[1]
    assert (prompt.card.blocks, prompt.card.footer) == ((), ())
    assert [(one.action, one.arguments) for one in prompt.card.buttons] == [
        (f"standups.{verb}", {"run": "1:2026-11-24"}) for verb in ("show", "answer", "skip")
    ]


async def test_each_platform_of_the_team_has_the_day_in_its_own_channel() -> None:
    people = [player(0), replace(player(1, "chat"), role=Role.ASSISTANT)]
    made = await context(people, replace(waiting(*people), channel=Channel("chat:general")))
    made = replace(made, team=team("chat:general", "game:lobby"))
    there = Thread("game:lobby", f"{KEY}:game")
    outcome = await asking.prompt(made)
    assert [(post.key, post.to) for post in outcome.posts] == [
        (f"{KEY}:game", Channel("game:lobby")),
        (f"{KEY}:ask:game:241200:0", there),
    ]
    later = await after(made, outcome, 10)
    typed = replace(later.request, job="", arguments={"run": "1:2026-11-24", "q1": "Refunds", "q2": "Photos"})
    answered = await answering.submit(replace(later, person=people[1], request=typed))
    both = {
        (KEY, Channel("chat:general")),
        (f"{KEY}:p1:answer", Thread("chat:general", KEY)),
        (f"{KEY}:game", Channel("game:lobby")),
        (f"{KEY}:p1:answer:game", there),
    }
    assert {(post.key, post.to) for post in answered.posts} == both
    closed = await running.close(await after(later, answered, 170))
    assert {post.key for post in closed.posts if "summary" in post.key} == {f"{KEY}:summary", f"{KEY}:summary:game"}
    assert [(post.to, named(post)) for post in closed.posts if ":ask:" in post.key] == [(there, [])]
    late = await after(later, closed, 180)
    typed = replace(typed, id="r2", at=late.now)
    corrected = await answering.submit(replace(late, person=people[0], request=typed))
    assert {f"{KEY}:summary", f"{KEY}:summary:game", f"{KEY}:p0:answer:game"} <= {post.key for post in corrected.posts}


async def test_a_reminder_goes_to_the_silent_alone_and_becomes_their_card() -> None:
    people = [player(0), player(1)]
    first = await context(people, waiting(*people), answer("p1"))
    later = await after(first, await asking.prompt(first), 150)
    outcome = await asking.remind(later)
    assert [(post.key, post.to, post.fresh) for post in outcome.posts] == [
        ("standup:1:p0:reminder", Direct("p0"), True)
    ]
    closed = await running.close(await after(later, outcome, 30))
    own = [post for post in closed.posts if isinstance(post.to, Direct)]
    assert [post.key for post in own] == ["standup:1:p0:reminder"]
    assert "It closed at" in as_text(own[0].card.title)


@pytest.mark.parametrize(("silent", "reminded"), [(20, 1), (21, 0)])
async def test_where_many_are_silent_at_once_nobody_is_written_to(silent: int, reminded: int) -> None:
    people = [player(number) for number in range(40)]
    heard = [answer(f"p{number}") for number in range(silent, 40)]
    first = await context(people, waiting(*people))
    outcome = await asking.prompt(first)
    later = await after(first, replace(outcome, records=(*outcome.records, *heard)), 150)
    assert len((await asking.remind(later)).posts) == reminded


async def test_those_asked_privately_are_reminded_however_many_they_are() -> None:
    people = [player(number, "chat") for number in range(40)]
    all_asked = run(*(seat(one.id) for one in people))
    later = await context(people, all_asked)
    assert len((await asking.remind(await after(later, Outcome(), 150))).posts) == 1


async def test_nobody_is_knocked_for_in_public_about_a_reminder() -> None:
    people = [player(0)]
    for key, knocks in (("standup:1:p0:reminder", 0), ("standup:1:p0:card", 1)):
        refused = await context(people, STANDUP, key=key, platform="game")
        outcome = await doors.unreachable(refused)
        assert sum(post.key == "door:p0" for post in outcome.posts) == knocks
