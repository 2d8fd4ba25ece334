"""The forms of check-ins. A submit carries `form`, so that an optional field left empty is told from a button."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from bot.attached import FILE_BYTES, FILES_MOST
from bot.checkins.proof_rules import in_words
from bot.checkins.records import VERDICTS, Promise
from bot.checkins.rules import TEXT_MOST, WORDS_MOST
from bot.people import Person, Roster, choices
from bot.texts import Words
from bot.times import say
from bot.ui import (
    FIELD_LABEL,
    OPTION_LABEL,
    Choice,
    ChoiceField,
    DateField,
    Field,
    FilesField,
    Form,
    PersonField,
    Text,
    TextField,
    When,
)

PROMISES_PER_FORM = 5  # two fields each, ten fields in a form
CHOICES_MOST = 25  # Discord select options, components reference


def promise_form(
    key: str, values: Mapping[str, str], person: Person, receivers: Sequence[Person], errors: Mapping[str, Text]
) -> Form:
    """Filled with what was understood; asks to whom only when there are several."""
    words = person.words()
    fields: list[Field] = [
        _text("text", words, value=values.get("text", ""), most=TEXT_MOST),
        DateField(
            name="due",
            label=words.plain("checkins.field_due"),
            value=values.get("due", ""),
            hint=words.plain("checkins.hint_due"),
        ),
    ]
    yes = (Choice("yes", words.plain("checkins.proof_yes")),)
    label = words.plain("checkins.field_with_proof")
    fields.append(ChoiceField(name="proof", label=label, choices=yes, value=values.get("proof", ""), required=False))
    if len(receivers) > 1:
        label = words.plain("checkins.field_to")
        fields.insert(0, PersonField(name="to", label=label, people=choices(receivers), value=values.get("to", "")))
    return Form(
        key=key,
        title=words.plain("checkins.form_promise"),
        action="checkins.make",
        fields=tuple(fields),
        submit=words.plain("checkins.submit_promise"),
        arguments={"form": "1"},
        intro=words("checkins.intro_promise_due" if values.get("text") else "checkins.intro_promise"),
        errors=dict(errors),
    )


def verdict_form(key: str, verdict: str, promise: Promise, person: Person) -> Form:
    """For partly (how far), missed (why) and moved (to when, why)."""
    words = person.words()
    fields: tuple[Field, ...]
    match verdict:
        case "partly":
            fields = (_text("how_far", words, required=False),)
        case "missed":
            fields = (_text("why", words),)
        case _:
            when = DateField(
                name="when",
                label=words.plain("checkins.field_when"),
                hint=words.plain("checkins.hint_due"),
                value=say(promise.due_at, person.zone, person.locale) if not promise.open else "",
            )
            fields = (when, _text("why", words, required=False))
    return _about(key, verdict, promise, words, fields)


def prove_form(key: str, promise: Promise, person: Person) -> Form:
    form = _about(key, "prove", promise, person.words(), _proof_fields(person.words()))
    return replace(form, wanted=("proof",))


def remove_proof_form(key: str, promise: Promise, person: Person) -> Form:
    """Which one, the newest first."""
    words = person.words()
    numbered = list(enumerate(promise.all_proofs))[::-1][:CHOICES_MOST]
    options = tuple(Choice(str(number), shortened(in_words(proof), OPTION_LABEL)) for number, proof in numbered)
    label = words.plain("checkins.field_which_proof")
    field = ChoiceField(name="proof", label=label, choices=options, value=options[0].value)
    form = _about(key, "remove_proof", promise, words, (field,))
    return replace(form, intro=words("checkins.intro_remove_proof"), submit=words.plain("checkins.submit_remove"))


def kept_form(key: str, promise: Promise, person: Person, roster: Roster) -> Form:
    """Where proof is wanted: given here, or left for later."""
    words = person.words()
    form = _about(key, "kept", promise, words, _proof_fields(words))
    asked = "with" if promise.with_proof else "wanted"
    return replace(form, intro=words(f"checkins.intro_kept_{asked}", who=roster.name(promise.to), text=promise.text))


def _proof_fields(words: Words) -> tuple[Field, ...]:
    hint = words.plain("checkins.hint_files", n=FILES_MOST, megabytes=FILE_BYTES >> 20)
    files = FilesField(name="files", label=words.plain("checkins.field_files"), hint=hint)
    return (_text("proof", words, required=False), files)


def check_in_form(key: str, promises: Sequence[Promise], person: Person, roster: Roster) -> Form:
    """One form for up to five promises: how each went, and why or to when. To whom, where they are to several."""
    words, several = person.words(), len({promise.to for promise in promises}) > 1
    said_to = "checkins.field_said_to" if several else "checkins.field_said"
    fields: list[Field] = []
    for number, promise in enumerate(promises[:PROMISES_PER_FORM], start=1):
        label = words.plain(said_to, n=number, text=promise.text, who=roster.name(promise.to))
        could = VERDICTS if promise.open else [value for value in VERDICTS if value != promise.state]
        said = tuple(Choice(value, words.plain(f"checkins.verdict_{value}")) for value in could)
        fields.append(
            ChoiceField(
                name=f"said_{promise.id}",
                label=shortened(label, FIELD_LABEL),
                choices=(*said, Choice("open", words.plain("checkins.verdict_"))),
                value="open",
                hint=promise.text if len(label) > FIELD_LABEL else "",
            )
        )
        fields.append(
            TextField(
                name=f"note_{promise.id}",
                label=words.plain("checkins.field_note", n=number),
                hint=words.plain("checkins.hint_note"),
                required=False,
                most=WORDS_MOST,
            )
        )
    return Form(
        key=key,
        title=words.plain("checkins.form_check_in"),
        action="checkins.check_in",
        fields=tuple(fields),
        submit=words.plain("checkins.submit_save"),
        arguments={"form": ",".join(promise.id for promise in promises[:PROMISES_PER_FORM])} | _to(promises),
        intro=words("checkins.intro_check_in" if promises[0].open else "checkins.intro_silent"),
    )


def _to(promises: Sequence[Promise]) -> dict[str, str]:
    """The one person they are all promised to, so that what is left is counted of those alone."""
    receivers = {promise.to for promise in promises}
    silent = {} if promises[0].open else {"silent": "1"}
    return ({"to": receivers.pop()} if len(receivers) == 1 else {}) | silent


def ask_form(key: str, arguments: Mapping[str, str], about: Text, words: Words) -> Form:
    """A question about a promise or, with `of`, about that person's week."""
    return Form(
        key=key,
        title=words.plain("checkins.form_ask"),
        action="checkins.ask",
        fields=(_text("question", words),),
        submit=words.plain("checkins.submit_send"),
        arguments={**arguments, "form": "1"},
        intro=about,
    )


