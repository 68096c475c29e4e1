#!/bin/sh
# Installs what is missing, builds, and runs every test. `sh tests/run.sh --help` lists the options and the groups of tests.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
. "$root/tests/support/paths.sh"
. "$root/tests/support/room.sh"
support=$root/tests/support

# The groups of tests: name, kind, command. The commands are functions of this script.
groups() {
	cat <<-'TABLE'
		core          usual     program core
		phpt          usual     program phpt
		transport     usual     transport
		hosts         usual     program hosts
		timing        usual     program timing
		fuzz          usual     program fuzz
		sandbox       usual     script sandbox/selftest.php
		kit           usual     program kit
		wordpress     usual     program wordpress
		demo          usual     program demo
		shop          usual     program shop
		browser       usual     program browser
		docs          usual     program docs
		delivery      usual     program delivery
		model         usual     program model
		contract      usual     program contract
		static        usual     program static
		composer      usual     program composer
		checks        usual     program checks
		package       usual     program package pecl
		by-hand       usual     program package by-hand
		asan          sanitizer asan
		valgrind-core sanitizer program core valgrind
		valgrind-phpt sanitizer program phpt valgrind
		libcurl7.76   floor     program floor libcurl7.76
		libcurl7.81   floor     program floor libcurl7.81
		php8.4        room      sh tests/support/rooms.sh php8.4
		php8.5        room      sh tests/support/rooms.sh php8.5
		php8.6        room      sh tests/support/rooms.sh php8.6
	TABLE
}
# The names of all groups, or of those of one kind.
names() { groups | awk -v kind="${1:-}" '!kind || $2 == kind { print $1 }' | paste -s -d ' '; }

program() { script tests/programs/run.php "$@"; }
script() { "$PHP" "$@"; }
# In a room the matrix may run in its long form, which the other groups do not have there.
transport() { env ${DOJO_WHOLE_MATRIX:+DOJO_LONG=1} "$PHP" tests/programs/run.php transport; }
asan() { sh tests/support/build.sh asan && program phpt asan; }

usage() {
	cat <<-TEXT
		usage: sh tests/run.sh [OPTION]...

		Installs what is missing, builds, and runs the tests. The output ends with each failed test
		once more, and with the line "N passed, N failed, N skipped".

		  --only GROUP   this group; may be repeated
		  --sanitize     the usual groups, and those under ASan, UBSan and valgrind
		  --long         the same, with the long forms of the tests (DOJO_LONG=1)
		  --rooms        with old libcurls, and with other PHPs and libraries in separate Debians (root, debootstrap)
		  --clean-room   the demo and this script in a separate, bare Debian (root, debootstrap)
		  --installed    with any of these: without looking for missing packages
		  --help         this text

		Without an option it runs the usual groups; if CI=true, all groups.
		The exit status is 1 if a test failed or none ran, and if CI=true also if a test was skipped.
		Packages that Debian's moving suites lack today are counted separately, as unavailable.

		usual:      $(names usual)
		sanitizers: $(names sanitizer)
		libcurls:   $(names floor)
		rooms:      $(names room)
	TEXT
}

selected=$(names usual)
[ "${CI:-}" != true ] || selected=$(names)
only=
setup='setup.sh tests'
while [ $# -gt 0 ]; do
	case $1 in
	--sanitize) selected="$(names usual) $(names sanitizer)" ;;
	--long)
		selected="$(names usual) $(names sanitizer)"
		export DOJO_LONG=1
		;;
	--only)
		case " $(names) " in
		*" ${2:-} "*) only="$only $2" ;;
		*)
			echo "--only takes one of: $(names)" >&2
			exit 2
			;;
		esac
		shift
		;;
	--rooms) only="$only $(names floor) $(names room)" ;;
	--installed) setup='build.sh dev' ;;
	--clean-room) exec sh "$support/clean_room.sh" ;;
	--help)
		usage
		exit 0
		;;
	*)
		echo "run.sh: there is no option $1" >&2
		usage >&2
		exit 2
		;;
	esac
	shift
done
selected=${only:-$selected}

# The files of the checkout with their checksums, to see at the end that none was changed or left there.
inventory() {
	(cd "$root" && find . \( -path ./build -o -path ./.git \) -prune -o -type f -exec cksum {} + | LC_ALL=C sort -k 3)
}
# Processes with this run's mark in their environment. This shell's own does not have it, because it was started before.
leftovers() {
	grep -ls "DOJO_TEST_RUN=$mark" /proc/[0-9]*/environ | sed 's|/proc/\([0-9]*\)/.*|\1|'
}

mark=$$-$(date +%s)
inventory=$(inventory)
# shellcheck disable=SC2086 # a script and its argument
(cd "$support" && sh $setup)
cd "$root"
export DOJO_EXTENSION="$work/dev/modules/dojo.so"

totals=$work/totals
failures=$work/failures
: >"$totals"
: >"$failures"

# run_group NAME COMMAND…: runs it, shows its lines, and counts its results.
run_group() {
	name=$1
	shift
	echo "== $name"
	began=$(date +%s)
	{
		code=0
		[ "$name" = left ] || export DOJO_TEST_RUN="$mark"
		"$@" 2>&1 </dev/null || code=$?
		echo
		echo "::exit $code"
	} | "$PHP" -n "$support/count_results.php" "$name" "$totals" "$failures"
	echo "== $name: $(($(date +%s) - began)) s"
}

left_nothing() {
	left=
	for second in 1 2 3 4 5; do
		left=$(leftovers)
		[ -n "$left" ] || break
		sleep 1
	done
	if [ -z "$left" ]; then
		echo "ok - no process is left"
	else
		echo "not ok - processes are left"
		for process in $left; do
			echo "    $process $(tr '\0' ' ' <"/proc/$process/cmdline")"
			kill "$process"
		done
	fi
	inventory >"$work/inventory"
	if echo "$inventory" | diff - "$work/inventory" >"$work/inventory.diff"; then
		echo "ok - the checkout is unchanged"
	else
		echo "not ok - the checkout has changed"
		sed 's/^/    /' "$work/inventory.diff"
	fi
}

no_room=$(no_room_because)
for name in $(names); do
	case " $selected " in *" $name "*) ;; *) continue ;; esac
	# shellcheck disable=SC2046 # the kind and the words of the command
	set -- $(groups | awk -v name="$name" '$1 == name { $1 = ""; print }')
	if [ "$1" = room ] && [ -n "$no_room" ]; then
		echo "== $name: not run: $no_room"
	else
		shift
		run_group "$name" "$@"
	fi
done
run_group left left_nothing

set -- $(awk '{ p += $1; f += $2; s += $3; u += $4 } END { print p + 0, f + 0, s + 0, u + 0 }' "$totals")
# Once more at the end, which is what is left of a log that is too long to show.
if [ -s "$failures" ]; then
	echo '== failed'
	cat "$failures"
fi
[ "$4" = 0 ] || echo "$4 unavailable"
echo "$1 passed, $2 failed, $3 skipped"
[ "$1" -gt 0 ] && [ "$2" = 0 ] || exit 1
[ "${CI:-}" != true ] || [ "$3" = 0 ] || exit 1
