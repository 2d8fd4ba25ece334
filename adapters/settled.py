"""What a house is handed: by chance, and by its configuration."""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable
from dataclasses import dataclass


def new_id() -> str:
    return secrets.token_hex(8)


@dataclass(frozen=True, kw_only=True)
class Luck:
    """What is left to chance: ids, and from 0 to 1 how much longer to wait before trying again."""

    new_id: Callable[[], str] = new_id
    chance: Callable[[], float] = random.random


@dataclass(frozen=True, kw_only=True)
class Settled:
    """What the configuration says of a house: accounts that own unasked, the public address, and a mail server."""

    owners: frozenset[str] = frozenset()
    url: str = ""
    mail: str = ""
