"""What is to be said: languages, prompts, and the pictures and sounds that prompts show or play."""
