"""The private page of a partner without an account: opened by a one-time link, with what was mailed beside it."""
