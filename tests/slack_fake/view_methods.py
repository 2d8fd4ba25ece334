"""views.*, and what an answer to a submitted form does to it; https://docs.slack.dev/reference/methods/views.open."""

from __future__ import annotations

from typing import Any

from tests.slack_fake.methods import Call
from tests.slack_fake.nouns import Json, View, Wrong
from tests.slack_fake.triggers import Triggers
from tests.slack_fake.views import with_ids, wrong_view
from tests.slack_fake.workspace import Workspace

STACK = 3  # surfaces/modals: at most three views at once


def open_modal(call: Call, triggers: Triggers) -> Json:
    given = checked(call.workspace, call.arguments.get("view"))
    trigger = triggers.exchange(call.text("trigger_id"), call.workspace.bot.team)
    view = made(call.workspace, given, trigger.user)
    call.workspace.modals[trigger.user] = [view]
    return {"view": call.workspace.view_payload(view)}


def push(call: Call, triggers: Triggers) -> Json:
    given = checked(call.workspace, call.arguments.get("view"))
    trigger = triggers.exchange(call.text("trigger_id"), call.workspace.bot.team)
    return {"view": call.workspace.view_payload(pushed(call.workspace, given, trigger.user))}


def update(call: Call) -> Json:
    given = checked(call.workspace, call.arguments.get("view"))
    view = _found(call)
    if call.text("hash") and call.text("hash") != view.hash:
        raise Wrong("hash_conflict", complain=False)
    replaced(call.workspace, view, given)
    return {"view": call.workspace.view_payload(view)}


def publish(call: Call) -> Json:
    """A home without a hash overwrites whatever is there."""
    given = checked(call.workspace, call.arguments.get("view"), "home")
    user = call.text("user_id")
    if user not in call.workspace.users:
        raise Wrong("user_not_found", complain=False)
    before = call.workspace.homes.get(user)
    if before and call.text("hash") and call.text("hash") != before.hash:
        raise Wrong("hash_conflict", complain=False)
    view = made(call.workspace, given, user)
    if before:
        view.id = before.id
    call.workspace.homes[user] = view
    return {"view": call.workspace.view_payload(view)}


def checked(workspace: Workspace, view: Any, kind: str = "modal") -> Json:
    wrong = wrong_view(view, kind)
    if wrong:
        raise Wrong("invalid_arguments", *wrong)
    given: Json = dict(view)
    given["blocks"] = with_ids(given.get("blocks", []), lambda: workspace.new_id("b"))
    return given


def made(workspace: Workspace, given: Json, user: str) -> View:
    return View(id=workspace.new_id("V"), given=given, user=user, hash=workspace.new_ts())


def pushed(workspace: Workspace, given: Json, user: str) -> View:
    """On top of the views that are open before the person; at most three."""
    stack = workspace.modals.get(user, [])
    if not stack:
        raise Wrong("not_found")
    if len(stack) >= STACK:
        raise Wrong("push_limit_reached")
    view = made(workspace, given, user)
    view.root, view.previous = stack[0].id, stack[-1].id
    stack.append(view)
    return view


def replaced(workspace: Workspace, view: View, given: Json) -> None:
    """What was typed stays where block id and action id stay: surfaces/modals, "Updating views"."""
    kept = {
        block["block_id"]: view.typed[block["block_id"]] for block in given["blocks"] if block["block_id"] in view.typed
    }
    view.given, view.typed, view.errors, view.hash = given, kept, {}, workspace.new_ts()


def _found(call: Call) -> View:
    for stack in call.workspace.modals.values():
        for view in stack:
            if call.text("view_id") == view.id or call.text("external_id") == view.given.get("external_id", None):
                return view
    raise Wrong("not_found", complain=False)


def answered(workspace: Workspace, view: View, answer: Json) -> str:
    """Does what the answer to a submit says, https://docs.slack.dev/surfaces/modals#modifying; what is wrong."""
    stack = workspace.modals.get(view.user, [])
    view.errors = {}
    try:
        match answer.get("response_action"):
            case None:
                stack.remove(view)
            case "clear":
                stack.clear()
            case "errors":
                return _shown_errors(view, answer.get("errors"))
            case "update":
                replaced(workspace, view, checked(workspace, answer.get("view")))
            case "push":
                pushed(workspace, checked(workspace, answer.get("view")), view.user)
            case other:
                return f"unknown response_action {other!r}"
    except Wrong as wrong:
        return f"{wrong.error}: {'; '.join(wrong.details)}"
    return ""


def _shown_errors(view: View, errors: Any) -> str:
    """By block id, and only under input blocks; else the client says that it had trouble connecting."""
    inputs = {block["block_id"] for block in view.given["blocks"] if block["type"] == "input"}
    if (
        not isinstance(errors, dict)
        or not errors
        or not all(isinstance(said, str) and said for said in errors.values())
    ):
        return f"errors is no map of words by block id: {errors!r}"
    if set(errors) - inputs:
        return f"errors for what is no input block: {sorted(set(errors) - inputs)}"
    view.errors = dict(errors)
    return ""


def view_methods(triggers: Triggers) -> dict[str, Any]:
    return {
        "views.open": lambda call: open_modal(call, triggers),
        "views.push": lambda call: push(call, triggers),
        "views.update": update,
        "views.publish": publish,
    }
