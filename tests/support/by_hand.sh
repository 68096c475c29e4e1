#!/bin/sh
# The extension as PHP's own documentation has it built and tested, with nothing that the other scripts set: one line `ok - …`.
#
#   sh tests/support/by_hand.sh
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
. "$root/tests/support/paths.sh"

tree=$work/by-hand
log=$work/by-hand.log
lock by-hand
rm -rf "$tree"
mkdir -p "$tree"
(cd "$root" && tar -cf - --exclude=./build --exclude=./.git --exclude=./modules --exclude='*.o' --exclude='*.lo' .) | (cd "$tree" && tar -xf -)

what='phpize && ./configure && make && make test'
# shellcheck disable=SC2016 # the parameters are the inner shell's
# -q: without the question whether to send a report; -j2 for the time it takes.
if (cd "$tree" && env -i PATH="$PATH" HOME="${HOME:-/}" sh -euc '
	"$1"
	./configure --with-php-config="$2"
	make
	make test TESTS="-q -j2"
' sh "$PHPIZE" "$(command -v "$PHP_CONFIG")") >"$log" 2>&1 </dev/null 9>&-; then
	echo "ok - $what"
else
	echo "not ok - $what"
	sed -n '/^FAILED TEST SUMMARY/,$p' "$log" | head -n 40 | sed 's/^/    /'
	tail -n 15 "$log" | sed 's/^/    /'
fi
