"""The journal: the history of a clause, and taking changes back across days and other people's changes."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from tests.pipeline.writing.conftest import NAME, NOW, draft_file
from tests.pipeline.writing.test_change import CLAUSE, edit, in_file, words_of

from policykit.errors import PolicykitError
from policykit.model.edit import RemoveItem, item_words
from policykit.pipeline.writing.change import change_text, open_text
from policykit.pipeline.writing.history import list_changes, take_back
from policykit.pipeline.writing.journal import journal_path, read_journal
from policykit.pipeline.writing.opened import OpenText
from policykit.source.yaml_edit.lower import find_item


def test_what_was_changed_is_taken_back_byte_for_byte_also_on_another_day(root: Path, opened: OpenText) -> None:
    texts = [draft_file(root).read_bytes()]
    risks = find_item(opened.version, "policy-statement.risks")[1]
    for asked in (edit(opened, "One."), RemoveItem(id=risks.id, was=item_words(risks))):
        change_text(opened, [asked], NOW, "A clerk")
        texts.append(draft_file(root).read_bytes())
    later = open_text(root, NAME, NOW + timedelta(days=3))
    assert take_back(later, NOW).undoes == 2
    assert draft_file(root).read_bytes() == texts[1]
    assert take_back(later, NOW).undoes == 1
    assert draft_file(root).read_bytes() == texts[0]
    with pytest.raises(PolicykitError, match="nothing is left"):
        take_back(later, NOW)
    assert take_back(later, NOW, number=4).undoes == 4  # what was taken back comes again
    assert draft_file(root).read_bytes() == texts[1]


def test_one_change_is_taken_back_among_others(root: Path, opened: OpenText) -> None:
    before = words_of(opened, CLAUSE)
    change_text(opened, [edit(opened, "One.")], NOW)
    change_text(opened, [edit(opened, "Two.", "introduction.coverage")], NOW)
    take_back(opened, NOW, number=1)
    assert in_file(root, CLAUSE) == before
    assert in_file(root, "introduction.coverage") == "Two."


def test_a_change_whose_lines_were_changed_again_is_not_taken_back(root: Path, opened: OpenText) -> None:
    change_text(opened, [edit(opened, "One.")], NOW)
    change_text(opened, [edit(opened, "Two.")], NOW)
    text = draft_file(root).read_bytes()
    with pytest.raises(PolicykitError, match="were changed again"):
        take_back(opened, NOW, number=1)
    assert draft_file(root).read_bytes() == text


def test_the_history_of_a_clause_says_who_and_when(opened: OpenText) -> None:
    was = words_of(opened, CLAUSE)
    change_text(opened, [edit(opened, "One.")], NOW, "A clerk")
    change_text(opened, [edit(opened, "Two.", "introduction.coverage")], NOW)
    change_text(opened, [edit(opened, "")], NOW + timedelta(hours=1))
    found = list_changes(opened, CLAUSE)
    assert [(entry.number, entry.state, entry.by) for entry in found] == [(1, "saved", "A clerk"), (3, "kept", None)]
    assert found[0].edit is not None
    assert getattr(found[0].edit, "was", None) == was
    assert found[1].at == "2026-11-27T11:00:00+00:00"


def test_a_line_that_was_torn_is_passed_over_and_the_next_is_whole(root: Path, opened: OpenText) -> None:
    change_text(opened, [edit(opened, "One.")], NOW)
    path = journal_path(root, NAME, "2")
    content = path.read_bytes()
    path.write_bytes(content + b'{"number": 2, "at": "2026')
    again = open_text(root, NAME, NOW)
    change_text(again, [edit(again, "Two.")], NOW)
    assert [entry.state for entry in read_journal(path).entries] == ["saved", "saved"]
    assert path.read_bytes().startswith(content)


def test_what_another_program_puts_back_stays_so(root: Path, opened: OpenText) -> None:
    text = draft_file(root).read_bytes()
    change_text(opened, [edit(opened, "One.")], NOW)
    draft_file(root).write_bytes(text)
    assert words_of(open_text(root, NAME, NOW), CLAUSE) != "One."
    assert draft_file(root).read_bytes() == text
