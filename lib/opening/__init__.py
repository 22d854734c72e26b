"""Opening a file: in a process of its own, whatever it holds."""
