#!/usr/bin/env bash
# Make .venv/ from nothing: bootstrap.sh run | dev
#   run  what the compiler needs
#   dev  that, and every tool and library the tests and lints use
# Safe to repeat. Writes only .venv/, and system libraries where it may install them.
set -euo pipefail
cd "$(dirname "$0")/.."

lock=requirements.lock
[ "${1:-run}" = dev ] && lock=requirements-dev.lock

say() { printf '%s\n' "$*" >&2; }

# Print `sudo -n`, nothing for root, or fail where nobody here may install.
find_root() {
  if [ "$(id -u)" -eq 0 ]; then
    echo env
  elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    echo sudo -n
  else
    return 1
  fi
}

# Install Debian packages, or name the command and stop.
install_packages() { # WHY PACKAGE...
  local why=$1 root
  shift
  if ! command -v apt-get >/dev/null; then
    say "policykit: $why; install what your system calls $*, then run this again"
    exit 1
  fi
  if ! root=$(find_root); then
    say "policykit: $why; run this command as an administrator, then try again:"
    say "    sudo apt-get update && sudo apt-get install -y --no-install-recommends $*"
    exit 1
  fi
  say "policykit: $why; installing $*"
  $root apt-get update -qq
  $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

find_python() {
  local name
  for name in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$name"
      return
    fi
  done
  return 1
}

make_environment() {
  local python
  if .venv/bin/python -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    return
  fi
  python=$(find_python) || {
    say "policykit: no Python 3.11 or later on the path; install one, or name it: make PYTHON=/path/to/python3"
    exit 1
  }
  if ! "$python" -c 'from ensurepip import bootstrap' 2>/dev/null; then
    install_packages "$python cannot make a virtual environment" \
      "$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
  fi
  "$python" -m venv --clear .venv
}

# Which of the shared libraries that draw the PDF cannot be loaded.
find_missing_libraries() {
  .venv/bin/python - <<'EOF'
import ctypes, sys

PACKAGES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
if sys.platform == "linux":
    for library, package in PACKAGES.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            print(package)
EOF
}

# Pango where it may be installed; elsewhere PDFs are made by Typst, which needs no system library.
install_libraries() {
  local missing root
  missing=$(find_missing_libraries)
  [ -n "$missing" ] || return 0
  if command -v apt-get >/dev/null && root=$(find_root); then
    # shellcheck disable=SC2086 # each line is one package
    install_packages "the libraries that draw the PDF are missing" $missing
  else
    say "policykit: the Pango library is not installed; PDFs will be made by Typst, which does not need it"
  fi
}

install_package() {
  local pip=(.venv/bin/python -m pip --disable-pip-version-check --quiet)
  say "policykit: installing from $lock"
  "${pip[@]}" install --require-hashes --requirement "$lock"
  "${pip[@]}" install --no-deps --no-build-isolation --editable .
}

make_environment
install_libraries
install_package
