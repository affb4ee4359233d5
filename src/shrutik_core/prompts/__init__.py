"""What is to be said: languages and prompts."""
