"""Sessions: logging in, carrying on, logging out, and the keys that tokens are checked with."""
