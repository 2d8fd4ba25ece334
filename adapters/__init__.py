"""Adapters speak: chats, storage, the clock, the command line. They know bot/; bot/ does not know them."""
