"""What people look at: the picture of a plan and the spectrum of a clip; all that needs the extra ``plot``."""
