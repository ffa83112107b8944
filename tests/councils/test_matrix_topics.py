"""What topics are called in a comparison of councils: as the texts were sealed, whatever they are called today."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from tests.conftest import ROOT
from tests.life.frozen_world import adopt

from policykit.pipeline.matrix import make_matrix
from policykit.pipeline.names import find_version
from policykit.source.library import load_library


def list_titles(root: Path) -> dict[str, str]:
    """Give what each topic is called beside both councils' policies."""
    library = load_library(root)
    columns = [find_version(library, f"{council}/social-media@1") for council in ("congleton", "crewe")]
    return {row.topic: row.title for row in make_matrix(library, columns).rows}


def test_a_topic_that_sealed_texts_declare_is_called_as_they_were_sealed(tmp_path: Path) -> None:
    root = Path(shutil.copytree(ROOT / "policies", tmp_path / "policies"))
    before = list_titles(root)
    adopt(root, "congleton/social-media@1", "2026-11-02", "26/1")
    assert list_titles(root) == before
    topics = root / "topics.yaml"
    renamed = re.sub(r"(?m)^(\s+title: ).*", r"\1Another", topics.read_text("utf-8"))
    topics.write_text(renamed, "utf-8")
    after = list_titles(root)
    assert list(after) == list(before)
    other = {topic for topic in before if after[topic] != before[topic]}
    assert all(after[topic] == "Another" for topic in other)
    assert len(other) < len(before) / 2  # topics that neither text declares
