"""Use cases about what reviewers do."""
