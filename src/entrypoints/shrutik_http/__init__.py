"""The HTTP API: routes, messages and the servers that carry them."""
