"""How sure the ranking is: what would settle it, what lost stages could change, what would flip it."""

from lib.focus.flipping import what_would_flip
from lib.focus.lost import lost_stages
from lib.focus.settling import what_would_settle

__all__ = ["lost_stages", "what_would_flip", "what_would_settle"]
