"""Use cases about webhooks."""
