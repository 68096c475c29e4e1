/* Checks a request body against the rows of dojo_schemas.def. */
#include "dojo_schema.h"

#include "dojo_text.h"
#include "dojo_url.h"

#include <json-c/json.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define AN_OBJECT "object (an array with string keys)"
#define A_MONEY "money such as ['value' => 1999, 'currencyCode' => 'GBP']"

static enum dojo_code check_value(const struct dojo_field *field, enum dojo_field_kind kind, struct json_object **value,
                                  const struct dojo_path *path, struct dojo_error *error);

static bool is_container(enum dojo_field_kind kind)
{
	return kind == DOJO_KIND_OBJECT || kind == DOJO_KIND_LIST || kind == DOJO_KIND_MAP;
}

/* Describes the value for a message. A string is quoted only if it is short and no object or list was expected, a number only if
   no string was expected: otherwise it may be a password. */
static void describe_value(struct json_object *value, enum dojo_field_kind expected, char *out, size_t size)
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

static enum dojo_code refuse_field(const struct dojo_path *path, struct dojo_error *error, const char *format, ...)
	DOJO_PRINTF(3, 4);
static enum dojo_code refuse_field(const struct dojo_path *path, struct dojo_error *error, const char *format, ...)
{
	char field[DOJO_FIELD_SIZE], reason[512];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(reason, sizeof reason, format, arguments);
	va_end(arguments);
	dojo_path_format(path, field, sizeof field);
	return dojo_error_invalid(error, field, "%s: %s", field, reason);
}

static enum dojo_code refuse_value(const char *expected, enum dojo_field_kind kind, struct json_object *value,
                                   const struct dojo_path *path, struct dojo_error *error)
{
	char got[128];

	describe_value(value, kind, got, sizeof got);
	return refuse_field(path, error, "expected %s, got %s", expected, got);
}

/* What messages say was expected: of the field itself, or of a list's item if `kind` is the items'. */
static const char *expected_text(const struct dojo_field *field, enum dojo_field_kind kind)
{
	if (kind == DOJO_KIND_OBJECT) {
		return field->shape == dojo_money_shape ? A_MONEY : AN_OBJECT;
	}
	if (kind == DOJO_KIND_MAP) {
		return AN_OBJECT;
	}
	return kind == field->kind ? field->expected : "string";
}

static size_t count_characters(const char *text, size_t length)
{
	size_t count = 0;

	for (size_t i = 0; i < length; i++) {
		count += ((unsigned char) text[i] & 0xC0) != 0x80;
	}
	return count;
}

/* Whether the word is one of "A|B|C". */
static bool is_enum_value(const char *values, const char *word, size_t length)
{
	for (;;) {
		size_t span = strcspn(values, "|");

		if (span == length && memcmp(values, word, length) == 0) {
			return true;
		}
		if (!values[span]) {
			return false;
		}
		values += span + 1;
	}
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

static bool is_acceptable_url(enum dojo_field_kind kind, const char *text, size_t length)
{
	if (kind == DOJO_KIND_URL) {
		return strchr(text, ':') != NULL;
	}
	return starts_with_scheme(text, length, "https://") ||
	       (starts_with_scheme(text, length, "http://") && dojo_url_is_loopback(text));
}

static enum dojo_code check_length(const struct dojo_field *field, const char *text, size_t length,
                                   const struct dojo_path *path, struct dojo_error *error)
{
	size_t characters = count_characters(text, length);

	if ((int64_t) characters < field->minimum) {
		return refuse_field(path, error, "expected at least %lld character%s, got %zu", (long long) field->minimum,
		                    field->minimum == 1 ? "" : "s", characters);
	}
	if ((int64_t) characters > field->maximum) {
		return refuse_field(path, error, "expected at most %lld characters, got %zu", (long long) field->maximum, characters);
	}
	return DOJO_OK;
}

static enum dojo_code check_string(const struct dojo_field *field, enum dojo_field_kind kind, struct json_object *value,
                                   const struct dojo_path *path, struct dojo_error *error)
{
	const char *text = json_object_get_string(value), *expected = field->expected;
	size_t length = (size_t) json_object_get_string_len(value);
	char one_of[256];
	bool good;

	switch (kind) {
		case DOJO_KIND_ENUM: /* of a field, or of a list's items */
			good = is_enum_value(field->values, text, length);
			snprintf(one_of, sizeof one_of, "one of %s", field->values);
			expected = one_of;
			break;
		case DOJO_KIND_DATE_TIME:
			good = looks_like_date_time(text, length);
			break;
		case DOJO_KIND_TIME_SPAN:
			good = looks_like_time_span(text, length);
			break;
		case DOJO_KIND_CURRENCY:
			good = looks_like_currency(text, length);
			break;
		case DOJO_KIND_URL:
		case DOJO_KIND_WEBHOOK_URL: /* the message leaves the URL out, which may contain a password */
			return is_acceptable_url(kind, text, length) ? DOJO_OK : refuse_field(path, error, "expected %s", expected);
		default: /* a list's items have no length limits */
			return field->kind == DOJO_KIND_STRING ? check_length(field, text, length, path, error) : DOJO_OK;
	}
	return good ? DOJO_OK : refuse_value(expected, kind, value, path, error);
}

static enum dojo_code check_integer(const struct dojo_field *field, struct json_object *value, const struct dojo_path *path,
                                    struct dojo_error *error)
{
	int64_t number = json_object_get_int64(value);

	if (number < field->minimum || number > field->maximum) {
		return refuse_field(path, error, "expected an integer from %lld to %lld, got %lld", (long long) field->minimum,
		                    (long long) field->maximum, (long long) number);
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
			return refuse_value("string", DOJO_KIND_STRING, value, &step, error);
		}
	}
	return DOJO_OK;
}

