"""chat.*: posting, editing and deleting messages; https://docs.slack.dev/reference/methods."""

from __future__ import annotations

import copy
import json

from tests.slack_fake.blocks import too_long, wrong_blocks
from tests.slack_fake.methods import Call
from tests.slack_fake.nouns import Conversation, Json, Message, Wrong
from tests.slack_fake.views import with_ids
from tests.slack_fake.workspace import Workspace

TEXT = 40_000  # methods/chat.postMessage: longer texts are truncated; here they are refused, as nobody wants that


def post_message(call: Call) -> Json:
    conversation = call.workspace.writable(call.text("channel"))
    message = made(call.workspace, call.arguments)
    message.metadata = _metadata(call)
    message.thread_ts = _thread(conversation, call.text("thread_ts"))
    call.workspace.post(conversation, message)
    said = message.payload(call.workspace.bot, with_metadata=True)
    return {"channel": conversation.id, "ts": message.ts, "message": said}


def update(call: Call) -> Json:
    conversation, message = _own(call)
    changed = made(call.workspace, call.arguments)
    message.text, message.blocks = changed.text, changed.blocks
    if "metadata" in call.arguments:
        message.metadata = _metadata(call)
    message.edited = call.workspace.new_ts()
    message.order = call.workspace.new_order()
    said = message.payload(call.workspace.bot, with_metadata=True)
    return {"channel": conversation.id, "ts": message.ts, "text": message.text, "message": said}


def delete(call: Call) -> Json:
    conversation, message = _own(call, otherwise="cant_delete_message")
    conversation.messages.remove(message)
    return {"channel": conversation.id, "ts": message.ts}


def post_ephemeral(call: Call) -> Json:
    """Nobody can edit or look it up later, and it does not outlive a reload: methods/chat.postEphemeral."""
    conversation = call.workspace.writable(call.text("channel"))
    if call.text("user") not in conversation.members:
        raise Wrong("user_not_in_channel")
    message = made(call.workspace, call.arguments)
    message.only = call.text("user")
    message.thread_ts = _thread(conversation, call.text("thread_ts"))
    call.workspace.post(conversation, message)
    return {"message_ts": message.ts}


def get_permalink(call: Call) -> Json:
    conversation = call.workspace.place(call.text("channel"))
    ts = call.text("message_ts")
    if conversation.find(ts) is None:
        raise Wrong("message_not_found")
    domain = call.workspace.bot.domain
    return {
        "channel": conversation.id,
        "permalink": f"https://{domain}.slack.com/archives/{conversation.id}/p{ts.replace('.', '')}",
    }


def made(workspace: Workspace, arguments: Json) -> Message:
    """A new message of the app, checked. No words at all are `no_text`; blocks should come with a text for
    notifications and screen readers, so without one Slack warns and this fake complains."""
    text, blocks = arguments.get("text") or "", arguments.get("blocks") or []
    if not text and not blocks:
        raise Wrong("no_text")
    if not text:
        raise Wrong("no_text", "missing_text_in_message: blocks without a text are silent for screen readers")
    if len(text) > TEXT:
        raise Wrong("msg_too_long")
    wrong = wrong_blocks(blocks, "message")
    if wrong:
        raise Wrong("invalid_blocks", *wrong)
    if too_long(blocks):
        raise Wrong("msg_blocks_too_long")
    blocks = with_ids(copy.deepcopy(blocks), lambda: workspace.new_id("b"))
    return Message(ts=workspace.new_ts(), user=workspace.bot.user, text=text, blocks=blocks)


def _own(call: Call, otherwise: str = "cant_update_message") -> tuple[Conversation, Message]:
    """The app's own message of these arguments. A user's id is no channel here: methods/chat.update."""
    if call.text("channel")[:1] in ("U", "W"):
        raise Wrong("channel_not_found")
    conversation = call.workspace.place(call.text("channel"))
    message = conversation.find(call.text("ts"))
    if message is None:
        raise Wrong("message_not_found", complain=False)
    if message.user != call.workspace.bot.user:
        raise Wrong(otherwise)
    return conversation, message


def _metadata(call: Call) -> Json | None:
    """https://docs.slack.dev/messaging/message-metadata: a type and a payload, together at most 8 kB."""
    metadata = call.arguments.get("metadata")
    if metadata is None or metadata == {}:
        return None
    fine = isinstance(metadata, dict) and metadata.get("event_type") and isinstance(metadata.get("event_payload"), dict)
    if not fine:
        raise Wrong("invalid_metadata_format")
    if len(json.dumps(metadata)) > 8_000:
        raise Wrong("metadata_too_large")
    kept: Json = copy.deepcopy(metadata)
    return kept


def _thread(conversation: Conversation, ts: str) -> str:
    """The head's ts; answers to an answer would make a thread of their own, which nobody wants."""
    if not ts:
        return ""
    head = conversation.find(ts)
    if head is None or (head.thread_ts and head.thread_ts != head.ts):
        raise Wrong("thread_not_found" if head is None else "cannot_reply_to_message", complain=head is not None)
    return ts


METHODS = {
    "chat.postMessage": post_message,
    "chat.update": update,
    "chat.delete": delete,
    "chat.postEphemeral": post_ephemeral,
    "chat.getPermalink": get_permalink,
}
