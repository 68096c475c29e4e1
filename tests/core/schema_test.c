/*
 * Request bodies. Most of it is generated from the table itself: each shape's whole document, with one thing wrong at a time,
 * so that a new row is tested from the day it is added.
 */
#include "core_test.h"

#include <stdio.h>
#include <stdlib.h>

/* ---------------------------------------------------------------------------------------------------- valid documents -- */

static struct json_object *whole_object(const struct dojo_field *shape, bool optional);

static struct json_object *repeated(const char *character, size_t count)
{
	struct dojo_buffer text = {0};
	struct json_object *json;

	dojo_buffer_append_string(&text, "");
	for (size_t i = 0; i < count; i++) {
		dojo_buffer_append_string(&text, character);
	}
	json = json_object_new_string_len(text.data, (int) text.length);
	dojo_buffer_free(&text);
	return json;
}

static struct json_object *valid_value(const struct dojo_field *field, enum dojo_field_kind kind, bool optional)
{
	struct json_object *json;

	switch (kind) {
		case DOJO_KIND_STRING:
			return repeated("x", kind == field->kind && field->minimum > 1 ? (size_t) field->minimum : 1);
		case DOJO_KIND_INTEGER:
			return json_object_new_int64(field->minimum > 1 ? field->minimum : 1);
		case DOJO_KIND_BOOLEAN:
			return json_object_new_boolean(true);
		case DOJO_KIND_OBJECT:
			return whole_object(field->shape, optional);
		case DOJO_KIND_LIST:
			json = json_object_new_array();
			json_object_array_add(json, valid_value(field, field->item, optional));
			json_object_array_add(json, valid_value(field, field->item, optional));
			return json;
		case DOJO_KIND_MAP:
			return json_of("{\"order\":\"1001\",\"\":\"\"}");
		case DOJO_KIND_ENUM:
			return json_object_new_string_len(field->values, (int) strcspn(field->values, "|"));
		case DOJO_KIND_DATE_TIME:
			return json_object_new_string("2026-02-27T09:30:00Z");
		case DOJO_KIND_TIME_SPAN:
			return json_object_new_string("6.00:30:00");
		case DOJO_KIND_URL:
		case DOJO_KIND_WEBHOOK_URL:
			return json_object_new_string("https://shop.example/paid");
		case DOJO_KIND_CURRENCY:
			return json_object_new_string("GBP");
		case DOJO_KIND_END:
		case DOJO_KIND_ONE_OF:
			break;
	}
	fail_msg("%s: no valid value is known for its kind", field->name);
	return NULL;
}

static const char *one_of(const struct dojo_field *shape)
{
	for (; shape->kind != DOJO_KIND_END; shape++) {
		if (shape->kind == DOJO_KIND_ONE_OF) {
			return shape->values;
		}
	}
	return NULL;
}

static bool is_listed(const char *values, const char *name)
{
	size_t length = strlen(name);

	for (; values && *values; values += strcspn(values, "|"), values += *values == '|') {
		if (strcspn(values, "|") == length && memcmp(values, name, length) == 0) {
			return true;
		}
	}
	return false;
}

static struct json_object *whole_object(const struct dojo_field *shape, bool optional)
{
	struct json_object *object = json_object_new_object();
	const char *choice = one_of(shape);
	bool chosen = false;

	for (const struct dojo_field *field = shape; field->kind != DOJO_KIND_END; field++) {
		bool alternative = field->name && is_listed(choice, field->name);

		if (field->kind == DOJO_KIND_ONE_OF || (alternative && chosen)) {
			continue;
		}
		if (field->required || optional || alternative) {
			json_object_object_add(object, field->name, valid_value(field, field->kind, optional));
		}
		chosen = chosen || alternative;
	}
	return object;
}

/* ----------------------------------------------------------------------------------------------------------- checking -- */

struct document {
	const char *operation;
	const struct dojo_field *shape;
	struct json_object *root;
	size_t checks;
};

