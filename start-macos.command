#!/bin/sh
# Double-click: sets Detour up the first time, then opens it in the browser. Linux runs it too.
cd "$(dirname "$0")" || exit 1
for python in python3 python3.14 python3.13 python3.12 python3.11 none; do
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break
done
if [ "$python" = none ]; then
    echo "Detour needs Python 3.11 or newer: install it from https://www.python.org/downloads/ and start again."
    exit 1
fi
if ! cmp -s requirements.txt .venv/.installed 2>/dev/null; then
    echo "Setting Detour up. This takes a minute or two, once."
    [ -x .venv/bin/python ] || "$python" -m venv .venv || exit 1
    .venv/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.txt || exit 1
    cp requirements.txt .venv/.installed
fi
exec .venv/bin/python launch.py "$@"
