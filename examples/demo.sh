#!/bin/sh
# From a bare machine to a paid order, in a terminal, without network or account.
set -eu

usage() {
	cat <<'TEXT'
usage: sh examples/demo.sh [--serve] [--help]

Installs what is missing, builds the extension, starts the offline Dojo and a small shop, and plays a customer
who buys, pays and gets part of the money back. Ends with "demo passed".

  --serve   start both and leave them running for your browser, until Ctrl-C

PHP, PHPIZE and PHP_CONFIG in the environment choose another PHP than the first of the PATH.
TEXT
}

serve=
for argument in "$@"; do
	case $argument in
	--serve) serve=yes ;;
	--help | -h)
		usage
		exit 0
		;;
	*)
		echo "demo.sh: there is no option $argument" >&2
		usage >&2
		exit 2
		;;
	esac
done

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
PHP=${PHP:-php}
dir=
sandbox_pid=
shop_pid=

# Ends a process of ours and waits for it, so that nothing is left when the script is gone.
end() {
	[ -n "$1" ] || return 0
	kill "$1" 2>/dev/null || return 0
	tries=50
	while [ "$tries" -gt 0 ] && kill -0 "$1" 2>/dev/null; do
		tries=$((tries - 1))
		sleep 0.1
	done
	kill -9 "$1" 2>/dev/null || true
	wait "$1" 2>/dev/null || true
}

finish() {
	code=$?
	trap - EXIT INT TERM HUP
	end "$shop_pid"
	end "$sandbox_pid"
	[ -z "$dir" ] || rm -rf "$dir"
	exit "$code"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
trap 'exit 129' HUP

fail() {
	echo "demo failed: $1" >&2
	for log in sandbox shop; do
		if [ -s "$dir/$log.log" ]; then
			echo "--- the end of the $log's log ---" >&2
			grep -v ' \(Accepted\|Closing\)$' "$dir/$log.log" | tail -n 20 >&2
		fi
	done
	exit 1
}

sh "$root/tests/support/setup.sh" demo

dir=$(mktemp -d "${TMPDIR:-/tmp}/dojo-demo.XXXXXX")
dir=$(CDPATH='' cd -- "$dir" && pwd -P) # the shop takes absolute paths only

# Settings of another shop would change the story, and PHP's server leaves its workers running.
unset SHOP_CAPTURE SHOP_DB_USER SHOP_DB_PASSWORD PHP_CLI_SERVER_WORKERS

# The value is quoted inside as well: PHP reads it as a line of an INI file, where a path with a space needs it.
# An INI file of this machine may load dojo already; once is enough.
module=$root/build/modules/dojo.so
extension="extension=\"$module\""
if "$PHP" -m 2>/dev/null | grep -qx dojo; then
	echo "Note: PHP's own settings load an installed dojo; the demo uses that one, not $module."
	extension='expose_php=0'
fi
"$PHP" -d "$extension" -r 'exit(extension_loaded("dojo") ? 0 : 1);' >"$dir/shop.log" 2>&1 || fail "PHP can't load $module"

# sh starts background jobs with Ctrl-C ignored; these two end when finish() says so.
"$PHP" "$root/sandbox/sandbox.php" --port 0 --ready-file "$dir/ready.json" --webhook-retry-base 0.2 \
	>"$dir/sandbox.log" 2>&1 &
sandbox_pid=$!
tries=100
while [ ! -s "$dir/ready.json" ]; do
	kill -0 "$sandbox_pid" 2>/dev/null || fail "the offline Dojo did not start"
	tries=$((tries - 1))
	[ "$tries" -gt 0 ] || fail "the offline Dojo was not ready within 10 seconds"
	sleep 0.1
done
DOJO_BASE_URL=$("$PHP" -r 'echo json_decode(file_get_contents($argv[1]), true, 8, JSON_THROW_ON_ERROR)["api"] ?? exit(1);' "$dir/ready.json") ||
	fail "the offline Dojo's ready file can't be read: $(cat "$dir/ready.json")"

DOJO_API_KEY=sk_sandbox_example
SHOP_DSN=sqlite:$dir/shop.sqlite
SHOP_PASSWORD=${SHOP_PASSWORD:-$("$PHP" -r 'echo bin2hex(random_bytes(6));')}
# The shop refuses a database in the temporary folder. This one is removed with its folder, which nobody else can open.
mkdir "$dir/tmp"
TMPDIR=$dir/tmp
export DOJO_API_KEY DOJO_BASE_URL SHOP_URL SHOP_DSN SHOP_PASSWORD TMPDIR

# The shop has to know its address before it starts, so a free port is looked for first. Somebody may be faster: try again.
attempt=1
while :; do
	port=$("$PHP" -r '$s = stream_socket_server("tcp://127.0.0.1:0"); echo explode(":", stream_socket_get_name($s, false))[1];')
	SHOP_URL=http://127.0.0.1:$port
	"$PHP" -d "$extension" -S "127.0.0.1:$port" -t "$root/examples/quickstart/public" "$root/examples/quickstart/router.php" \
		>"$dir/shop.log" 2>&1 &
	shop_pid=$!
	tries=100
	while kill -0 "$shop_pid" 2>/dev/null && [ "$tries" -gt 0 ]; do
		if "$PHP" -r 'exit(@stream_socket_client("tcp://127.0.0.1:$argv[1]") === false ? 1 : 0);' "$port" 2>/dev/null; then
			break 2
		fi
		tries=$((tries - 1))
		sleep 0.1
	done
	end "$shop_pid"
	shop_pid=
	attempt=$((attempt + 1))
	[ "$attempt" -le 5 ] || fail "the shop did not start"
done

webhook=$("$PHP" -d "$extension" "$root/examples/quickstart/setup.php" 2>&1) || fail "$webhook"
echo "The offline Dojo is at $DOJO_BASE_URL, the shop at $SHOP_URL"
echo "$webhook"

if [ -n "$serve" ]; then
	cat <<TEXT

Open the shop in your browser: $SHOP_URL/
Test cards: 5200000000001005 12/29 020 pays, 5200000000001096 12/29 020 asks 3-D Secure, 4456530000001013 12/29 341 is declined.
Staff see the orders and refund at $SHOP_URL/staff.php with the password $SHOP_PASSWORD
Ctrl-C stops both.
TEXT
	while kill -0 "$sandbox_pid" 2>/dev/null && kill -0 "$shop_pid" 2>/dev/null; do
		sleep 1
	done
	fail "a server has stopped"
fi

"$PHP" -n "$root/examples/demo-customer.php" "$SHOP_URL" "$DOJO_BASE_URL" || fail "see the line above"
echo "demo passed"
