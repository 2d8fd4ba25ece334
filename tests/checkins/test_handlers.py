"""bot/checkins: who may press what, what is committed, and requests that no honest card would send."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.checkins.actions import ACTIONS
from bot.checkins.records import Promise, Question, Rhythm, State
from bot.errors import NotAllowed, Refused
from bot.people import Role
from bot.requests import Direct, Reply, Request
from bot.ui import Strong, as_text
from tests.dialogs.world import MONDAY, PEOPLE, World, person

PRESSED = [action.name for action in ACTIONS if not action.jobs_only]
ABOUT_ONE = [
    "undo",
    "kept",
    "partly",
    "missed",
    "moved",
    "cheer",
    "ask",
    "ask_proof",
    "prove",
    "proofs",
    "remove_proof",
]
FILLED = {
    "promise": "1",
    "question": "1",
    "of": "olivia",
    "form": "1",
    "text": "Publish it",
    "due": "Friday",
    "at": "wed 10:00",
    "why": "ill",
    "when": "30 Nov",
    "said_1": "kept",
    "answer": "So.",
    "proof": "here",
}


@pytest.fixture
async def world() -> World:
    """A promise of Olivia to Pat, a question of Pat about it, and a second partner who has no part in it."""
    world = World(people=(*PEOPLE, person("max", Role.PARTNER, "Europe/London")))
    promise = Promise(
        team="studio",
        id="1",
        by="olivia",
        to="pat",
        text="Publish it",
        due_at=MONDAY + timedelta(days=2),
        made_at=MONDAY,
    )
    question = Question(team="studio", id="1", by="pat", to="olivia", text="How far?", asked_at=MONDAY, promise="1")
    await world.seed(promise, question)
    return world


async def ask(world: World, who: str, action: str, **arguments: str) -> str:
    """What the person reads."""
    request = Request(
        id=world.new_id(),
        team="studio",
        account=f"web:{who}",
        action=action,
        arguments=arguments,
        place=Direct(who),
        at=world.now,
    )
    reply = await world.dispatcher.dispatch(request)
    return as_text(reply.card.title) if isinstance(reply, Reply) else "form"


@pytest.mark.parametrize("who", ["ana", "ben", "gil"])
@pytest.mark.parametrize("action", PRESSED)
async def test_no_action_of_the_room_is_open_to_an_assistant_or_guest(world: World, who: str, action: str) -> None:
    before = await world.store.get(Promise, "studio", "1")
    with pytest.raises(NotAllowed, match="between the owner and a partner"):
        await ask(world, who, action, **FILLED)
    assert await world.store.get(Promise, "studio", "1") == before


@pytest.mark.parametrize("verb", ABOUT_ONE)
async def test_another_partner_can_do_nothing_to_a_promise_that_is_not_his(world: World, verb: str) -> None:
    with pytest.raises(NotAllowed, match="not one of yours"):
        await ask(world, "max", f"checkins.{verb}", **FILLED)


@pytest.mark.parametrize("verb", ["undo", "kept", "partly", "missed", "moved", "prove", "remove_proof"])
async def test_the_receiver_cannot_answer_for_the_promiser(world: World, verb: str) -> None:
    with pytest.raises(NotAllowed, match="Only Olivia"):
        await ask(world, "pat", f"checkins.{verb}", **FILLED)


@pytest.mark.parametrize("verb", ["cheer", "ask", "ask_proof"])
async def test_the_promiser_cannot_cheer_or_ask_herself(world: World, verb: str) -> None:
    with pytest.raises(NotAllowed, match="Only Pat"):
        await ask(world, "olivia", f"checkins.{verb}", **FILLED)


@pytest.mark.parametrize("who", ["pat", "max"])
async def test_a_question_is_answered_only_by_whom_it_was_put_to(world: World, who: str) -> None:
    with pytest.raises(NotAllowed, match="somebody else"):
        await ask(world, who, "checkins.answer", question="1", answer="So.", form="1")
    with pytest.raises(NotAllowed, match="somebody else"):
        await ask(world, who, "checkins.answer", question="1")


@pytest.mark.parametrize("verb", ["cheer", "ask", "ask_proof"])
async def test_a_week_is_followed_by_the_other_of_the_pair_alone(world: World, verb: str) -> None:
    with pytest.raises(NotAllowed, match="you are not one of the two"):
        await ask(world, "max", f"checkins.{verb}", of="pat")
    with pytest.raises(NotAllowed, match="you are not one of the two"):
        await ask(world, "pat", f"checkins.{verb}", of="")


@pytest.mark.parametrize("action", [action.name for action in ACTIONS if action.jobs_only])
async def test_the_jobs_cannot_be_pressed(world: World, action: str) -> None:
    with pytest.raises(Refused, match="older card"):
        await ask(world, "olivia", action, promise="1", pair="olivia~pat", person="pat")


@pytest.mark.parametrize("verb", ABOUT_ONE)
async def test_an_unknown_promise_is_told_kindly(world: World, verb: str) -> None:
    with pytest.raises(Refused, match="not one of yours"):
        await ask(world, "olivia", f"checkins.{verb}", promise="999", form="1")


async def test_a_check_in_form_for_a_promise_of_somebody_else_is_refused_whole(world: World) -> None:
    with pytest.raises(NotAllowed, match="Only Olivia"):
        await ask(world, "pat", "checkins.check_in", form="1", said_1="kept")
    promise = await world.store.get(Promise, "studio", "1")
    assert promise is not None
    assert promise.open


async def test_hostile_check_in_forms_are_told_to_choose(world: World) -> None:
    for form in ("1,1,1", ",,,", "x" * 5_000, "1"):
        with pytest.raises(Refused, match="Choose at least one answer"):
            await ask(world, "olivia", "checkins.check_in", form=form, said_1="state")
    assert await ask(world, "olivia", "checkins.check_in", form="1,1,1", said_1="kept") == "Checked in: 1 kept."


async def test_the_same_form_sent_twice_is_one_promise(world: World) -> None:
    request = Request(
        id="form:k1",
        team="studio",
        account="web:olivia",
        action="checkins.make",
        arguments={"form": "1", "to": "pat", "text": "Write to Rosa", "due": "Friday"},
        at=world.now,
    )
    first = await world.dispatcher.dispatch(request)
    assert await world.dispatcher.dispatch(request) == first
    assert len(await world.store.find(Promise, "studio", "open:olivia")) == 2


async def test_the_form_names_everything_that_is_wrong_at_once(world: World) -> None:
    with pytest.raises(Refused) as refused:
        await ask(world, "olivia", "checkins.make", form="1", to="nobody", text="", due="soonish")
    assert set(refused.value.fields) == {"to", "text", "due"}
    with pytest.raises(NotAllowed, match="Ana is not a partner"):
        await ask(world, "olivia", "checkins.make", form="1", to="ana", text="x", due="Friday")


async def test_twenty_thousand_characters_open_the_form_with_what_is_wrong(world: World) -> None:
    assert await ask(world, "olivia", "checkins.promise", text="@pat " + "x" * 20_000 + " by Friday") == "form"
    with pytest.raises(Refused, match="20000 characters"):
        await ask(world, "olivia", "checkins.missed", promise="1", form="1", why="x" * 20_000)


async def test_a_promise_of_somebody_who_left_is_asked_no_more(world: World) -> None:
    job = Request(
        id="job",
        team="studio",
        action="checkins.prompt",
        arguments={"pair": "olivia~nobody", "person": "olivia"},
        at=world.now,
        job="checkin:olivia~nobody:olivia:2026-11-27",
        due_at=world.now,
    )
    assert await world.dispatcher.dispatch(job) is None
    assert await world.store.due_jobs(world.now + timedelta(days=30), 10) == []


async def test_setting_the_day_twice_keeps_one_rhythm(world: World) -> None:
    await ask(world, "pat", "checkins.day", at="wed 10:00")
    await ask(world, "pat", "checkins.day", at="thu 11:30")
    rhythm = await world.store.get(Rhythm, "studio", "olivia~pat")
    assert rhythm is not None
    assert (rhythm.weekday, rhythm.minutes) == (3, 690)


async def test_the_hostile_words_of_a_promise_stay_bare_words(world: World) -> None:
    await ask(
        world, "olivia", "checkins.make", form="1", to="pat", text="@everyone <!channel> **x** {who}", due="Friday"
    )
    row = await world.store.outgoing("studio", "promise:2:pat")
    assert row is not None
    assert row.card.title == (Strong("Olivia promised you:"), " @everyone <!channel> **x** {who}")


def test_states_and_their_names_agree() -> None:
    words = PEOPLE[0].words()
    for state in State:
        assert words(f"checkins.state_{state.value}")
