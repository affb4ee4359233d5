"""Use cases about background jobs and clean-up."""
