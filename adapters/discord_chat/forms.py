"""What becomes of a form, page by page: shown, saved, continued, sent, mended."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from adapters.discord_chat.open_forms import OpenForm
from adapters.discord_chat.render import Message, message
from adapters.discord_chat.render_form import DESCRIPTION, OPEN, modal, page_of, pages
from adapters.readers import Reader
from bot.attached import Attached
from bot.errors import Refused
from bot.texts import Words
from bot.ui import Button, Card, Fact, Facts, FilesField, Text


class Opening(msgspec.Struct, frozen=True, kw_only=True):
    """A page that is shown to somebody, or the message with a button that opens it."""

    open: OpenForm
    page: int = 0

    def modal(self, reader: Reader, *, again: bool = False) -> dict[str, object]:
        page = min(self.page, len(pages(self.open.form)) - 1)
        return modal(self.open.form, page, self.open.values, reader, again=again)

    def message(self, reader: Reader, words: Words) -> Message:
        """For when a modal cannot be shown: it has a button that shows it."""
        title = words("common.form_ready", title=self.open.form.title)
        return message(
            Card(title=title, buttons=(_opens(self.open, self.page, words.plain("common.button_open")),)), reader
        )


def saved(form: OpenForm, reader: Reader, words: Words) -> Message:
    """The next page can only be opened by a button."""
    count = len(pages(form.form))
    title = words("common.form_page_saved", page=form.reached, pages=count)
    button = _opens(form, form.reached, words.plain("common.button_continue"))
    return message(Card(title=title, buttons=(button,), footer=_kept(form, words)), reader)


def mended(form: OpenForm, refused: Refused) -> OpenForm:
    """The form with what is wrong at its fields."""
    return replace(form, form=replace(form.form, errors=refused.fields))


def wrong(form: OpenForm, refused: Refused, reader: Reader, words: Words) -> Message:
    """What is wrong, and a button that opens the page where it can be mended."""
    labels = {field.name: field.label for field in form.form.fields}
    rows = tuple(Fact(labels.get(name, name), text) for name, text in refused.fields.items())
    title: Text = refused.text if not rows else words("common.form_mend")
    page = page_of(form.form, next(iter(refused.fields), ""))
    button = _opens(form, page, words.plain("common.button_mend"))
    blocks = (Facts(rows),) if rows else ()
    return message(Card(title=title, blocks=blocks, buttons=(button,), footer=_kept(form, words)), reader)


def whole(form: OpenForm) -> dict[str, str]:
    """All that the form says: what was typed, and where nothing was, what stood there."""
    typed = (field for field in form.form.fields if not isinstance(field, FilesField))
    return {field.name: form.values.get(field.name, field.value) for field in typed}


def with_files(form: OpenForm, files: tuple[Attached, ...], words: Words) -> OpenForm:
    """The form with these files, in the place of others; its field says that they need not be chosen again."""
    hint = _hint([file.name for file in files], words)
    fields = tuple(replace(one, hint=hint) if isinstance(one, FilesField) else one for one in form.form.fields)
    return replace(form, files=files, form=replace(form.form, fields=fields))


def files_field(form: OpenForm) -> str:
    """The name of the field for files; empty where the form asks for none."""
    return next((field.name for field in form.form.fields if isinstance(field, FilesField)), "")


def _kept(form: OpenForm, words: Words) -> Text:
    return words("common.files_kept", names=", ".join(file.name for file in form.files)) if form.files else ()


def _hint(names: list[str], words: Words) -> str:
    """As many as a field has room to say, and that others may be chosen."""
    for shown in range(len(names), 0, -1):
        more = [words.plain("common.more", n=len(names) - shown)] if shown < len(names) else []
        said = words.plain("common.files_kept", names=", ".join((*names[:shown], *more)))
        if len(said) <= DESCRIPTION:
            return said
    room = DESCRIPTION - len(said) + len(names[0])
    cut = f"{names[0][: room - 1]}…"
    return words.plain("common.files_kept", names=", ".join((cut, *more)))


def is_last(form: OpenForm) -> bool:
    return form.reached >= len(pages(form.form))


def _opens(form: OpenForm, page: int, label: str) -> Button:
    return Button(label=label, action=f"{OPEN}{form.id}:{page}", style="primary")