static enum dojo_code check(struct document *document, struct dojo_error *error)
{
	memset(error, 0, sizeof *error);
	document->checks++;
	return dojo_schema_check(document->shape, &document->root, error);
}

static void expect_ok(struct document *document, const char *path, const char *what)
{
	struct dojo_error error;

	if (check(document, &error) != DOJO_OK) {
		fail_msg("%s: %s with %s was refused: %s", document->operation, path, what, error.message);
	}
}

static void expect_refused(struct document *document, const char *path, const char *what)
{
	struct dojo_error error;
	size_t length = strlen(path);

	if (check(document, &error) != DOJO_ERROR_INVALID) {
		fail_msg("%s: %s with %s was not refused", document->operation, path, what);
	}
	assert_int_equal(error.code, DOJO_ERROR_INVALID);
	assert_false(error.outcome_unknown);
	if (strcmp(error.field, path) != 0) {
		fail_msg("%s: %s with %s was blamed on %s: %s", document->operation, path, what, error.field, error.message);
	}
	if (strncmp(error.message, path, length) != 0 || strncmp(error.message + length, ": ", 2) != 0 ||
	    strlen(error.message) < length + 12) {
		fail_msg("%s: the message of %s with %s is: %s", document->operation, path, what, error.message);
	}
}

/* Puts the value there, looks, and puts the old one back. `value` is consumed. */
static void try_value(struct document *document, struct json_object *object, const char *key, const char *path,
                      struct json_object *value, bool good, const char *what)
{
	struct json_object *before = json_object_get(json_object_object_get(object, key));

	json_object_object_add(object, key, value);
	(good ? expect_ok : expect_refused)(document, path, what);
	json_object_object_add(object, key, before);
}

static bool is_string_kind(enum dojo_field_kind kind)
{
	return kind == DOJO_KIND_STRING || kind == DOJO_KIND_ENUM || kind == DOJO_KIND_DATE_TIME || kind == DOJO_KIND_TIME_SPAN ||
	       kind == DOJO_KIND_URL || kind == DOJO_KIND_WEBHOOK_URL || kind == DOJO_KIND_CURRENCY;
}

static bool takes(enum dojo_field_kind kind, struct json_object *value)
{
	switch (json_object_get_type(value)) {
		case json_type_boolean:
			return kind == DOJO_KIND_BOOLEAN;
		case json_type_int:
			return kind == DOJO_KIND_INTEGER;
		case json_type_string:
			return is_string_kind(kind);
		case json_type_array:
			return kind == DOJO_KIND_LIST;
		case json_type_object:
			return kind == DOJO_KIND_OBJECT || kind == DOJO_KIND_MAP;
		default:
			return false;
	}
}

static const char *const types[] = {"true",  "false", "7",   "0",    "19.99",    "20.0", "-0.0", "9223372036854775808",
                                    "\"7\"", "\"\"",  "[7]", "[[]]", "{\"7\":7}"};

static void try_wrong_types(struct document *document, const struct dojo_field *field, struct json_object *object,
                            const char *path)
{
	for (size_t i = 0; i < COUNT(types); i++) {
		struct json_object *value = json_of(types[i]);

		if (takes(field->kind, value)) {
			dojo_json_free(value);
		} else {
			try_value(document, object, field->name, path, value, false, types[i]);
		}
	}
	try_value(document, object, field->name, path, NULL, field->nullable, "null");
	if (field->kind != DOJO_KIND_OBJECT && field->kind != DOJO_KIND_MAP) {
		try_value(document, object, field->name, path, json_object_new_array(), field->kind == DOJO_KIND_LIST, "[]");
		try_value(document, object, field->name, path, json_object_new_object(), false, "{}");
	}
}

static void try_missing(struct document *document, const struct dojo_field *field, struct json_object *object, const char *path)
{
	struct json_object *before = json_object_get(json_object_object_get(object, field->name));

	json_object_object_del(object, field->name);
	(field->required ? expect_refused : expect_ok)(document, path, "nothing");
	json_object_object_add(object, field->name, before);
}

