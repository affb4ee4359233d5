"""Makes what clients have of the API's document."""
