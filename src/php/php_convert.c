/* PHP values to JSON and back. */
#include "php_dojo_classes.h"

#include "ext/date/php_date.h"
#include "zend_strtod.h"
#include "zend_enum.h"
#include "zend_interfaces.h"
#include <json-c/json.h>

/* A conversion under way. What has been made so far hangs on the root, which somebody owns, for Zend code runs in between. */
struct conversion {
	struct json_object **root;
	size_t bytes; /* as JSON, so far */
	size_t values;
};

/* Where a value goes: to an object under its key, to the end of a list, or to the root. */
struct place {
	struct json_object *parent; /* NULL for the root */
	const char *key;            /* NULL in a list */
};

static bool convert(struct conversion *c, zval *value, const struct dojo_path *path, int depth, const struct place *place);

static bool refuse(const struct dojo_path *path, const char *what)
{
	char field[DOJO_FIELD_SIZE];

	dojo_path_format(path, field, sizeof field);
	php_dojo_throw_invalid(field, "%s: %s", field, what);
	return false;
}

static bool refuse_memory(void)
{
	struct dojo_error error;

	dojo_error_memory(&error);
	php_dojo_throw(&error, NULL);
	return false;
}

/* json-c has NULL for JSON null. */
static bool attach(struct conversion *c, const struct place *place, struct json_object *json)
{
	if (!place->parent) {
		*c->root = json;
		return true;
	}
	return (place->key ? json_object_object_add_ex(place->parent, place->key, json, JSON_C_OBJECT_ADD_KEY_IS_NEW)
	                   : json_object_array_add(place->parent, json)) == 0;
}

/* Puts a new node (NULL: there was no memory for it) in its place, whose parent owns it from then on. */
static bool put(struct conversion *c, const struct place *place, struct json_object *json)
{
	if (json && attach(c, place, json)) {
		return true;
	}
	json_object_put(json);
	return refuse_memory();
}

/* Counts what a value adds to the request, which is bounded: the levels of an array can be the same one, many times over. */
static bool spend(struct conversion *c, size_t values, size_t bytes)
{
	c->values += values;
	c->bytes += bytes;
	if (c->values > PHP_DOJO_MOST_VALUES || c->bytes > PHP_DOJO_MOST_BYTES) {
		php_dojo_throw_invalid("request", "request: it is too large: at most %d values, and %d bytes as JSON, can be sent",
		                       PHP_DOJO_MOST_VALUES, PHP_DOJO_MOST_BYTES);
		return false;
	}
	return true;
}

/* The bytes of a string in JSON, its quotes included. */
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

static bool convert_string(struct conversion *c, zend_string *string, const struct dojo_path *path, const struct place *place)
{
	if (!dojo_utf8_valid(ZSTR_VAL(string), ZSTR_LEN(string))) {
		return refuse(path, "the string is not valid UTF-8; convert it, e.g. with mb_convert_encoding()");
	}
	return spend(c, 1, quoted_length(ZSTR_VAL(string), ZSTR_LEN(string))) &&
	       put(c, place, json_object_new_string_len(ZSTR_VAL(string), (int) ZSTR_LEN(string)));
}

static bool convert_float(struct conversion *c, double number, const struct dojo_path *path, const struct place *place)
{
	char text[64];

	if (!zend_finite(number)) {
		return refuse(path, "expected a finite number, got INF or NAN");
	}
	/* The shortest text that reads back as the same number, where json-c would print 17 digits. */
	for (int digits = 15; digits <= 17; digits++) {
		zend_gcvt(number, digits, '.', 'e', text);
		if (zend_strtod(text, NULL) == number) {
			break;
		}
	}
	return spend(c, 1, strlen(text)) && put(c, place, json_object_new_double_s(number, text));
}

static bool convert_integer(struct conversion *c, zend_long number, const struct place *place)
{
	char text[24];

	return spend(c, 1, (size_t) snprintf(text, sizeof text, ZEND_LONG_FMT, number)) &&
	       put(c, place, json_object_new_int64(number));
}

