"""The log in hand: what is held for one person, and what their device has said; no screen is known here."""
