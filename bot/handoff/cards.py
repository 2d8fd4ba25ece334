"""What is shown of a task: its one live card for each person, and short private answers about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from bot.handoff.changed_parts import changed_blocks
from bot.handoff.clock_texts import clock_fact
from bot.handoff.due_texts import city, due_text, effort_text, holder_name, outside_hours
from bot.handoff.files import files_button, files_fact
from bot.handoff.older_cards import version
from bot.handoff.records import State, Task
from bot.handoff.reminder_rules import acknowledged
from bot.handoff.rules import WORKING, Side, sides
from bot.people import Person, Roster
from bot.projects.task_parts import part_of
from bot.systems.task_parts import acceptance, repeats
from bot.texts import Words, joined
from bot.times import say
from bot.ui import (
    BUTTONS_PER_CARD,
    Block,
    Button,
    ButtonStyle,
    Card,
    Fact,
    Facts,
    Link,
    Paragraph,
    Quote,
    Text,
    When,
)

# Likeliest first; at most five are shown.
BUTTONS: dict[tuple[State, Side], tuple[str, ...]] = {
    (State.DRAFT, Side.GIVER): ("finish", "undo"),
    (State.UNCLAIMED, Side.CANDIDATE): ("claim",),
    (State.UNCLAIMED, Side.GIVER): ("change", "undo", "note"),
    (State.OFFERED, Side.HOLDER): ("accept", "ask", "counter", "decline"),
    (State.OFFERED, Side.GIVER): ("undo", "change"),
    (State.COUNTERED, Side.HOLDER): ("accept", "counter", "decline"),
    (State.COUNTERED, Side.GIVER): ("agree", "insist", "change", "cancel"),
    (State.ACCEPTED, Side.HOLDER): ("hand_in", "ask", "block", "hand_off", "note"),
    (State.ACCEPTED, Side.GIVER): ("note", "change", "hand_off", "cancel"),
    (State.ASKED, Side.HOLDER): ("hand_in", "hand_off", "note"),
    (State.ASKED, Side.GIVER): ("answer", "change", "cancel"),
    (State.BLOCKED, Side.HOLDER): ("unblock", "name_unblocker", "hand_in", "hand_off", "note"),
    (State.BLOCKED, Side.GIVER): ("unblock", "name_unblocker", "change", "cancel"),
    (State.BLOCKED, Side.UNBLOCKER): ("unblock",),
    (State.COUNTERED, Side.STAND_IN): ("agree", "insist", "note"),
    (State.ACCEPTED, Side.STAND_IN): ("note",),
    (State.ASKED, Side.STAND_IN): ("answer", "note"),
    (State.BLOCKED, Side.STAND_IN): ("unblock", "name_unblocker", "note"),
    (State.HANDED_IN, Side.STAND_IN): ("approve", "send_back", "note"),
    (State.HANDED_IN, Side.HOLDER): ("note",),
    (State.HANDED_IN, Side.GIVER): ("approve", "send_back", "note"),
    (State.APPROVED, Side.GIVER): ("reopen",),
    (State.DECLINED, Side.GIVER): ("hand_off", "reopen"),
    (State.CANCELLED, Side.GIVER): ("reopen",),
}
DANGER = frozenset({"decline", "cancel"})
PRIMARY = frozenset(
    {"accept", "claim", "agree", "hand_in", "answer", "approve", "unblock", "finish", "take_over", "got_it"}
)


# Steps after which a state's own title does not say what changed.
TOLD = frozenset(
    {
        *("answer", "send_back", "agree", "insist", "unblock", "change", "reopen", "note"),
        *("withdraw", "take_over", "pass_up", "keep_it", "claim", "hand_back", "system", "came_back"),
        *("new_giver", "unnamed"),
    }
)


UNANSWERED = frozenset({"unanswered", "unaccepted"})
"""Reminders of an offer that its giver may rather hand to somebody else."""


class News(NamedTuple):
    """Of a reminder: what begins the first line, which is all that a notification shows, and what there is to do.

    `kind` is the rule it came by; without one it is no reminder, and cannot be snoozed.
    """

    headline: Text
    more: Text = ()
    kind: str = ""


def task_card(task: Task, reader: Person, roster: Roster, news: News | None = None) -> Card:
    """The live card as `reader` should see it: what changed and who has the ball, `news` (a reminder), the rest."""
    side = _side(task, reader)
    words = reader.words()
    blocks: list[Block] = [Paragraph(news.more)] if news and news.more else []
    if side is Side.STAND_IN and task.open:
        blocks.append(Paragraph(words("handoff.you_stand_in", away=roster.name(task.giver))))
    blocks.append(Facts(_facts(task, reader, roster)))
    blocks.extend(acceptance(task, reader, roster))
    blocks.extend(changed_blocks(task, words))
    blocks.extend(_situation(task, reader, roster))
    return Card(
        title=joined(
            [news.headline if news else _changed(task, reader, roster), _title(task, reader, roster, side)], " "
        ),
        blocks=tuple(blocks),
        buttons=_buttons(task, reader, roster, side, news.kind if news else ""),
        footer=_last_event(task, words, roster),
    )


def _side(task: Task, reader: Person) -> Side:
    """The part that counts for the card, the nearest to the work first."""
    mine = sides(task, reader)
    order = (Side.HOLDER, Side.NEWCOMER, Side.GIVER, Side.STAND_IN, Side.UNBLOCKER, Side.CANDIDATE)
    return next((side for side in order if side in mine), Side.NOBODY)


def _title(task: Task, reader: Person, roster: Roster, side: Side) -> Text:
    theirs = side in (Side.HOLDER, Side.CANDIDATE)
    kind = "waiting" if task.waits else task.state.value
    name = "newcomer" if side is Side.NEWCOMER else f"{kind}_{'holder' if theirs else 'giver'}"
    names = {"giver": roster.name(task.giver), "holder": holder_name(task, roster, reader.words())}
    return reader.words()(f"handoff.title_{name}", id=task.id, outcome=task.outcome, **names)


def _changed(task: Task, reader: Person, roster: Roster) -> Text:
    """`Olivia answered.`, for everybody but her."""
    event = task.events[-1] if task.events else None
    if event is None or event.kind not in TOLD or event.by == reader.id:
        return ()
    return reader.words()(f"handoff.news_{event.kind}", who=roster.name(event.by))


def _facts(task: Task, reader: Person, roster: Roster) -> tuple[Fact, ...]:
    words = reader.words()
    rows = [Fact(words.plain("handoff.fact_due"), due_text(task, reader, roster))]
    if task.proposed_at:
        rows.append(Fact(words.plain("handoff.fact_proposed"), (When(task.proposed_at),)))
    if task.effort_minutes:
        rows.append(Fact(words.plain("handoff.fact_effort"), effort_text(task, reader, roster)))
    if task.priority:
        rows.append(Fact(words.plain("handoff.fact_priority"), words(f"handoff.priority_{task.priority}")))
    if task.repeat_hours:
        rows.append(Fact(words.plain("handoff.fact_ack"), words("handoff.ack_every", n=task.repeat_hours)))
    if task.done_when:
        rows.append(Fact(words.plain("handoff.fact_done_when"), (task.done_when,)))
    rows.extend((*clock_fact(task, reader, roster), *repeats(task, words), *part_of(task, words)))
    if task.source:
        source = Link(words.plain("handoff.source"), task.source)
        rows.append(Fact(words.plain("handoff.fact_source"), words("handoff.source_if_there", message=source)))
    if task.links:
        rows.append(Fact(words.plain("handoff.fact_links"), _linked(task.links)))
    rows.extend(files_fact(task, words, roster))
    return tuple(rows)


def _situation(task: Task, reader: Person, roster: Roster) -> list[Block]:
    """What is open right now, in the words of whoever said it."""
    words, blocks = reader.words(), list[Block]()

    def said(key: str, text: str) -> None:
        if text:
            blocks.extend((Paragraph(words(f"handoff.said_{key}")), Quote((text,))))

    if task.open:
        said("question", task.question)
        said("answer", task.answer)
        said("missing", task.missing)
    said("blocker", task.blocker)
    unblocker = roster.get(task.unblocker)
    if unblocker:
        blocks.append(Paragraph(words("handoff.unblocker", who=unblocker.mention())))
    if task.state in (State.HANDED_IN, State.APPROVED):
        said("work", task.note)
        blocks.extend(_open_links(task.link, words.plain("handoff.link")))
    blocks.extend(_last_words(task, words))
    newcomer = roster.get(task.newcomer)
    if newcomer and newcomer.id != reader.id:
        blocks.append(Paragraph(words("handoff.newcomer", who=newcomer.name)))
    said("context", task.context)
    if task.state in (State.DECLINED, State.CANCELLED):
        said("why", task.events[-1].text)
    said("quoted", task.quoted)  # last, as what is open now comes first where there is no room for all
    return blocks


def _last_words(task: Task, words: Words) -> list[Block]:
    """Of a note, or of why it was handed back, as long as nothing has happened since."""
    last = task.events[-1] if task.events else None
    if last is None or last.kind not in ("note", "hand_back"):
        return []
    said = Paragraph(words("handoff.said_note" if last.kind == "note" else "handoff.said_why"))
    return [said, Quote((last.text,)), *_open_links(last.link, words.plain("handoff.note_link"))]


def _linked(links: Sequence[str]) -> Text:
    """Each by its host, and by its path where another is of the same host."""
    hosts = [urlsplit(link).netloc for link in links]
    names = [
        host + (urlsplit(link).path if hosts.count(host) > 1 else "") for host, link in zip(hosts, links, strict=True)
    ]
    return joined([(Link(name[:60], link),) for name, link in zip(names, links, strict=True)], ", ")


def _open_links(links: str, label: str) -> list[Block]:
    """One by its label, several by their hosts behind it."""
    each = links.split()
    if len(each) < 2:
        return [Paragraph((Link(label, link),)) for link in each]
    return [Paragraph((f"{label}: ", *_linked(each)))]


def _buttons(task: Task, reader: Person, roster: Roster, side: Side, reminded: str) -> tuple[Button, ...]:
    names = [name for name in BUTTONS.get((task.state, side), ()) if name != "name_unblocker" or not task.unblocker]
    if side is Side.NEWCOMER:
        names = ["take_over", "pass_up"]
    if side is Side.HOLDER and task.newcomer and task.state in WORKING:
        names = ["keep_it", *(name for name in names if name != "hand_off")]
    if side is Side.HOLDER and task.open_to:
        names = ["hand_back" if name == "hand_off" else name for name in names]
    if side is Side.HOLDER and reader.id == task.giver:
        # Giver and holder at once: nobody else can answer, review or cancel.
        names = [*names[:2], *(n for n in BUTTONS.get((task.state, Side.GIVER), ()) if n not in names[:2])]
    holder = roster.get(task.holder)
    words = reader.words()
    moves: list[Button] = []
    if side is Side.GIVER and task.state is State.OFFERED and holder and _can_move(task, holder):
        moves = _move_buttons(task, reader, holder)
    if reminded and side is Side.HOLDER and task.repeat_hours and not acknowledged(task):
        names.insert(0, "got_it")
    if task.was and side is Side.GIVER:
        # What waits is a change, or was declined as one; undoing it is not taking back the whole task.
        names = ["withdraw", *("cancel" if name == "undo" else name for name in names)]
    if reminded in UNANSWERED and side is Side.GIVER:
        moves, names = [], ["hand_off", *names]
    files = files_button(task, words)
    names = _beside_files(names) if files else names
    said = [*moves, *(button(name, task, words) for name in names)]
    buttons = [*said[: BUTTONS_PER_CARD - len(files)], *files]
    if reminded:
        why = Button(
            label=words.plain("reminders.button_why"),
            action="handoff.why",
            arguments={"task": task.id, "kind": reminded},
        )
        buttons = [*buttons[: BUTTONS_PER_CARD - 2], button("snooze", task, words), why]
    return tuple(buttons[:BUTTONS_PER_CARD])


def _beside_files(names: list[str]) -> list[str]:
    """Where there is no room for all, handing it on gives way, for which there is a command."""
    return [name for name in names if name != "hand_off" or len(names) < BUTTONS_PER_CARD]


def _can_move(task: Task, holder: Person) -> bool:
    return not task.due_kept and outside_hours(task, holder)


def _move_buttons(task: Task, reader: Person, holder: Person) -> list[Button]:
    words = reader.words()
    at = say(task.due_at, reader.zone, reader.locale) if task.due_at else ""
    return [button("move_due", task, words, at=at, city=city(holder.zone)), button("keep_due", task, words)]


def button(name: str, task: Task, words: Words, **said: str) -> Button:
    label, arguments = words.plain(f"handoff.button_{name}", **said), {"task": task.id}
    if seen := version(task, name):
        arguments["seen"] = seen
    style: ButtonStyle = "primary" if name in PRIMARY else "danger" if name in DANGER else "plain"
    return Button(label=label, action=f"handoff.{name}", arguments=arguments, style=style)


def _last_event(task: Task, words: Words, roster: Roster) -> Text:
    if not task.events:
        return ()
    event = task.events[-1]
    who = roster.get(event.by)
    return words(f"handoff.event_{event.kind}", who=who.name if who else "Baton", at=When(event.at))


def notice(words: Words, key: str, task: Task) -> Card:
    """A short private answer about one task."""
    return Card(title=words(f"handoff.{key}", id=task.id, outcome=task.outcome))


def invitation(words: Words, draft: Task, typed: str) -> Card:
    """The brief waits for somebody who is not on the team: how they come, and what is left to do then."""
    return Card(
        title=words("handoff.invitation", id=draft.id, typed=typed),
        blocks=(Paragraph(words("handoff.invitation_how")),),
        buttons=(button("finish", draft, words),),
    )
