#!/bin/sh
# The phpt tests, as lines `ok - …`, run by PHP's own run-tests.php in the copy of the checkout that build.sh made.
#
#   sh tests/support/phpt.sh [dev|asan|valgrind|libcurl7.NN] [FILE.phpt or folder, as a path within the checkout]...
#
# Tests find the extension loaded. A PHP that a test starts itself loads it with -d extension="$DOJO_EXTENSION".
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
. "$root/tests/support/paths.sh"

mode=${1:-dev}
[ $# = 0 ] || shift
flavour=dev
case $mode in asan | libcurl*) flavour=$mode ;; esac
tree=$work/$flavour
lock "$flavour"
export DOJO_EXTENSION="$tree/modules/dojo.so"
export NO_INTERACTION=1 REPORT_EXIT_STATUS=1 TEST_TIMEOUT=60
php=$(command -v "$PHP")
options=
probe=

# Few machines have a locale with a decimal comma; where glibc can make one, it is made here.
if [ -f /usr/share/i18n/locales/de_DE ] && command -v localedef >/dev/null 2>&1; then
	export LOCPATH="$work/locale"
	if [ ! -d "$LOCPATH/de_DE.UTF-8" ]; then
		mkdir -p "$LOCPATH"
		localedef -i de_DE -f UTF-8 "$LOCPATH/de_DE.UTF-8" || :
	fi
fi

# Reports go to files, so that no test's output pattern and no child's closed stderr hides one.
reports=$work/$mode-reports
rm -rf "$reports"
mkdir -p "$reports"

case $mode in
dev | libcurl*) ;;
asan)
	# PHP up to 8.4 opens extensions with RTLD_DEEPBIND, which ASan refuses: a dlopen that leaves the flag out.
	"${CC:-cc}" -shared -fPIC -O1 -o "$work/nodeepbind.so" "$root/tests/support/nodeepbind.c" -ldl
	preload=$work/nodeepbind.so
	for library in libasan.so libubsan.so; do
		preload="$preload $(readlink -f "$("${CC:-cc}" -print-file-name=$library)")"
	done
	to="log_path=$reports/\$test:log_exe_name=1"
	probe="env LD_PRELOAD='$preload' ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0 '$php'"
	suppressed="suppressions=$tree/tests/support/lsan.supp:print_suppressions=0"
	command="env LD_PRELOAD='$preload' LSAN_OPTIONS='$suppressed' ASAN_OPTIONS=\"verify_asan_link_order=0:$to\" UBSAN_OPTIONS=\"print_stacktrace=1:$to\" '$php'"
	options='--asan --set-timeout 300'
	;;
valgrind)
	# Without PCRE's own generated code, into which valgrind cannot see. A PHP that the test starts itself runs without valgrind.
	probe="'$php'"
	command="valgrind --quiet --leak-check=full --show-leak-kinds=definite --suppressions='$tree/tests/support/valgrind.supp' \
--log-file=\"$reports/\$test.php.%p\" '$php' -d pcre.jit=0"
	options='--set-timeout 600'
	;;
*)
	echo "usage: sh tests/support/phpt.sh [dev|asan|valgrind|libcurl7.NN] [PATH]..." >&2
	exit 2
	;;
esac
if [ -n "$probe" ]; then
	php=$work/$mode-php
	# Reports only of the test itself (-f FILE), not of what run-tests.php asks PHP before; each under the test's name.
	# Malloc in place of Zend's allocator, whose blocks neither tool knows; tracked, so that what a fatal error leaves is no leak.
	cat >"$php" <<-WRAPPER
		#!/bin/sh
		test=
		for argument do
			[ "\$test" != -f ] || { test=\$argument && break; }
			test=\$argument
		done
		case \$test in "$tree"/*) test=\$(echo "\${test#"$tree/"}" | sed 's/\.php\$//; s|/|-|g') ;; *) exec $probe "\$@" ;; esac
		USE_ZEND_ALLOC=0 USE_TRACKED_ALLOC=1 ZEND_DONT_UNLOAD_MODULES=1 exec $command "\$@"
	WRAPPER
	chmod +x "$php"
	options="$options -d auto_append_file=$tree/tests/support/forget_globals.inc"
fi

# Otherwise each test would be skipped, for want of the extension.
if ! "$php" -n -d "extension=$DOJO_EXTENSION" -r 'exit(extension_loaded("dojo") ? 0 : 1);' >"$work/phpt-$mode.log" 2>&1; then
	echo "not ok - phpt ($mode): the extension does not load"
	sed 's/^/    /' "$work/phpt-$mode.log"
	exit 0
fi

cd "$tree"
if [ $# = 0 ]; then
	set -- tests/phpt
fi
find "$@" -name '*.phpt' | LC_ALL=C sort >"$work/phpt-$mode.list"
find "$@" -name '*.diff' -exec rm -f {} +
[ -s "$work/phpt-$mode.list" ] || exit 0

# -n: only what a test's --EXTENSIONS-- names is loaded, whatever the machine's php.ini says.
# shellcheck disable=SC2086 # $options is a list of words
"$PHP" -n run-tests.php -n -q -j2 --no-progress --no-color $options -p "$php" -d "extension=$DOJO_EXTENSION" \
	-g FAIL,BORK,WARN,SKIP -W "$work/phpt-$mode.results" -r "$work/phpt-$mode.list" >"$work/phpt-$mode.log" 2>&1 9>&- || :

# One line for each test, with what went wrong below it. Only a pass and a skip are no failure: PHP's WARN, BORK and XFAIL
# all are one here, and so is a test without a result, or with
# a report of the sanitizers (of PHP's processes only: what a shell loses is not ours).
while read -r test; do
	result=$(awk -F '\t' -v test="$test" '$2 == test || $2 ~ "/" test "$" { print $1; exit }' "$work/phpt-$mode.results")
	name="phpt ($mode): ${test#tests/phpt/}"
	report=$reports/$(echo "${test%.phpt}" | sed 's|/|-|g').php
	if [ "$mode" != dev ] && cat "$report"* >"$work/phpt-$mode.report" 2>/dev/null && [ -s "$work/phpt-$mode.report" ]; then
		echo "not ok - $name: $mode reports"
		awk 'NR <= 60 { print "    " $0 }' "$work/phpt-$mode.report"
		continue
	fi
	case $result in
	PASSED) echo "ok - $name" ;;
	SKIPPED) echo "ok - $name # SKIP $(sed -n "s|^SKIP .*\[$test\] *||p" "$work/phpt-$mode.log")" ;;
	*)
		echo "not ok - $name: ${result:-no result}"
		sed -n "s|^\(BORK .*\[$test\].*\)|    \1|p" "$work/phpt-$mode.log"
		[ ! -s "${test%.phpt}.diff" ] || awk 'NR <= 60 { print "    " $0 }' "${test%.phpt}.diff"
		[ -n "$result" ] || tail -n 5 "$work/phpt-$mode.log" | sed 's/^/    /'
		;;
	esac
done <"$work/phpt-$mode.list"
