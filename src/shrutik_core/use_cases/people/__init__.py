"""Use cases about accounts and consent."""
