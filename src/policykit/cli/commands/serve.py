"""Answer programs over HTTP what the rules make of a record: JSON in, verdict out, on this machine alone unless told.

What is served is described at /openapi.json, and which texts decide at /health.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from policykit.cli.arguments import add_library, add_require, add_today, read_port, read_today

_PORT = 8470


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("names", nargs="+", metavar="NAME", help="a policy, a version, or a council for all of its own")
    add_library(parser)
    add_today(parser)
    add_require(parser)
    parser.add_argument(
        "--host", default="127.0.0.1", help="the address to listen at; others reach 0.0.0.0 (default: 127.0.0.1)"
    )
    parser.add_argument("--port", type=read_port, default=_PORT, help=f"the port, 0 for a free one (default: {_PORT})")
    parser.add_argument(
        "--log", type=Path, metavar="FILE", help="append every decision to this file, a line of JSON each"
    )
    parser.add_argument("--log-records", action="store_true", help="keep what was asked in the log, not only its hash")


def run(options: argparse.Namespace) -> int:
    """Serve until Ctrl-C."""
    from policykit.pipeline.codes import SERVE_EXTRA, refuse

    try:
        from policykit.serve.start import run_service
    except ModuleNotFoundError as error:
        raise refuse(SERVE_EXTRA, f"the decision service needs `{error.name}`, which is not installed") from None

    def tell_day() -> date:
        return read_today(options)

    def say(line: str) -> None:
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()

    run_service(
        options.library,
        tuple(options.names),
        (options.host, options.port),
        tell_day=tell_day,
        say=say,
        require=options.require,
        log=options.log,
        log_records=options.log_records,
    )
    return 0
