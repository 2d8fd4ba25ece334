"""Random people: they type, press what they see and what they do not, fill forms well and badly, and click twice."""

from __future__ import annotations

import random
from collections.abc import Sequence

from msgspec.structs import replace

from adapters.web_chat.messages import ChatMessage
from bot.actions import read_command
from bot.requests import Ask, Direct, Profile, Reply, Request
from bot.ui import Button, ChoiceField, DateField, Field, FilesField, Form, NumberField, PersonField, TextField
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
DATES = ("fri 5pm", "tomorrow 5pm", "in 2 hours", "mon 9:00", "in 3 business days", "yesterday", "nonsense", "31 feb")
LINES = (
    "/tasks", "/tasks mine", "/tasks overdue", "/tasks team", "/tasks 1", "/tasks 99", "/standup", "/standup setup",
    "/standup answer", "/standup skip", "/standup status", "/checkin", "/promise Publish the page by thu", "/promise",
    "/checkin partner @gil", "/checkin partner @pat instead of @gil", "/promise history", "/checkin every 2 weeks",
    "/promise Call the bank by tomorrow with proof",
    "/digest", "/team", "/baton", "/baton away until tomorrow", "/baton back", "/baton hours 9-17", "/delegate",
    "/delegate @ana Sort receipts every weekday 9am ~1h done when: sorted", "/tasks systems", "/tasks S1",
    "/tasks S1 skip", "/delegate anyone Water plants 1 day after done ~1h done when: wet", "/tasks S1 pause",
    "/tasks S1 resume", "/tasks project Shop", "/tasks P1",
    "/handoff 1 @ben all is in the folder", "/handoff 2 @ana see the notes", "/handoff 1 @gil please", "/nonsense",
    "/handoff all @ana to @ben", "/handoff all @ben to @ana", "/handoff leaving @gil", "/handoff leaving @ana",
    "/tasks given", "/tasks waiting", "/tasks open", "/tasks serial1 @ana", "/tasks project Garden", "/tasks P2",
    "/baton away until tomorrow stand-in @ben", "/baton away until in 3 days stand-in @gil",
    "/baton away @ben until in 5 days stand-in @ana", "/baton away @gil until tomorrow stand-in @olivia",
    "/team role @gil partner", "/team role @gil guest", "/team role @ben partner", "/team role @ben assistant",
    "/delegate @ben Back up every day 5pm ~1h done when: kept", "/tasks S2", "/tasks S2 skip", "/team reminders",
)  # fmt: skip
# How runs begin, by the rest of their seed: a house with nothing to do, at work, and one in which somebody leaves.
AT_WORK = (
    ("olivia", "/delegate @ana Paint the shelf by fri 5pm ~2h done when: dry"), ("ana", "handoff.accept"),
    ("olivia", "/delegate @ana Sort the screws by fri 5pm ~1h done when: sorted"), ("ana", "handoff.accept"),
    ("ana", "/delegate @ben Count the boxes by in 3 business days ~30h done when: counted"), ("ben", "handoff.accept"),
    ("olivia", "/delegate @ben Fold the flyers by fri 5pm ~12h done when: folded"), ("ben", "handoff.accept"),
    ("olivia", "/delegate @gil Sweep the yard by fri 5pm ~1h done when: clean"),
    ("ben", "/delegate anyone Feed the cat by fri 5pm ~1h done when: fed"),
    ("olivia", "/delegate @ana Air the rooms every weekday 9am ~1h done when: aired"), ("ana", "handoff.accept"),
    ("olivia", "/tasks project Move"),
)  # fmt: skip
LEAVING = (("olivia", "/handoff all @ana to @ben"), ("olivia", "handoff.do_bulk"))
BEGINNINGS = ((), AT_WORK, (), (*AT_WORK, *LEAVING))
TYPED = {
    "due": DATES,
    "effort": ("2h", "30h", "long"),
    "link": ("https://docs.example/x",),
    "links": ("https://docs.example/x",),
    "steps": ("@ana Write the texts done when: read\n@ben Draw after 1", "Think\n@ana Act after: 1", ""),
    "repeats": ("every day 9am", "the last Friday of the month", "2 days after done", "now and then"),
}
NEEDED = ("person", "due", "done_when")  # of a whole brief
GIVEN_TO = ("@{}", "@{}", "@{}", "anyone", "@ana or @ben", "@gil or @{}")


