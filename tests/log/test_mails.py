"""Tables with a row for each mail: the mails about one application are one application."""

from tests.log.twins import column, outcomes, read


def test_the_mails_about_one_application_are_put_together():
    """Subject, sender or address tell the employer, also where a mail system or a person wrote."""
    result = read(
        "Received,From,From email,Subject line,Label",
        "2026-03-20,Ann Bole,ann@ostrabank.example,Interview for Data Analyst,Interview invitation",
        "2026-03-12,Quell Careers,no-reply@greenhouse.io,Your application for Clerk at Quell,Rejection",
        "2026-03-03,Quell,no-reply@greenhouse.io,Thank you for applying to Quell,Application confirmation",
        "2026-03-02,Ostra Bank Jobs,jobs@ostrabank.example,We have your application,Application confirmation",
    )
    assert column(result, "company") == ["Ostra Bank", "Quell"]
    assert column(result, "role") == ["Data Analyst", "Clerk"]
    assert column(result, "applied_on") == ["2026-03-02", "2026-03-03"]
    assert column(result, "replied_on") == ["2026-03-20", "2026-03-12"]
    assert (outcomes(result), column(result, "stage")) == (["open", "rejected"], ["interview", "applied"])


def test_mails_in_another_language_without_labels_are_told_by_their_subjects():
    """The day applied is not known where the first mail is already the answer."""
    result = read(
        "Datum,Absender,Betreff",
        "2026-03-02,Norvik GmbH Jobs <jobs@norvik.example>,Bewerbung als Buchhalterin bei Norvik GmbH",
        "2026-03-09,Norvik GmbH <jobs@norvik.example>,Absage",
        "2026-03-11,Ardel AG <hr@ardel.example>,Einladung zum Vorstellungsgespräch",
    )
    assert column(result, "company") == ["Norvik GmbH", "Ardel AG"]
    assert column(result, "applied_on") == ["2026-03-02", None]
    assert (outcomes(result), column(result, "stage")) == (["rejected", "open"], ["applied", "interview"])
