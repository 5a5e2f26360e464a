#!/usr/bin/env bash
# The full counts of what ./test.sh runs reduced: every kill, read, forgery and mutation that the issues ask for. Takes long.
set -euo pipefail
cd "$(dirname "$0")"
export NANOSERVICES_SOAK=1
export NANOSERVICES_FAULT_KILLS="${NANOSERVICES_FAULT_KILLS:-100}"
export NANOSERVICES_PROJECT_TIMEOUT="${NANOSERVICES_PROJECT_TIMEOUT:-14400}"
export NANOSERVICES_HANG_TIMEOUT="${NANOSERVICES_HANG_TIMEOUT:-120m}"
exec ./test.sh "$@"
