"""The catalogues: every key that the code asks for exists, and every entry is asked for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from bot.texts import CATALOGUES, Words, joined
from bot.ui import Mention, Strong, as_text

ROOMS = Path(__file__).parent.parent / "bot"
ADAPTERS = ROOMS.parent / "adapters"
KEY = re.compile(r"(common|handoff|standups|checkins|digests|team)\.[a-z_0-9]+")
EN = CATALOGUES["en"]


def asked_keys() -> Iterator[tuple[str, bool]]:
    """Every string in the code that looks like a key; True when it is the constant beginning of an f-string."""
    for path in (*ROOMS.rglob("*.py"), *ADAPTERS.rglob("*.py")):
        if "texts" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                yield str(node.values[0].value), True
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and KEY.fullmatch(node.value):
                yield node.value, False


def test_every_entry_of_the_catalogue_is_asked_for_somewhere() -> None:
    whole = {key for key, begun in asked_keys() if not begun}
    begun = tuple(key for key, begun in asked_keys() if begun and "." in key)
    idle = [key for key in EN if key not in whole and not key.startswith(begun)]
    assert idle == []


@pytest.mark.parametrize("key", sorted(EN))
def test_a_message_is_calm_and_its_places_have_names(key: str) -> None:
    template = EN[key]
    for text in [template] if isinstance(template, str) else template.values():
        places = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
        assert all(name.isidentifier() for name in places)
        assert not re.search(r"[\w\s]!(?!\w)", text.replace(" ! before", ""))
        assert text.count("**") % 2 == 0
        assert text == text.rstrip()


def test_values_are_spliced_as_spans_and_words_stay_bare() -> None:
    text = Words("en")("handoff.unblocker", who=Mention("ben", "Ben"))
    assert text == (Mention("ben", "Ben"), " can clear it.")
    hostile = Words("en")("handoff.line", id="1", outcome="**not bold** {id} <b>")
    assert hostile == ("#1 **not bold** {id} <b>",)


def test_bold_reaches_over_values() -> None:
    text = Words("en")("handoff.title_accepted_holder", id="1", outcome="Write", giver="G", holder="H")
    assert text == (Strong("Yours: #1"), " Write")


@pytest.mark.parametrize(("n", "said"), [(1, "1 thing:"), (2, "2 things")])
def test_plural_forms_follow_the_number(n: int, said: str) -> None:
    assert said in as_text(Words("en")("handoff.desk_owe", n=n))


def test_an_unknown_language_falls_back_to_english() -> None:
    assert Words("tlh")("handoff.desk") == Words("en")("handoff.desk")


def test_an_unknown_key_is_an_error_and_not_silence() -> None:
    with pytest.raises(KeyError):
        Words("en")("handoff.no_such_thing")


def test_joined_leaves_out_what_is_empty() -> None:
    assert joined([("a",), (), ("b",)]) == ("a · b",)
