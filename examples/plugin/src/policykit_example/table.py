"""The target `csv`: the rules as a table to read, not to decide by."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from policykit.export import Target
from policykit.export.rego import Sample
from policykit.export.target import Export
from policykit.rules.ir import Ruleset


def export_csv(ruleset: Ruleset, _: Sequence[Sample]) -> Export:
    """Give `rules.csv`: a row for each rule, with its clause and words. The samples have no place in it."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(("rule", "record", "modality", "citation", "words", "text_sha256"))
    for rule in ruleset.rules:
        words = " … ".join(rule.quotes)
        table.writerow((rule.id, rule.record, rule.modality.value, rule.citation, words, ruleset.text_sha256))
    return Export("csv", {"rules.csv": text.getvalue()})


CSV = Target("csv", "a table of the rules, to read", export_csv, asked="open it; it decides nothing", decides=False)
