"""Older cards: a button that was made for what is no longer so does nothing, and shows what is now."""

from __future__ import annotations

from contextlib import suppress

import pytest

from bot.errors import Refused
from bot.handoff import older_cards, rules
from bot.handoff.forms import STEP_FIELDS
from bot.handoff.records import Event, State, Task
from bot.requests import Ask, Direct, Reply, Request
from bot.ui import Button, Card, Form, as_text
from tests.dialogs.world import MONDAY, World

LINE = "@ana Write by Fri 5pm ~2h done when: 3 sources"
BRIEF = {"outcome": "Write more", "done_when": "5 sources", "due": "Fri 5pm"}
SEVERAL = {"work": "Done", "missing": "A source", "question": "Which?", "answer": "That", "reason": "No access"}
Move = tuple[str, str, dict[str, str]]

# Who does what, one after another; each card on the way is kept, and all its buttons are pressed later.
STORIES: dict[str, list[Move]] = {
    "dates": [
        ("ana", "counter", {"due": "Mon 9am"}), ("olivia", "insist", {}), ("ana", "counter", {"due": "Tue 9am"}),
        ("olivia", "change", BRIEF), ("olivia", "change", BRIEF | {"due": "Sat 5pm"}),
        ("ana", "counter", {"due": "Wed 9am"}),
    ],
    "changes": [
        ("ana", "accept", {}), ("olivia", "change", BRIEF), ("ana", "accept", {}),
        ("olivia", "change", BRIEF | {"effort": "5h"}), ("olivia", "change", BRIEF | {"effort": "9h"}),
    ],
    "questions": [
        ("ana", "accept", {}), ("ana", "ask", {"question": "A?"}), ("olivia", "answer", {"answer": "a"}),
        ("ana", "ask", {"question": "B?"}),
    ],
    "blockers": [
        ("ana", "accept", {}), ("ana", "block", {"reason": "A", "unblocker": "ben"}), ("ben", "unblock", {}),
        ("ana", "block", {"reason": "B", "unblocker": "ben"}),
    ],
    "hand-ins": [
        ("ana", "accept", {}), ("ana", "hand_in", {"work": "A"}), ("olivia", "send_back", {"missing": "B"}),
        ("ana", "hand_in", {"work": "C"}),
    ],
    "reopened": [
        ("ana", "accept", {}), ("ana", "hand_in", {"work": "A"}), ("olivia", "approve", {}), ("olivia", "reopen", {}),
        ("ana", "accept", {}), ("ana", "hand_in", {"work": "B"}),
    ],
    "handed over": [
        ("ana", "accept", {}), ("ana", "hand_off", {"newcomer": "ben", "context": "x"}), ("ben", "take_over", {}),
        ("ben", "hand_in", {"work": "A"}),
    ],
}  # fmt: skip


class Cards:
    """One task, and what each person has been shown of it."""

    def __init__(self) -> None:
        self.world = World()
        self.older: dict[str, tuple[str, Button]] = {}
        self.forms: list[tuple[str, Form]] = []

    async def press(self, who: str, action: str, arguments: dict[str, str]) -> Reply | Ask | None:
        request = Request(
            id=self.world.new_id(), team="studio", action=action, account=f"web:{who}", arguments=arguments,
            place=Direct(who), at=self.world.now,
        )  # fmt: skip
        return await self.world.dispatcher.dispatch(request)

    async def card(self, who: str) -> Card | None:
        row = await self.world.store.outgoing("studio", f"task:1@{who}")
        return row.card if row else None

    async def task(self) -> Task:
        found = await self.world.store.get(Task, "studio", "1")
        assert found is not None
        return found

    async def now(self) -> set[str]:
        """The buttons that stand on somebody's card; each is kept, with the form it opens."""
        shown = set()
        for who in ("olivia", "ana", "ben"):
            card = await self.card(who)
            for button in card.buttons if card else ():
                shown.add(_name(who, button))
                if _name(who, button) not in self.older:
                    self.older[_name(who, button)] = (who, button)
                    await self._opens(who, button)
        return shown

    async def _opens(self, who: str, button: Button) -> None:
        step = button.action.removeprefix("handoff.")
        if step in STEP_FIELDS or step == "change":
            answer = await self.press(who, button.action, button.arguments)
            assert isinstance(answer, Ask)
            self.forms.append((who, answer.form))

    async def does(self, move: Move) -> None:
        """Pressed on the card as it is, with what its form asks for."""
        who, step, typed = move
        card = await self.card(who)
        assert card is not None
        button = next(one for one in card.buttons if one.action == f"handoff.{step}")
        await self.press(who, button.action, button.arguments | typed)


def _name(who: str, button: Button) -> str:
    return f"{who} {button.action} {sorted(button.arguments.items())}"


async def played(story: str) -> tuple[Cards, set[str]]:
    cards = Cards()
    await cards.world.seed()
    await cards.press("olivia", "handoff.delegate", {"line": LINE})
    await cards.now()
    for move in STORIES[story]:
        await cards.does(move)
        shown = await cards.now()
    return cards, shown