static void try_bounds(struct document *document, const struct dojo_field *field, struct json_object *object, const char *path)
{
	const char *name = field->name;

	if (field->kind == DOJO_KIND_STRING) {
		if (field->minimum > 0) {
			try_value(document, object, name, path, repeated("\xC2\xA3", (size_t) field->minimum - 1), false,
			          "too few characters");
			try_value(document, object, name, path, repeated("\xC2\xA3", (size_t) field->minimum), true,
			          "the fewest characters");
		}
		if (field->maximum < 100000) {
			/* Characters, not bytes. */
			try_value(document, object, name, path, repeated("\xF0\x9F\x92\xB7", (size_t) field->maximum), true,
			          "the most characters");
			try_value(document, object, name, path, repeated("x", (size_t) field->maximum), true, "the most characters");
			try_value(document, object, name, path, repeated("x", (size_t) field->maximum + 1), false, "too many characters");
			try_value(document, object, name, path, repeated("\xC2\xA3", (size_t) field->maximum + 1), false,
			          "too many characters");
		}
	}
	if (field->kind == DOJO_KIND_INTEGER) {
		try_value(document, object, name, path, json_object_new_int64(field->minimum), true, "the least");
		try_value(document, object, name, path, json_object_new_int64(field->maximum), true, "the most");
		if (field->minimum > INT64_MIN) {
			try_value(document, object, name, path, json_object_new_int64(field->minimum - 1), false, "less than the least");
		}
		if (field->maximum < INT64_MAX) {
			try_value(document, object, name, path, json_object_new_int64(field->maximum + 1), false, "more than the most");
		}
	}
}

struct form {
	enum dojo_field_kind kind;
	const char *text;
	bool good;
};

static const struct form forms[] = {
	{DOJO_KIND_CURRENCY, "GBP", true},
	{DOJO_KIND_CURRENCY, "EUR", true},
	{DOJO_KIND_CURRENCY, "gbp", false},
	{DOJO_KIND_CURRENCY, "GBP ", false},
	{DOJO_KIND_CURRENCY, "GB", false},
	{DOJO_KIND_CURRENCY, "GBPX", false},
	{DOJO_KIND_CURRENCY, "", false},
	{DOJO_KIND_CURRENCY, "826", false},
	{DOJO_KIND_CURRENCY, "\xC2\xA3", false},
	{DOJO_KIND_DATE_TIME, "2026-02-27T09:30:00Z", true},
	{DOJO_KIND_DATE_TIME, "2026-02-27T09:30:00.1234567Z", true},
	{DOJO_KIND_DATE_TIME, "2026-02-27T09:30:00+01:00", true},
	{DOJO_KIND_DATE_TIME, "tomorrow", false},
	{DOJO_KIND_DATE_TIME, "", false},
	{DOJO_KIND_DATE_TIME, "27/02/2026 09:30", false},
	{DOJO_KIND_DATE_TIME, "1772184600", false},
	{DOJO_KIND_TIME_SPAN, "00:05:00", true},
	{DOJO_KIND_TIME_SPAN, "6.23:59:59", true},
	{DOJO_KIND_TIME_SPAN, "", false},
	{DOJO_KIND_TIME_SPAN, "30 minutes", false},
	{DOJO_KIND_TIME_SPAN, "PT30M", false},
	{DOJO_KIND_URL, "https://shop.example/paid?order=1", true},
	{DOJO_KIND_URL, "/paid", false},
	{DOJO_KIND_URL, "", false},
	{DOJO_KIND_WEBHOOK_URL, "https://shop.example/hook", true},
	{DOJO_KIND_WEBHOOK_URL, "HTTPS://shop.example/hook", true},
	{DOJO_KIND_WEBHOOK_URL, "http://127.0.0.1:8080/hook", true},
	{DOJO_KIND_WEBHOOK_URL, "http://shop.example/hook", false},
	{DOJO_KIND_WEBHOOK_URL, "http://localhost.example/hook", false},
	{DOJO_KIND_WEBHOOK_URL, "ftp://shop.example/hook", false},
	{DOJO_KIND_WEBHOOK_URL, "https://", false},
	{DOJO_KIND_WEBHOOK_URL, "shop.example", false},
	{DOJO_KIND_WEBHOOK_URL, " https://shop.example/hook", false},
	{DOJO_KIND_WEBHOOK_URL, "", false},
};

