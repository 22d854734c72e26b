"""Which area each assumption bears on: how the page puts them together."""

from __future__ import annotations

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("told", ("reasons_known", "people_now")),
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
"""Groups with the keys of their assumptions, in their order on the page: each assumption is in one group."""
