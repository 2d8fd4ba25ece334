"""Doctor: looks at configuration, platforms, store, clock and port, and says of each that it is well or what to do."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from adapters.backups import CannotCopy, check, home, read_live, rows_of
from adapters.checking import direct, discord, reach, slack
from adapters.checking.finding import Finding
from adapters.config import FILE, Config, WrongConfig, must_be_supported, read_config
from adapters.setting_up.settings_file import is_open
from adapters.storage.files import Files
from adapters.storage.folder import in_use

BUILT = datetime(2026, 11, 1, tzinfo=UTC)
ROOM_BYTES = 50_000_000


def examine(now: datetime, private: str = "") -> Iterator[Finding]:
    """One finding per subject; without a readable configuration, the first is the only one.

    `private` is an account that a private message is tried with.
    """
    try:
        config = read_config()
        must_be_supported(config)
    except WrongConfig as wrong:
        yield Finding("configuration", "", str(wrong))
        return
    folder = home(config)
    yield Finding("configuration", _configured(config, folder))
    yield from _file(config)
    yield from slack.examine(config, now)
    yield from discord.examine(config)
    if private:
        yield direct.examine(config, private)
    yield from reach.examine(config)
    yield _store(folder)
    yield _clock(now)
    yield _port(config, folder)


def _file(config: Config) -> Iterator[Finding]:
    if config.secrets and is_open(FILE, to=0o007):
        yield Finding(str(FILE), "", f"Everybody on this machine can read it, tokens included: chmod 600 {FILE}")


def _configured(config: Config, folder: Path) -> str:
    if not config.tokens and folder == config.data:
        return f"no token is set here, though {config.data} holds a team; set its tokens to have them checked"
    return " and ".join(name.title() for name in config.on) or "the sample team, as nothing else is configured"


def _store(folder: Path) -> Finding:
    try:
        # A Baton that nobody has spoken to yet has files, and no data.
        tables = read_live(folder) if Files(folder).hold_data() else {}
        check(tables, folder)
    except (CannotCopy, OSError) as error:
        return Finding("store", "", str(error))
    there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if not os.access(there, os.W_OK | os.X_OK):
        return Finding(
            "store", "", f"{there} cannot be written. Give Baton the right to, or choose another BATON_DATA."
        )
    if shutil.disk_usage(there).free < ROOM_BYTES:
        return Finding(
            "store", "", f"The disk of {there} is almost full. Make room: Baton refuses work it cannot save."
        )
    return Finding("store", f"{folder} is readable, {rows_of(tables)} rows")


def _clock(now: datetime) -> Finding:
    if now < BUILT:
        return Finding("clock", "", f"This machine believes it is {now:%d %B %Y}. Set its clock, best by NTP.")
    try:
        ZoneInfo("Asia/Manila")
    except ZoneInfoNotFoundError:
        return Finding("clock", "", "Time zones are missing. Install them: pip install tzdata")
    return Finding("clock", f"it is {now:%a %d %b %Y %H:%M} UTC, and time zones are known")


def _port(config: Config, folder: Path) -> Finding:
    if _is_baton(config):
        if in_use(folder):
            return Finding("port", f"a Baton is answering on {config.http}")
        mend = "Stop it, or choose another port: BATON_HTTP=127.0.0.1:8643"
        return Finding("port", "", f"Another Baton, not on {folder}, is answering on {config.http}. {mend}")
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((config.host, config.port))
        except OSError as error:
            advice = "Stop what is using it, or choose another port: BATON_HTTP=127.0.0.1:8643"
            return Finding("port", "", f"{config.http} cannot be used ({error.strerror}). {advice}")
    return Finding("port", f"{config.http} is free")


def _is_baton(config: Config) -> bool:
    connection = http.client.HTTPConnection(config.host, config.port, timeout=2)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().read(16) == b"ok\n"
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
