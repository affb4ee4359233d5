"""The contributors' page, as it is served beside the API."""
