"""Keys: the API keys of an account, for programs."""
