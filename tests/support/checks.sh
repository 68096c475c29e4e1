#!/bin/sh
# Checks of the project's files and of the built extension, as lines `ok - …`.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
. "$root/tests/support/paths.sh"
cd "$root"
module=$work/dev/modules/dojo.so
out=$(mktemp)
trap 'rm -f "$out" "$out.listed"' EXIT

# check NAME COMMAND…: the command's output is shown where it fails.
check() {
	name=$1
	shift
	if ("$@") >"$out" 2>&1; then
		echo "ok - $name"
	else
		echo "not ok - $name"
		sed 's/^/    /' "$out" | head -n 40
	fi
}

files() {
	find . \( -path ./build -o -path ./.git \) -prune -o -type f "$@" -print
}

formatted() {
	unformatted=$(files \( -name '*.c' -o -name '*.h' \) ! -name '*_arginfo.h' |
		xargs clang-format-14 --dry-run 2>&1 | sed -n 's/:.*clang-format-violations.*//p' | sort -u)
	echo "$unformatted"
	[ -z "$unformatted" ]
}

no_php_in_core() {
	! grep -nE '# *include *[<"](php|zend|Zend|SAPI|main/|ext/|TSRM|config\.h)' src/core/*
}

versions_agree() {
	header=$(sed -n 's/^#define PHP_DOJO_VERSION "\(.*\)"$/\1/p' php_dojo.h)
	package=$(sed -n 's|^ *<release>\([0-9].*\)</release>$|\1|p' package.xml)
	changes=$(sed -n 's/^## \[*\([0-9][0-9.a-zA-Z]*\).*/\1/p' CHANGELOG.md | head -n 1)
	loaded=$("$PHP" -n -d "extension=$module" -r 'echo phpversion("dojo");')
	echo "php_dojo.h '$header', package.xml '$package', CHANGELOG.md '$changes', loaded '$loaded'"
	[ -n "$header" ] && [ "$header" = "$package" ] && [ "$header" = "$changes" ] && [ "$header" = "$loaded" ]
}

one_symbol() {
	symbols=$(nm -D --defined-only "$module" | awk '{ print $3 }')
	echo "exported: $symbols"
	[ "$symbols" = get_module ]
}

# So that no register with a piece of a key in it is saved on the stack at a function's first call.
bound_at_once() {
	readelf -d "$module" | grep -w NOW
}

# Each library is listed with the version compiled against and the one loaded.
info_shows_versions() {
	"$PHP" -n -d "extension=$module" --ri dojo
	for library in libcurl OpenSSL json-c; do
		"$PHP" -n -d "extension=$module" --ri dojo | grep -i "^$library.*[0-9]\.[0-9].*[0-9]\.[0-9]" || return 1
	done
}

lists_every_source() {
	grep -o '[a-z_]*\.c\>' "$1" | LC_ALL=C sort >"$out.listed"
	find dojo.c src -name '*.c' -exec basename {} \; | LC_ALL=C sort | diff - "$out.listed"
}

php_parses() {
	files -name '*.php' | grep -v '\.stub\.php$' | xargs -n 1 -P 2 "$PHP" -n -l 2>&1 | grep -v '^No syntax errors' && return 1
	return 0
}

composer_is_right() {
	"$PHP" -r '
		$c = json_decode(file_get_contents("composer.json"), true, 16, JSON_THROW_ON_ERROR);
		$families = ["windows", "bsd", "darwin", "solaris", "linux"];
		$right = $c["type"] === "php-ext" && preg_match("~^[a-z0-9-]+/[a-z0-9-]+$~", $c["name"])
			&& $c["php-ext"]["extension-name"] === "dojo" && array_diff($c["php-ext"]["os-families"], $families) === [];
		foreach ($c["php-ext"]["configure-options"] as $option) {
			$right = $right && str_contains(file_get_contents("config.m4"), "[" . preg_replace("~^(enable|with)-~", "", $option["name"]) . "]");
		}
		exit($right ? 0 : 1);'
}

no_key_that_looks_real() {
	! files | xargs grep -nHIoE 'sk_(sandbox|prod)_[A-Za-z0-9_-]{30}[A-Za-z0-9_-]*'
}

shell_scripts_parse() {
	for script in $(files -name '*.sh') ./.ci/run; do
		sh -n "$script" && [ -x "$script" ] || { echo "$script: a syntax error, or not executable" && return 1; }
	done
}

if command -v clang-format-14 >/dev/null 2>&1; then
	check 'C is formatted (clang-format-14 -i mends it)' formatted
else
	echo 'ok - C is formatted # SKIP clang-format-14 is not installed'
fi
check 'the core includes no PHP header' no_php_in_core
check 'dojo_arginfo.h is made from the stub' sh tests/support/arginfo.sh --check
check 'package.xml lists every file' "$PHP" tests/support/package_xml.php --check
check 'the version is the same everywhere' versions_agree
check 'config.m4 lists every source' lists_every_source config.m4
check 'config.w32 lists every source' lists_every_source config.w32
check 'the module exports get_module alone' one_symbol
check 'the module is bound when it is loaded' bound_at_once
check 'php --ri dojo shows library versions, compiled and loaded' info_shows_versions
check 'every PHP file parses' php_parses
check 'links, paths and pictures in the documentation' "$PHP" tests/programs/docs/links.php
check 'every shell script parses and is executable' shell_scripts_parse
check 'composer.json is what PIE expects' composer_is_right
check 'no key in the files looks real' no_key_that_looks_real