def _options(field: Field) -> Sequence[str]:
    match field:
        case ChoiceField(choices=choices) | PersonField(people=choices):
            return [choice.value for choice in choices] or [""]
        case DateField():
            return DATES
        case NumberField():
            return ("1", "9")
        case TextField(name=name):
            return TYPED.get(name, WORDS)
        case FilesField():
            return ("",)


class Crowd:
    """Makes the next request; `seen` are the buttons anybody was ever shown, for forged presses."""

    def __init__(self, house: House, chance: random.Random) -> None:
        self._house = house
        self.chance = chance
        self._serial = 0
        self.seen: list[Button] = []
        self._answers: dict[str, Sequence[Button]] = {}

    def reads(self, request: Request, reply: Reply | Ask | None) -> None:
        """A private answer, whose buttons are pressed as those of messages are; the next takes its place."""
        if isinstance(reply, Reply):
            self._answers[request.account.removeprefix("web:")] = reply.card.buttons

    def typed(self) -> Request:
        """A line; every delegated outcome is unique, so that it can be counted afterwards."""
        who, chance = self.chance.choice(NAMES), self.chance
        if chance.random() < 0.5:
            self._serial += 1
            to = chance.choice(GIVEN_TO).format(chance.choice(NAMES))
            line = (
                f"/delegate {to} {chance.choice(WORDS)} serial{self._serial} "
                f"by {chance.choice(DATES)} ~{chance.randint(1, 5)}h done when: it is done"
            )
            who = chance.choice(("olivia", "olivia", "ana", "ben"))
        else:
            who, line = chance.choice(("olivia", "olivia", *NAMES)), chance.choice(LINES)
        action, arguments = read_command(line)
        return self._request(who, action, arguments)

    async def at_work(self, who: str, line: str) -> Request:
        """What comes next as the run begins: a line, or the newest button of that name."""
        if line.startswith("/"):
            return self._request(who, *read_command(line))
        messages = await self._house.store.find(ChatMessage, "studio", f"in:direct:{who}", newest=20)
        shown = [(m.key, button) for m in messages if m.card for button in m.card.buttons]
        shown += [("", button) for button in self._answers.get(who, ())]
        key, button = [(key, button) for key, button in shown if button.action == line][-1]
        return self._request(who, button.action, button.arguments, key)

    async def pressed(self) -> Request:
        """A button on somebody's screen; now and then one of another person, or one long gone."""
        chance = self.chance
        who = chance.choice((*self._answers, *self._answers, *NAMES))
        places = (f"in:direct:{who}", "in:web:general")
        some = [await self._house.store.find(ChatMessage, "studio", place, newest=20) for place in places]
        shown = [(m.key, button) for messages in some for m in messages if m.card for button in m.card.buttons]
        if (answer := self._answers.pop(who, ())) and chance.random() < 0.7:
            shown = [("", button) for button in answer]
        self.seen.extend(button for _, button in shown if button not in self.seen)
        if shown and chance.random() < 0.85:
            key, button = chance.choice(shown[-8:] if chance.random() < 0.4 else shown)
            return self._request(who, button.action, button.arguments, key)
        if self.seen:
            button = chance.choice(self.seen)
            return self._request(who, button.action, button.arguments)
        return self.typed()

    def left(self) -> Request:
        """The platform says that somebody has left."""
        who = self.chance.choice(("ben", "gil"))
        profile = Profile(account=f"web:{who}", name=who.title())
        return replace(self._request(who, "joining.profile", {"left": "1"}), profiles=(profile,))

    def filled(self, form: Form, asked: Request) -> Request:
        """The form as this person would send it: mostly sensible, sometimes empty or odd."""
        values = {field.name: self._value(field, wrong=field.name in form.errors) for field in form.fields}
        who = asked.account.removeprefix("web:")
        return self._request(who, form.action, form.arguments | values, id=f"form:{form.key}")

    def _value(self, field: Field, *, wrong: bool) -> str:
        chance = self.chance
        if field.value and not wrong and (field.name == "outcome" or chance.random() < 0.8):  # outcomes are counted
            return field.value
        if chance.random() < (0.05 if field.required or field.name in NEEDED else 0.8):
            return ""
        return chance.choice(_options(field))

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
