/* Converts PHP arrays to JSON, and checks each value on the way. */
#include "php_to_json.h"

#include "php_date_text.h"
#include "php_exception.h"

#include "dojo_core.h"

#include "ext/date/php_date.h"
#include "zend_enum.h"
#include "zend_strtod.h"
#include <json-c/json.h>

/* The limits of one request. Those of the API are far smaller, but an array whose levels are shared expands without end. */
#define MAX_REQUEST_BYTES (1 << 20) /* as JSON */
#define MAX_REQUEST_VALUES 50000

/* A conversion in progress. Each node belongs to the root from the start, and the root to the caller, because Zend code that
   runs in between may never return. */
struct encoder {
	struct json_object **root;
	size_t bytes; /* as JSON, so far */
	size_t values;
};

/* Where a value goes. */
struct place {
	struct json_object *parent; /* borrowed; NULL for the root */
	const char *key;            /* NULL in a list */
};

static bool encode_value(struct encoder *e, zval *value, const struct dojo_path *path, int depth, const struct place *place);

static bool throw_at(const struct dojo_path *path, const char *what)
{
	char field[DOJO_FIELD_SIZE];

	dojo_path_format(path, field, sizeof field);
	php_dojo_throw_invalid(field, "%s: %s", field, what);
	return false;
}

static bool throw_memory(void)
{
	php_dojo_throw_memory();
	return false;
}

/* NULL is JSON's null, as in json-c. */
static bool attach_node(struct encoder *e, const struct place *place, struct json_object *json)
{
	if (!place->parent) {
		*e->root = json;
		return true;
	}
	return (place->key ? json_object_object_add_ex(place->parent, place->key, json, JSON_C_OBJECT_ADD_KEY_IS_NEW)
	                   : json_object_array_add(place->parent, json)) == 0;
}

/* Puts a new node in its place; from then on the parent owns it. NULL means that json-c ran out of memory. */
static bool place_new(struct encoder *e, const struct place *place, struct json_object *json)
{
	if (json && attach_node(e, place, json)) {
		return true;
	}
	json_object_put(json);
	return throw_memory();
}

/* Adds a value to the size of the request. The size is limited because the levels of an array can all be the same array. */
static bool count_towards_limits(struct encoder *e, size_t values, size_t bytes)
{
	e->values += values;
	e->bytes += bytes;
	if (e->values > MAX_REQUEST_VALUES || e->bytes > MAX_REQUEST_BYTES) {
		php_dojo_throw_invalid("request", "request: too large; at most %d values, and %d bytes as JSON, can be sent",
		                       MAX_REQUEST_VALUES, MAX_REQUEST_BYTES);
		return false;
	}
	return true;
}

/* The length of a string in JSON, including its quotes. */
static size_t quoted_length(const char *data, size_t length)
{
	size_t sum = length + 2;

	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char) data[i];

		if (c == '"' || c == '\\' || (c >= '\b' && c <= '\r' && c != '\v')) {
			sum += 1;
		} else if (c < 0x20) {
			sum += 5;
		}
	}
	return sum;
}

static bool encode_string(struct encoder *e, zend_string *string, const struct dojo_path *path, const struct place *place)
{
	if (!dojo_utf8_valid(ZSTR_VAL(string), ZSTR_LEN(string))) {
		return throw_at(path, "the string is not valid UTF-8; convert it, e.g. with mb_convert_encoding()");
	}
	return count_towards_limits(e, 1, quoted_length(ZSTR_VAL(string), ZSTR_LEN(string))) &&
	       place_new(e, place, json_object_new_string_len(ZSTR_VAL(string), (int) ZSTR_LEN(string)));
}

static bool encode_float(struct encoder *e, double number, const struct dojo_path *path, const struct place *place)
{
	char text[64];

	if (!zend_finite(number)) {
		return throw_at(path, "expected a finite number, got INF or NAN");
	}
	/* The shortest text that reads back as the same number; json-c would print 17 digits. */
	for (int digits = 15; digits <= 17; digits++) {
		zend_gcvt(number, digits, '.', 'e', text);
		if (zend_strtod(text, NULL) == number) {
			break;
		}
	}
	return count_towards_limits(e, 1, strlen(text)) && place_new(e, place, json_object_new_double_s(number, text));
}

static bool encode_integer(struct encoder *e, zend_long number, const struct place *place)
{
	char text[24];

	return count_towards_limits(e, 1, (size_t) snprintf(text, sizeof text, ZEND_LONG_FMT, number)) &&
	       place_new(e, place, json_object_new_int64(number));
}

/* A date or an interval, whose text needs no escapes. `problem` is why it has none, or NULL. */
static bool encode_date_text(struct encoder *e, const char *problem, const char *text, const struct dojo_path *path,
                             const struct place *place)
{
	return problem ? throw_at(path, problem)
	               : count_towards_limits(e, 1, strlen(text) + 2) && place_new(e, place, json_object_new_string(text));
}

static bool encode_list(struct encoder *e, HashTable *table, const struct dojo_path *path, int depth, const struct place *place)
{
	struct place within = {json_object_new_array(), NULL};
	zval *element;
	size_t index = 0;

	if (!place_new(e, place, within.parent)) {
		return false;
	}
	ZEND_HASH_FOREACH_VAL (table, element) {
		struct dojo_path step = {path, NULL, index++};

		if (!encode_value(e, element, &step, depth + 1, &within)) {
			return false;
		}
	}
	ZEND_HASH_FOREACH_END();
	return true;
}

