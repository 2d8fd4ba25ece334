"""Forms that are open before somebody: kept until they are sent, so that no page and no restart loses a word."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

import msgspec

from adapters.keeping import Keeping
from adapters.outside import Outside
from bot.attached import Attached
from bot.errors import Conflict
from bot.requests import Outcome, Record
from bot.ui import Form

KEPT = 10  # forms of one account; who opens more has forgotten the older ones


class OpenForm(Record, frozen=True, kw_only=True):
    """Filed under team "" by the form's key. `reached` is how many pages stand before the next one.

    `files` were chosen on one of its pages, and are kept whatever becomes of the rest.

    `of_team` is the team that a form in private is for, whichever is meant there when it is sent.
    """

    account: str
    form: Form
    opened_at: datetime
    values: dict[str, str] = msgspec.field(default_factory=dict)
    files: tuple[Attached, ...] = ()
    reached: int = 0
    of_team: str = ""

    def terms(self) -> tuple[str, ...]:
        return (f"account:{self.account}",)


class OpenForms:
    """Committed by the adapter itself. Raises StoreClosed when nothing is taken."""

    def __init__(self, outside: Outside) -> None:
        self._store = outside.store
        self._now = outside.now
        self._save = Keeping(outside, "discord-form").keep

    async def opened(self, form: Form, account: str, of_team: str) -> OpenForm:
        """Durably; the oldest of the account are forgotten."""
        known = await self._store.get(OpenForm, "", form.key)
        if known is not None and known.account == account:
            return known
        made = OpenForm(team="", id=form.key, account=account, form=form, opened_at=self._now(), of_team=of_team)
        older = await self._store.find(OpenForm, "", f"account:{account}")
        await self._save(Outcome(records=(made,), removed=tuple(older[: max(0, len(older) - KEPT + 1)])))
        return await self.of(form.key, account) or made

    async def of(self, key: str, account: str) -> OpenForm | None:
        """None as well for the form of another account."""
        found = await self._store.get(OpenForm, "", key)
        return found if found is not None and found.account == account else None

    async def keep(self, form: OpenForm) -> OpenForm:
        """As it stands now; the same page sent twice at once is kept once."""
        with suppress(Conflict):
            await self._save(Outcome(records=(form,)))
        return await self.of(form.id, form.account) or form

    async def sent(self, form: OpenForm) -> None:
        """It is done with."""
        with suppress(Conflict):
            await self._save(Outcome(removed=(form,)))


def with_page(form: OpenForm, page: int, values: dict[str, str]) -> OpenForm:
    """The form with what was typed on a page; other names are not taken."""
    names = {field.name for field in form.form.fields}
    typed = form.values | {name: words for name, words in values.items() if name in names}
    return msgspec.structs.replace(form, values=typed, reached=page + 1)
