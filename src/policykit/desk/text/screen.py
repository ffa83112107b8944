"""The page of a text, and what its script asks and sends."""

from __future__ import annotations

import json

from starlette.responses import JSONResponse, Response

from policykit.desk.screens.policy import find_label, find_life
from policykit.desk.text.phrases import CLAUSE_KINDS, NOTE_KINDS, list_phrases
from policykit.desk.text.room import TextRoom
from policykit.desk.visit import NotThereError, Screen, Visit
from policykit.pipeline.overview import find_names
from policykit.pipeline.writing.page import FIRST_PARTS


def show_text(visit: Visit) -> Response:
    """Show the text of a version, to be written in where it is a draft."""
    life = find_life(visit)
    label = find_label(visit, life)
    page = visit.desk.find_room(TextRoom).describe(f"{visit.policy}@{label}", FIRST_PARTS)
    address = visit.policy_link("text")
    given = {
        "page": page,
        "address": address,
        "version": label,
        "token": visit.desk.keys.form,
        "phrases": list_phrases(visit.desk.tongue),
    }
    # `<` would let a text end the element that holds it.
    data = json.dumps(given, ensure_ascii=False).replace("<", "\\u003c")
    version = life.find(label)
    return visit.show(
        "text.html.j2",
        life=life,
        line=life.overview,
        version=version,
        data=data,
        page=page,
        kinds=CLAUSE_KINDS,
        note_kinds=NOTE_KINDS,
    )


def take_edits(visit: Visit) -> Response:
    """Carry out what the page sends."""
    return JSONResponse(visit.desk.find_room(TextRoom).send(_find_name(visit), visit.data))


def tell_news(visit: Visit) -> Response:
    """Say what is new of a text: its revision, and the advice on it."""
    return JSONResponse(visit.desk.find_room(TextRoom).tell_news(_find_name(visit)))


def describe_text(visit: Visit) -> Response:
    """Give the whole text as the page shows it."""
    return JSONResponse(visit.desk.find_room(TextRoom).describe(_find_name(visit)))


def _find_name(visit: Visit) -> str:
    """Give the full name of the version that the script means; the library's table says whether there is the policy."""
    label = visit.query.get("version")
    if visit.policy not in find_names(visit.desk.root) or not label:
        raise NotThereError
    return f"{visit.policy}@{label}"


SCREENS = (
    Screen("/policies/{council}/{policy}/text", show_text, take_edits),
    Screen("/policies/{council}/{policy}/text/news", tell_news),
    Screen("/policies/{council}/{policy}/text/whole", describe_text),
)
