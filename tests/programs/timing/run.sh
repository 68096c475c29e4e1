#!/bin/sh
# What a clock cannot show of webhook verification, as lines `ok - …`: by valgrind's callgrind, that it takes the same number of
# instructions whichever byte is wrong and whichever secret matches, and that isValid() looks no algorithm up and leaves all
# allocating to OpenSSL; by a search of the process's memory, that nothing of a secret is left. Each is also tried on code that is wrong on purpose.
#
#   sh tests/programs/timing/run.sh
#
# Needs the dev build (tests/support/setup.sh tests). The last line is `N passed, N failed, N skipped`.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../../.." && pwd -P)
. "$root/tests/support/paths.sh"

here=$root/tests/programs/timing
build=$work/timing
module=$work/dev/modules/dojo.so
passed=0 failed=0 skipped=0
rm -rf "$build"
mkdir -p "$build"

ok() {
	echo "ok - timing: $1"
	passed=$((passed + 1))
}
not_ok() {
	echo "not ok - timing: $1"
	sed 's/^/    /' "$build/shown" 2>/dev/null | head -n 20
	failed=$((failed + 1))
}
skip() {
	echo "ok - timing: $1 # SKIP $2"
	skipped=$((skipped + 1))
}
# expect NAME COMMAND…: the command's output is shown where it fails.
expect() {
	name=$1
	shift
	if "$@" >"$build/shown" 2>&1; then ok "$name"; else not_ok "$name"; fi
}
fails() { ! "$@"; }

# As the module is linked, where the linker can.
now=
if echo 'int main(void) { return 0; }' | "${CC:-cc}" -x c -Wl,-z,now -o "$build/now" - 2>"$build/shown"; then now=-Wl,-z,now; fi

