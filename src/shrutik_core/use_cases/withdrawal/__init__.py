"""Use cases about taking a voice or an account back, and about having a copy of all one gave."""
