"""What came of one request, put together from log files and jobs."""
