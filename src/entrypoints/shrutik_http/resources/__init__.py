"""What answers at each route: parse, ask one use case, show."""
