"""Versions for the laws: pairs of unit lists where the second was made from the first by known and unknown edits."""

from __future__ import annotations

from hypothesis import strategies as st

from policykit.compare.alignment.units import Unit

_WORDS = (
    "you must should may not share any message with the clerk or a councillor without consent before 5 working days "
    "council group admin record photographs never only 10 and photograph «odd» naïve it’s “quoted” “ ” \\ "
    "é 𝒳 \u00a0 \u2028"
)
WORDS = _WORDS.split(" ")

texts = st.one_of(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join),
    st.lists(st.sampled_from(WORDS), min_size=8, max_size=30).map(" ".join),
    st.text(alphabet="ab “”\\\n.\t\u2028\u200b\U0001f600\r", max_size=12),
    st.text(max_size=20),
)
paths = st.lists(st.sampled_from(("use", "“duties”", "a › b", "")), max_size=2).map(tuple)
citations = st.one_of(
    st.just(""),
    st.integers(1, 30).map(lambda k: f"section {k}"),
    st.sampled_from(("a to after b", "new clause 1", "“x”")),
)
ids = st.one_of(st.none(), st.integers(1, 12).map(lambda k: f"c{k}"), st.just("lone “ quote"))
units = st.builds(Unit, id=ids, number=st.just("1"), text=texts, path=paths, citation=citations)


@st.composite
def versions(draw: st.DrawFn) -> tuple[list[Unit], list[Unit]]:
    """Give an old version and a new one that keeps, edits, joins, parts, drops, shuffles and adds units of it."""
    old = draw(st.lists(units, max_size=10))
    new: list[Unit] = []
    for unit in old:
        match draw(st.sampled_from(("keep", "keep", "keep", "edit", "drop", "part", "join", "insert"))):
            case "keep":
                new.append(unit)
            case "edit":
                words = unit.text.split(" ")
                words[draw(st.integers(0, len(words) - 1))] = draw(st.sampled_from(WORDS))
                new.append(Unit(unit.id, "2", " ".join(words), unit.path, unit.citation))
            case "part":
                cut = draw(st.integers(0, len(unit.text)))
                new += [Unit(unit.id, "", unit.text[:cut], unit.path), Unit(None, "", unit.text[cut:], unit.path)]
            case "join" if new:
                last = new.pop()
                new.append(Unit(last.id, "", f"{last.text} {unit.text}", last.path))
            case "insert":
                new += [unit, draw(units)]
            case _:
                pass
    if draw(st.booleans()):
        new = list(draw(st.permutations(new)))
    return old, new
