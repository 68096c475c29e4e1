/*
 * Checks of request bodies, generated from the table: a valid document of each shape, with one mistake at a time. A new row is
 * tested without a change here.
 */
#include "schema_documents.h"

#include <stdio.h>
#include <stdlib.h>

struct document {
	const char *operation;
	const struct dojo_field *shape;
	struct json_object *root;
	size_t checks;
};

static enum dojo_code check_document(struct document *document, struct dojo_error *error)
{
	memset(error, 0, sizeof *error);
	document->checks++;
	return dojo_schema_check(document->shape, &document->root, error);
}

static void expect_ok(struct document *document, const char *path, const char *what)
{
	struct dojo_error error;

	if (check_document(document, &error) != DOJO_OK) {
		fail_msg("%s: %s with %s was refused: %s", document->operation, path, what, error.message);
	}
}

static void expect_refused(struct document *document, const char *path, const char *what)
{
	struct dojo_error error;
	size_t length = strlen(path);

	if (check_document(document, &error) != DOJO_ERROR_INVALID) {
		fail_msg("%s: %s with %s was not refused", document->operation, path, what);
	}
	assert_int_equal(error.code, DOJO_ERROR_INVALID);
	assert_false(error.outcome_unknown);
	if (strcmp(error.field, path) != 0) {
		fail_msg("%s: %s with %s was reported as %s: %s", document->operation, path, what, error.field, error.message);
	}
	if (strncmp(error.message, path, length) != 0 || strncmp(error.message + length, ": ", 2) != 0 ||
	    strlen(error.message) < length + 12) {
		fail_msg("%s: the message of %s with %s is: %s", document->operation, path, what, error.message);
	}
}

/* Sets the value, checks the document and restores the old value. Consumes `value`. */
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

static bool accepts_type(enum dojo_field_kind kind, struct json_object *value)
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

static const char *const values_of_each_type[] = {
	"true", "false", "7", "0", "19.99", "20.0", "-0.0", "9223372036854775808", "\"7\"", "\"\"", "[7]", "[[]]", "{\"7\":7}"};

