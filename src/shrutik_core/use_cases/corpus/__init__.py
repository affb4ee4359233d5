"""Use cases about corpora in files, without a database."""
