#!/bin/sh
# README's two commands in a bare Debian without PHP and libraries, from a clone in an empty folder: each twice, and without leaving a
# process. Needs root, debootstrap and git. It tests the last commit.
#
#   sh tests/support/clean_room.sh [SUITE]     bookworm, or another release of Debian
#
# DOJO_CLEAN_ROOM names a folder in which the bare system is kept, so that it is not downloaded again the next time.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
. "$root/tests/support/room.sh"
suite=${1:-bookworm}

because=$(no_room_because)
if [ -n "$because" ]; then
	echo "No clean room here: $because." >&2
	exit 2
fi
own_namespaces "$0" "$@"

folder=$own_folder
room=$folder/room
base=${DOJO_CLEAN_ROOM:-$folder}/$suite

[ -f "$base/etc/debian_version" ] || make_bare "$suite" "$base"
cp -a "$base" "$room"
lend_network "$suite" "$room"
open_room "$room"

# Cloned from outside, because the room does not have git yet.
git -c safe.directory='*' clone -q "$root" "$room/home/dojo"
openapi=$(lend_document "$room")

if chroot "$room" sh -c 'command -v php || command -v cc'; then
	echo "The room is not bare: it has PHP or a compiler." >&2
	exit 1
fi

# The processes whose root is the room.
left_in_room() {
	for process in /proc/[0-9]*; do
		[ "$(readlink "$process/root" 2>/dev/null)" != "$room" ] || echo "${process#/proc/}"
	done
}

failed=0
for command in 'sh examples/demo.sh' 'sh tests/run.sh'; do
	for time in first second; do
		began=$(date +%s)
		code=0
		in_room "$room" CI="${CI:-}" ${openapi:+DOJO_OPENAPI="$openapi"} sh -c "cd /home/dojo && $command" >"$folder/out" 2>&1 </dev/null || code=$?
		result=$(tail -n 1 "$folder/out")
		echo "$command, the $time time: $result (exit status $code, $(($(date +%s) - began)) s)"
		if [ "$code" != 0 ]; then
			failed=1
			grep -A 15 '^not ok' "$folder/out" || tail -n 40 "$folder/out"
		fi
		left=$(left_in_room)
		if [ -n "$left" ]; then
			failed=1
			for process in $left; do
				echo "left behind: $process $(tr '\0' ' ' <"/proc/$process/cmdline")"
				kill "$process" || :
			done
		fi
	done
done
dirty=$(git -c safe.directory='*' -C "$room/home/dojo" status --porcelain)
if [ -n "$dirty" ]; then
	failed=1
	echo "The clone is not clean:"
	echo "$dirty"
fi
[ "$failed" = 0 ] && echo "the clean room passed"
exit "$failed"