static void try_wrong_types(struct document *document, const struct dojo_field *field, struct json_object *object,
                            const char *path)
{
	for (size_t i = 0; i < COUNT(values_of_each_type); i++) {
		struct json_object *value = json_of(values_of_each_type[i]);

		if (accepts_type(field->kind, value)) {
			dojo_json_free(value);
		} else {
			try_value(document, object, field->name, path, value, false, values_of_each_type[i]);
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
			try_value(document, object, name, path, repeated_text("\xC2\xA3", (size_t) field->minimum - 1), false,
			          "too few characters");
			try_value(document, object, name, path, repeated_text("\xC2\xA3", (size_t) field->minimum), true,
			          "the fewest characters");
		}
		if (field->maximum < 100000) {
			/* Lengths count characters, not bytes. */
			try_value(document, object, name, path, repeated_text("\xF0\x9F\x92\xB7", (size_t) field->maximum), true,
			          "the most characters");
			try_value(document, object, name, path, repeated_text("x", (size_t) field->maximum), true, "the most characters");
			try_value(document, object, name, path, repeated_text("x", (size_t) field->maximum + 1), false,
			          "too many characters");
			try_value(document, object, name, path, repeated_text("\xC2\xA3", (size_t) field->maximum + 1), false,
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

struct format_case {
	enum dojo_field_kind kind;
	const char *text;
	bool good;
};

static const struct format_case formats[] = {
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

static void try_formats(struct document *document, const struct dojo_field *field, struct json_object *object, const char *path)
{
	for (size_t i = 0; i < COUNT(formats); i++) {
		if (formats[i].kind == field->kind) {
			try_value(document, object, field->name, path, json_object_new_string(formats[i].text), formats[i].good,
			          formats[i].text);
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
	for (size_t i = 0; i < COUNT(values_of_each_type); i++) {
		struct json_object *value = json_of(values_of_each_type[i]);

		if (accepts_type(field->item, value)) {
			dojo_json_free(value);
		} else {
			json_object_array_put_idx(list, 1, value);
			expect_refused(document, step, values_of_each_type[i]);
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
	for (size_t i = 0; i < COUNT(values_of_each_type); i++) {
		struct json_object *value = json_of(values_of_each_type[i]);
		bool good = json_object_is_type(value, json_type_string);

		try_value(document, map, "order", step, value, good, values_of_each_type[i]);
	}
	try_value(document, map, "order", step, NULL, false, "null");
}

/* An empty list in place of an object is treated as an empty object, required fields included. */
static void try_empty_object(struct document *document, const struct dojo_field *field, struct json_object *object,
                             const char *path)
{
	struct json_object *before = json_object_get(json_object_object_get(object, field->name)), *after;
	struct dojo_error as_object, as_list;
	enum dojo_code code;

	json_object_object_add(object, field->name, json_object_new_object());
	code = check_document(document, &as_object);
	json_object_object_add(object, field->name, json_object_new_array());
	if (check_document(document, &as_list) != code) {
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
	try_formats(document, field, object, path);
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
	const char *choice = alternatives_of(shape);

	try_value(document, object, "unknownField", path, json_of("{\"x\":[1.5,null]}"), true, "an unknown field");
	json_object_object_del(object, "unknownField");
	for (const struct dojo_field *field = shape; field->kind != DOJO_KIND_END; field++) {
		char step[DOJO_FIELD_SIZE];
		struct json_object *swapped = NULL;
		const char *swapped_name = NULL;

		if (field->kind == DOJO_KIND_ONE_OF) {
			continue;
		}
		snprintf(step, sizeof step, "%.100s%s%s", path, *path ? "." : "", field->name);
		if (is_alternative(choice, field->name)) {
			/* Replace the alternative in the document by this one. */
			json_object_object_foreach(object, key, value)
			{
				if (is_alternative(choice, key)) {
					swapped = json_object_get(value);
					swapped_name = key;
				}
			}
			if (strcmp(swapped_name, field->name) != 0) {
				char *name = strdup(swapped_name);

				/* Both at once are refused. */
				json_object_object_add(object, field->name, valid_value(field, field->kind, true));
				expect_refused(document, *path ? path : "request", "two alternatives");
				json_object_object_del(object, name);
				free(name);
			}
			try_field(document, field, object, step);
			json_object_object_del(object, field->name);
			expect_refused(document, *path ? path : "request", "no alternative");
			/* The other fields are checked with this alternative; any of them will do. */
			json_object_object_add(object, field->name, valid_value(field, field->kind, true));
			dojo_json_free(swapped);
		} else {
			try_missing(document, field, object, step);
			try_field(document, field, object, step);
		}
	}
}

static void every_mistake_in_every_shape_is_reported(void **state)
{
	size_t shapes = 0, checks = 0;

	(void) state;
	for (size_t i = 0; i < DOJO_OPERATION_COUNT; i++) {
		struct document document = {dojo_operations[i].name, dojo_operations[i].shape, NULL, 0};

		if (!document.shape) {
			continue;
		}
		shapes++;
		document.root = valid_object(document.shape, true);
		expect_ok(&document, "the document", "all its fields");
		try_object(&document, document.shape, document.root, "");
		expect_ok(&document, "the document", "all its fields, restored");
		dojo_json_free(document.root);
		checks += document.checks;
	}
	assert_true(shapes >= 18);
	assert_true(checks > 5000);
}

static void required_fields_are_enough(void **state)
{
	(void) state;
	for (size_t i = 0; i < DOJO_OPERATION_COUNT; i++) {
		struct document document = {dojo_operations[i].name, dojo_operations[i].shape, NULL, 0};

		if (document.shape) {
			document.root = valid_object(document.shape, false);
			expect_ok(&document, "the document", "its required fields");
			dojo_json_free(document.root);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_mistake_in_every_shape_is_reported),
		cmocka_unit_test(required_fields_are_enough),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
