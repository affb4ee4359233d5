"""What was typed, as text: written forms and their keys, numbers and negations, the stretch of a prompt."""
