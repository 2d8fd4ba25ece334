"""What a standup shows in private: the prompt that becomes the answer sheet's card, and the owner's settings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time

from bot.handoff.due_texts import city
from bot.lists import first
from bot.standups.questions import field_name
from bot.standups.records import Followed, Question, Sitting, Standup
from bot.standups.settings import write_days
from bot.standups.windows import Crew, elsewhen, opens_at
from bot.texts import Value, Words, joined
from bot.times import say_clock, say_duration
from bot.ui import Block, Button, Card, Fact, Facts, Items, Paragraph, Quote, Text, When, as_text

NAMES_SHOWN = 25
ELSEWHEN_SHOWN = 10
OTHERS_SHOWN = 3
NAME_ON_BUTTON = 24


def day_of(day: date) -> When:
    """A calendar day, the same for every reader."""
    return When(datetime.combine(day, time(12), UTC), "date", "UTC")


def listed(names: Iterable[str], words: Words) -> str:
    """`Ana, Ben`, and how many more there are after the first twenty-five."""
    return as_text(joined(list(first([(name,) for name in names], NAMES_SHOWN, words)), between=", "))


def ask_card(sitting: Sitting, words: Words, footer: Text = ()) -> Card:
    """The prompt, with what is drafted where one tap can post it."""
    run, seat = sitting.run, sitting.seat
    questions: Block = Items(tuple((question.text,) for question in run.questions), ordered=True)
    return Card(
        title=words("standups.ask_title", name=run.name, day=day_of(run.day), closes=When(seat.closes_at)),
        blocks=_draft_blocks(sitting, words) or (questions,),
        buttons=_ask_buttons(sitting, words),
        footer=footer,
    )


def remind_card(sitting: Sitting, words: Words) -> Card:
    """The same card again at the end of the private chat, for those who have not answered."""
    return Card(
        title=words("standups.remind_title", name=sitting.run.name, closes=When(sitting.seat.closes_at)),
        blocks=_draft_blocks(sitting, words) or (Paragraph(words("standups.remind_body")),),
        buttons=_ask_buttons(sitting, words),
    )


def said_blocks(question: str, text: str, words: Words) -> tuple[Block, ...]:
    """A question, and what was said to it set apart."""
    return (Paragraph((question,)), Quote((text,) if text else words("standups.nothing_said")))


def _draft_blocks(sitting: Sitting, words: Words) -> tuple[Block, ...]:
    draft = sitting.seat.draft
    if not draft:
        return ()
    blocks: list[Block] = [Paragraph(words("standups.unchanged" if sitting.seat.unchanged else "standups.drafted"))]
    for number, question in enumerate(sitting.run.questions, 1):
        blocks.extend(said_blocks(question.text, draft.get(field_name(number), ""), words))
    return tuple(blocks)


def kept_card(sitting: Sitting, words: Words) -> Card:
    """An answer given ahead: when it is posted."""
    run = sitting.run
    at = When(min(seat.prompt_at for seat in run.seats))
    change = Button(label=words.plain("standups.button_change"), action="standups.ahead")
    return Card(title=words("standups.ahead_kept", name=run.name, day=day_of(run.day), at=at), buttons=(change,))


def reply_card(sitting: Sitting, others: Sequence[Sitting], words: Words, *, ready: bool) -> Card:
    """What was read from plain words, to be posted with one tap; with the other standups that it may be meant for."""
    run, draft = sitting.run, sitting.seat.draft
    blocks: list[Block] = []
    for number, question in enumerate(run.questions, 1):
        blocks.extend(said_blocks(question.text, draft.get(field_name(number), ""), words))
    verbs = ("post", "change") if ready else ("finish",)
    actions = {"post": "confirm", "change": "answer", "finish": "answer"}
    buttons = [
        Button(
            label=words.plain(f"standups.button_{verb}"),
            action=f"standups.{actions[verb]}",
            arguments={"run": run.id},
            style="primary" if verb == verbs[0] else "plain",
        )
        for verb in verbs
    ]
    for other in others[:OTHERS_SHOWN]:
        label = words.plain("standups.button_instead", name=other.run.name[:NAME_ON_BUTTON])
        about = {"run": other.run.id, "of": run.id}
        buttons.append(Button(label=label, action="standups.instead", arguments=about))
    key = "reply_title" if ready else "reply_unfinished"
    title = words(f"standups.{key}", name=run.name, day=day_of(run.day))
    return Card(title=title, blocks=tuple(blocks), buttons=tuple(buttons), footer=words("standups.reply_footer"))


def _ask_buttons(sitting: Sitting, words: Words) -> tuple[Button, ...]:
    verbs = ("drafted", "change", "skip") if sitting.seat.draft else ("answer", "skip")
    actions = {"drafted": "confirm", "change": "answer"}
    return tuple(
        Button(
            label=words.plain(f"standups.button_{verb}"),
            action=f"standups.{actions.get(verb, verb)}",
            arguments={"run": sitting.run.id},
            style="primary" if verb == verbs[0] else "plain",
        )
        for verb in verbs
    )


def sheet_card(sitting: Sitting, words: Words, now: datetime) -> Card:
    """How one's own day stands, once it is answered, skipped or over; with the one thing that can still be done."""
    run, seat, answer = sitting.run, sitting.seat, sitting.answer
    closed = now >= seat.closes_at
    late = answer is not None and answer.late
    if answer is None or answer.skipped:
        key = "mine_closed" if closed else "mine_skipped"
        label, until = ("button_late" if closed else "button_answer"), ("" if closed else "mine_skipped_until")
    elif closed:
        key, label, until = ("mine_late_title" if late else "mine_closed_done"), "", ""
    else:
        key, label, until = "mine_title", "button_change", "mine_until"
    closes = When(seat.closes_at)
    button = (
        ()
        if not label
        else (Button(label=words.plain(f"standups.{label}"), action="standups.answer", arguments={"run": run.id}),)
    )
    return Card(
        title=words(f"standups.{key}", name=run.name, day=day_of(run.day), closes=closes),
        blocks=(Paragraph(words(f"standups.{until}", closes=closes)),) if until else (),
        buttons=button,
    )