static void try_forms(struct document *document, const struct dojo_field *field, struct json_object *object, const char *path)
{
	for (size_t i = 0; i < COUNT(forms); i++) {
		if (forms[i].kind == field->kind) {
			try_value(document, object, field->name, path, json_object_new_string(forms[i].text), forms[i].good, forms[i].text);
		}
	}
	if (field->kind == DOJO_KIND_ENUM) {
		for (const char *at = field->values; *at; at += strcspn(at, "|"), at += *at == '|') {
			int length = (int) strcspn(at, "|");

			try_value(document, object, field->name, path, json_object_new_string_len(at, length), true, at);
			try_value(document, object, field->name, path, json_object_new_string_len(at, length - 1), false, "a shorter word");
		}
		try_value(document, object, field->name, path, json_object_new_string("Other"), false, "Other");
		if (strchr(field->values, '|')) {
			try_value(document, object, field->name, path, json_object_new_string(field->values), false, "all of them");
		}
		try_value(document, object, field->name, path, json_object_new_string(""), false, "no word");
		try_value(document, object, field->name, path, json_object_new_string("|"), false, "a separator");
	}
}

static void try_object(struct document *document, const struct dojo_field *shape, struct json_object *object, const char *path);

static void try_members(struct document *document, const struct dojo_field *field, struct json_object *list, const char *path)
{
	struct json_object *before = json_object_get(json_object_array_get_idx(list, 1));
	char step[DOJO_FIELD_SIZE];

	snprintf(step, sizeof step, "%.150s[1]", path);
	for (size_t i = 0; i < COUNT(types); i++) {
		struct json_object *value = json_of(types[i]);

		if (takes(field->item, value)) {
			dojo_json_free(value);
		} else {
			json_object_array_put_idx(list, 1, value);
			expect_refused(document, step, types[i]);
		}
	}
	json_object_array_put_idx(list, 1, NULL);
	expect_refused(document, step, "null");
	if (field->item == DOJO_KIND_ENUM) {
		json_object_array_put_idx(list, 1, json_object_new_string("Other"));
		expect_refused(document, step, "Other");
	}
	json_object_array_put_idx(list, 1, before);
	if (field->item == DOJO_KIND_OBJECT) {
		try_object(document, field->shape, before, step);
	}
}

static void try_map(struct document *document, struct json_object *map, const char *path)
{
	char step[DOJO_FIELD_SIZE];

	snprintf(step, sizeof step, "%.150s.order", path);
	for (size_t i = 0; i < COUNT(types); i++) {
		struct json_object *value = json_of(types[i]);
		bool good = json_object_is_type(value, json_type_string);

		try_value(document, map, "order", step, value, good, types[i]);
	}
	try_value(document, map, "order", step, NULL, false, "null");
}

/* An empty PHP array in an object's place counts as an empty object, with whatever that lacks. */
static void try_empty_object(struct document *document, const struct dojo_field *field, struct json_object *object,
                             const char *path)
{
	struct json_object *before = json_object_get(json_object_object_get(object, field->name)), *after;
	struct dojo_error as_object, as_list;
	enum dojo_code code;

	json_object_object_add(object, field->name, json_object_new_object());
	code = check(document, &as_object);
	json_object_object_add(object, field->name, json_object_new_array());
	if (check(document, &as_list) != code) {
		fail_msg("%s: %s: [] and {} differ: %s", document->operation, path, as_list.message);
	}
	assert_string_equal(as_object.field, as_list.field);
	after = json_object_object_get(object, field->name);
	if (code == DOJO_OK) {
		assert_true(json_object_is_type(after, json_type_object));
	}
	json_object_object_add(object, field->name, before);
}

