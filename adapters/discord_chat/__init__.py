"""Discord: application commands, cards as embeds with buttons, forms as modals, over the gateway."""
