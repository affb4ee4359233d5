"""Use cases of admins who look at how the work goes on."""
