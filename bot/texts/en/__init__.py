"""English, the first catalogue and the fallback; one module per room."""

from __future__ import annotations

from collections.abc import Mapping

from bot.texts.en import checkins, common, digests, handoff, sample, standups, team

MESSAGES: dict[str, str | Mapping[str, str]] = {
    f"{room}.{key}": text
    for room, messages in (
        ("common", common.MESSAGES),
        ("handoff", handoff.MESSAGES),
        ("standups", standups.MESSAGES),
        ("checkins", checkins.MESSAGES),
        ("digests", digests.MESSAGES),
        ("team", team.MESSAGES),
        ("sample", sample.MESSAGES),
    )
    for key, text in messages.items()
}
