"""What a standup shows in private: the prompt that becomes the answer sheet's card."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time

from bot.lists import first
from bot.standups.questions import field_name, is_whole
from bot.standups.records import Question, Run, Sitting
from bot.standups.task_links import task_buttons
from bot.texts import Value, Words, joined
from bot.ui import BUTTONS_PER_CARD, Block, Button, Card, Items, Paragraph, Quote, Text, When, as_text

NAMES_SHOWN = 25
OTHERS_SHOWN = 3
NAME_ON_BUTTON = 24
# What a button does where it is not called so.
ACTION_OF = {"drafted": "confirm", "post": "confirm", "change": "answer", "finish": "answer", "late": "answer"}


def day_of(day: date) -> When:
    """A calendar day, the same for every reader."""
    return When(datetime.combine(day, time(12), UTC), "date", "UTC")


def listed(names: Iterable[str], words: Words) -> str:
    """`Ana, Ben`, and how many more there are after the first twenty-five."""
    return as_text(joined(list(first([(name,) for name in names], NAMES_SHOWN, words)), between=", "))


def ask_card(sitting: Sitting, words: Words, footer: Text = ()) -> Card:
    """The prompt, with what is drafted where one tap can post it."""
    run, seat = sitting.run, sitting.seat
    questions: Block = Items(tuple(asked_as(question) for question in run.questions), ordered=True)
    return Card(
        title=words("standups.ask_title", name=run.name, day=day_of(run.day), closes=When(seat.closes_at)),
        blocks=_draft_blocks(sitting, words) or (questions,),
        buttons=_ask_buttons(sitting, words),
        footer=footer,
    )


def asked_as(question: Question) -> Text:
    """The question with what can be answered, where that is not up to one's own words: `How sure are you? [1–5]`."""
    if not question.choices:
        return (question.text,)
    between = "–" if question.kind == "scale" else " / "
    shown = (question.choices[0], question.choices[-1]) if question.kind == "scale" else question.choices
    return (f"{question.text} [{between.join(shown)}]",)


def remind_card(sitting: Sitting, words: Words) -> Card:
    """The same card again at the end of the private chat, for those who have not answered."""
    return Card(
        title=words("standups.remind_title", name=sitting.run.name, closes=When(sitting.seat.closes_at, "time")),
        blocks=_draft_blocks(sitting, words) or (Paragraph(words("standups.remind_body")),),
        buttons=_ask_buttons(sitting, words),
    )


def said_blocks(question: Text, text: str, words: Words) -> tuple[Block, ...]:
    """A question, and what was said to it set apart."""
    return (Paragraph(question), Quote((text,) if text else words("standups.nothing_said")))


def _draft_blocks(sitting: Sitting, words: Words) -> tuple[Block, ...]:
    seat = sitting.seat
    if not seat.draft:
        return ()
    key = "written" if seat.said else "unchanged" if seat.unchanged else "drafted"
    return (Paragraph(words(f"standups.{key}")), *_sheet_blocks(sitting, words))


def _sheet_blocks(sitting: Sitting, words: Words) -> tuple[Block, ...]:
    """The draft, question by question; what has to be answered and is not yet is said to be open."""
    blocks: list[Block] = []
    for number, question in enumerate(sitting.run.questions, 1):
        text = sitting.seat.draft.get(field_name(number), "")
        asked = asked_as(question)
        if question.required and not text:
            blocks.append(Paragraph((*asked, " ", *words("standups.still_open"))))
        else:
            blocks.extend(said_blocks(asked, text, words))
    return tuple(blocks)


def kept_card(sitting: Sitting, words: Words) -> Card:
    """An answer given ahead: when it is posted."""
    run = sitting.run
    at = When(min(seat.prompt_at for seat in run.seats))
    change = Button(label=words.plain("standups.button_change"), action="standups.ahead")
    return Card(title=words("standups.ahead_kept", name=run.name, day=day_of(run.day), at=at), buttons=(change,))


def reply_card(sitting: Sitting, others: Sequence[Sitting], words: Words, *, ready: bool) -> Card:
    """What was read from plain words, to be posted with one tap; with the other standups that it may be meant for."""
    run, verbs = sitting.run, ("post", "change") if ready else ("finish",)
    buttons = list(run_buttons(run, verbs, words, primary=verbs[0]))
    for other in others[:OTHERS_SHOWN]:
        label = words.plain("standups.button_instead", name=other.run.name[:NAME_ON_BUTTON])
        about = {"run": other.run.id, "of": run.id}
        buttons.append(Button(label=label, action="standups.instead", arguments=about))
    key = "reply_title" if ready else "reply_unfinished"
    title = words(f"standups.{key}", name=run.name, day=day_of(run.day))
    blocks = _sheet_blocks(sitting, words)
    return Card(title=title, blocks=blocks, buttons=tuple(buttons), footer=words("standups.reply_footer"))


def run_buttons(run: Run, verbs: Iterable[str], words: Words, primary: str = "") -> tuple[Button, ...]:
    """About one day; a verb is the button's name in the catalogue."""
    return tuple(
        Button(
            label=words.plain(f"standups.button_{verb}"),
            action=f"standups.{ACTION_OF.get(verb, verb)}",
            arguments={"run": run.id},
            style="primary" if verb == primary else "plain",
        )
        for verb in verbs
    )


def _ask_buttons(sitting: Sitting, words: Words) -> tuple[Button, ...]:
    seat = sitting.seat
    verbs: tuple[str, ...] = ("answer", "skip")
    if seat.draft:
        whole = is_whole(sitting.run.questions, seat.draft)
        verbs = ("post" if seat.said else "drafted", "change", "skip") if whole else ("finish", "skip")
    tasks = task_buttons(seat.draft.values(), BUTTONS_PER_CARD - len(verbs))
    return run_buttons(sitting.run, verbs, words, primary=verbs[0]) + tasks


def sheet_card(sitting: Sitting, words: Words, now: datetime) -> Card:
    """How one's own day stands, once it is answered, skipped or over; with the one thing that can still be done."""
    run, seat, answer = sitting.run, sitting.seat, sitting.answer
    verbs: tuple[str, ...]
    closed = now >= seat.closes_at
    late = answer is not None and answer.late
    if answer is None or answer.skipped:
        key = "mine_closed" if closed else "mine_skipped"
        verbs, until = ("late" if closed else "answer",), ("" if closed else "mine_skipped_until")
    elif closed:
        key, verbs, until = ("mine_late_title" if late else "mine_closed_done"), (), ""
    else:
        key, verbs, until = "mine_title", ("change",), "mine_until"
    closes = When(seat.closes_at)
    return Card(
        title=words(f"standups.{key}", name=run.name, day=day_of(run.day), closes=closes),
        blocks=(Paragraph(words(f"standups.{until}", closes=closes)),) if until else (),
        buttons=run_buttons(run, verbs, words),
    )


def note(words: Words, key: str, **values: Value) -> Card:
    """One sentence and nothing to press."""
    return Card(title=words(key, **values))
