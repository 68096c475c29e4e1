#!/bin/sh
# The contract tests: builds the extension, then checks it against the published API document.
#
#   DOJO_OPENAPI=/path/to/the/document.json sh tests/programs/contract/run.sh [METHOD]...
#
# METHOD is one of Dojo\Client, such as createPaymentIntent; without one, all are checked.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../../.." && pwd -P)
. "$root/tests/support/paths.sh"

if [ -n "${DOJO_OPENAPI:-}" ]; then
	sh "$root/tests/support/build.sh" dev >&2
	set -- -d "extension=$work/dev/modules/dojo.so" "$root/tests/programs/contract/run.php" "$work/contract" "$@"
else
	set -- "$root/tests/programs/contract/run.php" "$work/contract" "$@"
fi
exec "$PHP" "$@"
