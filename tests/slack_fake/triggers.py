"""What lives shortly: trigger ids (once, 3 s) and response URLs (five times, 30 minutes)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.slack_fake.nouns import Wrong

# https://docs.slack.dev/interactivity/handling-user-interaction: trigger_id "expires 3 seconds after it was sent" and
# "can be used only once"; response_url "up to 5 times within 30 minutes".
TRIGGER_SECONDS = 3.0
RESPONSE_SECONDS, RESPONSE_USES = 1_800.0, 5


@dataclass
class Trigger:
    """Whose act it stands for; `view` is the modal it was done in, if any."""

    team: str
    user: str
    at: float
    view: str = ""
    used: bool = False


@dataclass
class ResponseUrl:
    """Where an answer would appear; `ts` is the message that was acted on."""

    team: str
    user: str
    channel: str
    at: float
    ts: str = ""
    thread_ts: str = ""
    uses: int = 0


class Triggers:
    """Gives them out, and takes trigger ids back; `monotonic` is in seconds."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._triggers: dict[str, Trigger] = {}
        self.urls: dict[str, ResponseUrl] = {}

    def trigger(self, team: str, user: str, view: str = "") -> str:
        made = f"{1_000 + len(self._triggers)}.{team}.{user.lower()}"
        self._triggers[made] = Trigger(team, user, self._monotonic(), view)
        return made

    def exchange(self, id: str, team: str) -> Trigger:
        """The act behind it, once; the errors are those of https://docs.slack.dev/reference/methods/views.open."""
        trigger = self._triggers.get(id)
        if trigger is None or trigger.team != team:
            raise Wrong("invalid_trigger_id")
        if trigger.used:
            raise Wrong("exchanged_trigger_id")
        if self._monotonic() - trigger.at > TRIGGER_SECONDS:
            raise Wrong("expired_trigger_id")
        trigger.used = True
        return trigger

    def url(self, team: str, user: str, channel: str, ts: str = "", thread_ts: str = "") -> str:
        """The id of a new response URL."""
        made = f"r{len(self.urls) + 1}"
        self.urls[made] = ResponseUrl(team, user, channel, self._monotonic(), ts, thread_ts)
        return made

    def use(self, id: str) -> ResponseUrl:
        url = self.urls.get(id)
        if url is None:
            raise Wrong("invalid_url")
        if self._monotonic() - url.at > RESPONSE_SECONDS:
            raise Wrong("expired_url")
        if url.uses >= RESPONSE_USES:
            raise Wrong("used_url")
        url.uses += 1
        return url
