"""Use cases about collections, their prompts and policies."""