static bool encode_map(struct encoder *e, HashTable *table, const struct dojo_path *path, int depth, const struct place *place)
{
	struct place within = {json_object_new_object(), NULL};
	zend_string *key;
	zend_ulong number;
	zval *element;

	if (!place_new(e, place, within.parent)) {
		return false;
	}
	ZEND_HASH_FOREACH_KEY_VAL (table, number, key, element) {
		char digits[24];
		struct dojo_path step = {path, key ? ZSTR_VAL(key) : digits, 0};

		snprintf(digits, sizeof digits, ZEND_LONG_FMT, (zend_long) number);
		if (key && (!dojo_utf8_valid(ZSTR_VAL(key), ZSTR_LEN(key)) || strlen(ZSTR_VAL(key)) != ZSTR_LEN(key))) {
			return throw_at(path, "a key is not valid UTF-8, or contains a NUL byte");
		}
		if (Z_TYPE_P(element) == IS_INDIRECT) {
			element = Z_INDIRECT_P(element);
		}
		within.key = step.key;
		if (!count_towards_limits(e, 0, quoted_length(step.key, strlen(step.key)) + 1) ||
		    !encode_value(e, element, &step, depth + 1, &within)) {
			return false;
		}
	}
	ZEND_HASH_FOREACH_END();
	return true;
}

/* An array; with `is_map` it becomes an object even if it is empty. */
static bool encode_table(struct encoder *e, HashTable *table, bool is_map, const struct dojo_path *path, int depth,
                         const struct place *place)
{
	uint32_t count = zend_hash_num_elements(table);
	char what[160];

	if (depth >= DOJO_JSON_MAX_DEPTH) {
		snprintf(what, sizeof what, "the array is nested deeper than %d levels, or contains itself", DOJO_JSON_MAX_DEPTH);
		return throw_at(path, what);
	}
	/* The brackets and the commas. */
	if (!count_towards_limits(e, 1, 2 + (count ? count - 1 : 0))) {
		return false;
	}
	return is_map || !zend_array_is_list(table) ? encode_map(e, table, path, depth, place)
	                                            : encode_list(e, table, path, depth, place);
}

static bool encode_object(struct encoder *e, zval *value, const struct dojo_path *path, int depth, const struct place *place)
{
	zend_class_entry *ce = Z_OBJCE_P(value);
	const char *problem;
	char text[PHP_DOJO_DATE_TEXT_SIZE], what[256];

	if ((ce->ce_flags & ZEND_ACC_ENUM) && ce->enum_backing_type != IS_UNDEF) {
		return encode_value(e, zend_enum_fetch_case_value(Z_OBJ_P(value)), path, depth, place);
	}
	if (instanceof_function(ce, php_date_get_interface_ce())) {
		problem = php_dojo_date_to_text(value, text);
		return encode_date_text(e, problem, text, path, place);
	}
	if (instanceof_function(ce, php_date_get_interval_ce())) {
		problem = php_dojo_interval_to_text(value, text);
		return encode_date_text(e, problem, text, path, place);
	}
	if (ce == zend_standard_class_def) {
		return encode_table(e, Z_OBJPROP_P(value), true, path, depth, place);
	}
	snprintf(what, sizeof what,
	         "unsupported object of class %.120s: pass arrays, scalars, backed enums, DateTimeInterface or DateInterval",
	         ZSTR_VAL(ce->name));
	return throw_at(path, what);
}

static bool encode_value(struct encoder *e, zval *value, const struct dojo_path *path, int depth, const struct place *place)
{
	char what[160];

	ZVAL_DEREF(value);
	switch (Z_TYPE_P(value)) {
		case IS_NULL:
			return count_towards_limits(e, 1, 4) && (attach_node(e, place, NULL) || throw_memory());
		case IS_FALSE:
		case IS_TRUE:
			return count_towards_limits(e, 1, Z_TYPE_P(value) == IS_TRUE ? 4 : 5) &&
			       place_new(e, place, json_object_new_boolean(Z_TYPE_P(value) == IS_TRUE));
		case IS_LONG:
			return encode_integer(e, Z_LVAL_P(value), place);
		case IS_DOUBLE:
			return encode_float(e, Z_DVAL_P(value), path, place);
		case IS_STRING:
			return encode_string(e, Z_STR_P(value), path, place);
		case IS_OBJECT:
			return encode_object(e, value, path, depth, place);
		case IS_ARRAY:
			return encode_table(e, Z_ARRVAL_P(value), false, path, depth, place);
	}
	snprintf(what, sizeof what, "unsupported type %s", zend_zval_type_name(value));
	return throw_at(path, what);
}

bool php_dojo_to_json(HashTable *array, struct json_object **out)
{
	struct encoder e = {.root = out};
	const struct place root = {0};

	*out = NULL;
	if (encode_table(&e, array, zend_hash_num_elements(array) == 0, NULL, 0, &root)) {
		return true;
	}
	dojo_json_free(*out);
	*out = NULL;
	return false;
}
