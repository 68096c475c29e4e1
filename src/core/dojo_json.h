/* JSON: read strictly, written compactly. */
#ifndef DOJO_JSON_H
#define DOJO_JSON_H

#include "dojo_buffer.h"
#include "dojo_error.h"
#include "dojo_text.h"

struct json_object;

#define DOJO_JSON_MAX_DEPTH 64

/*
 * Parses exactly one JSON document as RFC 8259 defines it. Everything json-c is lenient about is refused first: invalid UTF-8,
 * raw control characters, an escaped NUL in a key, comments, NaN, trailing text, depth above DOJO_JSON_MAX_DEPTH.
 * An integer beyond int64 becomes a double, as json_decode() has it. JSON null is a NULL object with DOJO_OK.
 * The caller releases *out with dojo_json_free().
 */
enum dojo_code dojo_json_parse(const char *data, size_t length, struct json_object **out, struct dojo_error *error);

/* A member that is looked for in a document's outermost object, by its name in any case (exact case wins). */
struct dojo_json_wanted {
	const char *name;
	struct dojo_text value; /* as it stands in the document; borrowed from there, {NULL, 0} where there is none */
	bool exact;             /* its name was found in that very case */
};

/*
 * The same refusals without the tree, which costs ten times as much time and up to 270 times the document's size in memory.
 * *first is the document's first character that counts.
 */
enum dojo_code dojo_json_check(const char *data, size_t length, char *first, struct dojo_json_wanted *wanted,
                               size_t wanted_count, struct dojo_error *error);

/* Appends the compact form, '/' unescaped. False when out of memory. */
bool dojo_json_write(struct json_object *json, struct dojo_buffer *out);
void dojo_json_free(struct json_object *json);
/* A member of an object by its name in any case (exact case wins); NULL where there is none. Borrowed from `json`. */
struct json_object *dojo_json_member(struct json_object *json, const char *name);
/* The member as text, empty ({NULL, 0}) where it is absent or no string. Borrowed from `json`. */
struct dojo_text dojo_json_text(struct json_object *json, const char *name);

#endif
