#!/bin/sh
# The same as: php tests/programs/run.php core [sanitized|valgrind|libcurl7.NN]
exec "${PHP:-php}" "$(dirname -- "$0")/../programs/run.php" core "$@"
