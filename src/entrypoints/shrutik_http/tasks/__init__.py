"""Tasks: chunks lent to people."""
