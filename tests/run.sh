#!/bin/sh
# Installs what is missing, builds, and runs every test. The last line is `N passed, N failed, N skipped`.
#
#   sh tests/run.sh                  everything but the sanitizer groups
#   sh tests/run.sh --sanitize       the phpt tests under ASan+UBSan and valgrind as well, the core tests under valgrind
#   sh tests/run.sh --long           with --sanitize, and longer random tests (DOJO_LONG=1)
#   sh tests/run.sh --rooms          with other PHPs and libraries, in Debians made for it (root, debootstrap; see rooms.sh), and
#                                    as with old libcurls (see floor.sh)
#   sh tests/run.sh --only GROUP     one group (may be repeated):
#                                    core phpt transport hosts timing fuzz sandbox demo shop browser readme delivery contract
#                                    static composer checks package by-hand asan valgrind-core valgrind-phpt
#                                    libcurl7.76 libcurl7.81 php8.4 php8.5 php8.6
#   sh tests/run.sh --clean-room     both commands in a bare Debian made for it (root, debootstrap); see clean_room.sh
#   sh tests/run.sh --installed …    without looking for what is missing, before any of these
#
# Exits 1 where a test failed, or none ran; with CI=true, where one was skipped, and the sanitizer groups and the rooms run, too.
# What Debian's moving suites lack today is counted apart, as unavailable.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
. "$root/tests/support/paths.sh"
. "$root/tests/support/room.sh"
support=$root/tests/support

usual='core phpt transport hosts timing fuzz sandbox demo shop browser readme delivery contract static composer checks package by-hand'
sanitizers='asan valgrind-core valgrind-phpt'
floors='libcurl7.76 libcurl7.81'
rooms='php8.4 php8.5 php8.6'
groups=$usual
[ "${CI:-}" != true ] || groups="$usual $sanitizers $floors $rooms"
only=
setup='setup.sh tests'
while [ $# -gt 0 ]; do
	case $1 in
	--sanitize) groups="$usual $sanitizers" ;;
	--long)
		groups="$usual $sanitizers"
		export DOJO_LONG=1
		;;
	--only)
		case " $usual $sanitizers $floors $rooms " in
		*" ${2:-} "*) only="$only $2" ;;
		*)
			echo "--only takes one of: $usual $sanitizers $floors $rooms" >&2
			exit 2
			;;
		esac
		shift
		;;
	--rooms) only="$only $floors $rooms" ;;
	--installed) setup='build.sh dev' ;;
	--clean-room) exec sh "$support/clean_room.sh" ;;
	*)
		sed -n '2,/^set/s/^# \{0,1\}//p' "$0"
		[ "$1" = --help ] && exit 0
		exit 2
		;;
	esac
	shift
done
groups=${only:-$groups}

# What is in the checkout, to see at the end that nothing was left in it.
inventory() {
	(cd "$root" && find . \( -path ./build -o -path ./.git \) -prune -o -type f -exec cksum {} + | LC_ALL=C sort -k 3)
}
# Processes with this run's mark in their environment. This shell's own has none: it was started before.
leftovers() {
	grep -ls "DOJO_TEST_RUN=$mark" /proc/[0-9]*/environ | sed 's|/proc/\([0-9]*\)/.*|\1|'
}

mark=$$-$(date +%s)
inventory=$(inventory)
# shellcheck disable=SC2086 # a script and its argument
(cd "$support" && sh $setup)

totals=$work/totals
: >"$totals"

