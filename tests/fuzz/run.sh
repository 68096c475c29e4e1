#!/bin/sh
# libFuzzer under ASan and UBSan: what an attacker or a broken server may send, and what a plugin may pass. A line `ok - …` for
# each target, with how many inputs it ran.
#
#   sh tests/fuzz/run.sh               a slice of each: some 20 seconds after the first build
#   DOJO_LONG=1 sh tests/fuzz/run.sh   10 million inputs each: an hour or so
#   sh tests/fuzz/run.sh json url      these only
#
# DOJO_FUZZ_RUNS gives another number of inputs. A finding's input is kept in build/fuzz/artifacts; what long runs learn
# is kept in build/fuzz/corpus and starts the next one. The last line is `N passed, N failed, N skipped`.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
. "$root/tests/support/paths.sh"

build=$work/fuzz
tree=$build/tree
CLANG=${CLANG:-clang-14}
passed=0 failed=0 skipped=0
runs=${DOJO_FUZZ_RUNS:-${DOJO_LONG:+10000000}}
# Without a number of inputs, seconds.
slice=2
if [ -n "$runs" ]; then limit="-runs=$runs"; else limit="-max_total_time=$slice"; fi

targets=$*
[ -n "$targets" ] || targets=$(cd "$root/tests/fuzz" && ls fuzz_*.c | sed '/fuzz_support\.c/d; s/^fuzz_\(.*\)\.c$/\1/')

finish() {
	echo "$passed passed, $failed failed, $skipped skipped"
	[ "$failed" = 0 ]
	exit
}
skip_all() {
	for target in $targets; do
		echo "ok - fuzz: $target # SKIP $1"
		skipped=$((skipped + 1))
	done
	finish
}

command -v "$CLANG" >/dev/null 2>&1 || skip_all "$CLANG is missing (Debian: clang-14 libclang-rt-14-dev)"
lock fuzz
rm -rf "$tree"
mkdir -p "$tree" "$build/artifacts"
echo 'int LLVMFuzzerTestOneInput(const char *d, unsigned long s); int LLVMFuzzerTestOneInput(const char *d, unsigned long s) { return d && s > 9 && 0; }' >"$build/probe.c"
"$CLANG" -fsanitize=fuzzer,address,undefined -o "$build/probe" "$build/probe.c" >/dev/null 2>&1 9>&- ||
	skip_all "$CLANG has no libFuzzer (Debian: libclang-rt-14-dev)"

# In a copy, whose path has no space, which make could not bear.
(cd "$root" && tar -cf - src/core tests/fuzz) | (cd "$tree" && tar -xf -)
if ! make -s -j2 -C "$tree/tests/fuzz" BUILD="$build" CLANG="$CLANG" >"$build/build.log" 2>&1 9>&-; then
	echo 'not ok - fuzz: does not compile'
	tail -n 20 "$build/build.log" | sed 's/^/    /'
	failed=1
	finish
fi

for target in $targets; do
	seeds=$root/tests/fuzz/corpus/$target
	log=$build/$target.log
	if [ ! -x "$build/fuzz_$target" ] || [ ! -d "$seeds" ]; then
		echo "not ok - fuzz: there is no target $target with a folder of seeds"
		failed=$((failed + 1))
		continue
	fi
	code=0
	# A slice's few seconds are for new inputs: it starts from the seeds alone.
	learnt=$build/corpus/$target
	[ -n "$runs" ] || learnt=$build/slice
	rm -rf "$build/slice"
	mkdir -p "$learnt"
	"$build/fuzz_$target" "$limit" -max_len=2048 -timeout=20 -rss_limit_mb=2048 -dict="$root/tests/fuzz/fuzz.dict" \
		-artifact_prefix="$build/artifacts/$target-" -print_final_stats=1 "$learnt" "$seeds" >"$log" 2>&1 </dev/null 9>&- || code=$?
	executed=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
	covered=$(sed -n 's/.*DONE *cov: \([0-9]*\).*/\1/p' "$log")
	if [ "$code" = 0 ] && [ "${executed:-0}" -ge "${runs:-1000}" ]; then
		echo "ok - fuzz: $target: $executed inputs, $covered edges covered, no finding"
		passed=$((passed + 1))
	else
		echo "not ok - fuzz: $target: exit status $code after ${executed:-no} inputs"
		grep -E 'does not hold|runtime error|ERROR: |SUMMARY: |Test unit written to' "$log" | head -n 10 | sed 's/^/    /'
		failed=$((failed + 1))
	fi
done
finish
