/* Walks a request body along its rows of dojo_schemas.def. */
#include "dojo_core.h"

#include <json-c/json.h>
#include <stdio.h>
#include <string.h>

#define REQ true, false
#define NUL false, true
#define REQ_NUL true, true
#define OPT false, false

/* What belongs in a field, as messages have it. */
#define AN_OBJECT "object (an array with string keys)"
#define A_LIST "list (an array with the keys 0, 1, 2 and so on)"
#define A_MONEY "money such as ['value' => 1999, 'currencyCode' => 'GBP']"
#define A_CURRENCY "an ISO 4217 code of three capital letters such as GBP"
#define A_DATE_TIME "a date and time such as 2026-02-27T09:30:00Z (or a DateTimeInterface)"
#define A_TIME_SPAN "a time span such as 00:30:00 or 6.00:00:00 (or a DateInterval)"
#define A_URL "an absolute URL such as https://shop.example/paid"
#define A_WEBHOOK_URL "a URL that starts with https:// (webhooks are delivered over TLS only)"

#define SHAPE(name) static const struct dojo_field fields_##name[] = {
#define ROW(field, kind, item, ...) {#field, DOJO_KIND_##kind, DOJO_KIND_##item, __VA_ARGS__},
#define STRING(field, flags, minimum, maximum) ROW(field, STRING, END, flags, minimum, maximum, NULL, NULL, "string")
#define TEXT(field, flags) ROW(field, STRING, END, flags, 0, INT64_MAX, NULL, NULL, "string")
#define INTEGER(field, flags, minimum, maximum) ROW(field, INTEGER, END, flags, minimum, maximum, NULL, NULL, "integer")
#define MINOR_UNITS(field, flags) ROW(field, INTEGER, END, flags, INT64_MIN, INT64_MAX, NULL, NULL, "integer minor units")
#define BOOLEAN(field, flags) ROW(field, BOOLEAN, END, flags, 0, 0, NULL, NULL, "boolean")
#define OBJECT(field, flags, shape) ROW(field, OBJECT, END, flags, 0, 0, fields_##shape, NULL, AN_OBJECT)
#define LIST(field, flags, kind) ROW(field, LIST, kind, flags, 0, INT64_MAX, NULL, NULL, A_LIST)
#define OBJECTS(field, flags, shape) ROW(field, LIST, OBJECT, flags, 0, 0, fields_##shape, NULL, A_LIST)
#define ENUMS(field, flags, values) ROW(field, LIST, ENUM, flags, 0, 0, NULL, values, A_LIST)
#define MAP(field, flags) ROW(field, MAP, END, flags, 0, 0, NULL, NULL, AN_OBJECT)
#define ENUM(field, flags, values) ROW(field, ENUM, END, flags, 0, 0, NULL, values, "one of " values)
#define DATE_TIME(field, flags) ROW(field, DATE_TIME, END, flags, 0, 0, NULL, NULL, A_DATE_TIME)
#define TIME_SPAN(field, flags) ROW(field, TIME_SPAN, END, flags, 0, 0, NULL, NULL, A_TIME_SPAN)
#define URL(field, flags) ROW(field, URL, END, flags, 0, 0, NULL, NULL, A_URL)
#define WEBHOOK_URL(field, flags) ROW(field, WEBHOOK_URL, END, flags, 0, 0, NULL, NULL, A_WEBHOOK_URL)
#define CURRENCY(field, flags) ROW(field, CURRENCY, END, flags, 0, 0, NULL, NULL, A_CURRENCY)
#define ONE_OF(values) {NULL, DOJO_KIND_ONE_OF, DOJO_KIND_END, false, false, 0, 0, NULL, values, NULL},
#define END                                                                                                                    \
	{                                                                                                                          \
		NULL, DOJO_KIND_END, DOJO_KIND_END, false, false, 0, 0, NULL, NULL, NULL                                               \
	}                                                                                                                          \
	}                                                                                                                          \
	;

#include "dojo_schemas.def"

#define fields_NONE NULL

