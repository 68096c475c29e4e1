# Sourced by the scripts beside it, with $root (the checkout) set: where things are built.
#
#   $root/build/modules/dojo.so   the extension as a user gets it (setup.sh demo)
#   $work/FLAVOUR/                a copy of the checkout in which one flavour is compiled and tested; see build.sh
#
# phpize refuses a path with a space, so the copies of such a checkout live in the user's cache folder.

export PHP="${PHP:-php}" PHPIZE="${PHPIZE:-phpize}" PHP_CONFIG="${PHP_CONFIG:-php-config}"

case $root in
*[[:space:]]*)
	work=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/dojo-build-$(printf %s "$root" | cksum | cut -d ' ' -f 1)
	case $work in *[[:space:]]*)
		echo "The checkout ($root) and the cache folder ($work) both have a space in their path, which phpize cannot build in. Set XDG_CACHE_HOME to a folder without one." >&2
		exit 2
		;;
	esac
	;;
*) work=$root/build ;;
esac

# libcurl_as FLAVOUR: of libcurl7.76, the flag by which the code takes the libcurl that is loaded for that version.
libcurl_as() {
	case $1 in
	libcurl*)
		# shellcheck disable=SC2046 # two numbers
		printf -- '-DDOJO_LIBCURL_AS=0x%02x%02x00' $(echo "${1#libcurl}" | tr . ' ')
		;;
	esac
}

# Waits until no other script builds or tests in that tree, where the system has flock. What a script starts gets no fd 9, so
# that a process left over holds no lock.
lock() {
	mkdir -p "$work"
	if command -v flock >/dev/null 2>&1; then
		exec 9>"$work/$1.lock"
		flock 9
	fi
}
