"""The edge: all that knows the web framework's request and response, so that resources need not."""
