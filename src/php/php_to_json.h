/* PHP arrays as JSON. */
#ifndef PHP_DOJO_TO_JSON_H
#define PHP_DOJO_TO_JSON_H

#include "php_dojo.h"

struct json_object;

/*
 * Converts an array and everything in it: arrays, scalars, null, backed enums, DateTimeInterface, DateInterval and stdClass. An
 * empty array becomes an object. On failure throws a ValidationException that names the field, returns false, and *out is NULL.
 *
 * *out must be in memory that the web request owns (php_owned.h), because Zend code runs meanwhile. The caller frees it with
 * dojo_json_free().
 */
bool php_dojo_to_json(HashTable *array, struct json_object **out);

#endif
