"""The chat page in the browser: a platform of its own, whose accounts are `web:<person>` and channels `web:<name>`."""
