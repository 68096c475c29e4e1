#!/bin/sh
# Generates stubs/dojo_arginfo.h from stubs/dojo.stub.php with PHP 8.2's gen_stub.php, without a network.
#
#   sh tests/support/arginfo.sh           rewrites stubs/dojo_arginfo.h
#   sh tests/support/arginfo.sh --check   exits 1 and shows the difference if it is out of date
#
# The generator of another PHP writes different code, so with another PHP only the stub's hash is checked.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
. "$root/tests/support/paths.sh"

stub=$root/stubs/dojo.stub.php
header=$root/stubs/dojo_arginfo.h
hash=$("$PHP" -r 'echo sha1(str_replace("\r\n", "\n", file_get_contents($argv[1])));' "$stub")
generator=$(find "$("$PHP_CONFIG" --prefix)/lib/php" -path '*/build/gen_stub.php' 2>/dev/null | head -n 1)
parser=/usr/share/php/PhpParser

case $("$PHP_CONFIG" --vernum) in
802??) ;;
*) generator= ;;
esac
if [ -z "$generator" ] || [ ! -d "$parser" ]; then
	if [ "${1:-}" != --check ]; then
		echo "This needs gen_stub.php of PHP 8.2 (package php8.2-dev) and PHP-Parser 4 (package php-parser)." >&2
		exit 2
	fi
	grep -q "$hash" "$header" || { echo "stubs/dojo_arginfo.h was not generated from this stubs/dojo.stub.php: run sh tests/support/arginfo.sh" && exit 1; }
	exit 0
fi

# gen_stub.php looks for PHP-Parser in its own folder, and would download it if it is not there.
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
wanted=$(sed -n 's/.*\$version = "\([0-9.]*\)".*/\1/p' "$generator" | head -n 1)
mkdir -p "$folder/PHP-Parser-${wanted:-4.15.1}/lib"
ln -s "$parser" "$folder/PHP-Parser-${wanted:-4.15.1}/lib/PhpParser"
cp "$generator" "$stub" "$folder"
(cd "$folder" && "$PHP" gen_stub.php dojo.stub.php) >"$folder/log" 2>&1 || { cat "$folder/log" && exit 1; }

if [ "${1:-}" != --check ]; then
	cp "$folder/dojo_arginfo.h" "$header"
elif ! diff -u "$header" "$folder/dojo_arginfo.h"; then
	echo "stubs/dojo_arginfo.h is out of date: run sh tests/support/arginfo.sh"
	exit 1
fi
