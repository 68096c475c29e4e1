#!/bin/sh
# Installs what is missing and builds the extension. Quick and nearly silent if there is nothing to do.
#
#   sh tests/support/setup.sh demo    for examples/demo.sh -> build/modules/dojo.so
#   sh tests/support/setup.sh tests   for tests/run.sh     -> build/dev/modules/dojo.so
#
# With CI=true, `tests` also installs the tools without which some tests would be skipped.
# As root on Debian or Ubuntu it installs the packages itself. Elsewhere it prints the one command to run and exits 2.
# PHP, PHPIZE and PHP_CONFIG in the environment choose a PHP other than the first in the PATH.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
. "$root/tests/support/paths.sh"

scope=${1:-}
case $scope in
demo | tests) ;;
*)
	echo "usage: sh tests/support/setup.sh demo|tests" >&2
	exit 2
	;;
esac

has() { command -v "$1" >/dev/null 2>&1; }
has_library() { has pkg-config && pkg-config --exists "$1" 2>/dev/null; }
# A compiler without the C library's headers is of no use.
has_compiler() { has "${CC:-cc}" && echo '#include <stdio.h>' | "${CC:-cc}" -E - >/dev/null 2>&1; }
has_php_extensions() { "$PHP" -r 'exit(array_filter(["pdo_sqlite", "mbstring", "openssl"], fn ($e) => !extension_loaded($e)) ? 1 : 0);' 2>/dev/null; }
# These only if they can be installed; otherwise the tests that need them are skipped.
can_install() { has apt-cache && [ -n "$(apt-cache show "$1" 2>/dev/null)" ]; }
has_clang_format() { has clang-format-14 || ! can_install clang-format-14; }
has_php_parser() { [ -d /usr/share/php/PhpParser ] || ! can_install php-parser; }
has_fuzzer() { ls /usr/lib/llvm-14/lib/clang/*/lib/*/libclang_rt.fuzzer-*.a >/dev/null 2>&1 && has clang-14 || ! can_install libclang-rt-14-dev; }

