#!/bin/sh
# Makes a debug build of PHP with threads from Debian's source package, once; and builds the extension for it, each time.
#
#   sh tests/programs/hosts/php_zts.sh    -> build/zts/php/bin/php, build/zts/php/lib/libphp.so, build/zts/modules/dojo.so
#
# Takes some minutes the first time. Prints one line. Exits 3 if the source is not available, 1 if a build fails.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../../.." && pwd -P)
. "$root/tests/support/paths.sh"

folder=$work/zts
log=$work/zts.log
package=php$("$PHP" -r 'echo PHP_MAJOR_VERSION, ".", PHP_MINOR_VERSION;')
mkdir -p "$folder"
lock zts

cannot() {
	echo "$1"
	exit 3
}

# The package lists go to a folder of ours, so that the machine's apt settings do not change. The archive of security updates comes
# first, but not every mirror has its sources.
fetch() {
	command -v apt-get >/dev/null && command -v dpkg-source >/dev/null || cannot 'apt-get and dpkg-source are needed (Debian: dpkg-dev)'
	codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
	mkdir -p "$folder/source" "$folder/lists/partial"
	for archive in "debian-security $codename-security" "debian $codename"; do
		printf 'deb-src http://deb.debian.org/%s main\n' "$archive" >"$folder/source.list"
		set -- -o Dir::Etc::sourcelist="$folder/source.list" -o Dir::Etc::sourceparts=/dev/null \
			-o Dir::State::lists="$folder/lists" -o APT::Sandbox::User=root
		if (cd "$folder/source" && apt-get "$@" update && apt-get "$@" source --download-only "$package") >"$log" 2>&1; then
			description=$(find "$folder/source" -name "${package}_*.dsc" | head -n 1)
			rm -rf "$folder/tree"
			# Without Debian's patches, because with them phpize works only for Debian's own packages.
			dpkg-source --no-check --skip-patches -x "$description" "$folder/tree" >>"$log" 2>&1
			return
		fi
	done
	cannot "the source package $package is not available ($log)"
}

compile_php() {
	cd "$folder/tree" &&
		./configure --prefix="$folder/php" --enable-zts --enable-debug --disable-all --enable-cli --disable-cgi \
			--disable-phpdbg --enable-embed=shared --without-pear --without-pcre-jit &&
		make -j2 && make install
}

compile_extension() {
	mkdir -p "$folder/extension"
	(cd "$root" && tar -cf - --exclude='*.o' --exclude='*.lo' --exclude='*.dep' --exclude=.libs config.m4 php_dojo.h dojo.c src stubs) |
		(cd "$folder/extension" && tar -xf -)
	cd "$folder/extension" || return
	if [ ! -f Makefile ] || ! cmp -s config.m4 .configured; then
		rm -f .configured
		"$folder/php/bin/phpize" || return
		CFLAGS='-g -O1' ./configure --with-php-config="$folder/php/bin/php-config" --enable-dojo-dev || return
		make clean || return
		cp config.m4 .configured
	fi
	make -j2 && mkdir -p "$folder/modules" && cp modules/dojo.so "$folder/modules/dojo.so"
}

compile() {
	if ! ("$1") >>"$log" 2>&1 9>&-; then
		echo "The build of $2 with threads failed. The end of $log:" >&2
		tail -n 20 "$log" >&2
		exit 1
	fi
}

: >"$log"
if [ ! -x "$folder/php/bin/php" ] || [ ! -f "$folder/php/lib/libphp.so" ]; then
	fetch
	compile compile_php "$package"
	rm -rf "$folder/tree" "$folder/lists"
fi
compile compile_extension 'the extension'
echo "dojo built (zts): $folder/modules/dojo.so for PHP $("$folder/php/bin/php" -n -r 'echo PHP_VERSION, PHP_ZTS ? " ZTS" : "", PHP_DEBUG ? " debug" : "";')"
