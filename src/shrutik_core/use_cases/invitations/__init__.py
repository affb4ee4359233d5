"""Use cases about invitations: made, listed, revoked, accepted."""
