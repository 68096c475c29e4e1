/* The values that the JSON parser returns: numbers, unusual strings, members; and writing them. */
#include "core_test.h"

#include <locale.h>
#include <math.h>
#include <stdlib.h>

static void int64_is_exact(void **state)
{
	static const struct {
		const char *text;
		int64_t value;
	} numbers[] = {
		{"9223372036854775807", INT64_MAX},
		{"-9223372036854775808", INT64_MIN},
		{"9223372036854775806", INT64_MAX - 1},
		{"-9223372036854775807", INT64_MIN + 1},
		{"9007199254740993", 9007199254740993},
		{"1999", 1999},
		{"0", 0},
		{"1000000000000000000", 1000000000000000000},
	};

	(void) state;
	for (size_t i = 0; i < COUNT(numbers); i++) {
		struct json_object *json = json_of(numbers[i].text);

		assert_true(json_object_is_type(json, json_type_int));
		assert_true(json_object_get_int64(json) == numbers[i].value);
		dojo_json_free(json);
	}
}

static void larger_integers_become_doubles(void **state)
{
	static const struct {
		const char *text;
		double value;
	} numbers[] = {
		{"9223372036854775808", 9223372036854775808.0},
		{"-9223372036854775809", -9223372036854775808.0},
		{"18446744073709551615", 18446744073709551615.0},
		{"18446744073709551616", 18446744073709551616.0},
		{"10000000000000000000", 1e19},
		{"123456789012345678901234567890", 1.2345678901234568e29},
		{"-99999999999999999999", -1e20},
	};
	struct json_object *json;

	(void) state;
	for (size_t i = 0; i < COUNT(numbers); i++) {
		json = json_of(numbers[i].text);
		assert_true(json_object_is_type(json, json_type_double));
		assert_true(json_object_get_double(json) == numbers[i].value);
		dojo_json_free(json);
	}
	/* The surrounding text is unchanged. */
	json = json_of("{\"a\":[9223372036854775808,\"9223372036854775808\",1,-9223372036854775809,2],\"9223372036854775808\":3}");
	assert_true(json_object_is_type(json_object_array_get_idx(dojo_json_member(json, "a"), 0), json_type_double));
	assert_text(text_of(json_object_get_string(json_object_array_get_idx(dojo_json_member(json, "a"), 1))),
	            "9223372036854775808");
	assert_int_equal(json_object_get_int64(json_object_array_get_idx(dojo_json_member(json, "a"), 2)), 1);
	assert_true(json_object_get_double(json_object_array_get_idx(dojo_json_member(json, "a"), 3)) == -9223372036854775808.0);
	assert_int_equal(json_object_get_int64(json_object_array_get_idx(dojo_json_member(json, "a"), 4)), 2);
	assert_int_equal(json_object_get_int64(dojo_json_member(json, "9223372036854775808")), 3);
	dojo_json_free(json);
}

/* As with json_decode(), it becomes a float, which keeps the sign. */
static void minus_zero_keeps_its_sign(void **state)
{
	static const char *const texts[] = {"-0", "-0.0", "-0e1"};

	(void) state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct json_object *json = json_of(texts[i]);

		assert_true(json_object_is_type(json, json_type_double));
		assert_true(json_object_get_double(json) == 0 && signbit(json_object_get_double(json)));
		dojo_json_free(json);
	}
}

static void doubles_are_doubles(void **state)
{
	static const char *const texts[] = {"1.0", "1e2", "19.99", "1E-2", "0.0", "0e0"};

	(void) state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct json_object *json = json_of(texts[i]);

		assert_true(json_object_is_type(json, json_type_double));
		assert_true(json_object_get_double(json) == strtod(texts[i], NULL));
		dojo_json_free(json);
	}
}

static void decimal_point_is_the_same_in_every_locale(void **state)
{
	static const char *const locales[] = {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "de_AT.UTF-8"};
	struct json_object *json;
	bool found = false;

	(void) state;
	for (size_t i = 0; i < COUNT(locales) && !found; i++) {
		found = setlocale(LC_ALL, locales[i]) != NULL;
	}
	json = json_of("19.99");
	assert_true(json_object_get_double(json) == 1999 / 100.0);
	assert_json(json, "19.99");
	dojo_json_free(json);
	setlocale(LC_ALL, "C");
}

