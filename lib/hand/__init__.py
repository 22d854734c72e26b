"""The log in hand: what is held for one person, and what their device has said; without any screen."""
