"""Where an app answers outside the Web API: response URLs, and the body of an acknowledgement."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from tests.slack_fake.chat_methods import made
from tests.slack_fake.nouns import Json, Message, Wrong
from tests.slack_fake.triggers import ResponseUrl, Triggers
from tests.slack_fake.workspace import Workspace


class Answers:
    """https://docs.slack.dev/interactivity/handling-user-interaction#message_responses: private unless it says
    `in_channel`; `replace_original` and `delete_original` act on the message that was pressed."""

    def __init__(self, workspaces: dict[str, Workspace], triggers: Triggers) -> None:
        self.complaints: list[str] = []
        self.address = ""
        self._workspaces = workspaces
        self._triggers = triggers

    def add_to(self, app: web.Application) -> None:
        app.router.add_post("/respond/{id}", self._responded)

    def url(self, id: str) -> str:
        return f"{self.address}/respond/{id}"

    async def _responded(self, request: web.Request) -> web.Response:
        try:
            body = await request.json()
            self.take(self._triggers.use(request.match_info["id"]), body)
        except (Wrong, ValueError) as wrong:
            self.complaints.append(f"response_url: {wrong} {'; '.join(getattr(wrong, 'details', ()))}")
            return web.json_response({"ok": False, "error": str(wrong)}, status=404)
        return web.Response(text="ok")

    def take(self, where: ResponseUrl, body: Json) -> None:
        """Shows what it says where it belongs. Raises Wrong."""
        workspace = self._workspaces[where.team]
        conversation = workspace.conversations[where.channel]
        original = next((one for one in conversation.messages if where.ts and one.ts == where.ts), None)
        if body.get("delete_original"):
            if original:
                conversation.messages.remove(original)
            return
        said = made(workspace, body)
        if body.get("replace_original") and original:
            _replace(workspace, original, said)
            return
        if body.get("response_type", "ephemeral") != "in_channel":
            said.only = where.user
        said.thread_ts = body.get("thread_ts") or ""
        workspace.post(conversation, said)

    def acknowledged(self, where: ResponseUrl, body: Any, *, command: bool) -> None:
        """The body that came with the 200: words or a message for a command, nothing for a click."""
        if body in (None, "", {}):
            return
        if not command:
            self.complaints.append(f"nobody sees this answer to a click: {str(body)[:200]}")
            return
        try:
            self.take(where, body if isinstance(body, dict) else {"text": str(body)})
        except Wrong as wrong:
            self.complaints.append(f"acknowledgement: {wrong.error} {'; '.join(wrong.details)}")


def _replace(workspace: Workspace, original: Message, said: Message) -> None:
    original.text, original.blocks = said.text, said.blocks
    original.order = workspace.new_order()
