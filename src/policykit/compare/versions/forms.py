"""Two documents in one form: the same words are written with the same characters, before anything is compared."""

from __future__ import annotations

from dataclasses import replace

from policykit.compare.words.forms import Respell, match_forms, respell_tree
from policykit.document.tree import Document

_KEPT = frozenset({"edition"})


def write_alike(old: Document, new: Document) -> tuple[Document, Document]:
    """Give both documents with each word in one form, that of the new one, so that no form is taken for a change."""
    versions = [document.edition.version if document.edition else None for document in (old, new)]
    respell = match_forms((old, versions[0]), (new, versions[1]))
    return _respell_document(old, respell), _respell_document(new, respell)


def _respell_document(document: Document, respell: Respell | None) -> Document:
    if respell is None:
        return document
    edition = document.edition
    if edition is not None:
        edition = replace(edition, version=respell_tree(edition.version, respell))
    return replace(respell_tree(document, respell, _KEPT), edition=edition)