/* ISO 8601 in UTC, with microseconds where there are any. */
static bool convert_date(struct conversion *c, zval *date, const struct dojo_path *path, const struct place *place)
{
	php_date_obj *object = Z_PHPDATE_P(date);
	zend_string *text;
	bool done;

	if (!object->time) {
		return refuse(path, "the date object was never initialised");
	}
	text = php_format_date(object->time->us ? "Y-m-d\\TH:i:s" : "Y-m-d\\TH:i:s\\Z", object->time->us ? 12 : 14,
	                       object->time->sse, 0);
	if (object->time->us) {
		zend_string *longer = zend_strpprintf(0, "%s.%06dZ", ZSTR_VAL(text), (int) object->time->us);

		zend_string_release(text);
		text = longer;
	}
	done = convert_string(c, text, path, place);
	zend_string_release(text);
	return done;
}

/* Why an interval can't be sent as [d.]hh:mm:ss, which is what the API's time spans are; NULL where it can. */
static const char *interval_problem(const timelib_rel_time *t)
{
	if ((t->y || t->m) && t->days == TIMELIB_UNSET) {
		return "expected a DateInterval of days, hours, minutes and seconds: months and years have no fixed length";
	}
	if (t->have_weekday_relative || t->have_special_relative || t->first_last_day_of) {
		return "expected a DateInterval of days, hours, minutes and seconds: \"next monday\" and its like have no fixed length";
	}
	if (t->us) {
		return "expected a DateInterval of whole seconds, got a fraction of one";
	}
	return NULL;
}

static bool convert_interval(struct conversion *c, zval *interval, const struct dojo_path *path, const struct place *place)
{
	php_interval_obj *object = Z_PHPINTERVAL_P(interval);
	timelib_rel_time *t = object->diff;
	const char *problem;
	int64_t seconds = 0;
	char text[64];

	if (!object->initialized || !t) {
		return refuse(path, "the DateInterval was never initialised");
	}
	problem = interval_problem(t);
	if (problem) {
		return refuse(path, problem);
	}
	const struct {
		int64_t count, seconds;
	} parts[] = {{t->days != TIMELIB_UNSET ? t->days : t->d, 86400}, {t->h, 3600}, {t->i, 60}, {t->s, 1}};

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		/* Far beyond what the API takes, and far from what the sum could not hold. */
		if (parts[i].count > INT32_MAX || parts[i].count < INT32_MIN) {
			return refuse(path, "the DateInterval is too long");
		}
		seconds += parts[i].count * parts[i].seconds;
	}
	if (t->invert || seconds < 0) {
		return refuse(path, "expected a positive DateInterval");
	}
	if (seconds >= 86400) {
		snprintf(text, sizeof text, "%lld.%02d:%02d:%02d", (long long) (seconds / 86400), (int) (seconds / 3600 % 24),
		         (int) (seconds / 60 % 60), (int) (seconds % 60));
	} else {
		snprintf(text, sizeof text, "%02d:%02d:%02d", (int) (seconds / 3600), (int) (seconds / 60 % 60), (int) (seconds % 60));
	}
	return spend(c, 1, strlen(text) + 2) && put(c, place, json_object_new_string(text));
}

static bool convert_list(struct conversion *c, HashTable *table, const struct dojo_path *path, int depth,
                         const struct place *place)
{
	struct place within = {json_object_new_array(), NULL};
	zval *element;
	size_t index = 0;

	if (!put(c, place, within.parent)) {
		return false;
	}
	ZEND_HASH_FOREACH_VAL (table, element) {
		struct dojo_path step = {path, NULL, index++};

		if (!convert(c, element, &step, depth + 1, &within)) {
			return false;
		}
	}
	ZEND_HASH_FOREACH_END();
	return true;
}