def settings_facts(standup: Standup, asked: Crew, words: Words) -> Facts:
    """The settings in a few rows, with the next day and its first prompt."""
    time_of_day = say_clock(standup.minutes)
    close = say_duration(standup.close_minutes, words.locale)
    when = (
        words("standups.time_team", time=time_of_day, zone=city(asked.zone))
        if standup.zone_mode == "team"
        else words("standups.time_personal", time=time_of_day)
    )
    closes = words("standups.closes_after", close=close)
    if standup.reminder_minutes:
        reminder = say_duration(standup.reminder_minutes, words.locale)
        closes = words("standups.reminds", close=close, reminder=reminder)
    rows = (
        ("people", (_people(standup, asked, words),)),
        ("days", (write_days(standup.days),)),
        ("time", when),
        ("closes", closes),
        ("questions", (str(len(standup.questions)),)),
        ("next", next_words(standup, asked, words)),
    )
    return Facts(tuple(Fact(words.plain(f"standups.fact_{label}"), value) for label, value in rows))


def _people(standup: Standup, asked: Crew, words: Words) -> str:
    """`all assistants: Ana, Ben`, `everybody in #support: Ana`"""
    people = listed((person.name for person in asked.people), words)
    if standup.followed is not None:
        return _there(standup.followed, people, words)
    if standup.everyone:
        everyone = words.plain("standups.all_assistants")
        return f"{everyone}: {people}" if people else everyone
    return people


def _there(followed: Followed, people: str, words: Words) -> str:
    channel = f"#{followed.name}" if followed.name else words.plain("standups.the_channel")
    if not followed.name and not followed.lost:
        return words.plain("standups.channel_looking", channel=channel)
    if not people:
        return words.plain("standups.channel_empty", channel=channel)
    return words.plain(
        "standups.channel_lost" if followed.lost else "standups.channel_people", channel=channel, people=people
    )


