"""Corpora: recordings with texts and speakers as others keep them, and under which terms they are brought here."""
