"""Accounts: registering, logging in, the caller's own."""