# compile PROGRAM SOURCE [OPTION FOR WHAT VERIFIES] [OPTION FOR SOURCE]
compile() {
	flags="-std=c11 -D_GNU_SOURCE -O2 -g -Wall -Wextra $(pkg-config --cflags libcurl libcrypto json-c)"
	# shellcheck disable=SC2086 # $flags, $3 and $4 are lists of words
	rm -rf "$build/$1.core"
	mkdir "$build/$1.core"
	for source in webhook mac diagnosis json buffer text error; do
		option=
		case $source in webhook | mac | diagnosis) option=${3:-} ;; esac
		"${CC:-cc}" $flags $option -c -o "$build/$1.core/$source.o" "$root/src/core/dojo_$source.c" || return
	done
	"${CC:-cc}" $flags ${4:-} -I"$root/src/core" -o "$build/$1" "$here/$2" "$build/$1.core"/*.o \
		$(pkg-config --libs libcrypto json-c) -pthread $now
}

# ------------------------------------------------------------------------------------------------------- instruction counts --

# count PROGRAM: lines `GROUP NUMBER COUNT` in PROGRAM.counts
count() {
	rm -f "$build/$1".steps*
	valgrind --quiet --tool=callgrind --collect-atstart=no --callgrind-out-file="$build/$1.steps" "$build/$1" >"$build/$1.said" 2>&1
	cat "$build/$1".steps.* | awk '/^desc: Trigger: Client Request: / { name = $5 " " $6 } /^summary: / { print name, $2 }' \
		>"$build/$1.counts"
}

# same COUNTS GROUP HOW-MANY: as many counts, all the same
same() {
	awk -v group="$2" -v want="$3" '$1 == group { n++; seen[$3] = seen[$3] " " $2 }
		END { for (count in seen) { kinds++; print count " instructions:" seen[count] } exit !(n == want && kinds == 1) }' "$build/$1.counts"
}
of() { awk -v group="$2" '$1 == group { print $3; exit }' "$build/$1.counts"; }
cheap_refusal() {
	yes=$(of steps answer-yes) no=$(of steps answer-no) told=$(of steps answer-no-told)
	echo "yes: $yes instructions, no: $no, no with its cause searched for: $told"
	[ "$no" -le $((yes + 100)) ] && [ "$told" -gt $((2 * no)) ]
}

if ! command -v valgrind >/dev/null 2>&1 || ! echo '#include <valgrind/callgrind.h>' | "${CC:-cc}" -E - >/dev/null 2>&1; then
	skip 'counts of instructions' 'valgrind or its header callgrind.h is missing'
elif ! { compile steps verify_steps.c && compile early-byte verify_steps.c -DCRYPTO_memcmp=stop_at_difference &&
	compile early-secret verify_steps.c '' -DSTOP_AT_MATCH; } >"$build/shown" 2>&1; then
	not_ok 'verify_steps.c does not compile'
else
	for program in steps early-byte early-secret; do
		count "$program"
		cp "$build/$program.said" "$build/shown"
		[ ! -s "$build/shown" ] || not_ok "$program says something"
	done
	expect 'the same count whichever byte of the signature is wrong' same steps wrong-byte 33
	expect 'the same count whichever byte is wrong where the cause is searched for' same steps wrong-byte-told 33
	expect 'the same count whichever of four secrets matches' same steps matching-secret 4
	expect 'the same count whatever the secret' same steps wrong-secret 16
	expect 'a refusal without a message searches for no cause' cheap_refusal
	expect 'a comparison that stops at the first difference would be seen' fails same early-byte wrong-byte 33
	expect 'a loop that stops at the secret that matches would be seen' fails same early-secret matching-secret 4
fi

# --------------------------------------------------------------------------------------------------- allocations, look-ups --

# calls WHAT TIMES [FUNCTION]: how often things are called, within FUNCTION where it is given, into WHAT-TIMES.calls: allocators
# other than from OpenSSL's own, look-ups of an algorithm, verifications
calls() {
	# Without Zend's allocator each of its allocations is a malloc() of its own.
	USE_ZEND_ALLOC=0 valgrind --quiet --tool=callgrind ${3:+--toggle-collect="$3"} --compress-strings=no --compress-pos=no \
		--callgrind-out-file="$build/$1-$2.out" "$PHP" -n -d "extension=$module" "$here/calls.php" "$1" "$2" >"$build/shown" 2>&1
	awk -F '[= ]' '
		/^fn=/ { caller = $2 }
		/^cfn=/ { name = $2; sub(/\047[0-9]+$/, "", name) }
		/^calls=/ && name ~ /^(malloc|calloc|realloc|posix_memalign|aligned_alloc)$/ && caller !~ /^(malloc|calloc|realloc|CRYPTO_[a-z_]+)$/ {
			allocations += $2
		}
		/^calls=/ && name ~ /^EVP_[A-Z_]*fetch$/ { fetches += $2 }
		/^calls=/ && name == "dojo_webhook_verify" { verified += $2 }
		END { print allocations + 0, fetches + 0, verified + 0 }' "$build/$1-$2.out" >"$build/$1-$2.calls"
}
# grows WHAT COLUMN: by how much from 100 to 300 times
grows() { paste -d ' ' "$build/$1-100.calls" "$build/$1-300.calls" | awk -v c="$2" '{ print $(c + 3) - $c }'; }
show() {
	echo "from 100 to 300 times $1: $(grows "$1" 1) more allocations, $(grows "$1" 2) look-ups, $(grows "$1" 3) verifications"
}
# Six calls each time.
nothing_per_call() {
	show isValid
	[ "$(grows isValid 3)" = 1200 ] && [ "$(grows isValid 1)" = 0 ] && [ "$(grows isValid 2)" = 0 ]
}
allocations_seen() { show verify && [ "$(grows verify 1)" -ge 200 ]; }
look_ups_seen() { show digest && [ "$(grows digest 2)" -ge 200 ]; }

if ! command -v valgrind >/dev/null 2>&1; then
	skip 'allocations and look-ups' 'valgrind is missing'
elif [ ! -f "$module" ]; then
	skip 'allocations and look-ups' "there is no $module: run sh tests/support/setup.sh tests"
else
	lock dev
	for times in 100 300; do
		calls isValid "$times" zim_Dojo_Webhook_isValid
		calls verify "$times" zim_Dojo_Webhook_verify
	done
	expect 'isValid() allocates nothing itself and looks no algorithm up, whatever it answers' nothing_per_call
	expect 'an allocation would be seen' allocations_seen
	if "$PHP" -n -r 'exit(function_exists("openssl_digest") ? 0 : 1);'; then
		for times in 100 300; do
			calls digest "$times"
		done
		expect 'a look-up would be seen' look_ups_seen
	else
		skip 'a look-up would be seen' "PHP's openssl extension is missing"
	fi
fi

# --------------------------------------------------------------------------------------------------------- secrets in memory --

# nothing_found PROGRAM CASES
nothing_found() {
	cat "$build/$1.found"
	[ "$(grep -c ': 0 found$' "$build/$1.found")" = "$2" ] && [ "$(wc -l <"$build/$1.found")" -eq "$2" ]
}
something_found() {
	cat "$build/$1.found"
	[ "$(grep -c ': [1-9][0-9]* found$' "$build/$1.found")" = "$2" ]
}
# compile_calls PROGRAM [OPTION FOR THE CORE]
compile_calls() {
	flags="-std=c11 -D_GNU_SOURCE -O2 -g -Wall -Wextra $(pkg-config --cflags libcurl libssl libcrypto json-c)"
	rm -rf "$build/$1.core"
	mkdir "$build/$1.core"
	for source in "$root"/src/core/*.c; do
		only=
		[ "${source##*/}" != dojo_buffer.c ] || only=-Dfree=arena_free
		# shellcheck disable=SC2086 # $flags and $2 are lists of words
		"${CC:-cc}" $flags ${2:-} $only -c -o "$build/$1.core/$(basename "$source" .c).o" "$source" || return
	done
	# shellcheck disable=SC2086
	"${CC:-cc}" $flags -I"$root/src/core" -o "$build/$1" "$here/call_left.c" "$build/$1.core"/*.o \
		$(pkg-config --libs libcurl libssl libcrypto json-c) -pthread -lm $now
}

if [ ! -r /proc/self/maps ]; then
	skip 'secrets in memory' 'there is no /proc/self/maps'
elif ! { compile left secret_left.c && compile kept secret_left.c -DOPENSSL_cleanse=keep &&
	compile_calls call-left && compile_calls call-kept -DOPENSSL_cleanse=keep; } >"$build/shown" 2>&1; then
	not_ok 'secret_left.c or call_left.c does not compile'
else
	for program in left kept call-left call-kept; do
		"$build/$program" >"$build/$program.found" 2>&1 || echo "exit status $?" >>"$build/$program.found"
	done
	expect "no piece of a webhook's secret is left in memory, as it is, padded, hashed or in base64" nothing_found left 6
	expect 'what is not overwritten would be found' something_found kept 6
	expect 'clients, requests and answers leave nothing of a key, a secret or a password in memory of ours' nothing_found call-left 12
	expect 'what calls do not overwrite would be found' something_found call-kept 12
fi

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ] && [ $((passed + skipped)) -gt 0 ]
