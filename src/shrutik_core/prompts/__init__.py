"""What is to be said: languages, collections with their policies, prompts."""
