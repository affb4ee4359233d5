"""Use cases about chunks: reading and deciding them."""