# The servers that tests start, and the extensions that their PHP needs. Any PHP version will do: the tests skip those of another PHP.
has_nginx() { [ -x /usr/sbin/nginx ] || has nginx || ! can_install nginx; }
has_fpm() { ls /usr/sbin/php-fpm* >/dev/null 2>&1 || has php-fpm || ! can_install php-fpm; }
has_cgi() { has php-cgi || ! can_install php-cgi; }
# Without the package apache2, which would install a service.
has_apache_php() { ls /usr/lib/apache2/modules/libphp*.so >/dev/null 2>&1 || ! can_install libapache2-mod-php; }
has_mariadb() { [ -x /usr/sbin/mariadbd ] || has mariadbd || ! can_install mariadb-server-core; }
# WordPress's own database class needs it.
has_mysqli() { ls /usr/lib/php/*/mysqli.so >/dev/null 2>&1 || "$PHP" -m 2>/dev/null | grep -q mysqli || ! can_install php-mysql; }
has_pdo_mysql() { ls /usr/lib/php/*/pdo_mysql.so >/dev/null 2>&1 || "$PHP" -m 2>/dev/null | grep -q pdo_mysql || ! can_install php-mysql; }
# It creates objects by class name, as PDO and mysqli do. The tests of the sealed classes try all three.
has_soap() { ls /usr/lib/php/*/soap.so >/dev/null 2>&1 || "$PHP" -m 2>/dev/null | grep -q soap || ! can_install php-soap; }

# It unpacks the source of PHP, from which a long run builds a PHP with threads.
has_dpkg_source() { has dpkg-source || ! can_install dpkg-dev; }

# Psalm reads its settings with it.
has_php_xml() { "$PHP" -r 'exit(extension_loaded("simplexml") && extension_loaded("dom") ? 0 : 1);' 2>/dev/null; }

# It creates the rooms of tests/support/rooms.sh.
has_debootstrap() { has debootstrap || ! can_install debootstrap; }

# The browsers that tests/programs/browser finds.
has_chromium() { has "${CHROMIUM:-chromium}" || has chromium-browser || has google-chrome; }

# A locale with a decimal comma, or the source from which glibc makes one.
has_comma_locale() { [ -f /usr/share/i18n/locales/de_DE ] || locale -a 2>/dev/null | grep -qi '^de_DE\.utf' || ! can_install locales; }

# scope | how to find out whether it is installed | Debian, Ubuntu | Fedora | Alpine | Homebrew
needs() {
	cat <<'TABLE'
demo |has "$PHP"                   |php-cli              |php-cli         |php             |php
demo |has_php_extensions           |php-sqlite3 php-mbstring|php-pdo php-mbstring|php-pdo_sqlite php-mbstring php-openssl|php
demo |has "$PHPIZE"                |php-dev              |php-devel       |php-dev         |php
demo |has autoconf                 |autoconf             |autoconf        |autoconf        |autoconf
demo |has_compiler                 |gcc libc6-dev        |gcc             |gcc musl-dev    |gcc
demo |has make                     |make                 |make            |make            |make
demo |has pkg-config               |pkg-config           |pkgconf         |pkgconf         |pkgconf
demo |has_library libcurl          |libcurl4-openssl-dev |libcurl-devel   |curl-dev        |curl
demo |has_library openssl          |libssl-dev           |openssl-devel   |openssl-dev     |openssl@3
demo |has_library json-c           |libjson-c-dev        |json-c-devel    |json-c-dev      |json-c
tests|has_library cmocka           |libcmocka-dev        |libcmocka-devel |cmocka-dev      |cmocka
tests|has valgrind                 |valgrind libc6-dbg   |valgrind        |valgrind        |valgrind
tests|has_clang_format             |clang-format-14      |                |                |
tests|has pecl                     |php-pear             |php-pear        |php-pear        |php
tests|has_php_parser               |php-parser           |                |                |
tests|has_fuzzer                   |clang-14 libclang-rt-14-dev|          |                |
tests|has_comma_locale             |locales              |                |                |
tests|has git                      |git                  |git             |git             |git
tests|has_nginx                    |nginx                |                |                |
tests|has_fpm                      |php-fpm              |                |                |
tests|has_cgi                      |php-cgi              |                |                |
tests|has_apache_php               |apache2-bin libapache2-mod-php|      |                |
tests|has_dpkg_source              |dpkg-dev             |                |                |
tests|has_mariadb                  |mariadb-server-core  |                |                |
tests|has_pdo_mysql                |php-mysql            |                |                |
tests|has_mysqli                   |php-mysql            |                |                |
tests|has_soap                     |php-soap             |                |                |
ci   |has node                     |nodejs               |nodejs          |nodejs          |node
ci   |has npm                      |npm                  |npm             |npm             |node
ci   |has_chromium                 |chromium             |chromium        |chromium        |chromium
ci   |has composer                 |composer             |composer        |composer        |composer
ci   |has_debootstrap              |debootstrap          |                |                |
ci   |has_php_xml                  |php-xml              |php-xml         |php-simplexml php-dom php-tokenizer|php
TABLE
}

# The packages of column $1 that are missing.
missing() {
	needs | while IFS='|' read -r row probe debian fedora alpine homebrew; do
		case "$scope ${CI:-} ${row%% *}" in *' demo' | tests*' tests' | 'tests true ci') ;; *) continue ;; esac
		eval "$probe" || eval "echo \$$1"
	done | tr -s ' \n' '  '
}

want=$(missing debian)
if [ -n "${want% }" ] && has apt-get && [ "$(id -u)" = 0 ]; then
	log=$(mktemp)
	export DEBIAN_FRONTEND=noninteractive
	export RUNLEVEL=1 # so that packages start no server
	apt-get update >"$log" 2>&1 || cat "$log" >&2 # if a list is missing, install says so
	want=$(missing debian)
	echo "Installing $want(a minute or two)"
	# The packages of nginx and PHP-FPM must not start services: the tests start their own servers.
	policy=/usr/sbin/policy-rc.d
	if [ -e "$policy" ]; then
		policy=
	else
		trap 'rm -f "$policy"' EXIT
		trap 'exit 130' INT TERM
		printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod 755 "$policy"
	fi
	# shellcheck disable=SC2086 # $want is a list of words
	if ! apt-get install -y --no-install-recommends ca-certificates $want >"$log" 2>&1 </dev/null; then
		tail -n 15 "$log" >&2
		echo "apt-get could not install: $want(the whole log: $log)" >&2
		exit 2
	fi
	rm -f "$log"
	if [ -n "$policy" ]; then
		rm -f "$policy"
		trap - EXIT INT TERM
	fi
	want=$(missing debian)
fi
if [ -n "${want% }" ]; then
	echo "Something is missing. Run this, then try again:" >&2
	if has apt-get; then
		if [ "$(id -u)" = 0 ]; then
			echo "  (installed, but still not found: $want)" >&2
		fi
		echo "  sudo apt-get install -y --no-install-recommends $want" >&2
	elif has dnf; then
		echo "  sudo dnf install -y $(missing fedora)" >&2
	elif has apk; then
		echo "  sudo apk add $(missing alpine)" >&2
	elif has brew; then
		echo "  brew install $(missing homebrew)" >&2
	else
		echo "  (with your system's package manager; Debian's names:) $want" >&2
	fi
	exit 2
fi

versions=$("$PHP" -r 'echo PHP_VERSION_ID;') && versions="$versions $("$PHP_CONFIG" --vernum)"
case $versions in
"${versions#* } ${versions#* }") ;;
*)
	echo "$PHP and $PHP_CONFIG belong to different PHP versions ($versions). Set PHP, PHPIZE and PHP_CONFIG to the programs of one PHP." >&2
	exit 2
	;;
esac

if [ "$scope" = demo ]; then
	sh "$root/tests/support/build.sh" release
else
	sh "$root/tests/support/build.sh" dev
fi
