#!/bin/sh
# The transport as it is with an old libcurl: built to do without what the libcurl that is loaded has beyond that version.
#
#   sh tests/support/floor.sh libcurl7.76|libcurl7.81
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
. "$root/tests/support/paths.sh"
flavour=$1
module=$work/$flavour/modules/dojo.so

sh "$root/tests/support/build.sh" "$flavour"
version=${flavour#libcurl}
if "$PHP" -n -d "extension=$module" --ri dojo | grep -qi "^libcurl.* $version\.0\$"; then
	echo "ok - the $flavour build takes libcurl for $version"
else
	echo "not ok - the $flavour build takes libcurl for $version"
fi
sh "$root/tests/support/core.sh" "$flavour"
cd "$root"
sh tests/support/phpt.sh "$flavour" tests/phpt/transport/parallel_*.phpt
# Without its own sum, which is not this script's.
{
	DOJO_EXTENSION=$module "$PHP" "$root/tests/programs/transport/matrix.php" || echo 'not ok - the matrix comes to its end without a failure'
} | sed '/^[0-9]* passed, /d'
