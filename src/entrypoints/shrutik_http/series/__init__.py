"""Series: all releases of one name; what was withdrawn from any of them, and the keys that prove it."""
