"""What a person is told, in their language."""
