"""The catalogues: every key that the code asks for exists, and every entry is asked for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from adapters.sample import BEGIN
from bot.actions import ACTIONS
from bot.texts import CATALOGUES, Words, joined
from bot.ui import Mention, Strong, as_text

ROOMS = Path(__file__).parent.parent / "bot"
ADAPTERS = ROOMS.parent / "adapters"
EN = CATALOGUES["en"]
KEY = re.compile(rf"({'|'.join({key.partition('.')[0] for key in EN})})\.[a-z_0-9]+")


def nodes() -> Iterator[ast.AST]:
    for path in (*ROOMS.rglob("*.py"), *ADAPTERS.rglob("*.py")):
        if "texts" not in path.parts:
            yield from ast.walk(ast.parse(path.read_text()))


def shape(joined: ast.JoinedStr) -> str:
    """An f-string as a pattern: its words as they are, anything where a value stands."""
    return "".join(re.escape(str(v.value)) if isinstance(v, ast.Constant) else ANY for v in joined.values)


ANY = "[a-z0-9_]+"
JOINED = [node for node in nodes() if isinstance(node, ast.JoinedStr)]
SHAPES = [re.compile(found) for found in set(map(shape, JOINED)) if re.search(r"[a-z]_|_[a-z]", found.replace(ANY, ""))]
WHOLE = frozenset(node.value for node in nodes() if isinstance(node, ast.Constant) and isinstance(node.value, str))


def asked(key: str) -> bool:
    """Whole, by an f-string that says more of it than its room, or by its name alone where the room is put before."""
    name = key.partition(".")[2]
    names = (key, name, name.removesuffix("_none"))
    return any(n in WHOLE for n in names) or any(found.fullmatch(n) for found in SHAPES for n in names)


def test_every_key_that_is_asked_for_has_an_entry() -> None:
    actions = set(ACTIONS) | {BEGIN}
    heads = tuple(str(node.values[0].value) for node in JOINED if isinstance(node.values[0], ast.Constant))
    found = {key for key in WHOLE if KEY.fullmatch(key) and key not in actions and key not in heads}
    assert found - set(EN) == set()


def test_every_entry_of_the_catalogue_is_asked_for_somewhere() -> None:
    assert [key for key in EN if not asked(key)] == []


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
