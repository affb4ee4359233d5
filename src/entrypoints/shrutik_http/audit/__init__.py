"""The audit trail as an admin reads it."""
