"""Cards as Discord messages: what a person wrote never formats, links or pings; limits hold."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from adapters.discord_chat.render import CUSTOM_ID, DESCRIPTION, message
from adapters.discord_chat.spans import JOINER, escaped, markdown
from adapters.readers import Reader
from bot.ui import Bar, Button, Card, Fact, Facts, Items, Link, Mention, Paragraph, Picture, Quote, Strong, When

NOW = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
CHANNEL = Reader(now=NOW, user=lambda person: {"ana": "42"}.get(person, ""))
PRIVATE = Reader(now=NOW, zone="Asia/Manila")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("**bold** and _thin_", r"\*\*bold\*\* and \_thin\_"),
        ("# heading\n- item\n1. one", f"\\# heading\n\\- item\n1{JOINER}. one"),
        ("[click](https://evil.test)", r"\[click\](https://evil.test)"),
        ("@everyone <@1> <#2> <t:1:R>", rf"@{JOINER}everyone \<@{JOINER}1> \<#2> \<t:1:R>"),
        ("||spoiler|| `code` ~~gone~~", r"\|\|spoiler\|\| \`code\` \~\~gone\~\~"),
        ("see https://a.test/x_y_z now", "see https://a.test/x_y_z now"),
    ],
)
def test_a_persons_words_are_shown_as_they_were_written(typed: str, shown: str) -> None:
    assert escaped(typed) == shown


def test_a_link_shows_its_host_and_other_schemes_stay_words() -> None:
    assert markdown((Link("the folder", "https://drive.test/a"),), CHANNEL) == (
        "[the folder](<https://drive.test/a>) (drive.test)"
    )
    assert markdown((Link("https://good.test", "https://evil.test/a"),), CHANNEL) == "<https://evil.test/a>"
    assert "(" in markdown((Link("x", "javascript:alert(1)"),), CHANNEL)


def test_an_instant_is_everybodys_own_in_a_channel_and_words_in_private() -> None:
    assert markdown((When(NOW),), CHANNEL) == f"<t:{int(NOW.timestamp())}:f>"
    assert markdown((When(NOW),), PRIVATE) == "Mon 23 Nov 22:00"
    assert markdown((When(NOW, zone="Europe/London"),), CHANNEL) == "Mon 23 Nov 14:00"


def test_only_those_whom_a_mention_names_may_be_notified() -> None:
    said = message(Card(title=(Mention("ana", "Ana"), " and ", Mention("zed", "Zed"), " <@7>")), CHANNEL)
    assert said.content == f"<@42> and @{JOINER}Zed \\<@{JOINER}7>"
    assert said.allowed_mentions() == {"parse": [], "users": ["42"]}


def test_blocks_are_lines_of_one_embed() -> None:
    card = Card(
        title=("Ana has the ball",),
        blocks=(
            Facts((Fact("Due", ("Friday",)),)),
            Quote(("two\nlines",)),
            Items((("one",), (Strong("two"),))),
        ),
        footer=("small",),
    )
    said = message(card, CHANNEL)
    assert said.content == "Ana has the ball"
    assert said.description.splitlines() == ["**Due**  Friday", "> two", "> lines", "- one", "- **two**", "-# small"]


def test_what_does_not_fit_goes_into_a_file_and_the_card_says_so() -> None:
    card = Card(title=("Long",), blocks=tuple(Paragraph(("x" * 1_500,)) for _ in range(4)))
    said = message(card, CHANNEL)
    assert len(said.description) <= DESCRIPTION
    assert "attached file" in said.description
    assert said.rest.count("x") + said.description.count("x") >= 6_000


def test_of_a_list_too_long_for_a_message_as_much_is_shown_as_fits() -> None:
    items = tuple(((f"{number} " + "x" * 300),) for number in range(20))
    said = message(Card(title=("Long",), blocks=(Paragraph(("In the way:",)), Items(items))), CHANNEL)
    shown = said.description.splitlines()
    assert shown[0] == "In the way:"
    assert [line[:4].strip() for line in shown[1:-1]] == [f"- {number}" for number in range(len(shown) - 2)]
    assert len(shown) == 15
    assert [line[:4].strip() for line in said.rest.split("\n\n")] == [f"• {number}" for number in range(13, 20)]


def test_a_question_goes_with_its_answer_where_that_does_not_fit() -> None:
    blocks = (
        Paragraph(("What is done?",)),
        Quote(("x" * 3_000,)),
        Paragraph(("What is next?",)),
        Quote(("y" * 2_000,)),
    )
    said = message(Card(title=("Ana",), blocks=blocks), CHANNEL)
    assert "What is next?" not in said.description
    assert said.rest == "What is next?\n\n" + "y" * 2_000


def test_a_title_longer_than_a_message_moves_into_the_embed() -> None:
    said = message(Card(title=("y" * 2_500,)), CHANNEL)
    assert said.content == ""
    assert said.description == "y" * 2_500


def test_a_button_says_which_post_it_stands_on_when_there_is_room() -> None:
    short = Button(label="Accept", action="handoff.accept", arguments={"task": "42"}, style="primary")
    long = Button(label="Say", action="handoff.note", arguments={"words": "z" * 60})
    said = message(Card(title=("T",), buttons=(short, long)), CHANNEL, "task:42:ana/of-a-long-key")
    ids = [button["custom_id"] for button in said.buttons]
    assert ids == ["handoff.accept?task=42#task:42:ana/of-a-long-key", f"handoff.note?words={'z' * 60}"]
    assert all(len(one) <= CUSTOM_ID for one in ids)


@pytest.mark.parametrize(
    ("words", "key", "team", "ends"),
    [
        (10, "k", "t1", "#k#t1"),
        (10, "", "t1", "##t1"),
        (10, "k", "", "#k"),
        (10, "", "", ""),
        (60, "of-a-long-key", "0123456789abcdef", "##0123456789abcdef"),
        (76, "k", "0123456789abcdef", ""),
    ],
)
def test_where_there_is_little_room_the_team_comes_before_the_post(words: int, key: str, team: str, ends: str) -> None:
    button = Button(label="Say", action="handoff.note", arguments={"w": "z" * words})
    [made] = message(Card(title=("T",), buttons=(button,)), CHANNEL, key, team=team).buttons
    meant = f"handoff.note?w={'z' * words}"
    assert made["custom_id"] == meant + ends
    assert len(made["custom_id"]) <= CUSTOM_ID


def test_a_picture_is_drawn_or_said_in_words() -> None:
    card = Card(title=("T",), blocks=(Picture("Hours", (Bar("Ana", 2.0),), "h", "Ana 2 h"),))
    assert "Ana 2 h" in message(card, CHANNEL).description
    drawn = message(card, CHANNEL, draws=True)
    assert "Ana 2 h" not in drawn.description
    assert [picture.alt for picture in drawn.pictures] == ["Ana 2 h"]
