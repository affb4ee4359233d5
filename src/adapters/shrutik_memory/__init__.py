"""Every port in plain Python, for tests and trials."""
