"""Withdrawals: what people take back, undo, and take along; and what holders of releases are told of it."""