const struct dojo_operation dojo_operations[DOJO_OPERATION_COUNT] = {
#define DOJO_OPERATION(name, method, path, retry, flags, query, shape, promise, settle)                                        \
	[DOJO_OP_##name] = {#name, DOJO_##method, path, DOJO_##retry, flags, query, fields_##shape, promise, settle},
#include "dojo_operations.def"
#undef DOJO_OPERATION
};

static enum dojo_code check_value(const struct dojo_field *field, enum dojo_field_kind kind, struct json_object **value,
                                  const struct dojo_path *path, struct dojo_error *error);

static bool is_container(enum dojo_field_kind kind)
{
	return kind == DOJO_KIND_OBJECT || kind == DOJO_KIND_LIST || kind == DOJO_KIND_MAP;
}

/* What was given. A text is shown only where a short word was expected, and a number nowhere that a text was: it may be a
   password. */
static void describe(struct json_object *value, enum dojo_field_kind expected, char *out, size_t size)
{
	int length;

	switch (json_object_get_type(value)) {
		case json_type_null:
			snprintf(out, size, "null");
			return;
		case json_type_boolean:
			snprintf(out, size, "boolean %s", json_object_get_boolean(value) ? "true" : "false");
			return;
		case json_type_double:
			if (expected == DOJO_KIND_STRING) {
				snprintf(out, size, "a float");
			} else {
				snprintf(out, size, "float %s", json_object_to_json_string_ext(value, JSON_C_TO_STRING_PLAIN));
			}
			return;
		case json_type_int:
			if (expected == DOJO_KIND_STRING) {
				snprintf(out, size, "an integer");
			} else {
				snprintf(out, size, "integer %lld", (long long) json_object_get_int64(value));
			}
			return;
		case json_type_string:
			length = json_object_get_string_len(value);
			if (length <= 40 && !is_container(expected)) {
				snprintf(out, size, "string \"%.*s\"", length, json_object_get_string(value));
			} else {
				snprintf(out, size, "a string of %d bytes", length);
			}
			return;
		case json_type_array:
			snprintf(out, size, "a list");
			return;
		case json_type_object:
			snprintf(out, size, "%s", expected == DOJO_KIND_LIST ? "an array with other keys" : "an " AN_OBJECT);
			return;
	}
	snprintf(out, size, "something else");
}

static enum dojo_code refuse(const struct dojo_path *path, struct dojo_error *error, const char *what)
{
	char field[DOJO_FIELD_SIZE];

	dojo_path_format(path, field, sizeof field);
	return dojo_error_invalid(error, field, "%s: %s", field, what);
}

static enum dojo_code refuse_type(const char *expected, enum dojo_field_kind kind, struct json_object *value,
                                  const struct dojo_path *path, struct dojo_error *error)
{
	char got[128], what[384];

	describe(value, kind, got, sizeof got);
	snprintf(what, sizeof what, "expected %s, got %s", expected, got);
	return refuse(path, error, what);
}

/* What belongs there. A list's members go by their own kind. */
static const char *expectation(const struct dojo_field *field, enum dojo_field_kind kind)
{
	if (kind == DOJO_KIND_OBJECT) {
		return field->shape == fields_Money ? A_MONEY : AN_OBJECT;
	}
	return kind == field->kind ? field->unit : "string";
}

static size_t count_characters(const char *text, size_t length)
{
	size_t count = 0;

	for (size_t i = 0; i < length; i++) {
		count += ((unsigned char) text[i] & 0xC0) != 0x80;
	}
	return count;
}

/* Whether the word stands in "A|B|C". */
static bool listed(const char *values, const char *word, size_t length)
{
	while (values) {
		size_t span = strcspn(values, "|");

		if (span == length && memcmp(values, word, length) == 0) {
			return true;
		}
		values = values[span] ? values + span + 1 : NULL;
	}
	return false;
}

static bool looks_like_date_time(const char *text, size_t length)
{
	static const char pattern[] = "0000-00-00T00:00";

	if (length < sizeof pattern - 1) {
		return false;
	}
	for (size_t i = 0; i < sizeof pattern - 1; i++) {
		if (pattern[i] == '0' ? text[i] < '0' || text[i] > '9' : text[i] != pattern[i]) {
			return false;
		}
	}
	return true;
}

static bool looks_like_time_span(const char *text, size_t length)
{
	return length > 0 && strspn(text, "0123456789.:") == length && strchr(text, ':');
}

static bool looks_like_currency(const char *text, size_t length)
{
	return length == 3 && strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3;
}

static bool starts_with_scheme(const char *text, size_t length, const char *scheme)
{
	size_t n = strlen(scheme);

	return length > n && dojo_same_word(text, n, scheme);
}

static enum dojo_code check_url(enum dojo_field_kind kind, const char *text, size_t length, const struct dojo_path *path,
                                struct dojo_error *error)
{
	bool https = starts_with_scheme(text, length, "https://"), http = starts_with_scheme(text, length, "http://");

	if (kind == DOJO_KIND_WEBHOOK_URL && !https && !(http && dojo_url_is_loopback(text))) {
		return refuse(path, error, "expected " A_WEBHOOK_URL);
	}
	if (kind == DOJO_KIND_URL && !strchr(text, ':')) {
		return refuse(path, error, "expected " A_URL);
	}
	return DOJO_OK;
}

static enum dojo_code check_string(const struct dojo_field *field, enum dojo_field_kind kind, struct json_object *value,
                                   const struct dojo_path *path, struct dojo_error *error)
{
	const char *text = json_object_get_string(value);
	size_t length = (size_t) json_object_get_string_len(value), characters;
	char what[512];

	switch (kind) {
		case DOJO_KIND_ENUM:
			if (!listed(field->values, text, length)) {
				snprintf(what, sizeof what, "one of %s", field->values);
				return refuse_type(what, kind, value, path, error);
			}
			return DOJO_OK;
		case DOJO_KIND_DATE_TIME:
			return looks_like_date_time(text, length) ? DOJO_OK : refuse_type(A_DATE_TIME, kind, value, path, error);
		case DOJO_KIND_TIME_SPAN:
			return looks_like_time_span(text, length) ? DOJO_OK : refuse_type(A_TIME_SPAN, kind, value, path, error);
		case DOJO_KIND_CURRENCY:
			return looks_like_currency(text, length) ? DOJO_OK : refuse_type(A_CURRENCY, kind, value, path, error);
		case DOJO_KIND_URL:
		case DOJO_KIND_WEBHOOK_URL:
			return check_url(kind, text, length, path, error);
		default:
			break;
	}
	if (field->kind != DOJO_KIND_STRING) {
		return DOJO_OK; /* a list's members have no bounds of their own */
	}
	characters = count_characters(text, length);
	if ((int64_t) characters < field->minimum) {
		snprintf(what, sizeof what, "expected at least %lld character%s, got %zu", (long long) field->minimum,
		         field->minimum == 1 ? "" : "s", characters);
		return refuse(path, error, what);
	}
	if ((int64_t) characters > field->maximum) {
		snprintf(what, sizeof what, "expected at most %lld characters, got %zu", (long long) field->maximum, characters);
		return refuse(path, error, what);
	}
	return DOJO_OK;
}

static enum dojo_code check_integer(const struct dojo_field *field, struct json_object *value, const struct dojo_path *path,
                                    struct dojo_error *error)
{
	int64_t number = json_object_get_int64(value);
	char what[160];

	if (number < field->minimum || number > field->maximum) {
		snprintf(what, sizeof what, "expected an integer from %lld to %lld, got %lld", (long long) field->minimum,
		         (long long) field->maximum, (long long) number);
		return refuse(path, error, what);
	}
	return DOJO_OK;
}

static enum dojo_code check_list(const struct dojo_field *field, struct json_object *list, const struct dojo_path *path,
                                 struct dojo_error *error)
{
	for (size_t i = 0; i < json_object_array_length(list); i++) {
		struct dojo_path step = {path, NULL, i};
		struct json_object *item = json_object_array_get_idx(list, i), *before = item;
		enum dojo_code code = check_value(field, field->item, &item, &step, error);

		if (code != DOJO_OK) {
			return code;
		}
		if (item != before && json_object_array_put_idx(list, i, item) != 0) {
			json_object_put(item);
			return dojo_error_memory(error);
		}
	}
	return DOJO_OK;
}

static enum dojo_code check_map(struct json_object *map, const struct dojo_path *path, struct dojo_error *error)
{
	json_object_object_foreach(map, key, value)
	{
		struct dojo_path step = {path, key, 0};

		if (!json_object_is_type(value, json_type_string)) {
			return refuse_type("string", DOJO_KIND_STRING, value, &step, error);
		}
	}
	return DOJO_OK;
}

static enum dojo_code check_one_of(const char *values, struct json_object *object, const struct dojo_path *path,
                                   struct dojo_error *error)
{
	char key[64], what[256];
	int present = 0;

	for (const char *at = values; *at; at += strcspn(at, "|"), at += *at == '|') {
		struct json_object *member;

		snprintf(key, sizeof key, "%.*s", (int) strcspn(at, "|"), at);
		present += json_object_object_get_ex(object, key, &member) && member;
	}
	if (present != 1) {
		snprintf(what, sizeof what, "expected exactly one of %s, got %d of them", values, present);
		return refuse(path, error, what);
	}
	return DOJO_OK;
}

static enum dojo_code check_object(const struct dojo_field *fields, struct json_object *object, const struct dojo_path *path,
                                   struct dojo_error *error)
{
	for (const struct dojo_field *field = fields; field->kind != DOJO_KIND_END; field++) {
		struct dojo_path step = {path, field->name, 0};
		struct json_object *value = NULL, *before;
		enum dojo_code code;
		char what[192];

		if (field->kind == DOJO_KIND_ONE_OF) {
			code = check_one_of(field->values, object, path, error);
			if (code != DOJO_OK) {
				return code;
			}
			continue;
		}
		if (!json_object_object_get_ex(object, field->name, &value)) {
			if (field->required) {
				snprintf(what, sizeof what, "missing, expected %s", expectation(field, field->kind));
				return refuse(&step, error, what);
			}
			continue;
		}
		if (!value && field->nullable) {
			continue;
		}
		before = value;
		code = check_value(field, field->kind, &value, &step, error);
		if (code != DOJO_OK) {
			return code;
		}
		if (value != before && json_object_object_add(object, field->name, value) != 0) {
			json_object_put(value);
			return dojo_error_memory(error);
		}
	}
	return DOJO_OK;
}

/* Where an object belongs, an empty list is one: PHP's [] does not tell them apart. *value is then a new object, and the
   caller puts it in the old one's place. */
static enum dojo_code as_object(struct json_object **value, struct dojo_error *error)
{
	if (json_object_is_type(*value, json_type_array) && json_object_array_length(*value) == 0) {
		*value = json_object_new_object();
		if (!*value) {
			return dojo_error_memory(error);
		}
	}
	return DOJO_OK;
}

static enum dojo_code check_members(const struct dojo_field *field, enum dojo_field_kind kind, struct json_object **value,
                                    const struct dojo_path *path, struct dojo_error *error)
{
	struct json_object *before = *value;
	enum dojo_code code = as_object(value, error);

	if (code != DOJO_OK) {
		return code;
	}
	if (!json_object_is_type(*value, json_type_object)) {
		return refuse_type(expectation(field, kind), kind, *value, path, error);
	}
	code = kind == DOJO_KIND_MAP ? check_map(*value, path, error) : check_object(field->shape, *value, path, error);
	if (code != DOJO_OK && *value != before) {
		json_object_put(*value);
		*value = before;
	}
	return code;
}

/* On success *value may be another object than before, which the caller then owns; on failure it is what it was. */
static enum dojo_code check_value(const struct dojo_field *field, enum dojo_field_kind kind, struct json_object **value,
                                  const struct dojo_path *path, struct dojo_error *error)
{
	json_type type = json_object_get_type(*value);

	switch (kind) {
		case DOJO_KIND_OBJECT:
		case DOJO_KIND_MAP:
			return check_members(field, kind, value, path, error);
		case DOJO_KIND_LIST:
			return type == json_type_array ? check_list(field, *value, path, error)
			                               : refuse_type(field->unit, kind, *value, path, error);
		case DOJO_KIND_INTEGER:
			return type == json_type_int ? check_integer(field, *value, path, error)
			                             : refuse_type(field->unit, kind, *value, path, error);
		case DOJO_KIND_BOOLEAN:
			return type == json_type_boolean ? DOJO_OK : refuse_type(field->unit, kind, *value, path, error);
		default:
			return type == json_type_string ? check_string(field, kind, *value, path, error)
			                                : refuse_type(expectation(field, kind), kind, *value, path, error);
	}
}

enum dojo_code dojo_schema_check(const struct dojo_field *shape, struct json_object **body, struct dojo_error *error)
{
	struct dojo_field whole = {.kind = DOJO_KIND_OBJECT, .shape = shape, .unit = AN_OBJECT};
	struct json_object *before = *body;
	enum dojo_code code = check_value(&whole, DOJO_KIND_OBJECT, body, NULL, error);

	if (code == DOJO_OK && *body != before) {
		json_object_put(before);
	}
	return code;
}
