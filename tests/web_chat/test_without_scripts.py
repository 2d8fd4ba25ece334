"""A form that is refused on a page without scripts comes back as it was sent, with what is wrong at its fields."""

from __future__ import annotations

from html import unescape

import pytest
from aiohttp import FormData

from adapters.web_chat.carried import CHOOSE_AGAIN, filled, packed
from bot.errors import Refused
from bot.requests import Ask, Reply
from bot.ui import Choice, ChoiceField, DateField, FilesField, Form, NumberField, PersonField, Text, TextField, as_text
from tests.dialogs import page
from tests.dialogs.page import Node
from tests.web_chat.conftest import Opens, Serve
from tests.web_chat.fakes import House

FORM = Form(
    key="k1",
    title="Hand in",
    action="handoff.hand_in",
    fields=(
        TextField(name="work", label="What", long=True),
        TextField(name="link", label="Link", required=False),
        NumberField(name="hours", label="Hours"),
        DateField(name="due", label="Due"),
        ChoiceField(name="length", label="How long", choices=(Choice("1h", "an hour"), Choice("1d", "a day"))),
        PersonField(name="person", label="Who", people=(Choice("ana", "Ana"), Choice("ben", "Ben"))),
        FilesField(name="files", label="Files"),
    ),
    submit="Send",
    arguments={"task": "42"},
    intro=("About #42",),
)
TYPED = {
    "work": "\nTwo <b>lines</b>\n",
    "link": '"x"',
    "hours": "2,5",
    "due": "yesteryear",
    "length": "1d",
    "person": "ben",
}
SENT = {"_form": packed(FORM), "_key": "k1", "_action": FORM.action, "_fields": "work", "task": "42", **TYPED}


def refusing(wrong: dict[str, Text]) -> Reply:
    raise Refused(("One thing needs another look.",), wrong)


def values(form: Node) -> dict[str, str]:
    """What the browser would send if the form were sent again as it is."""
    said = {node.attributes["name"]: node.attributes.get("value", "") for node in form.tagged("input")}
    chosen = {
        node.attributes["name"]: next(
            o.attributes["value"] for o in node.tagged("option") if "selected" in o.attributes
        )
        for node in form.tagged("select")
    }
    return said | chosen


async def sent(serve: Serve, opens: Opens, wrong: dict[str, Text], **changed: str) -> str:
    house = House()
    ana = await opens(await serve(house))
    del ana.headers["HX-Request"]
    house.answer = lambda _: Ask(form=FORM)
    opened = await (await ana.send("press", press="handoff.hand_in", _id="c1")).text()
    assert unescape(opened).count(packed(FORM)) == 1
    house.answer = lambda _: refusing(wrong)
    return await (await ana.send("form", **SENT | changed)).text()


async def test_what_was_typed_stands_in_the_form_again_with_the_errors_at_their_fields(
    serve: Serve, opens: Opens
) -> None:
    html = await sent(serve, opens, {"due": ("That is no date.",)})
    [form] = page.read(html).classed("baton-form")
    again = values(form)
    assert {name: again[name] for name in (*TYPED, "task", "_key", "_action") if name != "work"} == {
        **{name: value for name, value in TYPED.items() if name != "work"},
        "task": "42",
        "_key": "k1",
        "_action": FORM.action,
    }
    assert "\n\nTwo &lt;b&gt;lines&lt;/b&gt;\n</textarea>" in html
    assert {node.attributes["data-field"]: node.text() for node in form.classed("field-error") if node.text()} == {
        "due": "That is no date."
    }
    assert CHOOSE_AGAIN not in html


async def test_what_is_wrong_with_all_of_it_stands_above(serve: Serve, opens: Opens) -> None:
    [form] = page.read(await sent(serve, opens, {})).classed("baton-form")
    assert next(form.classed("form-error")).text() == "One thing needs another look."


@pytest.mark.parametrize(
    "carried", ["", "{}", "[]", "null", packed(FORM)[:-9], packed(FORM).replace("Hand in", "x" * 99)]
)
async def test_a_form_that_is_none_of_ours_still_says_what_is_wrong(serve: Serve, opens: Opens, carried: str) -> None:
    html = await sent(serve, opens, {"work": ("Say what.",)}, _form=carried)
    assert "Say what." in html
    assert not list(page.read(html).classed("baton-form"))


async def test_files_that_were_chosen_have_to_be_chosen_again_and_it_is_said(serve: Serve, opens: Opens) -> None:
    house = House()
    client = await serve(house)
    ana = await opens(client)
    house.answer = lambda _: refusing({"due": ("That is no date.",)})
    body = FormData(quote_fields=False)
    for name, value in {"_token": ana.token, **SENT}.items():
        body.add_field(name, value)
    body.add_field("files", b"name,price", filename="list.csv", content_type="text/csv")
    headers = {"Origin": ana.headers["Origin"]}
    async with client.post(f"{ana.here}/form", data=body, headers=headers) as response:
        [form] = page.read(await response.text()).classed("baton-form")
    errors = {node.attributes["data-field"]: node.text() for node in form.classed("field-error") if node.text()}
    assert errors == {"due": "That is no date.", "files": CHOOSE_AGAIN}


def test_what_is_wrong_with_the_files_stands_before_that_they_have_to_be_chosen_again() -> None:
    form = filled(SENT, {"files": ("a.txt is empty.",)}, files=True)
    assert form is not None
    assert as_text(form.errors["files"]) == f"a.txt is empty. {CHOOSE_AGAIN}"
