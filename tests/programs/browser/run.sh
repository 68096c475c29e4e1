#!/bin/sh
# What a customer and the shop's staff do in a real browser: Chromium, on the quickstart shop and the offline Dojo's checkout page.
#
#   sh tests/programs/browser/run.sh                 every subject
#   sh tests/programs/browser/run.sh SUBJECT...      some: the names of the files in subjects/, such as shop
#
# CHROMIUM in the environment names another browser than the first Chromium or Chrome of the PATH. Pictures of the pages are left
# in build/browser/screenshots/. DOJO_PICTURES=docs/images also writes the pictures that README shows. Needs node and npm as
# well; where one of the three is missing, it says so and is skipped.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../../.." && pwd -P)
. "$root/tests/support/paths.sh"
here=$root/tests/programs/browser
folder=$work/browser
dir=
shop_pid=

skip() {
	echo "skip - the browser tests: $1"
	echo "0 passed, 0 failed, 1 skipped"
	[ "${CI:-}" != true ] || exit 1
	exit 0
}

fail() {
	echo "not ok - the browser tests: $1"
	[ -z "${2:-}" ] || tail -n 20 "$2" | sed 's/^/    /'
	echo "0 passed, 1 failed, 0 skipped"
	exit 1
}

finish() {
	code=$?
	trap - EXIT INT TERM HUP
	if [ -n "$shop_pid" ]; then
		kill "$shop_pid" 2>/dev/null || true
		wait "$shop_pid" 2>/dev/null || true
	fi
	[ -z "$dir" ] || rm -rf "$dir"
	exit "$code"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
trap 'exit 129' HUP

for subject in "$@"; do
	if [ ! -f "$here/subjects/$subject.mjs" ]; then
		echo "run.sh: there is no subject $subject; there are $(cd "$here/subjects" && echo *.mjs | sed 's/\.mjs//g')" >&2
		exit 2
	fi
done

command -v node >/dev/null 2>&1 || skip 'node is missing (Debian: apt-get install nodejs)'
node -e 'process.exit(parseInt(process.versions.node, 10) < 18 ? 1 : 0)' || skip "node is too old: it is $(node --version) and has to be 18 or newer"
command -v npm >/dev/null 2>&1 || skip 'npm is missing (Debian: apt-get install npm)'
if [ -z "${CHROMIUM:-}" ]; then
	for name in chromium chromium-browser google-chrome; do
		CHROMIUM=$(command -v "$name" 2>/dev/null) && break
	done
fi
[ -n "${CHROMIUM:-}" ] || skip 'Chromium is missing (Debian: apt-get install chromium; elsewhere set CHROMIUM to the path of a Chromium or Chrome)'
[ -x "$CHROMIUM" ] || fail "CHROMIUM is $CHROMIUM, and there is no such program"
export CHROMIUM

dir=$(mktemp -d "${TMPDIR:-/tmp}/dojo-browser.XXXXXX")
mkdir -p "$folder"
lock browser # one installation, and one set of pictures, at a time
wanted=$(cksum <"$here/package-lock.json")
if [ "$(cat "$folder/installed" 2>/dev/null)" != "$wanted" ]; then
	rm -f "$folder/installed"
	cp "$here/package.json" "$here/package-lock.json" "$folder/"
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error --fetch-retries=1 --fetch-timeout=30000 --prefix "$folder" \
		>"$dir/npm.log" 2>&1 </dev/null 9>&- || skip "npm could not install what they need: $(grep -v '^$' "$dir/npm.log" | head -n 1)"
	echo "$wanted" >"$folder/installed"
fi

sh "$root/tests/support/setup.sh" demo >"$dir/setup.log" 2>&1 9>&- || fail 'the extension could not be built' "$dir/setup.log"
SHOP_PASSWORD=browser-tests
export SHOP_PASSWORD
sh "$root/examples/demo.sh" --serve >"$dir/shop.log" 2>&1 </dev/null 9>&- &
shop_pid=$!
tries=200
while ! grep -q '^Ctrl-C stops' "$dir/shop.log"; do
	kill -0 "$shop_pid" 2>/dev/null || fail 'the shop did not start' "$dir/shop.log"
	tries=$((tries - 1))
	[ "$tries" -gt 0 ] || fail 'the shop was not ready within 20 seconds' "$dir/shop.log"
	sleep 0.1
done
urls=$(sed -n 's/^The offline Dojo is at \(http[^ ,]*\), the shop at \(http[^ ]*\)$/\1 \2/p' "$dir/shop.log")
[ -n "$urls" ] || fail 'the addresses of the offline Dojo and the shop are not in what demo.sh says' "$dir/shop.log"

node "$here/run.mjs" "$folder" "${urls% *}" "${urls#* }" "$@" 9>&-
