"""Logs: one line per event with the request's id, for people or for machines; nothing secret, nothing anyone wrote."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Sequence
from typing import Literal

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

HIDDEN = "***"
TOKENS = re.compile(
    r"xox[a-z]?(?:\.xox[a-z])?-[\w.-]+"  # Slack, also those of an installation; docs.slack.dev/authentication/tokens
    r"|xapp-[\w-]+"
    r"|(?<=hooks\.slack\.com/)[\w/.-]+"  # a response_url lets anybody answer
    r"|(?<=/commands/)T\w+/[\w/.-]+|(?<=/actions/)T\w+/[\w/.-]+|(?<=/app/)T\w+/[\w/.-]+"  # the same on any host
    r"|(?<=/wss/)\S+|(?<=ticket=)[\w-]+"
    r"|(?<=/webhooks/)\d+/[\w-]+|(?<=/interactions/)\d+/[\w-]+"  # Discord's interaction tokens
    r"|(?<=/open/)[\w-]{20,}|(?<=/mails/)[\w-]{20,}"  # a link to a partner's page, and one that stops mails
    r"|[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}"  # a Discord bot's token
)


class Hide:
    """Replaces secrets wherever they turn up, tracebacks included: those configured, and what looks like a token."""

    def __init__(self, secrets: Sequence[str]) -> None:
        # A setting may be a list, and each part of it is a secret as well.
        each = {part.strip() for secret in secrets for part in (secret, *secret.split(","))}
        self._secrets = sorted(each - {""}, key=len, reverse=True)

    def __call__(self, _: WrappedLogger, __: str, event: EventDict) -> EventDict:
        return {name: self._clean(value) for name, value in event.items()}

    def _clean(self, value: object) -> object:
        text = value if isinstance(value, str) else str(value)
        cleaned = text
        for secret in self._secrets:
            cleaned = cleaned.replace(secret, HIDDEN)
        cleaned = TOKENS.sub(HIDDEN, cleaned)
        return value if cleaned == text else cleaned


def set_up(style: Literal["console", "json"], secrets: Sequence[str] = ()) -> None:
    """Everything goes to standard error; what the libraries say only from warnings up."""
    processors: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        Hide(secrets),
    ]
    if style == "json":
        processors.append(structlog.processors.JSONRenderer(default=str, ensure_ascii=False))
    else:
        processors.append(
            structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback)
        )
    structlog.configure(
        processors=processors,
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(level=logging.WARNING, handlers=[Forward()], force=True)


class Forward(logging.Handler):
    """What the libraries log, in our own form."""

    def emit(self, record: logging.LogRecord) -> None:
        log = structlog.get_logger()
        log.log(record.levelno, record.getMessage(), source=record.name, exc_info=record.exc_info)
