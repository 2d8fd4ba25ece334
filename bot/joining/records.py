"""What is kept of joining: one-time codes, tries of wrong ones, and who could not be reached in private."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from bot.requests import Record

Purpose = Literal["account", "workspace"]


class Code(Record, frozen=True, kw_only=True):
    """A one-time code, filed under team "" by its digest. `claimed_by` is the account or workspace that brought it.

    It is the first one's: another that brings it shows that the code is known, and ends it.
    """

    purpose: Purpose
    of_team: str
    person: str
    expires_at: datetime
    claimed_by: str = ""
    claimed_from: str = ""
    used: bool = False


class Tries(Record, frozen=True, kw_only=True):
    """Wrong codes of one account, filed under team "" by the account."""

    count: int
    since: datetime


class Unreachable(Record, frozen=True, kw_only=True):
    """Posts that one person (`id`) has not been shown, newest last, because private messages are closed.

    `since` is when it was said in public that there is something.
    """

    keys: tuple[str, ...]
    since: datetime
