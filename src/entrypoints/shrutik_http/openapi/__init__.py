"""The API's description of itself, made from its own messages."""
