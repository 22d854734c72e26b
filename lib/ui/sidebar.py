"""The log in hand, beside every page."""


def show_log_in_hand() -> None:
    """Names the log that is open, its size and the day it is read as of."""