def answer_form(key: str, question: str, asked: Text, words: Words) -> Form:
    return Form(
        key=key,
        title=words.plain("checkins.form_answer"),
        action="checkins.answer",
        fields=(_text("answer", words),),
        submit=words.plain("checkins.submit_send"),
        arguments={"question": question, "form": "1"},
        intro=asked,
    )


def which_proof_form(key: str, promises: Sequence[Promise], words: Words) -> Form:
    """Which promise proof is asked of, the newest first."""
    newest = sorted(promises, key=lambda promise: promise.due_at, reverse=True)[:CHOICES_MOST]
    options = tuple(Choice(promise.id, shortened(promise.text, 75)) for promise in newest)
    return Form(
        key=key,
        title=words.plain("checkins.form_ask_proof"),
        action="checkins.ask_proof",
        fields=(ChoiceField(name="promise", label=words.plain("checkins.field_promise"), choices=options),),
        submit=words.plain("checkins.submit_send"),
        arguments={"form": "1"},
    )


def shortened(text: str, most: int) -> str:
    """For labels alone: at most `most` characters, with an ellipsis where something is left out."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _about(key: str, name: str, promise: Promise, words: Words, fields: tuple[Field, ...]) -> Form:
    return Form(
        key=key,
        title=words.plain(f"checkins.form_{name}"),
        action=f"checkins.{name}",
        fields=fields,
        submit=words.plain("checkins.submit_save"),
        arguments={"promise": promise.id, "form": "1"},
        intro=words("checkins.about", text=promise.text, due=When(promise.due_at)),
    )


def _text(name: str, words: Words, value: str = "", *, required: bool = True, most: int = WORDS_MOST) -> TextField:
    label = words.plain(f"checkins.field_{name}")
    return TextField(name=name, label=label, value=value, required=required, long=most == WORDS_MOST, most=most)
