#!/bin/sh
# Builds and tests in a Debian with another PHP and other libraries. Needs root and debootstrap.
#
#   sh tests/support/rooms.sh php8.4|php8.5|php8.6 [GROUP]...     groups of tests/run.sh
#
# Prints the output of tests/run.sh. If Debian's moving suites lack a package today, it prints one line `unavailable: …` instead.
# With DOJO_LONG=1 it runs the whole fault matrix; the other groups have no long forms here.
# The Debians are kept for a week in $XDG_CACHE_HOME/dojo-rooms or /var/cache/dojo-rooms, which can be deleted at any time.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
. "$root/tests/support/room.sh"

# PHP | suite | suite of the PHP, if it is another | groups. The libraries are the suite's, so one room of each suite tests the core.
rooms() {
	cat <<-'TABLE'
		php8.4|trixie||core phpt transport hosts sandbox kit docs delivery
		php8.5|sid|experimental|phpt transport sandbox kit docs
		php8.6|sid|experimental|core phpt transport hosts sandbox kit demo shop docs delivery
	TABLE
}
tools='ca-certificates autoconf gcc libc6-dev make pkg-config libcurl4-openssl-dev libssl-dev libjson-c-dev libcmocka-dev locales'
servers='nginx apache2-bin mariadb-server-core'
of_php='php%-cli php%-dev php%-sqlite3 php%-mbstring php%-curl php%-soap php%-mysql php%-fpm php%-cgi libapache2-mod-php%'

php=${1:-}
[ $# = 0 ] || shift
row=$(rooms | grep "^$php|") || {
	echo "usage: sh tests/support/rooms.sh $(rooms | cut -d '|' -f 1 | paste -s -d '|') [GROUP]..." >&2
	exit 2
}
suite=$(echo "$row" | cut -d '|' -f 2)
extra=$(echo "$row" | cut -d '|' -f 3)
# shellcheck disable=SC2046 # a list of words
[ $# != 0 ] || set -- $(echo "$row" | cut -d '|' -f 4)

because=$(no_room_because)
if [ -n "$because" ]; then
	echo "No room for $php here: $because." >&2
	exit 2
fi
own_namespaces "$0" "$php" "$@"

cache=${XDG_CACHE_HOME:-/var/cache}/dojo-rooms
name=$suite-$(echo "$suite $extra $tools $servers $of_php $(mirror)" | cksum | cut -d ' ' -f 1)
room=$cache/$name
log=$own_folder/log
mkdir -p "$cache"
exec 9>"$cache/$suite.lock"
flock 9

# logged COMMAND...: shows its output only if it fails.
logged() {
	"$@" >"$log" 2>&1 </dev/null || {
		tail -n 25 "$log" >&2
		return 1
	}
}
apt() { in_room "$room" DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get "$@" --no-install-recommends; }

# unavailable PACKAGE...: if a moving suite can't install these today, says so and ends the script.
unavailable() {
	[ "$suite" = sid ] || return 0
	apt -s install "$@" >"$log" 2>&1 && return
	grep -q '^E: \(Unable to\|Package\|Version\|Couldn\|Broken\)' "$log" || { cat "$log" >&2 && exit 1; }
	echo "unavailable: $php in $suite${extra:+ and $extra}: $(grep '^E: ' "$log" | head -n 3 | paste -s -d ' ')"
	exit 0
}

# It is built again after a week.
if [ ! -f "$room/.made" ] || [ -n "$(find "$room/.made" -mtime +6)" ]; then
	rm -rf --one-file-system "$cache/$suite"-*
	make_bare "$suite" "$room"
	echo force-unsafe-io >"$room/etc/dpkg/dpkg.cfg.d/room"
	# Packages must not start services.
	printf '#!/bin/sh\nexit 101\n' >"$room/usr/sbin/policy-rc.d"
	chmod 755 "$room/usr/sbin/policy-rc.d"
	[ "$suite" != sid ] || echo "deb $(mirror) experimental main" >"$room/etc/apt/sources.list.d/experimental.list"
	fresh=yes
fi
lend_network "$suite" "$room"
open_room "$room"

# shellcheck disable=SC2086 # lists of words
if [ -n "${fresh:-}" ]; then
	logged apt update
	unavailable $tools $servers
	logged apt install -y $tools $servers
	touch "$room/.made"
fi
if [ ! -f "$room/.made-$php" ]; then
	packages=$(echo "$of_php" | sed "s/%/${php#php}/g")
	[ -n "${fresh:-}" ] || logged apt update
	# shellcheck disable=SC2086
	unavailable $packages
	# If this is interrupted, the room is built again.
	rm -f "$room/.made"
	# shellcheck disable=SC2086
	logged apt install -y $packages
	touch "$room/.made" "$room/.made-$php"
fi

# A copy, so that nothing in the room can change the checkout.
rm -rf --one-file-system "${room:?}/home" "${room:?}/tmp"
mkdir -p "$room/home/dojo"
mkdir -m 1777 "$room/tmp"
(cd "$root" && tar -cf - --exclude=./build --exclude=./.git .) | (cd "$room/home/dojo" && tar -xf -)
openapi=$(lend_document "$room")

only=$(for group; do echo "--only $group"; done)
whole=
[ "${DOJO_LONG:-}" != 1 ] || whole=DOJO_WHOLE_MATRIX=1
# shellcheck disable=SC2086 # $whole is one word or none, $only a list of words
in_room "$room" PHP="$php" PHPIZE="phpize${php#php}" PHP_CONFIG="php-config${php#php}" $whole \
	${openapi:+DOJO_OPENAPI="$openapi"} sh /home/dojo/tests/run.sh --installed $only
