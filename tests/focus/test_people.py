"""Whom to write to again."""

import pytest

from lib.focus.people import Person, whom_to_reconnect
from tests.focus.logs import ago, application_log, rejected, seen, silent


def test_sixty_days_make_somebody_quiet():
    """Sixty days without contact count; fifty-nine do not, nor does somebody never noted."""
    people = [Person("Ada", "", ago(60)), Person("Bo", "", ago(59)), Person("Cy")]
    found = whom_to_reconnect(people, seen(application_log(silent(5))))
    assert [(made.name, made.row) for made in found] == [("Ada", None)]
    assert "60 days ago" in found[0].why


def test_somebody_at_an_employer_with_an_open_application_comes_first():
    """However long others have been quiet; their draft names the role, and asks for no favour."""
    log = application_log(silent(5, company="Acme GmbH", role="Cook"), rejected(company="Birch"))
    people = [Person("Ada", "", ago(300)), Person("Bo", "ACME, gmbh", ago(30)), Person("Cy", "Birch")]
    found = whom_to_reconnect(people, seen(log))
    assert [made.name for made in found] == ["Bo", "Ada", "Cy"]
    assert found[0].row == 2
    assert "the Cook position at Acme GmbH" in found[0].draft
    assert "where you applied before" in found[2].why


def test_somebody_spoken_to_lately_is_left_in_peace():
    """Thirteen days ago is too soon, even at an employer of the log."""
    log = application_log(silent(5, company="Acme"))
    assert whom_to_reconnect([Person("Ada", "Acme", ago(13))], seen(log)) == ()


def test_the_logs_own_contacts_are_found():
    """A name beside an application without a word for two months; once, and not if heard from since."""
    log = application_log(
        silent(90, company="Acme", role="Cook", contact="Ines (meetup)"),
        silent(70, company="Birch", role="Cook", contact="Ines"),
        silent(100, company="Cedar", contact="Jo"),
        rejected(days=10, company="Dogwood", contact="Jo", replied_on=ago(10)),
        silent(90, company="Elm", contact="jobs@elm.example"),
    )
    found = whom_to_reconnect([], seen(log))
    assert [(made.name, made.row) for made in found] == [("Ines", 3)]
    assert "no word for 10 weeks" in found[0].why


def test_a_person_of_the_list_is_not_named_again_by_the_log():
    """The list knows better when somebody was last spoken to."""
    log = application_log(silent(90, company="Acme", contact="Ines"))
    assert whom_to_reconnect([Person("ines", "", ago(3))], seen(log)) == ()


def test_a_log_without_contacts_names_nobody():
    """Nor does an empty list."""
    assert whom_to_reconnect([], seen(application_log(silent(90)))) == ()


@pytest.mark.parametrize(
    ("wrote", "said"),
    [
        (0, ""),
        (4, ""),
        (5, "a short second message"),
        (10, "a short second"),
        (11, "one last line"),
        (60, ""),
    ],
)
def test_whoever_was_written_to_is_remembered_after_three_and_seven_working_days(wrote, said):
    """Today is a Monday: three working days after a Wednesday, seven after a Thursday; never for months."""
    people = [Person("Ada", "", ago(wrote), "written")]
    found = whom_to_reconnect(people, seen(application_log(silent(5))))
    assert (found[0].why.partition(": ")[2] if found else "").startswith(said)
    assert bool(found) == bool(said)


def test_two_of_one_name_are_told_apart_by_where_they_work():
    """Both were written to: each reminder says whose it is."""
    people = [Person("Jo Berg", where, ago(5), "written") for where in ("Ostra", "Tern")]
    found = whom_to_reconnect(people, seen(application_log(silent(5))))
    assert ["at Ostra" in f.why for f in found] == [True, False]
    assert [f.name for f in found] == ["Jo Berg", "Jo Berg"]


def test_whoever_decides_about_you_is_asked_no_favour():
    """Not the contact of a running interview, nobody at a no-reply address, no placeholder, not yourself."""
    log = application_log(
        silent(90, company="Acme", contact="Ann Bole", stage="interview"),
        silent(90, company="Birch", contact="no-reply@birch.example"),
        silent(90, company="Cedar", contact="none named"),
        silent(90, company="Dogwood", contact="Jo Ade"),
    )
    assert [made.name for made in whom_to_reconnect([], seen(log))] == ["Jo Ade"]
