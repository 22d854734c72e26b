"""What Detour says: short sentences, one word for one thing, counts that agree with their nouns."""

import ast
import functools
import re
import runpy
from pathlib import Path
from statistics import median

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SCRIPT = runpy.run_path(str(ROOT / "docs" / "make_sentences.py"))
said = functools.cache(SCRIPT["sentences"])
"""File → the texts in it that a person can see; the whole code is read once, for the first test that asks."""


@functools.cache
def whole() -> list[str]:
    """The texts that are whole sentences."""
    ends = re.compile(r"[.?:]$")
    return [t for texts in said().values() for t in texts if ends.search(t) and len(t.split()) > 4]


INSTEAD = {
    r"\brejected\b": "turned down",
    r"\bnot been (asked|answered)\b": "no request is noted, no reply",
    r"\bold enough\b": "answered or long waiting",
    r"\bsilence cut-?off\b": "the days after which no reply is expected",
    r"\bplausible (versions|values)\b": "simulations",
    r"\b(positive|good) (reply|replies|answer|answers)\b": "led to a conversation, invitation, answered",
    r"\b(company|employer)('s|’s|s’)? (web)?site\b(?<!ompany site)": "company site",
    r"\boutreach\b": "you wrote to them",
    r"\bchannels?\b": "how you applied",
    r"\bopen applications?\b": "waiting applications",
    r"\bstill open\b|\bapplication is open\b": "waiting",
    r"\bchase\b|\blet go of\b": "follow up, stop waiting",
    r"\bafresh\b|\buntil you say otherwise\b|\btake-?away\b": "plain words",
    r"\bno answer (of any kind|is recorded)\b|\ban answer after\b": "a reply: employers reply, you answer",
    r"\b(any|first) talk\b": "a conversation",
    r"(?<!randomised )\btrials\b": "applications, conversations",
    r"\bon the table\b": "an offer",
    r"\bis no (day|stage|text|whole number)\b": "is not a …",
    r"\bemployers’ sites\b": "company sites",
    r"\bpostings? are\b": "adverts are",
    r"\b(sag|sags|pipeline)\b": "people do less",
    r"(?<=\w)'(?=[a-z])": "’, the apostrophe of all other sentences",
}
"""What is not said, and what is said in its place."""
WRITTEN = ("lib/summary/applications_sheet.py", "lib/summary/template.py")
"""What is written into spreadsheets, which people and the reader know by these words."""
COUNTED = (
    "applications|answers|replies|rejections|conversations|interviews|offers|invitations|days|weeks|months|rows|"
    "columns|questions|steps|people|times|minutes|sheets|cells"
)


def test_the_list_is_up_to_date():
    """Whoever changes a sentence reads it once more among the others."""
    written = (ROOT / "docs" / "sentences.md").read_text("utf-8")
    assert written == SCRIPT["render"](), "run python docs/make_sentences.py"


def test_half_of_the_sentences_read_at_grade_eight_or_below():
    """Flesch and Kincaid's grade: years of school that a text asks for."""
    assert len(whole()) > 300
    assert median(map(grade, whole())) <= 8


@pytest.mark.parametrize("name", INSTEAD)
def test_one_thing_has_one_word(name):
    """A reader need not wonder whether two words mean two things."""
    found = [
        f"{path}: {text}"
        for path, texts in said().items()
        if path not in WRITTEN
        for text in texts
        if re.search(name, text, re.IGNORECASE)
    ]
    assert found == [], f"say {INSTEAD[name]}"


def test_a_count_and_its_noun_are_said_together():
    """`counted(n, "day")` says "1 day": a number filled in before a plural of its own would say "1 days"."""
    found = [
        f"{path.relative_to(ROOT)}:{text.lineno}: {ast.unparse(value)}{follows.value!s}"
        for path in [*ROOT.glob("lib/**/*.py"), *ROOT.glob("pages/*.py")]
        for text in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(text, ast.JoinedStr)
        for value, follows in zip(text.values, text.values[1:], strict=False)
        if isinstance(value, ast.FormattedValue)
        and isinstance(follows, ast.Constant)
        and _may_be_one(value, follows)
    ]
    assert found == []


AGREES = (
    r"counted|change\(|_of\(|of_all|terms\.|per_week|_rate\(|_between|words|counts|_or_more|label|share_text"
    r"|^len\(chosen\)$|^(rows|columns)$"
)
"""Values that say their noun themselves, are rates, or are never 1."""


def _may_be_one(value: ast.FormattedValue, follows: ast.Constant) -> bool:
    """Whether a number that can be 1 stands before a plural; constants and counts "of so many" cannot."""
    source = ast.unparse(value.value)
    is_fixed = source[:1].isupper() or source.split(".")[-1].isupper()
    is_share = value.format_spec is not None and "%" in ast.unparse(value.format_spec)
    says_both = re.search(AGREES, source)
    return bool(re.match(rf" (?:more |dated )?(?:{COUNTED})\b", str(follows.value))) and not (
        is_fixed or is_share or says_both
    )


def grade(text: str) -> float:
    """The grade of one text; a value that is filled in counts as a short word.

    The formula: J. P. Kincaid and others, Derivation of new readability formulas (1975).
    """
    words = re.findall(r"[A-Za-zÀ-ɏ’'-]+|…|\d[\d,.%]*", text)
    ends = max(1, len(re.findall(r"[.?:;](?:\s|$)", text)))
    return 0.39 * len(words) / ends + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """Groups of vowels, without a silent e at the end."""
    letters = re.sub(r"[^a-zà-ɏ]", "", word.casefold())
    groups = len(re.findall(r"[aeiouyà-ɏ]+", letters))
    silent = letters.endswith("e") and not letters.endswith(("le", "ee")) and groups > 1
    return max(1, groups - silent)


@pytest.mark.parametrize(
    ("word", "expected"), [("reply", 2), ("applications", 4), ("the", 1), ("came", 1), ("table", 2), ("…", 1)]
)
def test_syllables_are_counted(word, expected):
    """The measure is held to words counted by hand."""
    assert syllables(word) == expected


def test_the_grade_is_that_of_the_formula():
    """6 words, 1 sentence, 8 syllables: 0.39·6 + 11.8·8/6 − 15.59 = 2.48."""
    assert grade("No reply here has a date.") == pytest.approx(0.39 * 6 + 11.8 * 7 / 6 - 15.59)
