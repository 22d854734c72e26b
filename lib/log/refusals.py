"""Refuses tables that are not a log of applications, and says what they look like and what a log needs."""

from __future__ import annotations

from lib.log.schema import STAGE_DATES, UnreadableLog
from lib.log.table.names import IGNORE, clear_field, match_name, plain
from lib.log.table.selection import Candidate, looks_like
from lib.log.table.status_columns import StatusColumns
from lib.log.values.statuses import read_status
from lib.log.vocabulary import small_words

POSTED = IGNORE + "posted"
SURE_DAY = 0.5
"""A column counts as the day applied from this confidence on."""
SURE_ROLE = 0.75
"""A column surely holds roles from this confidence on."""
NEEDS = (
    "A log has one row for each application you sent: the employer or the role, and the day "
    "you applied or a status. "
    "If this is one, write the names of its columns over them (“Company”, “Role”, “Date applied”, “Status”) "
    "and open it again."
)

OF_PEOPLE = ("a list of contacts", "a list of people written to")
WITH_LOG = (
    "Choose it together with your log, two files at once: the people on it are then offered to your list on "
    "Next steps. "
)


def refuse_other_tables(candidate: Candidate, evidence: StatusColumns, chosen: bool) -> None:
    """Raise UnreadableLog if the table is not a log, unless the person chose its columns (`chosen`)."""
    if chosen:
        return
    found = {match.field: match.confidence for match in candidate.matches}
    nameless = candidate.table.header_row is None
    what = looks_like(candidate)
    if what is not None:
        raise UnreadableLog(f"This looks like {what}", WITH_LOG + NEEDS if what in OF_PEOPLE else NEEDS)
    if _holds_adverts(candidate, evidence, found):
        raise UnreadableLog(
            "This looks like a list of job adverts", f"Its status is that of the adverts. {NEEDS}"
        )
    if not _has_subject(candidate, evidence, found):
        raise UnreadableLog(
            "This does not look like a log of applications", f"No column holds employers or roles. {NEEDS}"
        )
    if _is_vague(candidate, evidence):
        raise UnreadableLog(
            "This does not look like a log of applications",
            f"No column surely holds employers or roles, and none says what came of anything. {NEEDS}",
        )
    if nameless and not {"applied_on", "status"} & set(found):
        raise UnreadableLog(
            "This does not look like a log of applications", f"It has no headers, dates or statuses. {NEEDS}"
        )
    if not _has_story(evidence, found):
        raise UnreadableLog(
            f"This looks like {_list_of(candidate)}",
            f"No column says when you applied, or what came of it. {NEEDS}",
        )


def _has_subject(candidate: Candidate, evidence: StatusColumns, found: dict[str, float]) -> bool:
    """Whether rows have an employer or a role that identifies them, or stage columns."""
    if "company" in found or "role" in found:
        return True
    return len(evidence.stages) >= 3 and candidate.table.header_row is not None


def _is_vague(candidate: Candidate, evidence: StatusColumns) -> bool:
    """Whether the subject of the rows is a guess, and nothing but a plain "Date" says that one applied."""
    fields = {match.field: match for match in candidate.matches}
    named = "company" in fields or ("role" in fields and fields["role"].confidence >= SURE_ROLE)
    marked = evidence.stages or evidence.histories or evidence.applied is not None or evidence.further
    return not (named or candidate.tells_of_sending or marked or candidate.table.header_row is None)


def _holds_adverts(candidate: Candidate, evidence: StatusColumns, found: dict[str, float]) -> bool:
    """Whether all rows are only "open", with days of adverts but none of an application."""
    told = evidence.stages or evidence.histories or evidence.applied is not None
    told = told or any(candidate.contents[at].ends for at in evidence.further)
    if evidence.status is None or told:
        return False
    seen = any(match.field == POSTED for label in candidate.table.labels for match in match_name(label)[:1])
    texts = {text.casefold() for text in candidate.contents[evidence.status].texts}
    open_all = texts <= small_words("advert_state") and found.get("applied_on", 0.0) < SURE_DAY
    return seen and bool(texts) and (open_all or _never_applied(candidate, texts))


def _never_applied(candidate: Candidate, statuses: set[str]) -> bool:
    """Whether the day applied has a column but no day, and all rows have the same unknown status."""
    columns = zip(candidate.table.labels, candidate.contents, strict=True)
    blank = any(clear_field(label) == "applied_on" and contents.blank for label, contents in columns)
    return blank and len(statuses) == 1 and not any(read_status(text).understood for text in statuses)


def _has_story(evidence: StatusColumns, found: dict[str, float]) -> bool:
    """Whether anything in the table says that applications were sent."""
    dated = {"applied_on", "status", "replied_on", *STAGE_DATES.values()} & set(found)
    return bool(
        dated or evidence.stages or evidence.histories or evidence.applied is not None or evidence.further
    )


def _list_of(candidate: Candidate) -> str:
    labels = " ".join(plain(label) for label in candidate.table.labels)
    posted = any(word in labels for word in small_words("advert_header"))
    return "a list of job adverts" if posted else "a list of employers or jobs"
