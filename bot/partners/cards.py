"""What the owner is shown of a partner's page, and what the partner is mailed with its link."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.partners.records import KINDS, Page
from bot.partners.rules import ADDRESS_MOST, NAME_MOST, is_outside
from bot.people import Person
from bot.ports import Reach
from bot.texts import Words
from bot.ui import Button, Card, Choice, ChoiceField, Fact, Facts, Field, Form, Link, Paragraph, Text, TextField, When


def partner_form(key: str, values: Mapping[str, str], words: Words, person: Person | None) -> Form:
    """Address, name and kind; of somebody who is in a chat the kind alone."""
    kinds = tuple(Choice(kind, words.plain(f"partners.kind_{kind}")) for kind in KINDS)
    kind = ChoiceField(
        name="kind",
        label=words.plain("partners.field_kind"),
        hint=words.plain("partners.hint_kind"),
        choices=kinds,
        value=values.get("kind", ""),
    )
    fields: tuple[Field, ...] = (kind,)
    if person is None or is_outside(person):
        address = TextField(
            name="address",
            label=words.plain("partners.field_address"),
            hint=words.plain("partners.hint_address"),
            value=values.get("address", "")[:ADDRESS_MOST],
            most=ADDRESS_MOST,
        )
        name = TextField(
            name="name",
            label=words.plain("partners.field_name"),
            value=values.get("name", "")[:NAME_MOST],
            most=NAME_MOST,
        )
        fields = (address, name, kind)
    return Form(
        key=key,
        title=words.plain("partners.form_partner"),
        action="partners.save",
        fields=fields,
        submit=words.plain("partners.submit"),
        arguments={"person": f"@{person.handle}"} if person else {},
        intro=words("partners.intro") if person is None else (),
    )


def kind_card(person: Person, words: Words) -> Card:
    return said(words, "kind_set", who=person.name, kind=words(f"partners.kind_{person.kind}"))


def page_card(page: Page, person: Person, owner: Person, reach: Reach, now: datetime) -> Card:
    """Who can open it, what goes out by mail, and what can be done about both."""
    words = owner.words()
    has_link = bool(page.link) and page.link_until is not None and now < page.link_until
    is_open = bool(page.session) and page.session_until is not None and now < page.session_until
    rows = [
        Fact(words.plain("partners.fact_address"), (page.address,)),
        Fact(words.plain("partners.fact_kind"), words(f"partners.kind_{person.kind}") if person.kind else ("–",)),
        Fact(words.plain("partners.fact_page"), _state(page, words, has_link=has_link, is_open=is_open)),
        Fact(words.plain("partners.fact_mail"), _mail(page, person, reach, words)),
    ]
    names = ["link"] if reach.pages else []
    names += ["mail_link"] if reach.pages and reach.mails else []
    names += ["partner"] + (["close"] if has_link or is_open or page.mailing else [])
    names += ["stop"] if "close" not in names and _goes(page, reach) else []
    buttons = tuple(
        Button(
            label=words.plain(f"partners.button_{name}"),
            action=f"partners.{'close' if name == 'stop' else name}",
            arguments={"who": f"@{person.handle}"},
            style="danger" if name in ("close", "stop") else "primary" if name == "link" and not is_open else "plain",
        )
        for name in names
    )
    what = words("partners.what_page" if reach.pages else "partners.no_url", who=person.name)
    return Card(
        title=words("partners.title", who=person.name), blocks=(Facts(tuple(rows)), Paragraph(what)), buttons=buttons
    )


def _state(page: Page, words: Words, *, has_link: bool, is_open: bool) -> Text:
    link = words("partners.state_link", until=When(page.link_until)) if has_link and page.link_until else ()
    if is_open and page.opened_at and page.session_until:
        opened = words("partners.state_open", at=When(page.opened_at), until=When(page.session_until, "date"))
        return (*opened, "; ", *link) if link else opened
    return link or words("partners.state_mailing" if page.mailing else "partners.state_closed")


def _goes(page: Page, reach: Reach) -> bool:
    return bool(reach.pages) and reach.mails and page.mails and not page.refused and not page.stopped


def _mail(page: Page, person: Person, reach: Reach, words: Words) -> Text:
    if not reach.mails:
        return words("partners.no_mail")
    if page.refused:
        return words("partners.mail_refused", why=page.refused)
    if page.stopped:
        return words("partners.mail_stopped")
    return words("partners.mail_goes" if page.mails else "partners.mail_off", who=person.name)


def link_card(address: str, page: Page, person: Person, words: Words) -> Card:
    """The link itself; without `address` what is left of it when it was shown."""
    close = Button(
        label=words.plain("partners.button_close"),
        action="partners.close",
        arguments={"who": f"@{person.handle}"},
        style="danger",
    )
    if not address or page.link_until is None:
        return Card(title=words("partners.link_shown", who=person.name), buttons=(close,))
    shown: Text = (Link(address, address),)
    how = words("partners.link_how", who=person.name, until=When(page.link_until))
    return Card(
        title=words("partners.link_title", who=person.name),
        blocks=(Paragraph(shown), Paragraph(how)),
        buttons=(close,),
    )


def invitation_card(person: Person, owner: Person) -> Card:
    """What stands in the mail above the link, which is made when it is sent."""
    words = person.words()
    return Card(
        title=words("partners.invitation", owner=owner.name),
        blocks=(
            Paragraph(words("partners.invitation_what", owner=owner.name)),
            Paragraph(words("partners.invitation_how")),
        ),
    )


def refused_card(person: Person, address: str, why: str, words: Words) -> Card:
    change = Button(
        label=words.plain("partners.button_partner"),
        action="partners.partner",
        arguments={"who": f"@{person.handle}"},
        style="primary",
    )
    title = words("partners.refuses", who=person.name, address=address)
    return Card(title=title, blocks=(Paragraph(words("partners.refuses_why", why=why)),), buttons=(change,))


def said(words: Words, key: str, **values: str | Text) -> Card:
    """A few words."""
    return Card(title=words(f"partners.{key}", **values))
