"""Use cases about uploads that come in parts: begun, gone on with, completed, ended, forgotten."""
