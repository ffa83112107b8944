"""Edits of all kinds made by chance on files of every style and on the real ones, and how many go wrong.

    python -m benchmarks.writing.edits [N [SEED]]      N edits (default: 2,000; 100,000 take two hours)

Of each edit: the file read anew is the model; no remark outside what is touched is lost; no other line is changed.
Exits with 1 where one is wrong.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from random import Random

from tests.source.yaml_edit.edits import lay, make_edit, try_edit
from tests.source.yaml_edit.styles import Scribe, make_data
from tests.source.yaml_edit.test_law import FILES


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    random = Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    texts = [path.read_text("utf-8") for path in FILES]
    done: Counter[str] = Counter()
    wrong = 0
    begun = time.perf_counter()
    while done.total() < count:
        text = random.choice(texts) if random.random() < 0.2 else Scribe(random).write(make_data(random))
        laid = lay(text)
        for number in range(6 if laid is not None else 0):
            assert laid is not None
            edit = make_edit(random, laid.version, number)
            try:
                after = try_edit(laid, edit)
            except AssertionError as error:
                wrong += 1
                print(f"wrong: {edit}: {str(error)[:400]}")
                break
            done[f"{edit.do}{'' if after else ' refused'}"] += 1
            laid = after or laid
    for what, times in sorted(done.items()):
        print(f"  {times:7,} {what}")
    print(f"{done.total():,} edits in {time.perf_counter() - begun:.0f} s, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
