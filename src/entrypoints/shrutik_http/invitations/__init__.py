"""Invitations: codes that open accounts, made, listed, revoked, accepted."""
