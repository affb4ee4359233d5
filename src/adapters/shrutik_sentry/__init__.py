"""Faults told to any service that takes what Sentry's clients send."""