static enum dojo_code check_one_of(const char *values, struct json_object *object, const struct dojo_path *path,
                                   struct dojo_error *error)
{
	char key[64];
	int present = 0;

	for (const char *at = values; *at; at += strcspn(at, "|"), at += *at == '|') {
		struct json_object *member;

		snprintf(key, sizeof key, "%.*s", (int) strcspn(at, "|"), at);
		present += json_object_object_get_ex(object, key, &member) && member;
	}
	if (present != 1) {
		return refuse_field(path, error, "expected exactly one of %s, got %d of them", values, present);
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

		if (field->kind == DOJO_KIND_ONE_OF) {
			code = check_one_of(field->values, object, path, error);
			if (code != DOJO_OK) {
				return code;
			}
			continue;
		}
		if (!json_object_object_get_ex(object, field->name, &value)) {
			if (field->required) {
				return refuse_field(&step, error, "missing, expected %s", expected_text(field, field->kind));
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

/* Replaces an empty list by a new empty object, because PHP's [] can mean either. The caller stores it in the parent. */
static enum dojo_code empty_list_to_object(struct json_object **value, struct dojo_error *error)
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
	enum dojo_code code = empty_list_to_object(value, error);

	if (code != DOJO_OK) {
		return code;
	}
	if (!json_object_is_type(*value, json_type_object)) {
		return refuse_value(expected_text(field, kind), kind, *value, path, error);
	}
	code = kind == DOJO_KIND_MAP ? check_map(*value, path, error) : check_object(field->shape, *value, path, error);
	if (code != DOJO_OK && *value != before) {
		json_object_put(*value);
		*value = before;
	}
	return code;
}

/* On success *value may have been replaced by a new object, which the caller then owns; on failure it is unchanged. */
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
			                               : refuse_value(field->expected, kind, *value, path, error);
		case DOJO_KIND_INTEGER:
			return type == json_type_int ? check_integer(field, *value, path, error)
			                             : refuse_value(field->expected, kind, *value, path, error);
		case DOJO_KIND_BOOLEAN:
			return type == json_type_boolean ? DOJO_OK : refuse_value(field->expected, kind, *value, path, error);
		default:
			return type == json_type_string ? check_string(field, kind, *value, path, error)
			                                : refuse_value(expected_text(field, kind), kind, *value, path, error);
	}
}

enum dojo_code dojo_schema_check(const struct dojo_field *shape, struct json_object **body, struct dojo_error *error)
{
	struct dojo_field whole = {.kind = DOJO_KIND_OBJECT, .shape = shape};
	struct json_object *before = *body;
	enum dojo_code code = check_value(&whole, DOJO_KIND_OBJECT, body, NULL, error);

	if (code == DOJO_OK && *body != before) {
		json_object_put(before);
	}
	return code;
}
