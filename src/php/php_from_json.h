/* JSON as PHP values. */
#ifndef PHP_DOJO_FROM_JSON_H
#define PHP_DOJO_FROM_JSON_H

#include "php_dojo.h"

struct json_object;

/* Copies JSON into arrays and scalars without loss. `json` is borrowed; NULL is JSON's null. */
void php_dojo_from_json(struct json_object *json, zval *out);

#endif
