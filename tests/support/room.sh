# shellcheck shell=sh
# Sourced by clean_room.sh and rooms.sh: Debians of their own, each in a folder that a script enters by chroot.

# Why this machine can't make one; nothing where it can.
no_room_because() {
	if [ "$(id -u)" != 0 ]; then
		echo 'that needs root'
		return
	fi
	for tool in debootstrap unshare setpriv chroot; do
		command -v "$tool" >/dev/null 2>&1 || { echo "$tool is not installed (apt-get install debootstrap util-linux)" && return; }
	done
	unshare --mount --pid --fork --mount-proc true 2>/dev/null || echo 'this machine lets nobody have namespaces (unshare)'
}

# own_namespaces SCRIPT ARGUMENT...: runs the calling script again in namespaces of its own. Whatever is mounted or started there
# ends with it, killed or not, and nobody outside sees a mount. Sets $own_folder, an empty folder that is removed at the end.
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
	# With the first process in there end all others, before unshare does.
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

# lend_network SUITE FOLDER: this machine's names, apt settings and, of the same release, apt sources.
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

# open_room FOLDER: only in namespaces of one's own. Its root is a mount, too, so that `unshare -m` works in it.
open_room() {
	mount --bind "$1" "$1"
	mount -t proc proc "$1/proc"
}

# lend_document FOLDER: the API's published document stays beside the checkout. Prints its path in there.
lend_document() {
	[ -n "${DOJO_OPENAPI:-}" ] || return 0
	mkdir -p "$1/home/openapi"
	cp "$DOJO_OPENAPI" "$1/home/openapi/"
	echo "/home/openapi/$(basename "$DOJO_OPENAPI")"
}

# in_room FOLDER [NAME=VALUE]... COMMAND...: with no more of this environment than is given.
in_room() {
	entered=$1
	shift
	env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root chroot "$entered" env "$@"
}
