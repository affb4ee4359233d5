"""Flags: what an admin should look at."""
