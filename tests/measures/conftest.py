"""Properties are held to what they say, not to the clock of a busy machine."""

from hypothesis import settings

settings.register_profile("no deadline", deadline=None, max_examples=40)
settings.load_profile("no deadline")
