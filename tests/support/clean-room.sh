#!/bin/sh
# The two commands as a stranger meets them: in a bare Debian without PHP or any library, from a clone in an empty folder,
# twice each, and no process left after each. Needs root, debootstrap and git; what was committed is what is tested.
#
#   sh tests/support/clean-room.sh [SUITE]     bookworm, or another release of Debian
#
# DOJO_CLEAN_ROOM keeps the bare system in that folder, so that the next time needn't download it again.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
suite=${1:-bookworm}

if [ "$(id -u)" != 0 ] || ! command -v debootstrap >/dev/null 2>&1; then
	echo "The clean room needs root and debootstrap (apt-get install debootstrap)." >&2
	exit 2
fi

folder=$(mktemp -d)
room=$folder/room
base=${DOJO_CLEAN_ROOM:-$folder}/$suite

clean_up() {
	umount -l "$room/proc" 2>/dev/null || :
	# Never into what is still mounted.
	grep -q " $room/" /proc/mounts || rm -rf --one-file-system "$folder"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

# The first http mirror that this machine's apt uses for Debian itself.
mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.sources /etc/apt/sources.list.d/*.list 2>/dev/null |
	grep -v '^ *#' | grep -o 'https\?://[^ ]*/debian/\? *' | head -n 1 | tr -d ' ')
mirror=${mirror:-http://deb.debian.org/debian}
if [ ! -f "$base/etc/debian_version" ]; then
	echo "Making a bare $suite from $mirror"
	mkdir -p "$base"
	debootstrap --variant=minbase "$suite" "$base" "$mirror" >"$folder/debootstrap.log" 2>&1 || {
		tail -n 5 "$folder/debootstrap.log" >&2
		exit 1
	}
fi
cp -a "$base" "$room"

# The room's network is this machine's: its names, apt settings and sources (of the same release), and certificates.
for file in /etc/resolv.conf /etc/hosts /etc/apt/apt.conf; do
	[ ! -f "$file" ] || cp -L "$file" "$room$file"
done
for file in /etc/apt/apt.conf.d/*; do
	grep -qil 'proxy\|acquire' "$file" 2>/dev/null && cp "$file" "$room/etc/apt/apt.conf.d/"
done
if grep -qs "VERSION_CODENAME=$suite" /etc/os-release; then
	for file in /etc/apt/sources.list /etc/apt/sources.list.d/debian.sources; do
		[ ! -f "$file" ] || cp "$file" "$room$file"
	done
fi
mount -t proc proc "$room/proc"

# Cloned from outside: the room has no git yet.
git -c safe.directory='*' clone -q "$root" "$room/home/dojo"
# The API's published document stays beside the clone, as it is beside the checkout.
if [ -n "${DOJO_OPENAPI:-}" ]; then
	mkdir -p "$room/home/openapi"
	cp "$DOJO_OPENAPI" "$room/home/openapi/"
	openapi=/home/openapi/$(basename "$DOJO_OPENAPI")
fi

if chroot "$room" sh -c 'command -v php || command -v cc'; then
	echo "The room is not bare: it has PHP or a compiler." >&2
	exit 1
fi

in_room() {
	env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root CI="${CI:-}" \
		${openapi:+DOJO_OPENAPI="$openapi"} chroot "$room" "$@"
}
# Processes whose root is the room.
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
		in_room sh -c "cd /home/dojo && $command" >"$folder/out" 2>&1 </dev/null || code=$?
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
