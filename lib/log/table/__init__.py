"""Where a log is in its sheets, what its columns are called, and which field each of them holds."""