@pytest.mark.parametrize("story", STORIES)
async def test_no_button_of_an_older_card_changes_anything(story: str) -> None:
    cards, shown = await played(story)
    before, pressed = await cards.task(), 0
    for name, (who, button) in cards.older.items():
        if name in shown:
            continue
        pressed += 1
        with suppress(Refused):
            await cards.press(who, button.action, button.arguments)
        assert await cards.task() == before, name
    assert pressed > 3


HARMLESS = {"note", "ask", "decline", "block", "hand_in", "hand_off", "counter"}
"""What is typed into their forms is meant whatever has happened since, as long as the step can be taken at all."""


@pytest.mark.parametrize("story", STORIES)
async def test_no_form_opened_from_an_older_card_does_what_was_meant_for_something_else(story: str) -> None:
    cards, shown = await played(story)
    before = await cards.task()
    for who, form in cards.forms:
        step = form.action.removeprefix("handoff.")
        seen: dict[str, str] = {name: form.arguments[name] for name in ("task", "seen") if name in form.arguments}
        if step in HARMLESS or _name(who, Button(label="x", action=form.action, arguments=seen)) in shown:
            continue
        typed = {field.name: field.value or SEVERAL.get(field.name, "x") for field in form.fields}
        with pytest.raises(Refused) as refused:
            await cards.press(who, form.action, form.arguments | typed)
        assert "#1" in as_text(refused.value.text)
        assert await cards.task() == before, form.action


async def test_the_card_shown_instead_says_what_it_is_now_and_has_its_buttons() -> None:
    cards, _ = await played("hand-ins")
    await cards.press("olivia", "handoff.approve", {"task": "1"})
    card = await cards.card("olivia")
    assert card is not None
    assert as_text(card.title).startswith("Handed in since that card. Ana handed in #1")
    assert [button.action for button in card.buttons] == ["handoff.approve", "handoff.send_back", "handoff.note"]
    await cards.press("olivia", "handoff.approve", card.buttons[0].arguments)
    assert (await cards.task()).state is State.APPROVED


# Every step once more, by hand: what ends it on an older card, or why it does no harm there.
ENDED = {
    "accept": "change move_due counter reopen", "claim": "change move_due counter reopen",
    "take_over": "change move_due counter reopen", "agree": "change move_due counter reopen",
    "insist": "change move_due counter reopen", "decline": "",
    "undo": "change move_due counter reopen", "keep_due": "change move_due counter reopen",
    "move_due": "change move_due counter reopen", "withdraw": "change move_due counter reopen",
    "change": "change move_due counter reopen agree", "got_it": "change move_due counter reopen send_back",
    "answer": "answer hand_in hand_back change reopen", "unblock": "unblock hand_in hand_back change reopen",
    "approve": "send_back reopen", "send_back": "send_back reopen", "cancel": "hand_in",
    # its words are meant however the task is by then
    "counter": "", "ask": "", "block": "", "hand_in": "", "note": "", "remove_file": "", "hand_back": "", "pass_up": "",
    # it asks somebody, who can say no
    "hand_off": "", "pass_on": "", "name_unblocker": "",
    # it leaves the task where it is, or brings it back
    "keep_it": "", "snooze": "", "reopen": "",
    # a draft is its giver's alone, and its form shows all of it
    "offer": "", "put_up": "",
}  # fmt: skip


def test_every_step_says_what_ends_it_on_an_older_card() -> None:
    assert set(ENDED) == set(rules.STEPS)
    assert {step: set(kinds.split()) for step, kinds in ENDED.items() if kinds} == {
        step: set(kinds) for step, kinds in older_cards.SEEN.items()
    }


@pytest.mark.parametrize("step", ENDED)
def test_a_button_counts_what_has_ended_it(step: str) -> None:
    kinds = [*rules.STEPS, "draft", "came_back"]
    events = tuple(Event(kind=kind, at=MONDAY, by="ana") for kind in kinds)
    task = Task(
        team="studio", id="1", giver="olivia", outcome="x", state=State.ACCEPTED, created_at=MONDAY, events=events
    )
    assert older_cards.version(task, step) == str(len(ENDED[step].split()) or "")


@pytest.mark.parametrize(
    ("story", "step", "headline"),
    [
        ("questions", "answer", "Another question since that card. Ana asks about #1"),
        ("blockers", "unblock", "Another blocker since that card. Blocked, with Ana: #1"),
        ("hand-ins", "send_back", "Handed in since that card. Ana handed in #1"),
        ("hand-ins", "cancel", "Handed in since that card. Ana handed in #1"),
        ("changes", "undo", "Changed since that card. Offered to Ana: #1"),
    ],
)
async def test_the_first_line_says_what_has_come_since(story: str, step: str, headline: str) -> None:
    cards, _ = await played(story)
    await cards.press("olivia", f"handoff.{step}", {"task": "1"})
    card = await cards.card("olivia")
    assert card is not None
    assert as_text(card.title).startswith(headline)
