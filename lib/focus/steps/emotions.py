"""Steps for the days after a "no"."""

from __future__ import annotations

from lib.focus.steps.step import Desk, Step


def emotions_steps(desk: Desk) -> list[Step]:
    """Steps to write it down, to talk with somebody, to start again on a set day, and to make a rule."""
    why = desk.because("emotions")
    write = (
        "Write for twenty minutes, for yourself only, about the rejection that stayed with you. "
        "Some find that it helps; stop if it does not."
    )
    restart = (
        "Do one small thing for the search: one saved advert, one message or one application. "
        "Tell one person that you have done it."
    )
    rule = (
        "Set your rule for the next “no”: one day off, somebody to call, and the day you start again. "
        "Put it where you will see it."
    )
    return [
        desk.step("emotions", "restart", restart, workdays=1, minutes=20, why=why),
        desk.step("emotions", "write", write, workdays=1, minutes=20, why=why),
        desk.step("emotions", "rule", rule, workdays=3, minutes=10, why=why),
    ]
