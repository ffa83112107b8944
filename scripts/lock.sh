#!/usr/bin/env bash
# Make the lock files anew: exact versions and the hashes of every platform's files, and no index address.
#   requirements.lock      what a user runs: the press that needs no system library, the desk, reading PDFs; and what builds the package
#   requirements-dev.lock  the same, with every extra but `spark` (a 450 MB download) and all that tests and lints
#   requirements-spark.lock  what `spark` adds
set -euo pipefail
cd "$(dirname "$0")/.."

python=${PYTHON:-.venv/bin/python}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$python" -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet uv==0.13.8

# uv does not read pip's configuration: hand it on.
for pair in UV_DEFAULT_INDEX=global.index-url UV_INDEX=global.extra-index-url; do
  value=${PIP_INDEX_URL:-}
  [ "${pair%%=*}" = UV_INDEX ] && value=${PIP_EXTRA_INDEX_URL:-}
  [ -n "$value" ] || value=$("$python" -m pip config get "${pair#*=}" 2>/dev/null || true)
  [ -z "$value" ] || export "${pair%%=*}=$value"
done

compile() { # OUTPUT ARGUMENT...
  local output=$1
  shift
  "$work/venv/bin/uv" pip compile --quiet --no-config --universal --python-version 3.11 --upgrade --generate-hashes \
    --no-emit-index-url --no-emit-find-links --no-annotate --no-header --output-file "$work/$output" "$@"
  { echo "# Made by scripts/lock.sh; do not edit."; cat "$work/$output"; } >"$output"
}

"$python" - "$work" <<'EOF'
import pathlib, sys, tomllib

with open("pyproject.toml", "rb") as file:
    declared = tomllib.load(file)
work = pathlib.Path(sys.argv[1])
extras = declared["project"]["optional-dependencies"]
spark = extras.pop("spark")
build = declared["build-system"]["requires"]
(work / "build.in").write_text("\n".join(build), encoding="utf-8")
(work / "dev.in").write_text("\n".join(build + sum(extras.values(), [])), encoding="utf-8")
(work / "spark.in").write_text("\n".join(spark), encoding="utf-8")
EOF

compile requirements-dev.lock pyproject.toml "$work/dev.in" --group dev
compile requirements.lock pyproject.toml "$work/build.in" --extra typst --extra desk --extra import --constraints "$work/requirements-dev.lock"
compile requirements-spark.lock "$work/spark.in" --constraints "$work/requirements-dev.lock"
