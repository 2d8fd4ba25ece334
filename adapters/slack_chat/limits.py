"""How often Slack may be asked, with the pages that say so."""

from __future__ import annotations

from adapters.turns import Limit

# One message a second to a channel, docs.slack.dev/apis/web-api/rate-limits; its short bursts are not promised.
CHANNEL = Limit(60, 1)
# "Several hundred messages per minute" for a workspace, same page.
WORKSPACE = Limit(300, 15)
# Tiers of the same page, as each method's own page names them; of their bursts a half is used.
TIER_3, TIER_4 = Limit(50, 25), Limit(100, 50)
METHODS = {
    "chat.delete": TIER_3,
    "chat.postEphemeral": TIER_4,
    "chat.update": TIER_3,
    "conversations.history": TIER_3,
    "conversations.info": TIER_3,
    "conversations.members": TIER_4,
    "conversations.open": TIER_3,
    "conversations.replies": TIER_3,
    "files.completeUploadExternal": TIER_4,
    "files.getUploadURLExternal": TIER_4,
    "users.info": TIER_4,
    "views.publish": TIER_4,
}
# For an app that is installed in many workspaces and not listed, since 2025-05-29; same page.
HISTORY_OF_UNLISTED = Limit(1, 1)
# What can be done another time waits no longer than these seconds, so that it holds up nothing.
UNHURRIED = {"chat.delete": 0.5}
