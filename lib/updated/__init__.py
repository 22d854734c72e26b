"""The person's own spreadsheet with what changed written into it, everything else as it was."""
