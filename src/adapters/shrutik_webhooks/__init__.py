"""The way out to programs: HTTP requests to addresses that were checked, and to no others."""
