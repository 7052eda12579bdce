#!/bin/sh
# Makes .venv (or VENV_FOLDER), or mends it, and installs what is named:
# sh requirements/install.sh base demo
# Every package is pinned and its hash is checked. When nothing changed, this is done at once.
set -eu
cd "$(dirname "$0")/.."
unset PYTHONHOME PYTHONPATH

VENV=${VENV_FOLDER:-.venv}
PYTHON=$VENV/bin/python
STAMP=$VENV/installed.txt
UNFINISHED=$VENV/unfinished
LOG=$VENV/install.log

stop() {
    echo "$*" >&2
    exit 1
}

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for name in python3.13 python3.12 python3.11 python3 python; do
        if is_new_enough "$name"; then
            command -v "$name"
            return
        fi
    done
    stop "Python 3.11 or newer is needed, and was not found on the PATH."
}

# Debian keeps the making of a .venv in a package of its own.
need_venv_module() {
    "$1" -c 'import ensurepip, venv' 2>/dev/null && return
    version=$("$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Installing python$version-venv."
        apt-get update -qq >/dev/null && apt-get install -qq -y "python$version-venv" >/dev/null || true
    fi
    "$1" -c 'import ensurepip, venv' 2>/dev/null ||
        stop "$1 cannot make a .venv. On Debian: apt-get install python$version-venv"
}

make_venv() {
    python=$(find_python)
    need_venv_module "$python"
    rm -rf "$VENV" 2>/dev/null || stop "The folder $VENV is half made and cannot be removed."
    "$python" -m venv "$VENV" >/dev/null 2>&1 ||
        stop "The folder $VENV cannot be made in $(pwd)."
}

is_whole() {
    [ ! -e "$UNFINISHED" ] && is_new_enough "$PYTHON" && "$PYTHON" -m pip --version >/dev/null 2>&1
}

install() {
    touch "$UNFINISHED" 2>/dev/null || stop "The folder $VENV cannot be written."
    echo "Installing what the Deelplatform needs ($*). This is done once."
    files=""
    for name in "$@"; do files="$files -r requirements/$name.txt"; done
    # shellcheck disable=SC2086  # names of ours, without spaces
    "$PYTHON" -m pip install --no-input --disable-pip-version-check --progress-bar off \
        --require-hashes $files >"$LOG" 2>&1 || {
        grep '^ERROR' "$LOG" | tail -n 1 >&2
        stop "The requirements could not be installed; all that pip says is in $LOG."
    }
    wanted "$@" >"$STAMP"
    rm "$UNFINISHED"
}

wanted() {
    for name in "$@"; do echo "$name $(cksum <"requirements/$name.txt")"; done
}

is_installed() {
    [ -e "$STAMP" ] && wanted "$@" | while read -r line; do
        grep -qxF "$line" "$STAMP" || exit 1
    done
}

is_installed "$@" && is_new_enough "$PYTHON" && exit
is_whole || make_venv
install "$@"
