"""Conversations that come and that were: on the cards, in the calendar, and what they leave to practise."""

from datetime import date, timedelta

from lib.hand.held import Held, Upload
from lib.log.identity import application_keys
from lib.log.news import Event
from lib.log.reading import read_log
from lib.summary.additions import Additions
from tests.pages.test_news import PROJECT, AppTest, ago, click, events

TODAY = date.today()  # noqa: DTZ011 - the page's own day
LOG = (
    "Company,Role,Date applied,Status,Interview date\n"
    f"Norvik,Analyst,{ago(40)},Interview,{ago(-1)}\n"
    f"Ardel,Clerk,{ago(30)},Interview,{ago(3)}\n"
    f"Quell,Clerk,{ago(95)},Rejected,\n"
)


def opened(page: str, *told: Event) -> AppTest:
    """A page with a conversation tomorrow, one three days ago, and these questions noted."""
    app = AppTest.from_file(str(PROJECT / "script" / "detour.py"), default_timeout=60)
    app.session_state["held"] = Held(
        Upload("log.csv", LOG.encode(), "digest of talks"), Additions(events=told)
    )
    app.run()
    return app.switch_page(f"../pages/{page}.py").run()


def asked(days: int, words: str, how: str = "weak") -> Event:
    """A question of a conversation at Ardel."""
    keys = application_keys(read_log(LOG.encode(), "log.csv", as_of=TODAY).log.applications)
    return Event(keys[1], "asked", TODAY - timedelta(days=days), TODAY, field=how, value=words)


def said(app: AppTest) -> str:
    """Everything in words on the page."""
    return "\n".join(m.value for m in (*app.markdown, *app.caption, *app.subheader))


def test_what_comes_is_announced_and_what_was_is_asked_about_once():
    """Tomorrow's with what to prepare; after "How did it go?" the other is not asked about again."""
    for page in ("focus", "reflect", "overview"):
        app = opened(page)
        assert "Tomorrow: interview with Norvik" in said(app)
        assert "interview with Ardel" in said(app)
    app = click(click(app, "How did it go?"), "Another question")
    app.text_input(key="talk_words_2").set_value("Why us?")
    app.segmented_control(key="talk_how_2").set_value("Not so well")
    app = click(app, "Save")
    assert not app.exception
    told = [(e.what, e.on, e.field, e.value) for e in events(app)]
    assert told == [("asked", TODAY - timedelta(days=3), "weak", "Why us?")]
    assert "interview with Ardel" not in said(app)


def test_a_question_that_keeps_coming_up_weak_is_counted_and_prepared_for():
    """Twice in other words: said on Reflect with how often, and beside the next conversation."""
    weak = asked(33, "Why do you want to leave?"), asked(3, "why do you want to leave")
    app = opened("reflect", *weak)
    assert "not so well 2 of 2 times" in said(app)
    assert "what came up weak before: why do you want to leave" in said(app)
