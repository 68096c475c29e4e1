/*
 * The tables against the published document: every operation in both directions, and every field of every request body.
 * DOJO_OPENAPI is the document's path; without it the tests are skipped.
 */
#include "core_test.h"

#include <stdio.h>
#include <stdlib.h>

static struct json_object *document;

static int set_up(void **state)
{
	const char *path = getenv("DOJO_OPENAPI");
	struct dojo_buffer text = {0};
	struct dojo_error error = {0};
	char block[4096];
	size_t got;
	FILE *file;

	(void) state;
	if (!path || !*path) {
		return 0;
	}
	file = fopen(path, "rb");
	if (!file) {
		print_error("DOJO_OPENAPI: %s can't be opened\n", path);
		return -1;
	}
	while ((got = fread(block, 1, sizeof block, file)) > 0) {
		dojo_buffer_append(&text, block, got);
	}
	fclose(file);
	if (dojo_json_parse(text.data, text.length, &document, &error) != DOJO_OK) {
		print_error("DOJO_OPENAPI: %s: %s\n", path, error.message);
		return -1;
	}
	dojo_buffer_free(&text);
	return 0;
}

static int tear_down(void **state)
{
	(void) state;
	dojo_json_free(document);
	return 0;
}

/* ---------------------------------------------------------------------------------------------------------- operations -- */

/* /a/{name}/b and /a/{names,}/b become /a/{}/b. */
static void path_without_names(const char *path, char *out, size_t size)
{
	size_t used = 0;
	bool inside = false;

	for (; *path && used + 1 < size; path++) {
		inside = inside && *path != '}';
		if (!inside) {
			out[used++] = *path;
		}
		inside = inside || *path == '{';
	}
	out[used] = '\0';
}

static struct json_object *published(const struct dojo_operation *operation)
{
	char ours[160], theirs[160];

	path_without_names(operation->path, ours, sizeof ours);
	json_object_object_foreach(dojo_json_member(document, "paths"), path, methods)
	{
		path_without_names(path, theirs, sizeof theirs);
		if (strcmp(ours, theirs) == 0) {
			return dojo_json_member(methods, dojo_method_name(operation->method));
		}
	}
	return NULL;
}

static void every_row_is_published(void **state)
{
	(void) state;
	if (!document) {
		skip();
	}
	for (size_t i = 0; i < DOJO_OPERATION_COUNT; i++) {
		if (!published(&dojo_operations[i])) {
			fail_msg("%s: %s %s is not published", dojo_operations[i].name, dojo_method_name(dojo_operations[i].method),
			         dojo_operations[i].path);
		}
	}
}

static void every_published_operation_has_a_row(void **state)
{
	size_t count = 0;

	(void) state;
	if (!document) {
		skip();
	}
	json_object_object_foreach(dojo_json_member(document, "paths"), path, methods)
	{
		json_object_object_foreach(methods, method, operation)
		{
			char ours[160], theirs[160];
			bool found = false;

			(void) operation;
			if (strcmp(method, "parameters") == 0) {
				continue;
			}
			count++;
			path_without_names(path, theirs, sizeof theirs);
			for (size_t i = 0; i < DOJO_OPERATION_COUNT && !found; i++) {
				path_without_names(dojo_operations[i].path, ours, sizeof ours);
				found = strcmp(ours, theirs) == 0 &&
				        dojo_same_word(method, strlen(method), dojo_method_name(dojo_operations[i].method));
			}
			if (!found) {
				fail_msg("%s %s has no row", method, path);
			}
		}
	}
	assert_int_equal(count, DOJO_OPERATION_COUNT);
}

/* --------------------------------------------------------------------------------------------------------------- bodies -- */

/*
 * Deliberate differences from the document:
 *  - a currency is three capital letters; the document's schema allows any text of 1 to 10 characters, its prose says ISO 4217;
 *  - exactly one alternative of a session or an event must be present, which the document says in prose;
 *  - minLength 1 of URLs is not in the table, because the check of their format implies it.
 */

static size_t differences;

#define DIFFER(...)                                                                                                            \
	do {                                                                                                                       \
		differences++;                                                                                                         \
		print_error(__VA_ARGS__);                                                                                              \
	} while (0)

/* Follows $ref and allOf or oneOf with one member; sets *nullable if any step is nullable. */
static struct json_object *resolve(struct json_object *schema, bool *nullable)
{
	static const char *const wrappers[] = {"allOf", "oneOf"};

