#!/bin/sh
# Compiles the extension in a copy of the checkout, so that the checkout stays clean. Only what has changed is compiled again.
#
#   sh tests/support/build.sh release   as a user gets it        -> build/modules/dojo.so
#   sh tests/support/build.sh dev       warnings are errors      -> build/dev/modules/dojo.so
#   sh tests/support/build.sh asan      ASan, UBSan and warnings -> build/asan/modules/dojo.so
#   sh tests/support/build.sh libcurl7.76   as dev, without the features of newer libcurls -> build/libcurl7.76/modules/dojo.so
#
# Prints one line. If it fails, it prints the end of the log and exits 1.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
. "$root/tests/support/paths.sh"

flavour=${1:-release}
options=--enable-dojo-dev
compiler=${CC:-cc}
flags='-g -O2'
case $flavour in
release) options= ;;
dev) ;;
libcurl[78].*) flags="$flags $(libcurl_as "$flavour")" ;;
asan)
	# In CC instead of CFLAGS, because old libtools drop -fsanitize when they link.
	compiler="$compiler -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer"
	flags='-g -O1'
	;;
*)
	echo "usage: sh tests/support/build.sh release|dev|asan|libcurl7.NN" >&2
	exit 2
	;;
esac

tree=$work/$flavour
log=$work/$flavour.log
mkdir -p "$tree" "$root/build/modules"
started=$(date +%s)

lock "$flavour"

# tar keeps the files' times, from which make knows what has changed.
rm -rf "$tree/tests" "$tree/examples" "$tree/sandbox" "$tree/plugins" "$tree/docs"
# A source that has been removed from the checkout must not be compiled. Configuring again also cleans, which drops the recorded
# dependencies on it.
find "$tree/src" -name '*.[ch]' 2>/dev/null | while read -r source; do
	[ -e "$root/${source#"$tree/"}" ] || rm -f "$source" "$tree/.configured"
done
(cd "$root" && tar -cf - --exclude='*.o' --exclude='*.lo' --exclude='*.dep' --exclude=.libs \
	config.m4 php_dojo.h dojo.c src stubs sandbox plugins docs tests examples package.xml composer.json LICENSE ./*.md) | (cd "$tree" && tar -xf -)

compile() {
	cd "$tree" || return
	setup="$compiler|$flags|$options|$(cksum <config.m4)|$("$PHP_CONFIG" --version --extension-dir)|$(pkg-config --modversion libcurl openssl json-c)"
	if [ ! -f Makefile ] || [ "$(cat .configured 2>/dev/null)" != "$setup" ]; then
		rm -f .configured
		"$PHPIZE" || return
		# shellcheck disable=SC2086 # $options is empty or one word
		CC=$compiler CFLAGS=$flags ./configure --with-php-config="$(command -v "$PHP_CONFIG")" $options || return
		make clean || return
		printf '%s' "$setup" >.configured
	fi
	make -j2
}

if ! (compile) >"$log" 2>&1 9>&-; then
	echo "The $flavour build of dojo failed. The end of $log:" >&2
	grep -v '^libtool: \|^/bin/.*libtool' "$log" | tail -n 30 >&2
	exit 1
fi

module=$tree/modules/dojo.so
if [ "$flavour" = release ]; then
	# Replaced, not overwritten, because a running PHP may have the old file open.
	cp "$module" "$root/build/modules/dojo.so.new"
	mv -f "$root/build/modules/dojo.so.new" "$root/build/modules/dojo.so"
	module=$root/build/modules/dojo.so
fi
echo "dojo built ($flavour, $(($(date +%s) - started)) s): $module"
