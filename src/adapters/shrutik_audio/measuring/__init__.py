"""The figures of quality and the fingerprint of a recording, gathered block by block."""
