#!/bin/sh
# Builds the extension as a user gets it and measures it: sh bench/run.sh [--json FILE]
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
. "$root/tests/support/paths.sh"
sh "$root/tests/support/setup.sh" demo
DOJO_MODULE=$root/build/modules/dojo.so
export DOJO_MODULE
exec "$PHP" -d extension="$DOJO_MODULE" "$root/bench/run.php" "$@"
