#!/bin/sh
# The core's cmocka tests, as lines `ok - …`: compiled by plain cc without any PHP header, under ASan and UBSan or valgrind.
#
#   sh tests/support/core.sh [sanitized|valgrind|libcurl7.NN]     the last: sanitized, with what that libcurl has
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
. "$root/tests/support/paths.sh"

mode=${1:-sanitized}
build=$work/core-$mode
lock dev
case $mode in
sanitized | libcurl*)
	sanitize="-fsanitize=address,undefined -fno-sanitize-recover=undefined $(libcurl_as "$mode")"
	wrapper=
	;;
valgrind)
	sanitize=
	wrapper="valgrind --quiet --leak-check=full --errors-for-leak-kinds=definite,possible --error-exitcode=99 \
--suppressions=$work/dev/tests/support/valgrind.supp"
	;;
esac

# In the copy of the checkout that build.sh made: its path has no space, which make could not bear.
if ! make -s -j2 -C "$work/dev/tests/core" BUILD="$build" SANITIZE="$sanitize" >"$build.log" 2>&1; then
	echo "not ok - core ($mode): does not compile by itself"
	tail -n 20 "$build.log"
	exit 0
fi

for source in "$work"/dev/tests/core/*_test.c; do
	[ -f "$source" ] || exit 0
	name=$(basename "$source" .c)
	code=0
	# shellcheck disable=SC2086 # $wrapper is a command and its options
	CMOCKA_MESSAGE_OUTPUT=TAP $wrapper "$build/$name" >"$build/$name.out" 2>&1 9>&- || code=$?
	awk -v program="${name%_test}" -v mode="$mode" -v code="$code" '
		function say(result, what, note) { print result " - core (" mode "): " program ": " what note }
		/^TAP version / || /^# (not )?ok - / { next }
		/^[0-9]+\.\.[0-9]+$/ { sub(/.*\.\./, ""); planned += $0; next }
		/^(not )?ok [0-9]+ # SKIP / { seen++; say("ok", $NF, " # SKIP"); next }
		/^ok [0-9]+ - /     { seen++; say("ok", $4, ""); next }
		/^not ok [0-9]+ - / { seen++; bad++; say("not ok", $5, ""); next }
		{ print "    " $0 }
		END {
			if (seen < planned || !planned) { bad++; say("not ok", "ran " seen + 0 " of " planned + 0 " tests", "") }
			if (code && !bad) { say("not ok", "exit status " code, "") }
		}' "$build/$name.out"
done
