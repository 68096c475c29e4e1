/* Checks of request bodies against the tables. */
#ifndef DOJO_SCHEMA_H
#define DOJO_SCHEMA_H

#include "dojo_error.h"
#include "dojo_tables.h"

struct json_object;

/*
 * Checks a request body against its shape. Reports the first field that the API is certain to refuse, with its path; unknown
 * fields pass. An empty list in place of an object is replaced by an empty object, because PHP's [] can mean either; *body may
 * be replaced in the same way.
 */
enum dojo_code dojo_schema_check(const struct dojo_field *shape, struct json_object **body, struct dojo_error *error);

#endif
