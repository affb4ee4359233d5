"""Dramatiq as the way from the outbox to the workers."""
