"""The doctor: looks at all that an installation needs, side by side, and says what to do where something is wrong."""