def following_card(standup: Standup, asked: Crew, strangers: Sequence[str], words: Words) -> Card:
    """To the owner: who in the channel is asked, who is there and not on the team; or that it is seen no more."""
    followed = standup.followed or Followed(channel="")
    channel = f"#{followed.name}" if followed.name else words.plain("standups.the_channel")
    key = "following_lost" if followed.lost else "following"
    people = listed((person.name for person in asked.people), words) or words.plain("standups.nobody_yet")
    blocks: list[Block] = [Facts((Fact(words.plain("standups.fact_asked"), (people,)),))]
    if strangers and not followed.lost:
        names = listed(strangers, words)
        blocks.append(Paragraph(words("standups.following_strangers", n=len(strangers), names=names)))
    if followed.lost:
        blocks.append(Paragraph(words("standups.following_lost_body", channel=channel)))
    about = {"standup": standup.id}
    change = Button(label=words.plain("standups.button_setup"), action="standups.setup", arguments=about)
    title = words(f"standups.{key}", name=standup.name, channel=channel)
    told, own = _outside_hours(standup, asked, words)
    footer = () if followed.lost else words("standups.following_footer")
    return Card(title=title, blocks=(*blocks, *told), buttons=(*own, change), footer=footer)


def first_card(standup: Standup, at: When, words: Words) -> Card:
    """What a standup will ask that has not asked yet."""
    questions = Items(tuple((question.text, *_options(question)) for question in standup.questions), ordered=True)
    return Card(
        title=words("standups.preview_first", name=standup.name, at=at),
        blocks=(Paragraph(words("standups.preview_asks")), questions, Paragraph(words("standups.preview_posts"))),
    )


def _options(question: Question) -> Text:
    return (f" [{' / '.join(question.choices)}]",) if question.choices else ()


def next_words(standup: Standup, asked: Crew, words: Words) -> Text:
    """The next day and when its first prompt goes out."""
    if standup.next_day is None:
        return words("standups.next_paused")
    at = When(opens_at(standup, asked, standup.next_day))
    return words("standups.next_from", day=day_of(standup.next_day), at=at)


def lead_card(key: str, standup: Standup, asked: Crew, words: Words) -> Card:
    """The owner's card of a standup: a title from the catalogue, the settings, and what can be done with them."""
    told, own = _outside_hours(standup, asked, words)
    return Card(
        title=words(key, name=standup.name),
        blocks=(settings_facts(standup, asked, words), *told),
        buttons=own + lead_buttons(standup, words),
    )


def _outside_hours(standup: Standup, asked: Crew, words: Words) -> tuple[tuple[Block, ...], tuple[Button, ...]]:
    """Who is asked at another time than the team's, and when there; with the button that asks each in their own."""
    others = elsewhen(standup, asked, standup.next_day) if standup.next_day else ()
    if not others:
        return (), ()
    lines = [
        words(
            "standups.elsewhen",
            name=one.person.name,
            at=When(one.at, "time", one.person.zone),
            asked=When(one.asked_at, "moment", one.person.zone),
        )
        for one in others
    ]
    about = {"standup": standup.id}
    own = Button(label=words.plain("standups.button_own_time"), action="standups.own_time", arguments=about)
    return (Paragraph(words("standups.elsewhen_title")), Items(first(lines, ELSEWHEN_SHOWN, words))), (own,)


def lead_buttons(standup: Standup, words: Words) -> tuple[Button, ...]:
    verbs = ("preview", "setup", "resume" if standup.paused else "pause", "duplicate")
    return tuple(
        Button(
            label=words.plain(f"standups.button_{verb}"),
            action=f"standups.{verb}",
            arguments={"standup": standup.id},
        )
        for verb in verbs
    )


def note(words: Words, key: str, **values: Value) -> Card:
    """One sentence and nothing to press."""
    return Card(title=words(key, **values))
