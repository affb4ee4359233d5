"""What a person is told: letters, and how they are worded."""
