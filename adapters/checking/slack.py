"""What Slack says of the configured tokens."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from adapters.checking.asking import SKEW_SECONDS, NoAnswer, Said, ask, skew_seconds
from adapters.checking.finding import Finding
from adapters.config import Config, confused
from adapters.setting_up.slack_manifest import SCOPES

APPS = "https://api.slack.com/apps"
REASONS = {
    "invalid_auth": f"Copy it again: {APPS}, your app, OAuth & Permissions, Bot User OAuth Token.",
    "not_authed": f"Copy it again: {APPS}, your app, OAuth & Permissions, Bot User OAuth Token.",
    "token_revoked": f"Install the app again: {APPS}, your app, Install App, Reinstall to Workspace.",
    "account_inactive": f"Install the app again: {APPS}, your app, Install App, Reinstall to Workspace.",
    "org_login_required": "The organisation is being moved: it passes, and messages wait until then.",
    "access_denied": f"An admin of the workspace has to allow the app: {APPS}, your app, Install App.",
    "team_access_not_granted": "An admin of the organisation has to let the app into this workspace.",
    "ekm_access_denied": "An admin of the organisation has suspended its keys: ask them; messages wait until then.",
    "token_expired": f"Turn token rotation off: {APPS}, your app, OAuth & Permissions; or install by /slack/install.",
}


def examine(config: Config, now: datetime) -> Iterator[Finding]:
    """One finding for each token, then scopes and clock."""
    if config.slack_bot_token:
        yield from bot(config.slack_bot_token.get_secret_value(), config.slack_api_url, now)
    if config.slack_app_token:
        yield app(config.slack_app_token.get_secret_value(), config.slack_api_url)
    if config.slack_signing_secret and not config.slack_app_token:
        yield Finding("slack events", "signed HTTP at /slack/events; Slack must be able to reach it from outside")


def bot(token: str, api: str, now: datetime) -> Iterator[Finding]:
    """The bot's token first, then its scopes and how far the clocks are apart; `api` is where the Web API is."""
    wrong = confused("SLACK_BOT_TOKEN", token)
    if wrong:
        yield Finding("slack token", "", f"SLACK_BOT_TOKEN: {wrong}")
        return
    try:
        said = ask(f"{api}auth.test", f"Bearer {token}", {})
    except NoAnswer as none:
        yield Finding("slack token", "", f"Slack does not answer ({none}). Check this machine's network and DNS.")
        return
    if not _fine(said):
        yield Finding(
            "slack token", "", f"Slack says {_error(said)}. {REASONS.get(_error(said), REASONS['invalid_auth'])}"
        )
        return
    yield Finding("slack token", f"{said.body.get('user', '?')} in {said.body.get('team', '?')}")
    yield _scopes(said)
    skew = skew_seconds(said, now)
    if skew is not None and abs(skew) > SKEW_SECONDS:
        yield Finding(
            "slack clock", "", f"This machine's clock is {skew:+.0f} s off; signatures fail at 300. Set it by NTP."
        )


def _scopes(said: Said) -> Finding:
    """Slack tells them with each answer, docs.slack.dev/authentication/installing-with-oauth."""
    given = {scope.strip() for scope in said.headers.get("x-oauth-scopes", "").split(",") if scope.strip()}
    missing = sorted(set(SCOPES) - given)
    if given and missing:
        why = "; ".join(f"{scope} ({SCOPES[scope]})" for scope in missing)
        mend = f"{APPS}, your app, App Manifest: paste `baton slack-manifest`, save, then Reinstall to Workspace."
        return Finding("slack scopes", "", f"Missing: {why}. {mend}")
    return Finding("slack scopes", "all that are needed" if given else "Slack does not say")


def app(token: str, api: str) -> Finding:
    """Whether the app-level token opens Socket Mode."""
    wrong = confused("SLACK_APP_TOKEN", token)
    if wrong:
        return Finding("slack socket", "", f"SLACK_APP_TOKEN: {wrong}")
    where = f"{APPS}, your app, Basic Information, App-Level Tokens: one with connections:write"
    try:
        said = ask(f"{api}apps.connections.open", f"Bearer {token}", {})
    except NoAnswer as none:
        return Finding("slack socket", "", f"Slack does not answer ({none}). Check this machine's network and DNS.")
    if not _fine(said):
        hint = f"{APPS}, your app, Socket Mode: turn it on." if "socket" in _error(said) else f"{where}."
        return Finding("slack socket", "", f"Slack says {_error(said)}. {hint}")
    return Finding("slack socket", "Socket Mode can be opened")


def _fine(said: Said) -> bool:
    return isinstance(said.body, dict) and said.body.get("ok") is True


def _error(said: Said) -> str:
    found = said.body.get("error") if isinstance(said.body, dict) else None
    return found if isinstance(found, str) else f"HTTP {said.status}"
