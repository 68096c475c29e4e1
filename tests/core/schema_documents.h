/* Request bodies for the tests of schemas, made from the rows of the table. */
#ifndef SCHEMA_DOCUMENTS_H
#define SCHEMA_DOCUMENTS_H

#include "core_test.h"

/* A JSON string of `count` times that character. */
struct json_object *repeated_text(const char *character, size_t count);

/* A valid value of a field, or of its list's items if `kind` is the items'. */
struct json_object *valid_value(const struct dojo_field *field, enum dojo_field_kind kind, bool optional);

/* A valid object: the required fields and, with `optional`, all others; the first of any alternatives. */
struct json_object *valid_object(const struct dojo_field *shape, bool optional);

/* The names of a shape's alternatives as "a|b|c", NULL if it has none. */
const char *alternatives_of(const struct dojo_field *shape);
bool is_alternative(const char *names, const char *name);

#endif
