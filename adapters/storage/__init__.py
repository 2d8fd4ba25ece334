"""Stores: in memory for tests, TinyDB with a journal for one process."""