static bool convert_map(struct conversion *c, HashTable *table, const struct dojo_path *path, int depth,
                        const struct place *place)
{
	struct place within = {json_object_new_object(), NULL};
	zend_string *key;
	zend_ulong number;
	zval *element;

	if (!put(c, place, within.parent)) {
		return false;
	}
	ZEND_HASH_FOREACH_KEY_VAL (table, number, key, element) {
		char digits[24];
		struct dojo_path step = {path, key ? ZSTR_VAL(key) : digits, 0};

		snprintf(digits, sizeof digits, ZEND_LONG_FMT, (zend_long) number);
		if (key && (!dojo_utf8_valid(ZSTR_VAL(key), ZSTR_LEN(key)) || strlen(ZSTR_VAL(key)) != ZSTR_LEN(key))) {
			return refuse(path, "a key is not valid UTF-8, or holds a NUL byte");
		}
		if (Z_TYPE_P(element) == IS_INDIRECT) {
			element = Z_INDIRECT_P(element);
		}
		within.key = step.key;
		if (!spend(c, 0, quoted_length(step.key, strlen(step.key)) + 1) || !convert(c, element, &step, depth + 1, &within)) {
			return false;
		}
	}
	ZEND_HASH_FOREACH_END();
	return true;
}

/* An array, or with `is_map` what is an object even where it is empty. */
static bool convert_table(struct conversion *c, HashTable *table, bool is_map, const struct dojo_path *path, int depth,
                          const struct place *place)
{
	uint32_t count = zend_hash_num_elements(table);
	char what[160];

	if (depth >= DOJO_JSON_MAX_DEPTH) {
		snprintf(what, sizeof what, "the array is nested deeper than %d levels, or contains itself", DOJO_JSON_MAX_DEPTH);
		return refuse(path, what);
	}
	/* Two brackets, and the commas. */
	if (!spend(c, 1, 2 + (count ? count - 1 : 0))) {
		return false;
	}
	return is_map || !zend_array_is_list(table) ? convert_map(c, table, path, depth, place)
	                                            : convert_list(c, table, path, depth, place);
}

static bool convert_object(struct conversion *c, zval *value, const struct dojo_path *path, int depth,
                           const struct place *place)
{
	zend_class_entry *ce = Z_OBJCE_P(value);
	char what[256];

	if ((ce->ce_flags & ZEND_ACC_ENUM) && ce->enum_backing_type != IS_UNDEF) {
		return convert(c, zend_enum_fetch_case_value(Z_OBJ_P(value)), path, depth, place);
	}
	if (instanceof_function(ce, php_date_get_interface_ce())) {
		return convert_date(c, value, path, place);
	}
	if (instanceof_function(ce, php_date_get_interval_ce())) {
		return convert_interval(c, value, path, place);
	}
	if (ce == zend_standard_class_def) {
		return convert_table(c, Z_OBJPROP_P(value), true, path, depth, place);
	}
	snprintf(what, sizeof what,
	         "unsupported object of class %.120s: pass arrays, scalars, backed enums, DateTimeInterface or DateInterval",
	         ZSTR_VAL(ce->name));
	return refuse(path, what);
}

static bool convert(struct conversion *c, zval *value, const struct dojo_path *path, int depth, const struct place *place)
{
	char what[160];

	ZVAL_DEREF(value);
	switch (Z_TYPE_P(value)) {
		case IS_NULL:
			return spend(c, 1, 4) && (attach(c, place, NULL) || refuse_memory());
		case IS_FALSE:
		case IS_TRUE:
			return spend(c, 1, Z_TYPE_P(value) == IS_TRUE ? 4 : 5) &&
			       put(c, place, json_object_new_boolean(Z_TYPE_P(value) == IS_TRUE));
		case IS_LONG:
			return convert_integer(c, Z_LVAL_P(value), place);
		case IS_DOUBLE:
			return convert_float(c, Z_DVAL_P(value), path, place);
		case IS_STRING:
			return convert_string(c, Z_STR_P(value), path, place);
		case IS_OBJECT:
			return convert_object(c, value, path, depth, place);
		case IS_ARRAY:
			return convert_table(c, Z_ARRVAL_P(value), false, path, depth, place);
	}
	snprintf(what, sizeof what, "unsupported type %s", zend_zval_type_name(value));
	return refuse(path, what);
}

