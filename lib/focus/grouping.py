"""The groups in which the page shows the assumptions, by the area that each bears on."""

from __future__ import annotations

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("told", ("reasons_known", "people_now", "pause_wanted")),
    ("every", ("gap_closed", "good_quantile", "most", "prior_weight")),
    ("emotions", ("pause_days", "idle_most")),
    ("feedback", ("unknown_loss", "ask_days", "answer", "mock_finds")),
    (
        "reflect",
        (
            *("unknown", "board", "site", "recruiter", "screen_interview", "interview_final", "final_offer"),
            *("interview_offer", "conversation_offer", "screen_final", "late_silence", "lost_share"),
        ),
    ),
    (
        "networking",
        (
            *("outreach", "referral", "people_share", "people_step", "referral_itself", "referral_onward"),
            *("mix_days", "mix_least"),
        ),
    ),
    ("resilience", ("recent_days", "usual_weeks", "usual_least")),
    ("calling", ("settled", "close", "too_early", "sure", "sure_first", "sure_later")),
)
"""(title, keys of its assumptions) in the order of the page; each assumption is in exactly one group."""