# group NAME COMMAND…: runs it, shows its lines, and counts them. `ok` and `not ok` are results, `# SKIP` marks a skip; a last
# line `N passed, N failed, N skipped` of the command's own has to agree. No result at all is a failure.
group() {
	name=$1
	shift
	case " $groups " in *" $name "*) ;; *) return 0 ;; esac
	echo "== $name"
	began=$(date +%s)
	{
		code=0
		[ "$name" = left ] || export DOJO_TEST_RUN="$mark"
		"$@" 2>&1 </dev/null || code=$?
		echo
		echo "::exit $code"
	} | awk -v name="$name" -v totals="$totals" '
		function fail(why) { failed++; print "not ok - " name ": " why }
		# Not the end of the input: a process that was left may hold it open.
		/^::exit [0-9]+$/ { code = $2; exit }
		/^[0-9]+ passed, [0-9]+ failed, [0-9]+ skipped$/ { own = $0; next }
		/^not ok / { failed++ }
		/^ok .*# SKIP/ || /^skip / { skipped++ }
		/^ok / && !/# SKIP/ { passed++ }
		/^unavailable: / { unavailable++ }
		NF { print }
		END {
			mine = passed + 0 " passed, " failed + 0 " failed, " skipped + 0 " skipped"
			if (own && own != mine) { fail("says " own ", but shows " mine) }
			if (code + 0 && !failed) { fail("exit status " code) }
			if (!passed && !failed && !skipped && !unavailable) { fail("no test ran") }
			print passed + 0, failed + 0, skipped + 0, unavailable + 0 >> totals
		}'
	echo "== $name: $(($(date +%s) - began)) s"
}

# Those that say nothing but their last line and their exit status are one test.
one_test() {
	what=$1
	last=$2
	shift 2
	if "$@" >"$work/one-test.log" 2>&1 && [ "$(tail -n 1 "$work/one-test.log")" = "$last" ]; then
		echo "ok - $what"
	else
		echo "not ok - $what"
		tail -n 40 "$work/one-test.log" | sed 's/^/    /'
	fi
}

in_asan() {
	sh "$support/build.sh" asan
	"$PHP" "$root/tests/programs/run.php" phpt asan
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
		echo "ok - the checkout is as it was"
	else
		echo "not ok - the checkout is not as it was"
		sed 's/^/    /' "$work/inventory.diff"
	fi
}

group core "$PHP" "$root/tests/programs/run.php" core
group phpt "$PHP" "$root/tests/programs/run.php" phpt
group transport env ${DOJO_WHOLE_MATRIX:+DOJO_LONG=1} DOJO_EXTENSION="$work/dev/modules/dojo.so" "$PHP" "$root/tests/programs/transport/matrix.php"
group hosts env DOJO_EXTENSION="$work/dev/modules/dojo.so" "$PHP" "$root/tests/programs/run.php" hosts
group timing "$PHP" "$root/tests/programs/run.php" timing
group fuzz "$PHP" "$root/tests/programs/run.php" fuzz
group sandbox "$PHP" "$root/sandbox/selftest.php"
group demo one_test 'the demo' 'demo passed' sh "$root/examples/demo.sh"
group shop env DOJO_EXTENSION="$work/dev/modules/dojo.so" "$PHP" "$root/tests/programs/run.php" shop
group browser sh "$root/tests/programs/browser/run.sh"
group readme "$PHP" -d "extension=$work/dev/modules/dojo.so" "$root/tests/programs/docs/snippets.php"
group delivery env DOJO_EXTENSION="$work/dev/modules/dojo.so" "$PHP" "$root/tests/programs/run.php" delivery
group contract sh "$root/tests/programs/contract/run.sh"
group static env DOJO_EXTENSION="$work/dev/modules/dojo.so" "$PHP" "$root/tests/programs/static/run.php"
group composer "$PHP" "$root/tests/programs/run.php" composer
group checks "$PHP" "$root/tests/programs/run.php" checks
group package sh "$support/package.sh"
group by-hand sh "$support/by_hand.sh"
group asan in_asan
group valgrind-core "$PHP" "$root/tests/programs/run.php" core valgrind
group valgrind-phpt "$PHP" "$root/tests/programs/run.php" phpt valgrind
for floor in $floors; do
	group "$floor" sh "$support/floor.sh" "$floor"
done
because=$(no_room_because)
for room in $rooms; do
	if [ -z "$because" ]; then
		group "$room" sh "$support/rooms.sh" "$room"
	else
		case " $groups " in *" $room "*) echo "== $room: not run: $because" ;; esac
	fi
done
groups="$groups left"
group left left_nothing

set -- $(awk '{ p += $1; f += $2; s += $3; u += $4 } END { print p + 0, f + 0, s + 0, u + 0 }' "$totals")
[ "$4" = 0 ] || echo "$4 unavailable"
echo "$1 passed, $2 failed, $3 skipped"
[ "$1" -gt 0 ] && [ "$2" = 0 ] || exit 1
[ "${CI:-}" != true ] || [ "$3" = 0 ] || exit 1
