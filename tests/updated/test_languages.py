"""Words for a standing in the language of the log."""

import pytest

from lib.log.schema import STAGES
from lib.log.table.names import match_name
from lib.log.values.meanings import read_status
from lib.log.vocabulary import languages
from lib.updated.languages import AT_OFFER, header_in, language_of, word_in

STANDINGS = [
    *((stage, outcome) for stage in STAGES[:4] for outcome in ("open", "rejected", "no_reply", "withdrawn")),
    *(("offer", outcome) for outcome in AT_OFFER),
]
READ_ONLY = {"hi"}
"""Hindi is read in Latin letters, between English words, so what is written into such a log is English."""


@pytest.mark.parametrize("language", sorted({*languages()} - {"en"} - READ_ONLY))
def test_every_language_has_a_word_that_reads_as_what_it_stands_for(language):
    """Also for an end after a conversation: the stage is told with it."""
    for stage, outcome in STANDINGS:
        word = word_in(language, stage, outcome)
        meaning = read_status(word)
        assert (meaning.stage or "applied", meaning.outcome) == (stage, outcome), word
    for field in ("status", "last_word_on"):
        assert match_name(header_in(language, field))[0].field == field


def test_a_language_without_words_is_written_in_english():
    """Nothing is made up: no word and no header, for any standing, and English stands in for them."""
    for language in READ_ONLY:
        assert {word_in(language, stage, outcome) for stage, outcome in STANDINGS} == {None}
        assert header_in(language, "status") is None


@pytest.mark.slow
def test_the_language_is_that_of_the_words_that_no_other_language_has():
    """English where nothing tells; German status words below English headers are German."""
    assert language_of(["Company", "Role", "Status", "Applied"]) == "en"
    assert language_of(["Company", "Status", "Absage", "Vorstellungsgespräch"]) == "de"
    assert language_of(["公司", "岗位", "状态", "已投递"]) == "zh"
    assert language_of(["Entreprise", "Poste", "Refus"]) == "fr"
    assert language_of([]) == "en"