	for (;;) {
		struct dojo_text reference = dojo_json_text(schema, "$ref");
		struct json_object *next = NULL;

		*nullable = *nullable || json_object_get_boolean(dojo_json_member(schema, "nullable"));
		if (reference.length) {
			const char *name = strrchr(reference.data, '/');

			assert_non_null(name);
			next = dojo_json_member(dojo_json_member(dojo_json_member(document, "components"), "schemas"), name + 1);
			assert_non_null(next);
		}
		for (size_t i = 0; !next && i < COUNT(wrappers); i++) {
			struct json_object *list = dojo_json_member(schema, wrappers[i]);

			if (json_object_is_type(list, json_type_array) && json_object_array_length(list) == 1) {
				next = json_object_array_get_idx(list, 0);
			}
		}
		if (!next) {
			return schema;
		}
		schema = next;
	}
}

static bool is_text(struct json_object *schema, const char *name, const char *value)
{
	struct dojo_text text = dojo_json_text(schema, name);

	return text.length == strlen(value) && memcmp(text.data, value, text.length) == 0;
}

static bool in_list(struct json_object *list, const char *word)
{
	for (size_t i = 0; json_object_is_type(list, json_type_array) && i < json_object_array_length(list); i++) {
		if (strcmp(json_object_get_string(json_object_array_get_idx(list, i)), word) == 0) {
			return true;
		}
	}
	return false;
}

static int64_t number(struct json_object *schema, const char *name, int64_t otherwise)
{
	struct json_object *value = dojo_json_member(schema, name);

	return value ? json_object_get_int64(value) : otherwise;
}

static enum dojo_field_kind published_kind(struct json_object *schema)
{
	if (is_text(schema, "type", "string")) {
		return dojo_json_member(schema, "enum")         ? DOJO_KIND_ENUM
		       : is_text(schema, "format", "date-time") ? DOJO_KIND_DATE_TIME
		       : is_text(schema, "format", "timespan")  ? DOJO_KIND_TIME_SPAN
		       : is_text(schema, "format", "uri")       ? DOJO_KIND_URL
		                                                : DOJO_KIND_STRING;
	}
	if (is_text(schema, "type", "integer")) {
		return DOJO_KIND_INTEGER;
	}
	if (is_text(schema, "type", "boolean")) {
		return DOJO_KIND_BOOLEAN;
	}
	if (is_text(schema, "type", "array")) {
		return DOJO_KIND_LIST;
	}
	return json_object_is_type(dojo_json_member(schema, "additionalProperties"), json_type_object) &&
	               !dojo_json_member(schema, "properties")
	           ? DOJO_KIND_MAP
	           : DOJO_KIND_OBJECT;
}

static bool same_kind(enum dojo_field_kind ours, enum dojo_field_kind theirs)
{
	return ours == theirs || (ours == DOJO_KIND_CURRENCY && theirs == DOJO_KIND_STRING) ||
	       (ours == DOJO_KIND_WEBHOOK_URL && theirs == DOJO_KIND_URL);
}

static void compare_enum(const char *where, const char *values, struct json_object *list)
{
	size_t count = 0;

	for (const char *at = values; *at; at += strcspn(at, "|"), at += *at == '|', count++) {
		char word[64];

		snprintf(word, sizeof word, "%.*s", (int) strcspn(at, "|"), at);
		if (!in_list(list, word)) {
			DIFFER("%s: %s is not published\n", where, word);
		}
	}
	if (count != json_object_array_length(list)) {
		DIFFER("%s: %zu values, published %zu\n", where, count, json_object_array_length(list));
	}
}

static void compare_object(const char *where, const struct dojo_field *shape, struct json_object *schema);

static void compare_value(const char *where, const struct dojo_field *field, enum dojo_field_kind kind,
                          struct json_object *schema)
{
	enum dojo_field_kind theirs = published_kind(schema);
	bool ignored = false;

