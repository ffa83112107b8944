"""The command line: parses arguments, prints, exits. It has no powers that `import policykit` has not."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

DONE, NO, WRONG_CALL = 0, 1, 2
"""Exit codes: done; the answer is no (a check found errors, a verification failed); the call or its input is wrong."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code. Whatever a user can cause ends in a message, never in a traceback."""
    from policykit.cli.parser import make_parser
    from policykit.errors import PolicykitError

    _speak_utf8()
    # A command is a short run: collecting garbage after every 700 objects would cost a tenth of it.
    gc.set_threshold(50_000, 20, 100)
    words = sys.argv[1:] if arguments is None else list(arguments)
    parser = make_parser(next((word for word in words if not word.startswith("-")), ""))
    options = parser.parse_args(words)
    try:
        return int(options.run(options))
    except PolicykitError as error:
        from policykit.cli.diagnostics import write_text
        from policykit.cli.terminal import uses_colour

        sys.stderr.write(write_text(error.diagnostics, colour=uses_colour(sys.stderr)))
        return WRONG_CALL
    except BrokenPipeError:
        # Whoever read our output has closed it (`policykit check | head`); there is nobody left to tell.
        sys.stderr.close()
        return DONE
    except KeyboardInterrupt:
        return 130


def _speak_utf8() -> None:
    """Print the same characters whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
