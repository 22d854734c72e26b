"""An employer's history beside each application, and the word before applying there again."""

from lib.focus.history import at_employer, earlier
from tests.focus.logs import ago, application_log, rejected, seen, silent


def test_what_happened_before_stands_beside_the_next_application():
    """Answered after nine days, then never: the third application knows, whatever the spelling."""
    log = application_log(
        {"company": "Acme", "applied_on": ago(5)},
        rejected(days=180, company="ACME", applied_on=ago(189), replied_on=ago(180)),
        silent(100, company="acme."),
        silent(3, company="Birch"),
    )
    assert earlier(seen(log)) == {
        0: "Twice before: turned down after 9 days, then no answer.",
        2: "Once before: turned down after 9 days.",
    }


def test_a_word_before_applying_again_where_nobody_ever_answered():
    """Two silences and no answer: ask somebody first; one answer, and there is no such word."""
    twice = [silent(200, company="Acme"), silent(150, company="Acme")]
    assert "ask somebody who works there" in at_employer(seen(application_log(*twice)), "acme")
    answered = application_log(*twice, rejected(company="Acme"))
    assert "ask somebody" not in at_employer(seen(answered), "Acme")
    assert at_employer(seen(answered), "Cedar") == ""
