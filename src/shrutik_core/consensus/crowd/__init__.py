"""What many clips say of the people who typed: whom to trust, whom to leave out, and who copies from whom."""
