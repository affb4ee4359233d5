"""Webhooks: addresses of programs that want to be told of events, and what becomes of each telling."""
