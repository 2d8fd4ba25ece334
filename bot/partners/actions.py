"""The names by which the partners' pages are asked for; the commands are verbs of /team."""

from __future__ import annotations

from bot.commands import Action, Command, Option, Verb
from bot.partners import handlers, pages

ACTIONS: tuple[Action, ...] = (
    Action(name="partners.partner", handler=handlers.partner),
    Action(name="partners.save", handler=handlers.save),
    Action(name="partners.page", handler=pages.page),
    Action(name="partners.link", handler=pages.link),
    Action(name="partners.mail_link", handler=pages.mail_link),
    Action(name="partners.close", handler=pages.close),
    Action(name="partners.enter", handler=pages.enter, joins=False),
    Action(name="partners.mails", handler=pages.mails, joins=False),
    Action(name="partners.link_made", handler=pages.link_made, jobs_only=True),
    Action(name="partners.refused", handler=pages.refused, jobs_only=True),
)

COMMANDS: tuple[Command, ...] = ()

VERBS: tuple[Verb, ...] = (
    Verb(
        name="partner",
        action="partners.partner",
        summary="Bring a partner who is in none of your chats, or say which kind one is (owner only)",
        options=(Option(name="who", kind="text", summary="an address and a name, or @pat and a kind"),),
        example="/team partner pat@example.com Pat Jones mentor",
    ),
    Verb(
        name="page",
        action="partners.page",
        summary="A partner’s private page: its link, who has it open, closing it (owner only)",
        options=(Option(name="who", kind="person", summary="which partner"),),
        example="/team page @pat",
    ),
)
