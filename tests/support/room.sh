# shellcheck shell=sh
# Sourced by clean_room.sh and rooms.sh: installs Debians, each in its own folder, and runs commands in them with chroot.

# Prints why this machine can't create one; nothing if it can.
no_room_because() {
	if [ "$(id -u)" != 0 ]; then
		echo 'that needs root'
		return
	fi
	for tool in debootstrap unshare setpriv chroot; do
		command -v "$tool" >/dev/null 2>&1 || { echo "$tool is not installed (apt-get install debootstrap util-linux)" && return; }
	done
	unshare --mount --pid --fork --mount-proc true 2>/dev/null || echo 'namespaces are not allowed on this machine (unshare)'
}

# own_namespaces SCRIPT ARGUMENT...: runs the calling script again in new namespaces. Its mounts and processes end with it, even if it
# is killed, and its mounts are invisible outside. Sets $own_folder, an empty folder that is removed at the end.
own_namespaces() {
	if [ -n "${DOJO_OWN_NAMESPACES:-}" ]; then
		own_folder=$DOJO_OWN_NAMESPACES
		unset DOJO_OWN_NAMESPACES
		return
	fi
	own_folder=$(mktemp -d)
	DOJO_OWN_NAMESPACES=$own_folder setpriv --pdeathsig KILL unshare --mount --pid --fork --kill-child --mount-proc sh "$@" &
	unshare=$!
	trap 'rm -rf --one-file-system "$own_folder"' EXIT
	# When the first process of the namespace ends, so do all others, before unshare does.
	trap 'kill -KILL $(cat "/proc/$unshare/task/$unshare/children") || kill -KILL "$unshare"; wait "$unshare" || exit 130' INT TERM
	code=0
	wait "$unshare" || code=$?
	exit "$code"
}

# The first http mirror that this machine's apt uses for Debian itself.
mirror() {
	mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.sources /etc/apt/sources.list.d/*.list 2>/dev/null |
		grep -v '^ *#' | grep -o 'https\?://[^ ]*/debian/\? *' | head -n 1 | tr -d ' ')
	echo "${mirror:-http://deb.debian.org/debian}"
}

# make_bare SUITE FOLDER
make_bare() {
	echo "Making a bare $1 from $(mirror)"
	mkdir -p "$2"
	debootstrap --variant=minbase "$1" "$2" "$(mirror)" >"$2.log" 2>&1 || {
		tail -n 5 "$2.log" >&2
		return 1
	}
	rm -f "$2.log"
}

# lend_network SUITE FOLDER: copies this machine's name resolution and apt settings, and its apt sources if it has the same release.
lend_network() {
	for file in /etc/resolv.conf /etc/hosts /etc/apt/apt.conf; do
		[ ! -f "$file" ] || cp -L "$file" "$2$file"
	done
	for file in /etc/apt/apt.conf.d/*; do
		! grep -qil 'proxy\|acquire' "$file" 2>/dev/null || cp "$file" "$2/etc/apt/apt.conf.d/"
	done
	if grep -qs "VERSION_CODENAME=$1" /etc/os-release; then
		for file in /etc/apt/sources.list /etc/apt/sources.list.d/debian.sources; do
			[ ! -f "$file" ] || cp "$file" "$2$file"
		done
	fi
}

# open_room FOLDER: only after own_namespaces. Its root becomes a mount, so that `unshare -m` works in it.
open_room() {
	mount --bind "$1" "$1"
	mount -t proc proc "$1/proc"
}

# lend_document FOLDER: copies the API's published document, if there is one, and prints its path in the room.
lend_document() {
	[ -n "${DOJO_OPENAPI:-}" ] || return 0
	mkdir -p "$1/home/openapi"
	cp "$DOJO_OPENAPI" "$1/home/openapi/"
	echo "/home/openapi/$(basename "$DOJO_OPENAPI")"
}

# in_room FOLDER [NAME=VALUE]... COMMAND...: runs it there. Of the environment it gets only these variables.
in_room() {
	entered=$1
	shift
	env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root chroot "$entered" env "$@"
}
