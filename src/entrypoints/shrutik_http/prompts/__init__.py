"""Prompts: what is to be said."""
