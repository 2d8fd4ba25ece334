"""Focus: time on what only one can do oneself, by kind, against a weekly target."""
