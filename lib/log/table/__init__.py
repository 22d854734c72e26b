"""Where a log stands in its sheets, what its columns are called, and which field each of them serves."""
