"""What to work on next: the five areas ranked, and the steps that follow."""
