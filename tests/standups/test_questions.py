"""Questions read and written, answers read from a form, drafts and plain replies."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from bot.errors import Refused
from bot.standups.questions import (
    ANSWER_LENGTH,
    Draft,
    blockers,
    draft,
    is_nothing,
    is_whole,
    read_lines,
    read_questions,
    read_reply,
    said_of,
    write_questions,
)
from bot.standups.records import About, Question
from bot.standups.templates import DAILY
from bot.texts import Words
from tests.standups.made import QUESTIONS, answer, lines

WORDS = Words("en")
NONE_DONE = "Nothing handed in"
NOTHING: dict[About, str] = {"done": NONE_DONE}


def test_the_template_asks_for_done_next_and_blockers() -> None:
    assert read_questions(DAILY["questions"], WORDS) == QUESTIONS


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("How are you?", Question(text="How are you?")),
        ("!Anything else?", Question(text="Anything else?", about="blocker")),
        ("! Where do you hang?", Question(text="Where do you hang?", about="blocker")),
        ("Are you stuck?", Question(text="Are you stuck?", about="blocker")),
        ("What is in the way?", Question(text="What is in the way?", about="blocker")),
        ("What did you do yesterday?", Question(text="What did you do yesterday?", about="done")),
        ("Plans for today?", Question(text="Plans for today?", about="next")),
        ("Mood? [good / tired]", Question(text="Mood?", kind="choice", choices=("good", "tired"))),
        ("Energy [1-5]", Question(text="Energy", kind="scale", choices=("1", "2", "3", "4", "5"))),
        ("Energy [0–10]", Question(text="Energy", kind="scale", choices=tuple(map(str, range(11))))),
        ("!Mood? [fine / bad]", Question(text="Mood?", kind="choice", choices=("fine", "bad"), about="blocker")),
        ("x" * 100, Question(text="x" * 100)),
        ("<b>Hi</b> @everyone", Question(text="<b>Hi</b> @everyone")),
    ],
)
def test_a_question_is_read_and_written_back(line: str, question: Question) -> None:
    first = Question(text="How?")
    read = read_questions(f"How?\n\n  {line}  \n", WORDS)
    assert read == (first, question)
    assert read_questions(write_questions(read), WORDS) == read


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "at least one question"),
        (" \n\n", "at least one question"),
        ("\n".join(["How?"] * 11), "11 questions; the most is 10"),
        ("!What blocks you?", "besides what blocks"),
        ("x" * 101, "line 1 has 101 characters"),
        ("How?\n" + "x" * 20_000, "line 2 has 20000 characters"),
        ("How?\n!", "Line 2 has no words"),
        ("[a / b]", "Line 1 has no words"),
        ("Mood? [good]", "line 1, give 2 to 20"),
        ("Mood? [good / good]", "line 1, give 2 to 20"),
        ("Mood? []", "line 1, give 2 to 20"),
        (f"Mood? [{' / '.join(map(str, range(21)))}]", "line 1, give 2 to 20"),
        (f"Mood? [a / {'x' * 76}]", "at most 75 characters"),
        ("Energy [5-1]", "line 1, write a scale"),
        ("Energy [1-11]", "line 1, write a scale"),
        ("Energy [3-3]", "line 1, write a scale"),
    ],
)
def test_a_question_that_cannot_be_asked_is_named(typed: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        read_questions(typed, WORDS)


def test_ten_questions_and_twenty_choices_and_long_labels_are_fine() -> None:
    assert len(read_questions("\n".join(["How?"] * 10), WORDS)) == 10
    choices = [*map(str, range(19)), "x" * 75]
    assert read_questions(f"Mood? [{' / '.join(choices)}]", WORDS)[0].choices == tuple(choices)


def test_the_answer_sheet_is_read_in_the_order_of_the_questions() -> None:
    typed = {"q2": " Photos ", "q1": "Refunds", "q3": "", "q4": "ignored", "run": "x"}
    assert read_lines(QUESTIONS, typed, WORDS) == lines()


def test_what_was_said_before_stands_at_the_same_question_wherever_that_is_now() -> None:
    given = replace(answer(), lines=lines("Refunds", "Photos", "Shop key"))
    assert said_of(QUESTIONS, given) == {"q1": "Refunds", "q2": "Photos", "q3": "Shop key"}
    assert said_of((QUESTIONS[2], Question(text="Mood?"), QUESTIONS[0]), given) == {"q1": "Shop key", "q3": "Refunds"}
    twice = (Question(text="How?"), Question(text="How?"))
    assert said_of(twice, replace(given, lines=read_lines(twice, {"q1": "so", "q2": "too"}, WORDS))) == {
        "q1": "so",
        "q2": "too",
    }


def test_every_wrong_answer_is_named_at_its_field() -> None:
    asked = (*QUESTIONS, Question(text="Mood?", kind="choice", choices=("good", "tired")))
    with pytest.raises(Refused, match="3 answers") as refused:
        read_lines(asked, {"q1": " ", "q2": "x" * (ANSWER_LENGTH + 1), "q4": "furious"}, WORDS)
    assert refused.value.fields == {
        "q1": WORDS("standups.answer_empty"),
        "q2": WORDS("common.too_long", n=1_001, most=1_000),
        "q4": WORDS("standups.answer_choice"),
    }


def test_the_longest_answer_is_taken() -> None:
    longest = "x" * ANSWER_LENGTH
    assert read_lines(QUESTIONS, {"q1": longest, "q2": longest, "q3": longest}, WORDS) == lines(
        longest, longest, longest
    )


@pytest.mark.parametrize("text", ["", " ", "-", "no", "None.", "NOTHING", "n/a", "nada"])
def test_nothing_is_nothing(text: str) -> None:
    assert is_nothing(text)
    assert blockers(replace(answer(), lines=lines(blocker=text))) == ()


@pytest.mark.parametrize("text", ["No access", "nothing works", "x"])
def test_a_blocker_is_told_in_the_persons_words(text: str) -> None:
    assert blockers(replace(answer(), lines=lines(blocker=text))) == (text,)


@pytest.mark.parametrize(
    ("known", "drafted"),
    [
        ({}, Draft({"q1": "Photos"}, ready=False)),
        ({"done": "#38 Refunds"}, Draft({"q1": "#38 Refunds"}, ready=False)),
        ({"next": "#44 Ads"}, Draft({"q1": "Photos", "q2": "#44 Ads"}, ready=True)),
        ({"next": "x" * 1_001}, Draft({"q1": "Photos"}, ready=False)),
        ({"next": "x" * 1_000}, Draft({"q1": "Photos", "q2": "x" * 1_000}, ready=True)),
        ({"next": "#44 Ads", "blocker": "#41"}, Draft({"q1": "Photos", "q2": "#44 Ads", "q3": "#41"}, ready=True)),
    ],
)
def test_what_is_drafted(known: dict[About, str], drafted: Draft) -> None:
    assert draft(QUESTIONS, answer(), known, {}) == drafted


@pytest.mark.parametrize(
    ("planned", "stuck", "known", "drafted"),
    [
        # What was planned as a task and is not handed in is not said to be done.
        ("#44 Ads", "", {"next": "#44 Ads"}, Draft({"q1": NONE_DONE, "q2": "#44 Ads"}, ready=True, unchanged=True)),
        (
            "#44 Ads (due today 17:00)",
            "#41 Shop: no key (1 day)",
            {"next": "#44 Ads (late since Mon)", "blocker": "#41 Shop: no key (2 days)"},
            Draft(
                {"q1": NONE_DONE, "q2": "#44 Ads (late since Mon)", "q3": "#41 Shop: no key (2 days)"},
                ready=True,
                unchanged=True,
            ),
        ),
        ("#44 Ads", "", {"next": "#45 Mails"}, Draft({"q1": NONE_DONE, "q2": "#45 Mails"}, ready=True)),
        ("#44 Ads", "none", {"next": "#44 Ads"}, Draft({"q1": NONE_DONE, "q2": "#44 Ads"}, ready=True, unchanged=True)),
        ("#44 Ads", "No key", {"next": "#44 Ads"}, Draft({"q1": NONE_DONE, "q2": "#44 Ads"}, ready=True)),
        ("#44 Ads\nCall Rosa", "", {"next": "#44 Ads"}, Draft({"q1": "Call Rosa", "q2": "#44 Ads"}, ready=True)),
        ("#44 Ads", "", {}, Draft({}, ready=False)),
    ],
)
def test_a_draft_says_that_nothing_was_handed_in_and_whether_all_is_as_it_was(
    planned: str, stuck: str, known: dict[About, str], drafted: Draft
) -> None:
    before = replace(answer(), lines=lines(coming=planned, blocker=stuck))
    assert draft(QUESTIONS, before, known, NOTHING if known else {}) == drafted


@pytest.mark.parametrize(
    ("planned", "known", "drafted"),
    [
        # A task that was planned and is not handed in is not done: the ledger knows.
        ("#3 Newsletter", {"next": "#3 Newsletter"}, {"q1": "None done.", "q2": "#3 Newsletter"}),
        ("#3 Newsletter\nCalls", {"next": "#3 Newsletter"}, {"q1": "Calls", "q2": "#3 Newsletter"}),
        ("Mails\n#3 Ads\nCalls", {"next": "#3 Ads"}, {"q1": "Mails\nCalls", "q2": "#3 Ads"}),
        ("#3 Newsletter", {"blocker": "#3: no list"}, {"q1": "None done.", "q2": "None next.", "q3": "#3: no list"}),
        ("#3 Newsletter", {"done": "#3 Newsletter"}, {"q1": "#3 Newsletter", "q2": "None next."}),
        ("Calls", {"next": "#3 Newsletter"}, {"q1": "Calls", "q2": "#3 Newsletter"}),
    ],
)
def test_what_is_drafted_where_the_tasks_say_that_there_is_nothing(
    planned: str, known: dict[About, str], drafted: dict[str, str]
) -> None:
    previous = replace(answer(), lines=lines(coming=planned))
    nothing: dict[About, str] = {"done": "None done.", "next": "None next."}
    found = draft(QUESTIONS, previous, known, nothing)
    assert (found.values, found.ready) == (drafted, True)


def test_without_a_last_answer_nothing_is_drafted_and_choices_never_are() -> None:
    assert draft(QUESTIONS, None, {}, {}) == Draft({}, ready=False)
    mood = (Question(text="Done?", kind="choice", choices=("yes", "no"), about="done"),)
    assert draft(mood, answer(), {}, {}) == Draft({}, ready=False)


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("", {}),
        ("Refunds", {"q1": "Refunds"}),
        ("Refunds next: photos", {"q1": "Refunds", "q2": "photos"}),
        ("done: a TODAY : b blocked: c", {"q1": "a", "q2": "b", "q3": "c"}),
        ("done: a finished: b", {"q1": "a\nb"}),
        ("blocker:", {}),
        ("Refunds\nPhotos\nnone", {"q1": "Refunds", "q2": "Photos", "q3": "none"}),
        ("1. Refunds\n\n2) Photos\n3. none", {"q1": "Refunds", "q2": "Photos", "q3": "none"}),
        ("- Refunds\n- Photos", {"q1": "- Refunds\n- Photos"}),
        ("Refunds\nPhotos\nblocked: key", {"q1": "Refunds\nPhotos", "q3": "key"}),
        ("see https://x.example/today: it", {"q1": "see https://x.example/", "q2": "it"}),
        ("done: a. next: b. blocked on the key", {"q1": "a.", "q2": "b.", "q3": "the key"}),
        ("Photos, stuck on the key", {"q1": "Photos", "q3": "the key"}),
        ("I'm blocked by Rosa and I am stuck on the key", {"q3": "Rosa\nthe key"}),
        ("Found what blocked on stage; unblocked on time", {"q1": "Found what blocked on stage; unblocked on time"}),
    ],
)
def test_plain_words_are_sorted_to_the_questions(typed: str, values: dict[str, str]) -> None:
    assert read_reply(QUESTIONS, typed) == values


def test_words_for_a_question_that_is_not_asked_are_kept_with_the_first() -> None:
    assert read_reply((Question(text="How?"),), "well next: photos") == {"q1": "well\nphotos"}
    assert read_reply((Question(text="How?"),), "well, stuck on it") == {"q1": "well, stuck on it"}


def test_a_line_for_each_question_may_be_one_of_the_choices_in_any_case() -> None:
    questions = (Question(text="How?"), Question(text="Mood?", kind="choice", choices=("Good", "Tired")))
    assert read_reply(questions, "well\ngood") == {"q1": "well", "q2": "Good"}
    assert read_reply(questions, "well\nso so") == {"q1": "well", "q2": "so so"}
    assert is_whole(questions, {"q1": "well", "q2": "Good"})
    assert not is_whole(questions, {"q1": "well", "q2": "so so"})
    assert not is_whole(questions, {"q1": "x" * 1_001, "q2": "Good"})
    assert not is_whole(questions, {"q2": "Good"})


def test_where_no_question_takes_words_plain_words_fill_nothing() -> None:
    assert read_reply((Question(text="Mood?", kind="choice", choices=("good", "tired")),), "well") == {}


def test_a_very_long_question_is_refused_at_once() -> None:
    with pytest.raises(Refused, match=r"100,?005 characters"):
        read_questions(f"How{' ' * 100_000}so", WORDS)
