"""Gold items: chunks whose text is known."""
