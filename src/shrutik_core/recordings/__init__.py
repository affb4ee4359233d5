"""What was recorded: the recording's life, and what its sound is worth."""
