"""What simcord leaves open: enforced nonces, no modal after a modal, lost replies, our clock, bodies checked."""

from __future__ import annotations

import copy
import functools
import importlib.util
import json
import os
import warnings
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import discord
import simcord

NONCE_SECONDS = 300.0  # "the past few minutes", docs.discord.com/developers/resources/message#create-message
ROOT = Path(__file__).parent.parent.parent
MODAL, MODAL_SUBMIT = 9, 5


class Honest:
    """Stands between the client and simcord's backend, for one environment.

    `lose` counts the replies to new messages that are still to be lost; `broken` is what every request ends with.
    """

    def __init__(self, env: simcord.Env, now: Callable[[], datetime]) -> None:
        self.env = env
        self.lose = 0
        self.broken: Exception | None = None
        self.bodies: list[tuple[str, str, Any]] = []
        self._now = now
        self._nonces: dict[tuple[str, str], tuple[datetime, dict[str, Any]]] = {}
        env.backend.clock.now = now  # type: ignore[method-assign] # the clock of the dialog is the only one
        self.stand()

    def stand(self) -> None:
        """Also after the client was started anew."""
        self._stand_between(self.env.bot.http)
        self._stand_between(self.env._webhook_adapter)

    def _stand_between(self, transport: Any) -> None:
        """Requests of the bot itself and answers to interactions take two ways; both pass here."""
        direct = transport.request

        @functools.wraps(direct)
        async def request(route: Any, *args: Any, **kwargs: Any) -> Any:
            if self.broken is not None:
                raise self.broken
            method, path, body = route.method, _path(route.url), _body(kwargs)
            self.bodies.append((method, path, copy.deepcopy(body)))
            self._refuse_modal_after_modal(path, body)
            nonce = _nonce(method, path, body)
            known = self._known(nonce)
            if known is not None:
                return known
            answer = await direct(route, *args, **kwargs)
            if nonce is not None:
                self._nonces[nonce] = self._now(), answer
                self._lose()
            return answer

        transport.request = request

    def _known(self, nonce: tuple[str, str] | None) -> dict[str, Any] | None:
        found = self._nonces.get(nonce) if nonce else None
        return found[1] if found and (self._now() - found[0]).total_seconds() < NONCE_SECONDS else None

    def _lose(self) -> None:
        if self.lose:
            self.lose -= 1
            raise discord.DiscordServerError(_Answer(504), "the reply was lost")

    def _refuse_modal_after_modal(self, path: str, body: Any) -> None:
        if not path.endswith("/callback") or not isinstance(body, Mapping) or body.get("type") != MODAL:
            return
        asked = self.env.backend.interactions[int(path.split("/")[2])]
        if asked.type == MODAL_SUBMIT:
            raise AssertionError("a modal was shown in answer to a modal, which Discord does not take")

    def complaints(self) -> list[str]:
        """What Discord's own description of its API says of the bodies; nothing where it is not at hand."""
        check = checker()
        if check is None:
            return []
        return [
            wrong
            for method, path, body in self.bodies
            if body is not None and not path.startswith("/oauth2")
            for wrong in check.errors(method, path, body)
        ]


class _Answer:
    def __init__(self, status: int) -> None:
        self.status, self.reason, self.headers = status, "Gateway Timeout", dict[str, str]()


@functools.cache
def checker() -> Any:
    """From the folder that BATON_DISCORD_API names, or the one beside the project; None without."""
    folder = Path(os.environ.get("BATON_DISCORD_API") or ROOT.parent / "shared" / "discord")
    if not (folder / "check.py").is_file():
        return None
    spec = importlib.util.spec_from_file_location("discord_api_check", folder / "check.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    with warnings.catch_warnings(action="ignore", category=ResourceWarning):  # it leaves the closing to Python
        return module.SpecValidator(str(folder / "openapi.json"))


def _path(url: str) -> str:
    path = url.split("?", 1)[0]
    return "/" + path.split("/api/v", 1)[-1].split("/", 1)[-1]


def _body(kwargs: Mapping[str, Any]) -> Any:
    for part in kwargs.get("form") or kwargs.get("multipart") or ():
        if part.get("name") == "payload_json":
            return json.loads(part["value"])
    return kwargs.get("json", kwargs.get("payload"))


def _nonce(method: str, path: str, body: Any) -> tuple[str, str] | None:
    if method != "POST" or not path.endswith("/messages") or not isinstance(body, Mapping):
        return None
    assert body.get("enforce_nonce") is True, "a post without an enforced nonce"
    assert 0 < len(str(body["nonce"])) <= 25
    return path, str(body["nonce"])
