"""What the Slack adapter itself keeps; apart from what it is used with, as every start loads this list."""

from __future__ import annotations

from datetime import datetime

from bot.requests import Record


class SlackInstallation(Record, frozen=True, kw_only=True):
    """Filed under team "" by Slack's id of the workspace. `token` and `refresh` are encrypted."""

    token: str
    refresh: str = ""
    expires_at: datetime | None = None
    baton: str = ""
    installer: str = ""
    name: str = ""
    gone: bool = False
    installed_at: datetime | None = None
