#!/bin/sh
# The phpt tests, as lines `ok - …`, run by PHP's own run-tests.php in the copy of the checkout that build.sh made.
#
#   sh tests/support/phpt.sh [dev|asan|valgrind] [FILE.phpt or folder, as a path within the checkout]...
#
# Tests find the extension loaded. A PHP that a test starts itself loads it with -d extension="$DOJO_EXTENSION".
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
. "$root/tests/support/paths.sh"

mode=${1:-dev}
[ $# = 0 ] || shift
flavour=dev
[ "$mode" != asan ] || flavour=asan
tree=$work/$flavour
export DOJO_EXTENSION="$tree/modules/dojo.so"
export NO_INTERACTION=1 REPORT_EXIT_STATUS=1 TEST_TIMEOUT=60
php=$(command -v "$PHP")
options=

case $mode in
dev) ;;
asan)
	# PHP up to 8.4 opens extensions with RTLD_DEEPBIND, which ASan refuses: a dlopen that leaves the flag out.
	"${CC:-cc}" -shared -fPIC -O1 -o "$work/nodeepbind.so" "$root/tests/support/nodeepbind.c" -ldl
	preload=$work/nodeepbind.so
	for library in libasan.so libubsan.so; do
		preload="$preload $(readlink -f "$("${CC:-cc}" -print-file-name=$library)")"
	done
	# To files, so that no test's output pattern and no child's closed stderr hides a report. Other programs' don't matter.
	reports=$work/asan-reports
	rm -rf "$reports"
	mkdir -p "$reports"
	to="log_path=$reports/report:log_exe_name=1"
	cat >"$work/asan-php" <<-WRAPPER
		#!/bin/sh
		LD_PRELOAD='$preload' ASAN_OPTIONS='verify_asan_link_order=0:detect_leaks=1:$to' UBSAN_OPTIONS='print_stacktrace=1:$to' \\
		USE_ZEND_ALLOC=0 ZEND_DONT_UNLOAD_MODULES=1 exec '$php' "\$@"
	WRAPPER
	chmod +x "$work/asan-php"
	php=$work/asan-php
	options='--asan --set-timeout 300'
	export SKIP_ASAN=1
	;;
valgrind)
	export VALGRIND_OPTS='--leak-check=full --errors-for-leak-kinds=definite --show-leak-kinds=definite'
	# valgrind cannot see into the code that PCRE generates.
	options='-m --set-timeout 600 -d pcre.jit=0'
	;;
esac

cd "$tree"
if [ $# = 0 ]; then
	set -- tests
fi
find "$@" -name '*.phpt' | LC_ALL=C sort >"$work/phpt-$mode.list"
find "$@" \( -name '*.diff' -o -name '*.mem' \) -exec rm -f {} +
[ -s "$work/phpt-$mode.list" ] || exit 0

# -n: only what a test's --EXTENSIONS-- names is loaded, whatever the machine's php.ini says.
# shellcheck disable=SC2086 # $options is a list of words
"$PHP" -n run-tests.php -n -q -j2 --no-progress --no-color $options -p "$php" -d "extension=$DOJO_EXTENSION" \
	-g FAIL,BORK,LEAK,WARN,SKIP -W "$work/phpt-$mode.results" -r "$work/phpt-$mode.list" >"$work/phpt-$mode.log" 2>&1 || :

# One line for each test, with what went wrong below it. Only a pass and a skip are no failure: PHP's WARN, LEAK, BORK and
# XFAIL all are one here, and so is a test without a result.
while read -r test; do
	result=$(awk -F '\t' -v test="$test" '$2 == test || $2 ~ "/" test "$" { print $1; exit }' "$work/phpt-$mode.results")
	name="phpt ($mode): ${test#tests/}"
	case $result in
	PASSED) echo "ok - $name" ;;
	SKIPPED) echo "ok - $name # SKIP $(sed -n "s|^SKIP .*\[$test\] *||p" "$work/phpt-$mode.log")" ;;
	*)
		echo "not ok - $name: ${result:-no result}"
		sed -n "s|^\(BORK .*\[$test\].*\)|    \1|p" "$work/phpt-$mode.log"
		for detail in "${test%.phpt}.diff" "${test%.phpt}.mem"; do
			[ ! -s "$detail" ] || awk 'NR <= 60 { print "    " $0 }' "$detail"
		done
		[ -n "$result" ] || tail -n 5 "$work/phpt-$mode.log" | sed 's/^/    /'
		;;
	esac
done <"$work/phpt-$mode.list"

if [ "$mode" = asan ]; then
	if ls "$reports"/report.php* >/dev/null 2>&1; then
		echo "not ok - phpt (asan): no report of ASan, LSan or UBSan"
		cat "$reports"/report.php* | awk 'NR <= 120 { print "    " $0 }'
	else
		echo "ok - phpt (asan): no report of ASan, LSan or UBSan"
	fi
fi
