"""Reads a status text as a stage and an outcome, by the phrases in it and how they change each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from lib.log import vocabulary
from lib.log.files.sheets import LOOKED_AT
from lib.log.schema import STAGES, Stage
from lib.log.values.crosses import is_crossed
from lib.log.values.invitations import invites_to_test
from lib.log.values.legends import read_legend
from lib.log.values.lexicon import BOUNDARY, Found, Lexicon, empty_words, fold, folded_words
from lib.log.values.recall import recalled

LONGEST_STATUS = 2_000
"""This many characters of a status text are read; what follows is a longer remark."""
REACH = 3
"""At most this many unknown words may stand between a "not" and what it denies."""

_REACHED: dict[str, Stage] = {
    "screen": "screen",
    "interview": "interview",
    "final": "final",
    "offer": "offer",
    "accepted": "offer",
    "declined": "offer",
    "rescinded": "offer",
    "begun": "offer",
}
_ENDS = {
    "rejected": "rejected",
    "early": "rejected",
    "rescinded": "rejected",
    "refuses": "rejected",
    "no_reply": "no_reply",
    "ghosted": "no_reply",
    "withdrawn": "withdrawn",
    "accepted": "accepted",
    "begun": "accepted",
    "declined": "declined",
}
_DENIED = {
    "offer": "rejected",
    "selected": "rejected",
    "accepted": "rejected",
    "next": "rejected",
    "passed": "rejected",
    "applied": "saved",
    "rejected": "waiting",
    "early": "waiting",
    "refuses": "waiting",
    "withdrawn": "waiting",
    "ghosted": "waiting",
    "no_reply": "waiting",
    "closed": "waiting",
    "progress": "no_reply",
    "replied": "no_reply",
}
"""Meaning → what it means with a "not"; conversations are handled elsewhere, others then mean nothing."""
_UNSENT = frozenset(["saved", "unbegun", "applying", "expired"])
"""Meanings of applications that were never sent, unless something else says that they were."""
_ANSWERS = ("yes", "no", "tick", "cross", "pending")


@dataclass(frozen=True)
class StatusMeaning:
    """What a status text says: the furthest stage, whether that is certain, and the outcome."""

    stage: Stage | None
    """The furthest stage; None if it was never sent, or if nothing was understood."""
    stage_known: bool
    outcome: str
    """An outcome of the schema, `not_applied` (saved, drafted, skipped), or `unknown`."""
    replied: bool = False
    """Whether the words say that the employer answered, whatever the answer was."""

    @property
    def understood(self) -> bool:
        """Whether the words say anything about an application."""
        return self.outcome != "unknown"


UNKNOWN = StatusMeaning(None, False, "unknown")
OPEN = StatusMeaning("applied", True, "open")


@cache
def status_lexicon() -> Lexicon:
    """The status phrases of every language."""
    return Lexicon(vocabulary.load().statuses, vocabulary.small_words("alone"))


@cache
def _answers() -> dict[str, str]:
    words = vocabulary.load().answers
    return {fold(word).strip(): kind for kind in _ANSWERS for word in words.get(kind, ())}


def read_answer(text: str) -> str | None:
    """`yes`, `no`, `tick`, `cross` or `pending` if the whole text is such an answer or mark; else None."""
    if (signed := _SIGN_AND_DAY.fullmatch(text.strip())) is not None:
        text = signed[1]
    return _answers().get(fold(text[:LOOKED_AT]).strip(" .!?,;"))


_SIGN_AND_DAY = re.compile(r"([^\w\s!-/:-@\[-`{-~]{1,3})\s*\d{1,4}[./-]\d{1,2}(?:[./-]\d{1,4})?\.?")
"""A sign with its day: "❌ 07.10"."""


def find_meanings(text: str) -> list[str]:
    """The meanings of the phrases in a text, with denials: `not:interview` for "no interview"."""
    tokens, found = status_lexicon().find(text[:LONGEST_STATUS])
    return [word.meaning for word in _deny(_unfold(found, tokens), tokens)]


def is_covered(text: str) -> bool:
    """Whether known phrases make up the whole text."""
    tokens, found = status_lexicon().find(text[:LONGEST_STATUS])
    words = [token for token in tokens if token.isalnum()]
    return sum(word.stop - word.start for word in found) >= len(words)


def denies_sending(text: str) -> bool:
    """Whether a text says by a denial that nothing was sent ("example, not applied"), not by a "maybe"."""
    found = status_lexicon().find(text[:LONGEST_STATUS])[1]
    return any(word.meaning == "applied" for word in found)


def says_unsent(text: str) -> bool:
    """Whether a text begins by saying in so many words that nothing was sent: "not sent, no time"."""
    first = _CLAUSE_ENDS.split(text[:LOOKED_AT].strip(), maxsplit=1)[0]
    if not is_covered(first):
        return False
    lexicon = status_lexicon()
    denied = any(word.meaning == "not" for token in lexicon.find(first)[0] for word in lexicon.find(token)[1])
    denied = denied or fold(first) in folded_words("not_sent")
    return denied and read_status(first).outcome == "not_applied"


_CLAUSE_ENDS = re.compile(r"\s*[,;:.!，。；、]\s*|\s+[-–—]\s+")


@recalled(100_000)
def read_status(text: str, header: str = "") -> StatusMeaning:
    """What a status text means; `header` is that of its column, which a cell may answer with yes or no."""
    text = text.strip()[:LONGEST_STATUS]
    if (word := read_legend(header).get(fold(text))) is not None:
        return read_status(word)
    tokens, found = status_lexicon().find(text)
    meaning = _weigh(_deny(_unfold(found, tokens), tokens))
    if meaning.outcome in ("open", "offer") and meaning.stage != "applied" and is_crossed(text):
        offer = meaning.stage == "offer"  # one that was not made
        return StatusMeaning("applied" if offer else meaning.stage, not offer, "rejected")
    if meaning.outcome in ("open", "unknown") and ends_with_no(text):
        return StatusMeaning(meaning.stage or "applied", meaning.stage in STAGES[1:], "rejected")
    answer = read_answer(text)
    if meaning.understood and not (answer in ("yes", "no") and _asks_for_a_reply(header)):
        return meaning
    if answer is not None and (header or all(word.meaning == "not" for word in found)):
        return _answered(answer, header)
    return replace(OPEN, stage_known=False) if not text or fold(text) in empty_words() else UNKNOWN


def ends_with_no(text: str) -> bool:
    """Whether a text gives a reason and then a bare "no" ("they want full time, no").

    "Interview, no" is none: there may have been no interview.
    """
    *before, last = _PARTS.split(text[:LONGEST_STATUS])
    told = before[-1].split() if before else []
    return len(told) > 1 and read_answer(last) == "no" and not is_covered(before[-1])


_PARTS = re.compile(r"(?<!\s)\s*(?:[,;，；→⇒]|[-=]>)\s*")


@recalled(64)
def _asks_for_a_reply(header: str) -> bool:
    """Whether a header asks if there was any answer ("Heard back?"): "not yet" below it only denies that."""
    return bool(header) and not {"progress", "replied"}.isdisjoint(find_meanings(header))


def asks(header: str) -> bool:
    """Whether a header is a question that yes or no answers: "Interview?" or "Result", but not "Status"."""
    return read_status(header).understood or fold(header).strip(" .:?!") in _decisions()


def asks_what_came(header: str) -> bool:
    """Whether a header is that of the answers of employers: "Response (Y/N)"."""
    return fold(_BRACKETED.sub("", header)).strip(" .:?!") in folded_words("reply_header")


_BRACKETED = re.compile(r"\s*\([^()]*\)")


def _answered(answer: str, header: str) -> StatusMeaning:
    """What yes or no means under this header; if it asks nothing, yes says little and a cross means no."""
    asked = read_status(header) if header.strip() and read_answer(header) is None else UNKNOWN
    if answer in ("yes", "no") and fold(header).strip(" .:?!") in _decisions():
        return read_status("offer") if answer == "yes" else StatusMeaning("applied", False, "rejected")
    if answer == "cross":
        stage = asked.stage if asked.outcome == "open" and asked.stage else "applied"
        return StatusMeaning(stage, asked.stage in STAGES[1:], "rejected")
    if answer == "yes" and asks_what_came(header):
        return replace(OPEN, stage_known=False, replied=True)
    if answer == "no":
        never_sent = asked == OPEN and "applied" in find_meanings(header)
        return StatusMeaning(None, True, "not_applied") if never_sent else OPEN
    if asked.understood and asked.outcome != "not_applied":
        return asked
    return replace(OPEN, stage_known=False)


@cache
def _decisions() -> frozenset[str]:
    """Headers, folded, that ask what was decided."""
    return frozenset(fold(header) for header in vocabulary.load().decisions)


def _unfold(found: Sequence[Found], tokens: Sequence[str]) -> list[Found]:
    """The phrases, with one that has two meanings (`withdrawn+interview`: "skipped interview") as two."""
    found = [replace(word, meaning="rejected") if _took_another(word, tokens) else word for word in found]
    found = [replace(word, meaning="withdrawn") if _is_own_doing(word, tokens) else word for word in found]
    parts = [replace(word, meaning=part) for word in found for part in word.meaning.split("+")]
    parts = [replace(p, meaning="done") if invites_to_test(p, parts, tokens) else p for p in parts]
    return [_settle_selected(index, parts, tokens) for index in range(len(parts))]


def _took_another(word: Found, tokens: Sequence[str]) -> bool:
    """Whether a "hired" is about somebody else ("hired previous candidate")."""
    if word.meaning != "accepted":
        return False
    near = (*tokens[max(0, word.start - 3) : word.start], *tokens[word.stop : word.stop + 3])
    return not folded_words("others").isdisjoint(near) and not _offers().intersection(near)


def _is_own_doing(word: Found, tokens: Sequence[str]) -> bool:
    """Whether the person says that they refused ("I denied"); the "I" of "Round I" is a number."""
    before = tokens[max(0, word.start - 2) : word.start]
    own = bool(before) and before[-1] in vocabulary.small_words("self")
    own = own and (len(before) == 1 or not before[0].isalpha())
    return own and word.meaning in ("rejected", "refuses", "closed")


@cache
def _offers() -> frozenset[str]:
    """Words for an offer or a job; "accepted another offer" means that the person withdrew."""
    return frozenset(fold(word) for word in vocabulary.load().statuses["offer"])


def _settle_selected(index: int, words: Sequence[Found], tokens: Sequence[str]) -> Found:
    """The phrase; "selected" is an offer, unless it is about a step, or a rejection follows."""
    word = words[index]
    if word.meaning != "selected":
        return word
    before, after = words[index - 1 : index] if index else [], words[index + 1 : index + 2]
    about = [other for other in before if other.stop == word.start]
    about += [other for other in after if _leads_to(tokens[word.stop : other.start])]
    tested = any(other.meaning in ("paper", "screen", "interview", "final", "next") for other in about)
    tested |= any(other.meaning == "rejected" for other in words[index + 1 :])
    return replace(word, meaning="passed" if tested else "offer")


def _leads_to(between: Sequence[str]) -> bool:
    """Whether the words between "selected" and a conversation link them, as "for an" does and "after" not."""
    return 0 < len(between) <= 2 and _bounds().isdisjoint(between) and BOUNDARY not in between


@cache
def _bounds() -> frozenset[str]:
    return frozenset(fold(word) for word in vocabulary.load().bounds["limit"])


def _deny(found: Sequence[Found], tokens: Sequence[str]) -> list[Found]:
    """The phrases after "not" and "before": `not:interview` is an interview that did not happen."""
    kept: list[Found] = []
    found = _unbegin(found)
    index = 0
    while index < len(found):
        word = found[index]
        following = found[index + 1] if index + 1 < len(found) else None
        if word.meaning in ("not", "before"):
            if following and _near(word, following, tokens):
                kept += [replace(following, meaning=_denied(word.meaning, following.meaning))]
                index += 1
        else:
            kept.append(word)
        index += 1
    return [word for word in kept if word.meaning]


def _unbegin(found: Sequence[Found]) -> list[Found]:
    """The phrases, with a "not started" denying the step beside it."""
    kept = list(found)
    for here, word in enumerate(found):
        for beside in (here - 1, here + 1) if word.meaning == "unbegun" else ():
            step = found[beside] if 0 <= beside < len(found) else None
            if step and step.meaning in _STEPS and (step.stop == word.start or word.stop == step.start):
                kept[here], kept[beside] = replace(word, meaning="waiting"), replace(step, meaning="")
                break
    return [word for word in kept if word.meaning]


_STEPS = ("paper", "screen", "interview", "final")


def _near(first: Found, second: Found, tokens: Sequence[str]) -> bool:
    between = tokens[first.stop : second.start]
    return len(between) <= REACH and BOUNDARY not in between


def _denied(denial: str, meaning: str) -> str:
    if meaning in ("screen", "interview", "final") or (denial == "before" and meaning == "offer"):
        return f"not:{meaning}"
    return _DENIED.get(meaning, "") if denial == "not" else ""


def _weigh(words: list[Found]) -> StatusMeaning:
    """The meaning of the phrases of one text together: its last end, and its furthest stage."""
    meanings = [word.meaning for word in words]
    stage, known = _stage(words)
    ends = [word for word in words if word.meaning in _ENDS and not _is_invitation(word, words)]
    if "begun" in meanings and {"saved", "unbegun"} & set(meanings[1:]):
        return StatusMeaning(None, True, "not_applied")  # "started, not finished"
    if ends and meanings[-1] == "saved" and not {"applied", "confirmed"} & set(meanings):
        return StatusMeaning(None, True, "not_applied")  # "not a fit - skipped"
    if ends:
        return _ended(words, ends[-1], stage, known)
    if _UNSENT & set(meanings[:1]) and set(meanings) <= {*_UNSENT, "closed"}:
        return StatusMeaning(None, True, "not_applied")  # "to apply (closed)": the advert was
    if "closed" in meanings or ("expired" in meanings and (known or "applied" in meanings)):
        return StatusMeaning(stage, known, "rejected")
    if stage == "offer":
        return StatusMeaning("offer", True, "offer")
    if stage != "applied":
        return StatusMeaning(stage, True, "open")
    if _UNSENT & set(meanings) and not {"applied", "confirmed", "progress", "replied"} & set(meanings):
        return StatusMeaning(None, True, "not_applied")
    return _still_open(set(meanings), known)


def _still_open(meanings: set[str], known: bool) -> StatusMeaning:
    if "next" in meanings or {"paper", "passed"} <= meanings:
        return StatusMeaning("screen", False, "open")
    if meanings & {"progress", "replied"}:
        return StatusMeaning("applied", False, "open", replied="replied" in meanings)
    if known or meanings & {"applied", "confirmed", "waiting", "paper"}:
        return OPEN
    return UNKNOWN


def _ended(words: list[Found], end: Found, stage: Stage, known: bool) -> StatusMeaning:
    outcome = _ENDS[end.meaning]
    offered = any(word.meaning in ("offer", "accepted") for word in words)
    if offered and end.meaning in ("rejected", "refuses", "withdrawn"):
        return StatusMeaning("offer", True, "declined")
    if end.meaning == "refuses" and _refuses_a_talk(end, words):
        return StatusMeaning(stage, known, "withdrawn")
    if stage == "applied" and not known:
        known = end.meaning in ("early", "no_reply") or any(word.meaning == "paper" for word in words)
    return StatusMeaning(stage, known, outcome)


def _stage(words: list[Found]) -> tuple[Stage, bool]:
    """(furthest stage in the phrases, whether there is one in them)."""
    stage: Stage = "applied"
    known = False
    for index, word in enumerate(words):
        reached = _REACHED.get(word.meaning)
        if reached == "offer" and word.meaning == "offer" and index and words[index - 1].meaning == "waiting":
            reached = "interview"
        if word.meaning == "accepted" and _is_invitation(word, words):
            continue
        if word.meaning in ("not:screen", "not:interview"):
            known = True
        if word.meaning == "not:final":
            reached = "interview"
        if reached:
            known = True
            stage = max(stage, reached, key=STAGES.index)
    return stage, known


def _is_invitation(word: Found, words: list[Found]) -> bool:
    """Whether an "accepted" is about an interview ("accepted for interview"), not about a job."""
    if word.meaning != "accepted" or any(other.meaning == "offer" for other in words):
        return False
    return any(
        other.meaning in ("screen", "interview", "final", "next") and 0 <= other.start - word.stop <= 2
        for other in words
    )


def _refuses_a_talk(end: Found, words: list[Found]) -> bool:
    """Whether the person refused a conversation or a test ("declined interview")."""
    return any(word.meaning in ("screen", "interview", "final") and word.start == end.stop for word in words)
