"""adapters/web_chat/render_form.py: each field, the whole dialog, and errors that find their field."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from markupsafe import escape

from adapters.web_chat.carried import packed
from adapters.web_chat.render_form import Target, dialog, problems
from adapters.web_chat.spans import Reader
from bot.ui import Choice, ChoiceField, DateField, Field, Form, NumberField, PersonField, TextField

READER = Reader("UTC", "en", datetime(2026, 11, 27, 12, 0, tzinfo=UTC))
PEOPLE = (Choice("ana", "Ana"), Choice("ben", "Ben"))


def form(*fields: Field) -> Form:
    return Form(key="k1", title="Hand over", action="handoff.create", fields=fields, submit="Send")


def field(shown: Field) -> str:
    html = str(dialog(form(shown), Target("/x", "token"), READER))
    return html[html.index('<div class="field">') : html.index('<div class="buttons">')]


@pytest.mark.parametrize(
    ("shown", "label", "control"),
    [
        (
            TextField(name="what", label="What", value='a "b" <c>'),
            "What",
            '<input type="text" id="f-what" name="what" aria-describedby="f-what-error" aria-required="true"'
            ' dir="auto" value="a &#34;b&#34; &lt;c&gt;">',
        ),
        (
            TextField(name="why", label="Why", value="\none </textarea>", long=True, required=False),
            'Why <span class="optional">optional</span>',
            '<textarea id="f-why" name="why" aria-describedby="f-why-error" aria-required="false" rows="4" dir="auto">'
            "\n\none &lt;/textarea&gt;</textarea>",
        ),
        (
            NumberField(name="hours", label="Hours", value="2"),
            "Hours",
            '<input type="text" inputmode="decimal" id="f-hours" name="hours" aria-describedby="f-hours-error"'
            ' aria-required="true" value="2">',
        ),
        (
            DateField(name="due", label="Due", value="fri 5pm"),
            "Due",
            '<input type="text" id="f-due" name="due" aria-describedby="f-due-error" aria-required="true"'
            ' dir="auto" value="fri 5pm">',
        ),
        (
            PersonField(name="who", label="Who", people=PEOPLE, value="ben"),
            "Who",
            '<select id="f-who" name="who" aria-describedby="f-who-error" aria-required="true">'
            '<option value="ana">Ana</option><option value="ben" selected>Ben</option></select>',
        ),
        (
            PersonField(name="who", label="Who", people=PEOPLE),
            "Who",
            '<select id="f-who" name="who" aria-describedby="f-who-error" aria-required="true">'
            '<option value="" selected>Choose</option>'
            '<option value="ana">Ana</option><option value="ben">Ben</option></select>',
        ),
        (
            ChoiceField(name="day", label="Day", choices=(Choice("0", "Mon"),), value="0", required=False),
            'Day <span class="optional">optional</span>',
            '<select id="f-day" name="day" aria-describedby="f-day-error" aria-required="false">'
            '<option value="">None</option><option value="0" selected>Mon</option></select>',
        ),
    ],
)
def test_each_field_becomes(shown: Field, label: str, control: str) -> None:
    assert field(shown) == (
        f'<div class="field"><label for="f-{shown.name}">{label}</label>{control}'
        f'<p class="field-error" id="f-{shown.name}-error" data-field="{shown.name}"></p></div>'
    )


def test_a_field_points_to_its_hint_and_to_what_is_wrong_with_it() -> None:
    shown = Form(
        key="k1",
        title="Hand over",
        action="handoff.create",
        fields=(DateField(name="due", label="Due", value="yesteryear", hint="fri 5pm"),),
        submit="Send",
        errors={"due": ("That is no date & no time.",)},
    )
    html = str(dialog(shown, Target("/x", "token"), READER))
    assert html[html.index('<div class="field">') : html.index('<div class="buttons">')] == (
        '<div class="field"><label for="f-due">Due</label><p class="hint" id="f-due-hint">fri 5pm</p>'
        '<input type="text" id="f-due" name="due" aria-describedby="f-due-hint f-due-error" aria-required="true"'
        ' aria-invalid="true" dir="auto" value="yesteryear">'
        '<p class="field-error" id="f-due-error" data-field="due">That is no date &amp; no time.</p></div>'
    )


def test_the_dialog_carries_its_key_its_action_and_its_arguments() -> None:
    shown = Form(
        key="k<1>",
        title="Ask",
        action="handoff.ask",
        fields=(TextField(name="question", label="Question"),),
        submit="Send it",
        arguments={"task": "42"},
        intro=("About #42",),
    )
    html = str(dialog(shown, Target("/as/ana/baton/form", "t0k"), READER))
    assert html.startswith(
        '<dialog id="dialog" open aria-labelledby="dialog-title">'
        '<form class="baton-form" method="post" action="/as/ana/baton/form" hx-post="/as/ana/baton/form"'
        ' hx-target="#answer" hx-sync="this:drop" hx-disabled-elt="find button[type=submit]" autocomplete="off"'
        ' novalidate data-action="handoff.ask">'
        '<input type="hidden" name="_token" value="t0k"><input type="hidden" name="_key" value="k&lt;1&gt;">'
        '<input type="hidden" name="_action" value="handoff.ask">'
        '<input type="hidden" name="_fields" value="question">'
        f'<input type="hidden" name="_form" value="{escape(packed(shown))}">'
        '<input type="hidden" name="task" value="42">'
        '<h2 id="dialog-title">Ask</h2><p class="intro" dir="auto">About #42</p>'
        '<p class="form-error" id="form-error" role="alert"></p>'
    )
    assert html.endswith(
        '<div class="buttons"><button type="submit" class="primary">Send it</button>'
        '<button type="button" class="plain" data-close>Close</button>'
        '<noscript><a href="/as/ana/baton">Close</a></noscript></div></form></dialog>'
    )


def test_errors_replace_those_on_the_page_and_those_without_a_field_are_said_for_the_form() -> None:
    def error(name: str, said: str) -> str:
        return f'<p class="field-error" id="f-{name}-error" data-field="{name}" hx-swap-oob="true">{said}</p>'

    def whole(said: str) -> str:
        return f'<p class="form-error" id="form-error" role="alert" hx-swap-oob="true">{said}</p>'

    at_field = problems(["what", "due"], {"due": ("Say when.",)}, ("Incomplete.",), READER)
    assert at_field == whole("") + error("what", "") + error("due", "Say when.")
    assert problems(["what"], {}, ("Not <now>.",), READER) == whole("Not &lt;now&gt;.") + error("what", "")
    assert problems(["what"], {"who": ("Say who.",)}, ("Incomplete.",), READER) == whole(
        "Incomplete. Say who."
    ) + error("what", "")


def test_a_field_that_is_wanted_can_be_empty_and_is_not_called_optional() -> None:
    fields = tuple(TextField(name=name, label=name, required=False) for name in ("due", "effort"))
    made = Form(key="k", title="Brief", action="x.do", fields=fields, submit="Send", wanted=("due",))
    html = str(dialog(made, Target("/x", "token"), READER))
    assert [html.count(f"{name} <span") for name in ("due", "effort")] == [0, 1]
    assert 'aria-required="true"' not in html
