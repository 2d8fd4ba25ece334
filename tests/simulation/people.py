"""Random people: they type, press what they see and what they do not, fill forms well and badly, and click twice."""

from __future__ import annotations

import random

from adapters.web_chat.messages import ChatMessage
from bot.actions import read_command
from bot.requests import Direct, Request
from bot.ui import Button, ChoiceField, DateField, Form, NumberField, PersonField, TextField
from tests.dialogs.world import MONDAY, PEOPLE
from tests.simulation.house import House

NAMES = tuple(person.id for person in PEOPLE)
WORDS = (
    "Sort invoices",
    "Write the article",
    "@everyone look",
    "<!channel> now",
    "<b>ship</b> it",
    "ادفع الآن",
    "🙂 call Rosa",
)
DATES = ("fri 5pm", "tomorrow", "in 2 hours", "mon 9:00", "yesterday", "nonsense", "31 feb", "in 3 business days")
LINES = (
    "/tasks", "/tasks mine", "/tasks overdue", "/tasks team", "/tasks 1", "/tasks 99", "/standup", "/standup setup",
    "/standup answer", "/standup skip", "/standup status", "/checkin", "/promise Publish the page by thu", "/promise",
    "/digest", "/team", "/baton", "/baton away until tomorrow", "/baton back", "/baton hours 9-17", "/delegate",
    "/delegate @ana Sort receipts every weekday 9am ~1h done when: sorted", "/tasks systems", "/tasks S1",
    "/tasks S1 skip", "/delegate anyone Water plants 1 day after done ~1h done when: wet", "/tasks S1 pause",
    "/tasks S1 resume", "/tasks project Shop", "/tasks P1",
    "/handoff 1 @ben all is in the folder", "/handoff 2 @ana see the notes", "/nonsense",
)  # fmt: skip


class Crowd:
    """Makes the next request; `seen` are the buttons anybody was ever shown, for forged presses."""

    def __init__(self, house: House, chance: random.Random) -> None:
        self._house = house
        self._chance = chance
        self._serial = 0
        self.seen: list[Button] = []

    def typed(self) -> Request:
        """A line; every delegated outcome is unique, so that it can be counted afterwards."""
        who, chance = self._chance.choice(NAMES), self._chance
        if chance.random() < 0.5:
            self._serial += 1
            line = (
                f"/delegate @{chance.choice(NAMES)} {chance.choice(WORDS)} serial{self._serial} "
                f"by {chance.choice(DATES)} ~{chance.randint(1, 5)}h done when: it is done"
            )
            who = chance.choice(("olivia", "olivia", "ana", "ben"))
        else:
            line = chance.choice(LINES)
        action, arguments = read_command(line)
        return self._request(who, action, arguments)

    async def pressed(self) -> Request:
        """A button on somebody's screen; now and then one of another person, or one long gone."""
        who, chance = self._chance.choice(NAMES), self._chance
        messages = await self._house.store.find(ChatMessage, "studio", f"in:direct:{who}", newest=20)
        shown = [(m.key, button) for m in messages if m.card for button in m.card.buttons]
        self.seen.extend(button for _, button in shown if button not in self.seen)
        if shown and chance.random() < 0.85:
            key, button = chance.choice(shown)
            return self._request(who, button.action, button.arguments, key)
        if self.seen:
            button = chance.choice(self.seen)
            return self._request(who, button.action, button.arguments)
        return self.typed()

    def filled(self, form: Form, asked: Request) -> Request:
        """The form as this person would send it: mostly sensible, sometimes empty or odd."""
        values = {field.name: self._value(field) for field in form.fields}
        who = asked.account.removeprefix("web:")
        return self._request(who, form.action, form.arguments | values, id=f"form:{form.key}")

    def _value(self, field: TextField | NumberField | ChoiceField | PersonField | DateField) -> str:
        chance = self._chance
        if field.value and (field.name == "outcome" or chance.random() < 0.8):  # outcomes are counted
            return field.value
        if chance.random() < 0.05:
            return ""
        match field:
            case ChoiceField(choices=choices) | PersonField(people=choices):
                options = [choice.value for choice in choices] or [""]
            case DateField():
                options = list(DATES)
            case TextField(name="link"):
                options = ["https://docs.example/x"]
            case TextField(name="steps"):
                options = ["@ana Write the texts done when: read\n@ben Draw after 1", "Think\n@ana Act after: 1", ""]
            case TextField(name="repeats"):
                options = ["every day 9am", "the last Friday of the month", "2 days after done", "now and then"]
            case TextField():
                options = list(WORDS)
            case NumberField():
                options = ["1", "9"]
        return chance.choice(options)

    def _request(self, who: str, action: str, arguments: dict[str, str], card: str = "", id: str = "") -> Request:
        return Request(
            id=id or self._house.new_id(),
            team="studio",
            action=action,
            account=f"web:{who}",
            arguments=arguments,
            place=Direct(who),
            card=card,
            at=MONDAY,
        )