	if (!same_kind(kind, theirs)) {
		DIFFER("%s: kind %d, published %d\n", where, (int) kind, (int) theirs);
		return;
	}
	switch (kind) {
		case DOJO_KIND_STRING:
			if (field->kind == DOJO_KIND_STRING && (field->minimum != number(schema, "minLength", 0) ||
			                                        field->maximum != number(schema, "maxLength", INT64_MAX))) {
				DIFFER("%s: bounds %lld to %lld, published %lld to %lld\n", where, (long long) field->minimum,
				       (long long) field->maximum, (long long) number(schema, "minLength", 0),
				       (long long) number(schema, "maxLength", INT64_MAX));
			}
			break;
		case DOJO_KIND_INTEGER: {
			bool narrow = is_text(schema, "format", "int32");
			int64_t least = number(schema, "minimum", narrow ? INT32_MIN : INT64_MIN);
			int64_t most = number(schema, "maximum", narrow ? INT32_MAX : INT64_MAX);

			if (field->minimum != least || field->maximum != most) {
				DIFFER("%s: range %lld to %lld, published %lld to %lld\n", where, (long long) field->minimum,
				       (long long) field->maximum, (long long) least, (long long) most);
			}
			break;
		}
		case DOJO_KIND_ENUM:
			compare_enum(where, field->values, dojo_json_member(schema, "enum"));
			break;
		case DOJO_KIND_LIST:
			compare_value(where, field, field->item, resolve(dojo_json_member(schema, "items"), &ignored));
			break;
		case DOJO_KIND_OBJECT:
			compare_object(where, field->shape, schema);
			break;
		default:
			break;
	}
}

/* The n-th part of a schema: of its allOf or oneOf, or else the schema itself. NULL if there are fewer. */
static struct json_object *part(struct json_object *schema, size_t n)
{
	struct json_object *list = dojo_json_member(schema, "allOf");
	bool ignored = false;

	list = list ? list : dojo_json_member(schema, "oneOf");
	if (!list) {
		return n == 0 ? schema : NULL;
	}
	return n < json_object_array_length(list) ? resolve(json_object_array_get_idx(list, n), &ignored) : NULL;
}

/* The property of that name, with the document's case. */
static struct json_object *property(struct json_object *schema, const char *name, bool *required)
{
	struct json_object *found = NULL;
	bool alternatives = dojo_json_member(schema, "oneOf") != NULL;

	*required = false;
	for (size_t n = 0; part(schema, n); n++) {
		struct json_object *value;

		if (json_object_object_get_ex(dojo_json_member(part(schema, n), "properties"), name, &value)) {
			found = value;
		}
		*required = *required || (!alternatives && in_list(dojo_json_member(part(schema, n), "required"), name));
	}
	return found;
}

static void compare_object(const char *where, const struct dojo_field *shape, struct json_object *schema)
{
	size_t count = 0, published_count = 0;

	for (const struct dojo_field *field = shape; field->kind != DOJO_KIND_END; field++) {
		char step[256];
		bool nullable = false, required;
		struct json_object *theirs;

		if (field->kind == DOJO_KIND_ONE_OF) {
			continue;
		}
		count++;
		snprintf(step, sizeof step, "%.180s.%.60s", where, field->name);
		theirs = property(schema, field->name, &required);
		if (!theirs) {
			DIFFER("%s: is not published\n", step);
			continue;
		}
		theirs = resolve(theirs, &nullable);
		if (field->required != required) {
			DIFFER("%s: %srequired, published otherwise\n", step, field->required ? "" : "not ");
		}
		if (field->nullable != nullable) {
			DIFFER("%s: %snullable, published otherwise\n", step, field->nullable ? "" : "not ");
		}
		compare_value(step, field, field->kind, theirs);
	}
	for (size_t n = 0; part(schema, n); n++) {
		struct json_object *properties = dojo_json_member(part(schema, n), "properties");

		published_count += properties ? (size_t) json_object_object_length(properties) : 0;
	}
	if (count != published_count) {
		DIFFER("%s: %zu fields, published %zu\n", where, count, published_count);
	}
}

static void every_body_has_the_published_fields(void **state)
{
	size_t bodies = 0;

	(void) state;
	if (!document) {
		skip();
	}
	differences = 0;
	for (size_t i = 0; i < DOJO_OPERATION_COUNT; i++) {
		const struct dojo_operation *operation = &dojo_operations[i];
		struct json_object *body = dojo_json_member(published(operation), "requestBody");
		struct json_object *schema =
			dojo_json_member(dojo_json_member(dojo_json_member(body, "content"), "application/json"), "schema");
		bool ignored = false;

		if ((schema != NULL) != (operation->shape != NULL)) {
			DIFFER("%s: a body or none, published otherwise\n", operation->name);
		} else if (schema) {
			bodies++;
			compare_object(operation->name, operation->shape, resolve(schema, &ignored));
		}
	}
	assert_int_equal(differences, 0);
	assert_true(bodies >= 18);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_row_is_published),
		cmocka_unit_test(every_published_operation_has_a_row),
		cmocka_unit_test(every_body_has_the_published_fields),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
