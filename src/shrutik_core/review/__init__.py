"""What people settle where voices disagree."""
