/* JSON: read strictly, written compactly. */
#ifndef DOJO_JSON_H
#define DOJO_JSON_H

#include "dojo_buffer.h"
#include "dojo_error.h"
#include "dojo_text.h"

struct json_object;

#define DOJO_JSON_MAX_DEPTH 64

/*
 * Parses exactly one JSON document as RFC 8259 defines it. Refuses what json-c may accept: invalid UTF-8, raw control characters,
 * an escaped NUL in a key, comments, NaN, trailing text, nesting deeper than DOJO_JSON_MAX_DEPTH.
 * An integer outside int64 becomes a double, as with json_decode(). JSON null is a NULL object with DOJO_OK.
 * The caller releases *out with dojo_json_free().
 */
enum dojo_code dojo_json_parse(const char *data, size_t length, struct json_object **out, struct dojo_error *error);

/* A member to find in the document's outermost object, by name in any case; an exact match wins. */
struct dojo_json_wanted {
	const char *name;
	struct dojo_text value; /* its text in the document, borrowed; {NULL, 0} if absent */
	bool exact;             /* the name was found in exactly this case */
};

/*
 * The same checks without building the tree, which takes ten times as long and up to 270 times the document's size in memory.
 * *first is the document's first character after white space.
 */
enum dojo_code dojo_json_check(const char *data, size_t length, char *first, struct dojo_json_wanted *wanted,
                               size_t wanted_count, struct dojo_error *error);

/* Appends the compact form, with '/' unescaped. False if out of memory. */
bool dojo_json_write(struct json_object *json, struct dojo_buffer *out);
void dojo_json_free(struct json_object *json);
/* A member of an object by name in any case; an exact match wins. NULL if absent. Borrowed from `json`. */
struct json_object *dojo_json_member(struct json_object *json, const char *name);
/* The member as text; {NULL, 0} if it is absent or not a string. Borrowed from `json`. */
struct dojo_text dojo_json_text(struct json_object *json, const char *name);

#endif
