"""What to answer to a request or to a page of a form."""

from __future__ import annotations

from msgspec.structs import replace

from adapters.asking import ask
from adapters.discord_chat import forms, inbound, uploads
from adapters.discord_chat.answering import NOTHING, Answer
from adapters.discord_chat.forms import Opening
from adapters.discord_chat.inbound import FormStep, Origin
from adapters.discord_chat.naming import Naming
from adapters.discord_chat.open_forms import OpenForm, OpenForms, with_page
from adapters.discord_chat.people import People
from adapters.discord_chat.render import message, note
from adapters.discord_chat.render_form import chosen, pages
from adapters.discord_chat.setup import DiscordSetup
from adapters.readers import Reader
from bot.errors import Refused
from bot.requests import Ask, Profile, Reply, Request
from bot.texts import Words
from bot.ui import Form


class Deciding:
    """Asks the door, and keeps forms that are open. Raises whatever goes wrong, but for what is refused."""

    def __init__(self, setup: DiscordSetup, people: People) -> None:
        self._setup = setup
        self._people = people
        self._forms = OpenForms(setup)
        self._naming = Naming(people.client, setup.store)

    async def request(self, request: Request, origin: Origin, form: OpenForm | None = None) -> Answer:
        """A click or a command, or with `form` the whole of it."""
        request = await self._naming.found(request)

        async def profile_of(account: str) -> Profile | None:
            return await self._people.profile_of(origin.workspace, account)

        try:
            answer = await ask(self._setup.dispatch, request, profile_of)
        except Refused as refused:
            return await self._refused(refused, origin, form)
        if form is not None:
            await self._forms.sent(form)
        team = request.team or await self._people.team_of(origin)
        match answer:
            case Reply(card=card):
                reader = await self._people.reader(team, origin.account)
                of_team = team if origin.private else ""
                return Answer(message=message(card, reader, team=of_team, draws=self._setup.draw is not None))
            case Ask(form=opened):
                return await self._opened(opened, origin, team)
            case None:
                return NOTHING

    async def step(self, step: FormStep, origin: Origin, *, submitted: bool) -> Answer:
        """A page is asked for, or was sent."""
        reader = await self._people.reader_of(origin)
        words = Words(reader.locale)
        open_form = await self._forms.of(step.key, origin.account)
        if open_form is None or step.page >= len(pages(open_form.form)):
            return Answer(message=note(words("common.form_gone"), reader), again=step.again)
        if not submitted:
            return _page(Opening(open=open_form, page=step.page), reader, words, again=True)
        values = chosen(open_form.form, step.values)
        open_form = with_page(open_form, step.page, values)
        try:
            open_form = await self._forms.keep(await self._with_files(open_form, step, words))
        except Refused as refused:
            return await self._refused(refused, origin, open_form)
        if not forms.is_last(open_form):
            return Answer(message=forms.saved(open_form, reader, words), again=step.again)
        request = self._whole(open_form, origin)
        return replace(await self.request(request, origin, open_form), again=step.again)

    async def _with_files(self, open_form: OpenForm, step: FormStep, words: Words) -> OpenForm:
        field = forms.files_field(open_form)
        if not (field and step.files):
            return open_form
        kept = await uploads.kept(self._setup, step.files, field, words)
        return forms.with_files(open_form, kept, words)

    def _whole(self, open_form: OpenForm, origin: Origin) -> Request:
        request = inbound.form_request(open_form.form, forms.whole(open_form), origin, self._setup.now())
        return replace(request, team=open_form.of_team, files=open_form.files)

    async def _refused(self, refused: Refused, origin: Origin, form: OpenForm | None) -> Answer:
        reader = await self._people.reader_of(origin)
        if form is None:
            return Answer(message=note(refused.text, reader))
        form = await self._forms.keep(forms.mended(form, refused))
        return Answer(message=forms.wrong(form, refused, reader, Words(reader.locale)))

    async def _opened(self, form: Form, origin: Origin, team: str) -> Answer:
        reader = await self._people.reader(team, origin.account)
        opened = await self._forms.opened(form, origin.account, team if origin.private else "")
        return _page(Opening(open=opened), reader, Words(reader.locale))


def _page(opening: Opening, reader: Reader, words: Words, *, again: bool = False) -> Answer:
    return Answer(page=opening.modal(reader, again=again), late=opening.message(reader, words))