static void try_field(struct document *document, const struct dojo_field *field, struct json_object *object, const char *path)
{
	struct json_object *value;

	try_wrong_types(document, field, object, path);
	try_bounds(document, field, object, path);
	try_forms(document, field, object, path);
	value = json_object_object_get(object, field->name);
	if (field->kind == DOJO_KIND_LIST) {
		try_members(document, field, value, path);
	} else if (field->kind == DOJO_KIND_MAP) {
		try_map(document, value, path);
		try_empty_object(document, field, object, path);
	} else if (field->kind == DOJO_KIND_OBJECT) {
		try_object(document, field->shape, value, path);
		try_empty_object(document, field, object, path);
	}
}

static void try_object(struct document *document, const struct dojo_field *shape, struct json_object *object, const char *path)
{
	const char *choice = one_of(shape);

	try_value(document, object, "aFieldOfTomorrow", path, json_of("{\"x\":[1.5,null]}"), true, "an unknown field");
	json_object_object_del(object, "aFieldOfTomorrow");
	for (const struct dojo_field *field = shape; field->kind != DOJO_KIND_END; field++) {
		char step[DOJO_FIELD_SIZE];
		struct json_object *swapped = NULL;
		const char *swapped_name = NULL;

		if (field->kind == DOJO_KIND_ONE_OF) {
			continue;
		}
		snprintf(step, sizeof step, "%.100s%s%s", path, *path ? "." : "", field->name);
		if (is_listed(choice, field->name)) {
			/* This alternative in the place of the one that is there. */
			json_object_object_foreach(object, key, value)
			{
				if (is_listed(choice, key)) {
					swapped = json_object_get(value);
					swapped_name = key;
				}
			}
			if (strcmp(swapped_name, field->name) != 0) {
				char *name = strdup(swapped_name);

				/* Both at once are one too many. */
				json_object_object_add(object, field->name, valid_value(field, field->kind, true));
				expect_refused(document, *path ? path : "request", "two alternatives");
				json_object_object_del(object, name);
				free(name);
			}
			try_field(document, field, object, step);
			json_object_object_del(object, field->name);
			expect_refused(document, *path ? path : "request", "no alternative");
			/* The rest is looked at with this one; which one it is matters to nobody. */
			json_object_object_add(object, field->name, valid_value(field, field->kind, true));
			dojo_json_free(swapped);
		} else {
			try_missing(document, field, object, step);
			try_field(document, field, object, step);
		}
	}
}

static void every_shape_with_one_thing_wrong(void **state)
{
	size_t shapes = 0, checks = 0;

	(void) state;
	for (size_t i = 0; i < DOJO_OPERATION_COUNT; i++) {
		struct document document = {dojo_operations[i].name, dojo_operations[i].shape, NULL, 0};

		if (!document.shape) {
			continue;
		}
		shapes++;
		document.root = whole_object(document.shape, true);
		expect_ok(&document, "the whole", "all its fields");
		try_object(&document, document.shape, document.root, "");
		expect_ok(&document, "the whole", "all its fields, put back");
		dojo_json_free(document.root);
		checks += document.checks;
	}
	assert_int_equal(shapes, 18);
	assert_true(checks > 5000);
}

static void required_fields_are_enough(void **state)
{
	(void) state;
	for (size_t i = 0; i < DOJO_OPERATION_COUNT; i++) {
		struct document document = {dojo_operations[i].name, dojo_operations[i].shape, NULL, 0};

		if (document.shape) {
			document.root = whole_object(document.shape, false);
			expect_ok(&document, "the whole", "its required fields");
			dojo_json_free(document.root);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_shape_with_one_thing_wrong),
		cmocka_unit_test(required_fields_are_enough),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
