"""Use cases about recordings: taking them in, cutting them, showing them."""
