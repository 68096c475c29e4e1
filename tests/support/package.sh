#!/bin/sh
# Packs the PECL archive, installs it from there into a folder of its own as a user would, and loads what was installed.
# Prints lines `ok - …`; touches neither the system's PEAR nor its PHP.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
. "$root/tests/support/paths.sh"

name='the PECL archive'
if ! command -v pecl >/dev/null 2>&1; then
	echo "ok - $name packs, installs and loads # SKIP pecl (package php-pear) is not installed"
	exit 0
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
log=$folder/log
version=$(sed -n 's|^ *<release>\([0-9].*\)</release>$|\1|p' "$root/package.xml")

# step WHAT COMMAND…: ends the script where the command fails.
step() {
	what=$1
	shift
	if "$@" >"$log" 2>&1 </dev/null; then
		echo "ok - $name $what"
	else
		echo "not ok - $name $what"
		tail -n 25 "$log" | sed 's/^/    /'
		exit 0
	fi
}

# pecl installs to where php-config says that extensions live, whatever its own settings: so it gets a php-config of ours.
pear_in_folder() {
	mkdir "$folder/bin" "$folder/installed"
	printf '#!/bin/sh\nexec "%s" "$@"\n' "$(command -v "$PHPIZE")" >"$folder/bin/phpize"
	printf '#!/bin/sh\ncase ${1:-} in --prefix | --extension-dir) echo "%s" ;; *) exec "%s" "$@" ;; esac\n' \
		"$folder/installed" "$(command -v "$PHP_CONFIG")" >"$folder/bin/php-config"
	chmod +x "$folder/bin/phpize" "$folder/bin/php-config"
	pear config-create "$folder/pear" "$folder/pearrc" &&
		pecl -c "$folder/pearrc" config-set php_prefix "$folder/bin/" &&
		pecl -c "$folder/pearrc" config-set php_bin "$(command -v "$PHP")"
}
valid() {
	pecl -c "$folder/pearrc" package-validate "$root/package.xml" | tee "$folder/valid"
	# The day of the release is today only once.
	! grep -i 'error:\|warning:' "$folder/valid" | grep -v 'Release Date "[0-9-]*" is not today' && grep -q ' 0 error(s)' "$folder/valid"
}
packs() {
	cd "$folder"
	pecl -c "$folder/pearrc" package "$root/package.xml"
	[ -f "dojo-$version.tgz" ]
}
installs() {
	cd "$folder"
	pecl -c "$folder/pearrc" install "dojo-$version.tgz"
	[ -f installed/dojo.so ]
}
loads() {
	[ "$("$PHP" -n -d "extension=$folder/installed/dojo.so" -r 'echo extension_loaded("dojo") ? phpversion("dojo") : "";')" = "$version" ]
}

if ! pear_in_folder >"$log" 2>&1; then
	echo "not ok - $name: no private PEAR"
	tail -n 25 "$log" | sed 's/^/    /'
	exit 0
fi
step 'has a valid package.xml' valid
step 'packs' packs
step 'installs with pecl' installs
step 'loads once installed' loads