bool php_dojo_to_json(HashTable *array, struct json_object **out)
{
	struct conversion c = {.root = out};
	const struct place root = {0};

	*out = NULL;
	if (convert_table(&c, array, zend_hash_num_elements(array) == 0, NULL, 0, &root)) {
		return true;
	}
	dojo_json_free(*out);
	*out = NULL;
	return false;
}

bool php_dojo_to_texts(HashTable *list, const char *name, struct dojo_text **out, size_t *count)
{
	struct dojo_path root = {NULL, name, 0};
	struct dojo_text *texts;
	zval *element;
	char what[160];

	*out = NULL;
	*count = 0;
	if (zend_hash_num_elements(list) == 0) {
		return true;
	}
	texts = safe_emalloc(zend_hash_num_elements(list), sizeof *texts, 0);
	ZEND_HASH_FOREACH_VAL (list, element) {
		struct dojo_path step = {&root, NULL, *count};

		ZVAL_DEREF(element);
		if (Z_TYPE_P(element) == IS_OBJECT && (Z_OBJCE_P(element)->ce_flags & ZEND_ACC_ENUM) &&
		    Z_OBJCE_P(element)->enum_backing_type == IS_STRING) {
			element = zend_enum_fetch_case_value(Z_OBJ_P(element));
			ZVAL_DEREF(element); /* array_walk() makes a reference of it */
		}
		if (Z_TYPE_P(element) != IS_STRING) {
			efree(texts);
			*count = 0;
			snprintf(what, sizeof what, "expected string, got %s", zend_zval_type_name(element));
			return refuse(&step, what);
		}
		texts[(*count)++] = php_dojo_text(Z_STR_P(element));
	}
	ZEND_HASH_FOREACH_END();
	*out = texts;
	return true;
}

/* -------------------------------------------------------------------------------------------------------- JSON to PHP -- */

void php_dojo_text_to_zval(struct dojo_text text, zval *out)
{
	if (text.data) {
		ZVAL_STRINGL_FAST(out, text.data, text.length);
	} else {
		ZVAL_NULL(out);
	}
}

void php_dojo_from_json(struct json_object *json, zval *out)
{
	zval element;

	switch (json_object_get_type(json)) {
		case json_type_null:
			ZVAL_NULL(out);
			return;
		case json_type_boolean:
			ZVAL_BOOL(out, json_object_get_boolean(json));
			return;
		case json_type_int:
			ZVAL_LONG(out, json_object_get_int64(json));
			return;
		case json_type_double:
			ZVAL_DOUBLE(out, json_object_get_double(json));
			return;
		case json_type_string:
			ZVAL_STRINGL_FAST(out, json_object_get_string(json), (size_t) json_object_get_string_len(json));
			return;
		case json_type_array:
			if (json_object_array_length(json) == 0) {
				ZVAL_EMPTY_ARRAY(out);
				return;
			}
			array_init_size(out, (uint32_t) json_object_array_length(json));
			zend_hash_real_init_packed(Z_ARRVAL_P(out));
			for (size_t i = 0; i < json_object_array_length(json); i++) {
				php_dojo_from_json(json_object_array_get_idx(json, i), &element);
				zend_hash_next_index_insert_new(Z_ARRVAL_P(out), &element);
			}
			return;
		case json_type_object:
			array_init_size(out, (uint32_t) json_object_object_length(json));
			json_object_object_foreach(json, key, value)
			{
				php_dojo_from_json(value, &element);
				zend_symtable_str_update(Z_ARRVAL_P(out), key, strlen(key), &element);
			}
			return;
	}
	ZVAL_NULL(out);
}