/* RFC 8259 does not define a lone surrogate. The result must be valid UTF-8, and the text around it must be kept. */
static void lone_surrogates_leave_valid_utf8(void **state)
{
	static const char *const texts[] = {
		"\"\\ud800\"",        "\"a\\ud800b\"",       "\"\\udc00\"",    "\"\\ud800\\ud800\"",
		"\"\\udc00\\ud800\"", "\"\\ud800\\u0041z\"", "\"\\ud800\\n\"", "\"\\ud83d\\ud83d\\udcb7\"",
	};

	(void) state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct json_object *json = NULL;
		struct dojo_error error = {0};

		if (dojo_json_parse(texts[i], strlen(texts[i]), &json, &error) == DOJO_OK) {
			size_t length = (size_t) json_object_get_string_len(json);

			assert_true(dojo_utf8_valid(json_object_get_string(json), length));
			assert_true(length >= 3);
		} else {
			assert_int_equal(error.code, DOJO_ERROR_NOT_JSON);
		}
		dojo_json_free(json);
	}
}

static void nul_in_a_value_is_kept(void **state)
{
	struct json_object *json = json_of("{\"a\":\"x\\u0000y\",\"b\":\"\\u0000\"}");
	struct dojo_text text = dojo_json_text(json, "a");

	(void) state;
	assert_int_equal(text.length, 3);
	assert_memory_equal(text.data, "x\0y", 3);
	assert_int_equal(dojo_json_text(json, "b").length, 1);
	assert_json(json, "{\"a\":\"x\\u0000y\",\"b\":\"\\u0000\"}");
	dojo_json_free(json);
}

static void write_appends(void **state)
{
	struct json_object *json = json_of("{\"url\":\"https://shop.example/paid\"}");
	struct dojo_buffer out = {0}, small = {.limit = 4};

	(void) state;
	assert_true(dojo_buffer_append_string(&out, "body: "));
	assert_true(dojo_json_write(json, &out));
	assert_string_equal(out.data, "body: {\"url\":\"https://shop.example/paid\"}");
	assert_false(dojo_json_write(json, &small));
	dojo_buffer_free(&out);
	dojo_buffer_free(&small);
	assert_true(dojo_json_write(NULL, &out));
	assert_string_equal(out.data, "null");
	dojo_buffer_free(&out);
	dojo_json_free(json);
}

static void member_is_found_in_any_case(void **state)
{
	struct json_object *json = json_of("{\"STATUS\":1,\"status\":2,\"Detail\":\"x\",\"nothing\":null,\"List\":[]}");

	(void) state;
	assert_int_equal(json_object_get_int(dojo_json_member(json, "status")), 2);
	assert_int_equal(json_object_get_int(dojo_json_member(json, "STATUS")), 1);
	assert_text(dojo_json_text(json, "detail"), "x");
	assert_text(dojo_json_text(json, "DETAIL"), "x");
	assert_null(dojo_json_member(json, "nothing"));
	assert_null(dojo_json_member(json, "detai"));
	assert_null(dojo_json_member(json, "details"));
	assert_null(dojo_json_text(json, "status").data);
	assert_int_equal(dojo_json_text(json, "status").length, 0);
	assert_null(dojo_json_text(json, "nothing").data);
	assert_null(dojo_json_member(NULL, "x"));
	assert_null(dojo_json_member(dojo_json_member(json, "List"), "x"));
	assert_null(dojo_json_text(NULL, "x").data);
	dojo_json_free(json);
	dojo_json_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(int64_is_exact),
		cmocka_unit_test(larger_integers_become_doubles),
		cmocka_unit_test(minus_zero_keeps_its_sign),
		cmocka_unit_test(doubles_are_doubles),
		cmocka_unit_test(decimal_point_is_the_same_in_every_locale),
		cmocka_unit_test(lone_surrogates_leave_valid_utf8),
		cmocka_unit_test(nul_in_a_value_is_kept),
		cmocka_unit_test(write_appends),
		cmocka_unit_test(member_is_found_in_any_case),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
