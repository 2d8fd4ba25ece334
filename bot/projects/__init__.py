"""Projects: work that begins and ends, in steps that are tasks."""
