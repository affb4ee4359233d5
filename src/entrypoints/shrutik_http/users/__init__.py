"""Users: the accounts as an admin sees them."""
