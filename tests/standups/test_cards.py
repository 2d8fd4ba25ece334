"""Cards at the edges of what a platform shows: many people, long words, and nothing at all."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.blockers.records import Blocker
from bot.people import Role, Roster
from bot.standups.cards import listed, sheet_card
from bot.standups.day_cards import Day, head_card, summary_card
from bot.standups.forms import answer_form, setup_form
from bot.standups.questions import read_questions
from bot.standups.records import Answer, Line, Question
from bot.standups.settings import begun
from bot.texts import Words
from bot.ui import Facts, Items, Mention, Paragraph, as_text
from tests.standups.made import NOON, ROSTER, answer, lines, person, run, seat, sitting

WORDS = Words("en")
CLOSE = NOON + timedelta(hours=3)


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "p0"), (2, "p0, p1"), (25, ", ".join(f"p{n}" for n in range(25)))],
)
def test_names_are_listed(count: int, said: str) -> None:
    assert listed((f"p{n}" for n in range(count)), WORDS) == said


def test_more_than_twenty_five_names_are_counted() -> None:
    assert listed((f"p{n}" for n in range(27)), WORDS).endswith("p24, and 2 more")


def big_day(count: int, blocker: str) -> Day:
    people = {f"p{n}": replace(person(f"p{n}", Role.ASSISTANT), name="N" * 60) for n in range(count)}
    answers = [replace(answer(one), lines=lines("x" * 1_000, "y" * 1_000, blocker)) for one in people]
    return Day(
        run=run(*(seat(one) for one in people)), answers=answers, roster=Roster(tuple(people.values())), now=CLOSE
    )


def test_a_day_of_fifty_people_with_the_longest_words_fits() -> None:
    day = big_day(50, "z" * 1_000)
    head_card(day, WORDS)
    card = summary_card(day, WORDS)
    listed = card.blocks[-1]
    assert isinstance(listed, Items)
    assert as_text(listed.items[0]) == "N" * 60 + ": " + "z" * 300 + " … (the rest is in the thread)"
    assert len(listed.items) == 11
    assert as_text(listed.items[-1]).endswith("40 more")


def test_what_many_picked_is_counted_below_what_is_in_the_way_and_fits_with_the_longest_choices() -> None:
    asked = Question(text="q" * 100, kind="choice", choices=("a" * 75, "b" * 75))
    day = big_day(60, "Shop access")
    answers = [
        replace(one, lines=(*one.lines, Line(question=asked.text, text=asked.choices[number % 3 == 0])))
        for number, one in enumerate(day.answers)
    ]
    many = replace(day, run=replace(day.run, questions=(*day.run.questions, asked)), answers=answers)
    *_, in_the_way, picked = summary_card(many, WORDS).blocks
    assert isinstance(in_the_way, Items)
    assert as_text(in_the_way.items[0]).endswith(": Shop access")
    assert picked == Items(((f"{'q' * 100} {'a' * 75} (40 people), {'b' * 75} (20 people)",),))
    few = summary_card(replace(many, answers=answers[:10]), WORDS).blocks[-1]
    assert isinstance(few, Items)
    assert f"{'N' * 60}: {'a' * 75}, " in as_text(few.items[0])


@pytest.mark.parametrize(("length", "whole"), [(300, True), (301, False)])
def test_a_blocker_is_said_whole_up_to_three_hundred_characters(length: int, whole: bool) -> None:
    listed = summary_card(big_day(1, "z" * length), WORDS).blocks[-1]
    assert isinstance(listed, Items)
    assert as_text(listed.items[0]).endswith(": " + "z" * length) is whole


def test_what_is_in_the_way_is_listed_by_age_with_tasks_last_and_without_what_was_cleared() -> None:
    said = replace(answer(), lines=lines(blocker="Shop access\n#41 Photos: no key (2 days)\nNo paper\nnone"))
    older = Blocker(team="t1", id="1", person="ana", text="Slow line", answer="1:x:ana", owner="olivia", said_at=NOON)
    today = replace(older, id="2", text="Shop access", answer=said.id, said_at=CLOSE)
    day = Day(run=run(), answers=[said], roster=ROSTER, now=CLOSE + timedelta(days=1), blockers=[older, today])
    cleared = replace(older, id="3", text="No paper", answer=said.id, resolved_at=CLOSE)
    listed = summary_card(replace(day, cleared=[cleared]), WORDS).blocks[-1]
    assert isinstance(listed, Items)
    assert [as_text(item) for item in listed.items] == [
        "Ana: Slow line · 1 day, with Olivia",
        "Ana: Shop access · 1 day, with Olivia",
        "Ana: #41 Photos: no key (2 days)",
    ]


def test_the_head_never_says_who_is_missing() -> None:
    day = Day(run=run(seat("ana"), seat("ben")), answers=[answer("ana")], roster=ROSTER, now=NOON)
    said = "".join(as_text(block.text) for block in head_card(day, WORDS).blocks if isinstance(block, Paragraph))
    assert said == "1 of 2 answered: Ana"
    assert head_card(replace(day, answers=[]), WORDS).blocks == ()


def test_the_summary_names_without_a_mention() -> None:
    day = Day(run=run(seat("ana"), seat("ben")), answers=[answer("ana")], roster=ROSTER, now=CLOSE)
    facts = summary_card(day, WORDS).blocks[0]
    assert isinstance(facts, Facts)
    assert [(row.label, row.value) for row in facts.rows] == [("Answered", ("Ana",)), ("No answer", ("Ben",))]
    assert not any(isinstance(span, Mention) for row in facts.rows for span in row.value)


def test_the_longest_forms_can_be_opened() -> None:
    asked = read_questions("\n".join(f"{n}" + "x" * 98 for n in range(9)) + "\nEnergy [0-10]", WORDS)
    place = replace(sitting(), run=replace(run(), questions=asked))
    form = answer_form("k", place, {"q10": "99"}, WORDS, NOON)
    assert [field.label for field in form.fields] == [*(f"{n}" + "x" * 43 + "…" for n in range(9)), "Energy"]
    assert form.fields[0].hint == "0" + "x" * 98
    assert form.fields[9].value == ""
    setup_form("k", {"standup": "1"}, begun(""), WORDS)


@pytest.mark.parametrize(
    ("given", "closed", "said", "button"),
    [
        (answer(), False, "Your answer is posted", "Change"),
        (answer(), True, "It is closed", ""),
        (answer(late=True), True, "marked late", ""),
        (answer(skipped=True), False, "You skip this one", "Answer"),
        (answer(skipped=True), True, "It closed at", "Answer late"),
        (None, True, "It closed at", "Answer late"),
    ],
)
def test_the_private_card_offers_the_one_thing_left(given: Answer | None, closed: bool, said: str, button: str) -> None:
    card = sheet_card(sitting(given), WORDS, CLOSE if closed else NOON)
    assert said in as_text(card.title)
    assert [pressed.label for pressed in card.buttons] == ([button] if button else [])
