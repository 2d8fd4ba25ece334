"""`baton setup`: asks for what is missing, tries each token at once, and keeps it as soon as it works."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from adapters.checking import discord, slack
from adapters.checking.finding import Finding
from adapters.config import ACCOUNT
from adapters.setting_up import settings_file

SLACK_STEPS = """
Slack, in the browser:
  1. In another terminal: baton slack-manifest > manifest.json
  2. https://api.slack.com/apps > Create New App > From a manifest > paste the file > Create
  3. Basic Information > App-Level Tokens > Generate Token and Scopes > connections:write > Generate
  4. Install App > Install to Workspace > Allow
"""
DISCORD_STEPS = """
Discord, in the browser:
  1. https://discord.com/developers/applications > New Application > Create
  2. Bot > Reset Token > Copy (no privileged intent is needed)
"""
NEXT = """
Done. Now:
  baton run
Then, in the channel of your team: /invite @Baton on Slack (on Discord: open the address of baton discord-invite).
There type /tasks and press Set up this team. The first task is one line:
  /delegate @ana Write the article by Fri 5pm ~2h done when: 3 sources
"""


NEEDED = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "DISCORD_TOKEN")


class Terminal(Protocol):
    """Where the dialog takes place. A hidden answer is not shown while it is typed."""

    def say(self, words: str) -> None: ...

    def ask(self, question: str, *, hidden: bool = False) -> str: ...


Check = Callable[[str, str], Iterable[Finding]]


class Guide:
    """`check` gives the findings for one setting and its value; a finding that is wrong is said, and asked again."""

    def __init__(self, terminal: Terminal, path: Path, check: Check) -> None:
        self._terminal = terminal
        self._path = path
        self._check = check
        self._refused: list[str] = []

    def run(self) -> None:
        """Raises NotWritten when baton.toml cannot be read or written."""
        say = self._terminal.say
        say(f"What is in {self._path} stays. Ctrl+C stops; the next `baton setup` goes on where this one ended.")
        if settings_file.tighten(self._path):
            say(f"{self._path} could be read by others on this machine; from now on by you alone.")
        wanted = self._platforms()
        if "slack" in wanted:
            self._token("SLACK_BOT_TOKEN", "Install App > Bot User OAuth Token (xoxb-…)", SLACK_STEPS)
            self._token("SLACK_APP_TOKEN", "Basic Information > App-Level Tokens (xapp-…)")
        if "discord" in wanted:
            self._token("DISCORD_TOKEN", "Bot > Token", DISCORD_STEPS)
        self._owner()
        missing = self._missing(wanted)
        if missing:
            say(f"Still missing: {', '.join(missing)}. Run `baton setup` again once you have it.")
        if self._refused:
            say(f"Still refused: {', '.join(self._refused)}. Run `baton setup` again once you have another.")
        if not missing and not self._refused:
            say(NEXT)

    def _missing(self, wanted: set[str]) -> list[str]:
        known = settings_file.read(self._path)
        needed = [name for name in NEEDED if name.partition("_")[0].lower() in wanted]
        if "SLACK_SIGNING_SECRET" in known:
            needed = [name for name in needed if name != "SLACK_APP_TOKEN"]
        return [name for name in needed if name not in known]

    def _platforms(self) -> set[str]:
        known = settings_file.read(self._path)
        there = {name.partition("_")[0].lower() for name in known if name.endswith("_TOKEN")}
        while True:
            shown = f" [{', '.join(sorted(there))} is set up; Enter keeps it]" if there else ""
            typed = self._terminal.ask(f"Where does your team talk: slack, discord or both?{shown}").strip().casefold()
            if typed in ("slack", "discord"):
                return {typed}
            if typed == "both":
                return {"slack", "discord"}
            if not typed and there:
                return there
            self._terminal.say("Type slack, discord or both.")

    def _token(self, name: str, where: str, steps: str = "") -> None:
        """Asked until it works; Enter leaves it for another time. One that is there already is tried too."""
        known = settings_file.read(self._path).get(name)
        if known is not None and self._works(name, str(known)):
            self._terminal.say(f"{name} is set already, and works.")
            return
        if known is not None:
            self._refused.append(name)
            self._terminal.say(f"So {name} in {self._path} is asked for anew; Enter leaves it as it is.")
        if steps:
            self._terminal.say(steps)
        while typed := self._terminal.ask(
            f"{where}. Paste it here (it is not shown; Enter skips)", hidden=True
        ).strip():
            if self._works(name, typed):
                settings_file.put(self._path, name, typed)
                self._refused = [one for one in self._refused if one != name]
                self._terminal.say(f"{name} works and is kept in {self._path}, readable by you alone.")
                return

    def _works(self, name: str, token: str) -> bool:
        """Says what is wrong with it, or what else there is to mend."""
        findings = list(self._check(name, token))
        wrong = [finding.wrong for finding in findings if finding.wrong]
        if wrong and findings[0].wrong:
            self._terminal.say(wrong[0])
            return False
        for words in wrong:
            self._terminal.say(f"To mend: {words}")
        return True

    def _owner(self) -> None:
        if "BATON_OWNERS" in settings_file.read(self._path):
            return
        question = "Whose team is it? slack:U… or discord:123…; Enter lets the first admin set it up"
        while typed := self._terminal.ask(question).strip():
            if all(re.fullmatch(ACCOUNT, one.strip()) for one in typed.split(",")):
                settings_file.put(self._path, "BATON_OWNERS", typed)
                return
            self._terminal.say("That is no account. On Slack: profile, ⋮, Copy member ID; then slack: before it.")


def checks(slack_api: str) -> Check:
    """Asks the one platform that a token is for; `slack_api` is where Slack's Web API is."""

    def check(name: str, value: str) -> Iterable[Finding]:
        match name:
            case "SLACK_BOT_TOKEN":
                return slack.bot(value, slack_api, datetime.now(UTC))
            case "SLACK_APP_TOKEN":
                return [slack.app(value, slack_api)]
            case _:
                return [discord.bot(value)]

    return check
