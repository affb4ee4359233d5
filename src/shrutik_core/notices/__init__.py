"""What a person is told: notices and letters, and how they are worded."""
