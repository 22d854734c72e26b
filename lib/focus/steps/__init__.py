"""The dated plan: at most seven steps made from the person's own rows."""

from lib.focus.steps.balance import first_steps, plan
from lib.focus.steps.step import Plan, Step

__all__ = ["Plan", "Step", "first_steps", "plan"]
