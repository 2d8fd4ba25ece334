"""Whether a partner outside the workspace can be reached: a link to a page can be made, and mail is taken."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from adapters.checking.finding import Finding
from adapters.config import Config
from adapters.mail_server import read_server
from bot.ports import ChatBarred, ChatBusy

PAGES, MAIL = "partners' pages", "mail"


def examine(config: Config) -> Iterator[Finding]:
    if config.url:
        yield Finding(PAGES, f"links begin with {config.url}/partner/, which has to lead to {config.http}")
    elif config.tokens:
        yield Finding(PAGES, "no links to them can be made, as BATON_URL is not set; without partners outside none are")
    if config.smtp:
        yield asyncio.run(_mail(config.smtp.get_secret_value()))


async def _mail(url: str) -> Finding:
    """Connects and logs in; no mail is sent."""
    from adapters.mail import Mail  # noqa: PLC0415 - loaded only where it is configured

    server = read_server(url)
    where = f"{server.host}:{server.port}"
    try:
        await Mail(server, seconds=5).check()
    except ChatBarred as barred:
        return Finding(
            MAIL, "", f"{where} does not let Baton in: {barred}. Look at the user and password in BATON_SMTP."
        )
    except ChatBusy:
        return Finding(MAIL, "", f"{where} does not answer. Look at host and port in BATON_SMTP, and try again.")
    return Finding(MAIL, f"{where} takes mail from {server.sender}")
