"""Use cases about entrusted speakers: people without an account for whom a facilitator records."""
