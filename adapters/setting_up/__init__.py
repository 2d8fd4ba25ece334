"""Getting from nothing to a connected Baton: the Slack app, the Discord bot, and the guided dialog."""
