"""What was said, how sure we are, and whether one more voice is worth asking."""
