/* PHP values to JSON and back. */
#include "php_dojo_classes.h"

#include "ext/date/php_date.h"
#include "zend_strtod.h"
#include "zend_enum.h"
#include "zend_interfaces.h"
#include <json-c/json.h>

static bool convert(zval *value, const struct dojo_path *path, int depth, struct json_object **out);

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

static bool finish(struct json_object *json, struct json_object **out)
{
	*out = json;
	return json || refuse_memory();
}

static bool convert_string(zend_string *string, const struct dojo_path *path, struct json_object **out)
{
	if (!dojo_utf8_valid(ZSTR_VAL(string), ZSTR_LEN(string))) {
		return refuse(path, "the string is not valid UTF-8; convert it, e.g. with mb_convert_encoding()");
	}
	if (ZSTR_LEN(string) > INT32_MAX) {
		return refuse(path, "the string is too long");
	}
	return finish(json_object_new_string_len(ZSTR_VAL(string), (int) ZSTR_LEN(string)), out);
}

static bool convert_float(double number, const struct dojo_path *path, struct json_object **out)
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
	return finish(json_object_new_double_s(number, text), out);
}

/* ISO 8601 in UTC, with microseconds where there are any. */
static bool convert_date(zval *date, const struct dojo_path *path, struct json_object **out)
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
	done = convert_string(text, path, out);
	zend_string_release(text);
	return done;
}

/* The API's time spans are [d.]hh:mm:ss; a month or a year has no fixed length there. */
static bool convert_interval(zval *interval, const struct dojo_path *path, struct json_object **out)
{
	php_interval_obj *object = Z_PHPINTERVAL_P(interval);
	timelib_rel_time *t = object->diff;
	int64_t seconds = 0;
	char text[64];

	if (!object->initialized || !t) {
		return refuse(path, "the DateInterval was never initialised");
	}
	if ((t->y || t->m) && t->days == TIMELIB_UNSET) {
		return refuse(path,
		              "expected a DateInterval of days, hours, minutes and seconds: months and years have no fixed length");
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
	return finish(json_object_new_string(text), out);
}

static bool convert_object(zval *value, const struct dojo_path *path, int depth, struct json_object **out)
{
	zend_class_entry *ce = Z_OBJCE_P(value);
	char what[256];

	if ((ce->ce_flags & ZEND_ACC_ENUM) && ce->enum_backing_type != IS_UNDEF) {
		return convert(zend_enum_fetch_case_value(Z_OBJ_P(value)), path, depth, out);
	}
	if (instanceof_function(ce, php_date_get_interface_ce())) {
		return convert_date(value, path, out);
	}
	if (instanceof_function(ce, php_date_get_interval_ce())) {
		return convert_interval(value, path, out);
	}
	if (ce == zend_standard_class_def) {
		zval properties;

		ZVAL_ARR(&properties, Z_OBJPROP_P(value));
		if (!convert(&properties, path, depth, out)) {
			return false;
		}
		if (json_object_is_type(*out, json_type_array)) {
			json_object_put(*out);
			return finish(json_object_new_object(), out);
		}
		return true;
	}
	snprintf(what, sizeof what,
	         "unsupported object of class %.120s: pass arrays, scalars, backed enums, DateTimeInterface or DateInterval",
	         ZSTR_VAL(ce->name));
	return refuse(path, what);
}

static bool convert_list(HashTable *table, const struct dojo_path *path, int depth, struct json_object **out)
{
	struct json_object *list = json_object_new_array_ext((int) zend_hash_num_elements(table));
	zval *element;
	size_t index = 0;

	if (!list) {
		return refuse_memory();
	}
	ZEND_HASH_FOREACH_VAL (table, element) {
		struct dojo_path step = {path, NULL, index++};
		struct json_object *item;

		if (!convert(element, &step, depth + 1, &item)) {
			json_object_put(list);
			return false;
		}
		if (json_object_array_add(list, item) != 0) {
			json_object_put(item);
			json_object_put(list);
			return refuse_memory();
		}
	}
	ZEND_HASH_FOREACH_END();
	*out = list;
	return true;
}

static bool convert_map(HashTable *table, const struct dojo_path *path, int depth, struct json_object **out)
{
	struct json_object *object = json_object_new_object();
	zend_string *key;
	zend_ulong number;
	zval *element;

	if (!object) {
		return refuse_memory();
	}
	ZEND_HASH_FOREACH_KEY_VAL (table, number, key, element) {
		char digits[24];
		struct dojo_path step = {path, key ? ZSTR_VAL(key) : digits, 0};
		struct json_object *member;

		snprintf(digits, sizeof digits, ZEND_LONG_FMT, (zend_long) number);
		if (key && (!dojo_utf8_valid(ZSTR_VAL(key), ZSTR_LEN(key)) || strlen(ZSTR_VAL(key)) != ZSTR_LEN(key))) {
			refuse(path, "a key is not valid UTF-8, or holds a NUL byte");
			json_object_put(object);
			return false;
		}
		if (Z_TYPE_P(element) == IS_INDIRECT) {
			element = Z_INDIRECT_P(element);
		}
		if (!convert(element, &step, depth + 1, &member)) {
			json_object_put(object);
			return false;
		}
		if (json_object_object_add_ex(object, step.key, member, JSON_C_OBJECT_ADD_KEY_IS_NEW) != 0) {
			json_object_put(member);
			json_object_put(object);
			return refuse_memory();
		}
	}
	ZEND_HASH_FOREACH_END();
	*out = object;
	return true;
}

static bool convert(zval *value, const struct dojo_path *path, int depth, struct json_object **out)
{
	char what[160];

	*out = NULL;
	ZVAL_DEREF(value);
	switch (Z_TYPE_P(value)) {
		case IS_NULL:
			return true;
		case IS_FALSE:
		case IS_TRUE:
			return finish(json_object_new_boolean(Z_TYPE_P(value) == IS_TRUE), out);
		case IS_LONG:
			return finish(json_object_new_int64(Z_LVAL_P(value)), out);
		case IS_DOUBLE:
			return convert_float(Z_DVAL_P(value), path, out);
		case IS_STRING:
			return convert_string(Z_STR_P(value), path, out);
		case IS_OBJECT:
			return convert_object(value, path, depth, out);
		case IS_ARRAY:
			if (depth >= DOJO_JSON_MAX_DEPTH) {
				snprintf(what, sizeof what, "the array is nested deeper than %d levels, or contains itself",
				         DOJO_JSON_MAX_DEPTH);
				return refuse(path, what);
			}
			return zend_array_is_list(Z_ARRVAL_P(value)) ? convert_list(Z_ARRVAL_P(value), path, depth, out)
			                                             : convert_map(Z_ARRVAL_P(value), path, depth, out);
	}
	snprintf(what, sizeof what, "unsupported type %s", zend_zval_type_name(value));
	return refuse(path, what);
}

bool php_dojo_to_json(zval *value, struct json_object **out)
{
	return convert(value, NULL, 0, out);
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
