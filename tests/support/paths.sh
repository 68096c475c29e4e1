# Where things are built. Sourced by the other scripts, after they have set $root, the checkout.
#
#   $root/build/modules/dojo.so   the extension as users get it (setup.sh demo)
#   $work/FLAVOUR/                a copy of the checkout, in which one flavour is compiled and tested; see build.sh
#
# phpize does not support a path with a space, so the copies of such a checkout are in the user's cache folder.

export PHP="${PHP:-php}" PHPIZE="${PHPIZE:-phpize}" PHP_CONFIG="${PHP_CONFIG:-php-config}"

case $root in
*[[:space:]]*)
	work=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/dojo-build-$(printf %s "$root" | cksum | cut -d ' ' -f 1)
	case $work in *[[:space:]]*)
		echo "The checkout ($root) and the cache folder ($work) both have a space in their path, which phpize does not support. Set XDG_CACHE_HOME to a folder without one." >&2
		exit 2
		;;
	esac
	;;
*) work=$root/build ;;
esac

# libcurl_as FLAVOUR: for libcurl7.76, the compiler flag that makes the code treat any libcurl as that version.
libcurl_as() {
	case $1 in
	libcurl*)
		# shellcheck disable=SC2046 # two numbers
		printf -- '-DDOJO_LIBCURL_AS=0x%02x%02x00' $(echo "${1#libcurl}" | tr . ' ')
		;;
	esac
}

# Waits until no other script builds or tests in that copy, if the system has flock. Commands are started without fd 9, so that a
# process that outlives its script does not hold the lock. Build.php takes the same lock.
lock() {
	mkdir -p "$work"
	if command -v flock >/dev/null 2>&1; then
		exec 9>"$work/$1.lock"
		flock 9
	fi
}
