"""Use cases about the audit trail."""
