"""What the owner is shown of a standup: its settings, what it will ask, and who is in the channel it follows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.handoff.due_texts import city
from bot.lists import first
from bot.standups.cards import asked_as, day_of, listed
from bot.standups.coming import elsewhen, next_asked
from bot.standups.records import Followed, Standup
from bot.standups.settings import write_days
from bot.standups.windows import Crew
from bot.texts import Words
from bot.times import say_clock, say_duration
from bot.ui import Block, Button, Card, Fact, Facts, Items, Paragraph, Text, When

ELSEWHEN_SHOWN = 10


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
        return f"{words.plain('standups.all_assistants')}: {people or words.plain('standups.nobody_yet')}"
    return people or words.plain("standups.nobody")


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


def first_card(standup: Standup, asked: Crew, day: date, words: Words) -> Card:
    """What a standup will ask that has not asked yet."""
    questions = Items(tuple(asked_as(question) for question in standup.questions), ordered=True)
    title = words("standups.preview_first", name=standup.name, at=When(next_asked(standup, asked, day)[1]))
    if asks_nobody(standup, asked):
        title = words("standups.preview_nobody", name=standup.name, coming=next_words(standup, asked, words))
    return Card(
        title=title,
        blocks=(Paragraph(words("standups.preview_asks")), questions, Paragraph(words("standups.preview_posts"))),
    )


def asks_nobody(standup: Standup, asked: Crew) -> bool:
    """Whether all whom it names have left; not while it is not known yet who is in its channel."""
    looking = standup.followed is not None and not standup.followed.name
    return not asked.people and not looking


def next_words(standup: Standup, asked: Crew, words: Words) -> Text:
    """The next day on which somebody works, and when its first prompt goes out."""
    if standup.next_day is None:
        return words("standups.next_paused")
    if asks_nobody(standup, asked):
        return words("standups.next_nobody")
    day, at = next_asked(standup, asked, standup.next_day)
    return words("standups.next_from", day=day_of(day), at=When(at))


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
