"""Baton decides here: pure rules, records, cards and handlers; no I/O, no clock, no platform's name."""
