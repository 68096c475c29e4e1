/* Strict JSON: what is accepted, what is refused, and what comes out. */
#include "core_test.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static enum dojo_code parse(const char *data, size_t length, struct json_object **out, struct dojo_error *error)
{
	/* In memory of exactly that length, so that the sanitizer sees a read beyond it. */
	char *exact = malloc(length ? length : 1);
	enum dojo_code code;

	assert_non_null(exact);
	memcpy(exact, data, length);
	*out = (struct json_object *) exact; /* outputs are always written */
	code = dojo_json_parse(exact, length, out, error);
	free(exact);
	return code;
}

/* Text that goes in, and what is written back; NULL where it is the same. */
static const struct {
	struct dojo_text in;
	const char *out;
} accepted[] = {
	{TEXT_OF("null"), NULL},
	{TEXT_OF("true"), NULL},
	{TEXT_OF("false"), NULL},
	{TEXT_OF("0"), NULL},
	{TEXT_OF("7"), NULL},
	{TEXT_OF("-7"), NULL},
	{TEXT_OF(" \t\r\n7 \t\r\n"), "7"},
	{TEXT_OF("\"\""), NULL},
	{TEXT_OF("\"\xC2\xA3\""), NULL},
	{TEXT_OF("\"\xE2\x82\xAC \xF0\x9F\x92\xB7\""), NULL},
	{TEXT_OF("\"\\u00a3\""), "\"\xC2\xA3\""},
	{TEXT_OF("\"\\u00A3\""), "\"\xC2\xA3\""},
	{TEXT_OF("\"\\ud83d\\udcb7\""), "\"\xF0\x9F\x92\xB7\""},
	{TEXT_OF("\"a/b\""), NULL},
	{TEXT_OF("\"a\\/b\""), "\"a/b\""},
	{TEXT_OF("\"\\\"\\\\\\b\\f\\n\\r\\t\""), NULL},
	{TEXT_OF("\"\x7F\""), NULL},
	{TEXT_OF("[]"), NULL},
	{TEXT_OF("{}"), NULL},
	{TEXT_OF("[ ]"), "[]"},
	{TEXT_OF("{ }"), "{}"},
	{TEXT_OF("[1,\"2\",[3],{\"4\":null}]"), NULL},
	{TEXT_OF(" { \"a\" : [ 1 , 2 ] , \"b\" : { } } "), "{\"a\":[1,2],\"b\":{}}"},
	{TEXT_OF("{\"\":1}"), NULL},
	{TEXT_OF("{\"a\":1,\"a\":2}"), "{\"a\":2}"},
	{TEXT_OF("9223372036854775807"), NULL},
	{TEXT_OF("-9223372036854775808"), NULL},
	{TEXT_OF("[9223372036854775807,-9223372036854775808]"), NULL},
	{TEXT_OF("1.5"), NULL},
	{TEXT_OF("1.50"), NULL},
	{TEXT_OF("0.1"), NULL},
	{TEXT_OF("-0.5"), NULL},
	{TEXT_OF("[1e5,1E5,1e+5,1e-5,1.5e3]"), NULL},
};

static void accepts_what_rfc8259_has(void **state)
{
	(void) state;
	for (size_t i = 0; i < COUNT(accepted); i++) {
		struct json_object *json;
		struct dojo_error error = {0};

		if (parse(accepted[i].in.data, accepted[i].in.length, &json, &error) != DOJO_OK) {
			fail_msg("%s: %s", accepted[i].in.data, error.message);
		}
		assert_json(json, accepted[i].out ? accepted[i].out : accepted[i].in.data);
		dojo_json_free(json);
	}
}

static const struct dojo_text refused[] = {
	TEXT_OF(""),
	TEXT_OF(" "),
	TEXT_OF("\xEF\xBB\xBF{}"), /* a byte order mark */
	/* words */
	TEXT_OF("NaN"),
	TEXT_OF("-NaN"),
	TEXT_OF("Infinity"),
	TEXT_OF("-Infinity"),
	TEXT_OF("[NaN]"),
	TEXT_OF("TRUE"),
	TEXT_OF("True"),
	TEXT_OF("nUll"),
	TEXT_OF("NULL"),
	TEXT_OF("tru"),
	TEXT_OF("truex"),
	TEXT_OF("nul"),
	TEXT_OF("undefined"),
	/* numbers */
	TEXT_OF("1."),
	TEXT_OF("[1.]"),
	TEXT_OF(".5"),
	TEXT_OF("01"),
	TEXT_OF("-01"),
	TEXT_OF("00"),
	TEXT_OF("-"),
	TEXT_OF("--1"),
	TEXT_OF("+1"),
	TEXT_OF("1e"),
	TEXT_OF("1e+"),
	TEXT_OF("1.e5"),
	TEXT_OF("1.5.5"),
	TEXT_OF("0x10"),
	TEXT_OF("1_000"),
	TEXT_OF("12abc"),
	TEXT_OF("1 2"),
	TEXT_OF("- 1"),
	/* strings */
	TEXT_OF("'single'"),
	TEXT_OF("\"open"),
	TEXT_OF("\"open\\"),
	TEXT_OF("\"open\\\""),
	TEXT_OF("\"raw\ttab\""),
	TEXT_OF("\"raw\nline\""),
	TEXT_OF("\"raw\0nul\""),
	TEXT_OF("\"raw\x1Fus\""),
	TEXT_OF("\"\\x41\""),
	TEXT_OF("\"\\'\""),
	TEXT_OF("\"\\0\""),
	TEXT_OF("\"\\\0\""),
	TEXT_OF("\"\\U00A3\""),
	TEXT_OF("\"\\u\""),
	TEXT_OF("\"\\u00a\""),
	TEXT_OF("\"\\u00ag\""),
	TEXT_OF("\"\\u00a"),
	TEXT_OF("{\"raw\tkey\":1}"),
	TEXT_OF("{\"a\\u0000b\":1,\"a\":2}"),
	TEXT_OF("{\"\\u0000\":1}"),
	/* UTF-8 */
	TEXT_OF("\"\xFF\""),
	TEXT_OF("\"\xC0\x80\""),
	TEXT_OF("\"\xE0\x80\xAF\""),
	TEXT_OF("\"\xED\xA0\x80\""),
	TEXT_OF("\"\xF4\x90\x80\x80\""),
	TEXT_OF("\"\xC2\""),
	TEXT_OF("{\"\xFF\":1}"),
	/* containers */
	TEXT_OF("["),
	TEXT_OF("[1"),
	TEXT_OF("[1,"),
	TEXT_OF("[1,]"),
	TEXT_OF("[,1]"),
	TEXT_OF("[1 2]"),
	TEXT_OF("[1}"),
	TEXT_OF("]"),
	TEXT_OF("{"),
	TEXT_OF("{\"a\""),
	TEXT_OF("{\"a\":"),
	TEXT_OF("{\"a\":1"),
	TEXT_OF("{\"a\":1,"),
	TEXT_OF("{\"a\":1,}"),
	TEXT_OF("{,}"),
	TEXT_OF("{\"a\" 1}"),
	TEXT_OF("{\"a\":}"),
	TEXT_OF("{a:1}"),
	TEXT_OF("{1:1}"),
	TEXT_OF("{null:1}"),
	TEXT_OF("{\"a\":1]"),
	/* around the document */
	TEXT_OF("{} {}"),
	TEXT_OF("{}x"),
	TEXT_OF("{}\0"),
	TEXT_OF("{}\0{}"),
	TEXT_OF("7\0"),
	TEXT_OF("\0"),
	TEXT_OF("{},"),
	TEXT_OF("\x0B{}"),
	TEXT_OF("\xC2\xA0{}"),
	TEXT_OF("// note\n{}"),
	TEXT_OF("/* note */{}"),
	TEXT_OF("{} // note"),
	TEXT_OF("[1,/* note */2]"),
	TEXT_OF("<html></html>"),
};

static void refuses_all_else(void **state)
{
	(void) state;
	for (size_t i = 0; i < COUNT(refused); i++) {
		struct json_object *json;
		struct dojo_error error = {0};

		if (parse(refused[i].data, refused[i].length, &json, &error) != DOJO_ERROR_NOT_JSON) {
			fail_msg("row %zu was not refused: %s", i, refused[i].data);
		}
		assert_null(json);
		assert_int_equal(error.code, DOJO_ERROR_NOT_JSON);
		assert_contains(error.message, "JSON");
	}
}

/* Every beginning of a document is no document. */
static void refuses_every_truncation(void **state)
{
	static const char document[] = "{\"a\":[1,-2.5e3,\"x\\u00a3\xC2\xA3\",true,false,null],\"b\":{\"c\":\"\\ud83d\\udcb7\"}}";

	(void) state;
	for (size_t length = 0; length < sizeof document - 1; length++) {
		struct json_object *json;
		struct dojo_error error = {0};

		assert_int_equal(parse(document, length, &json, &error), DOJO_ERROR_NOT_JSON);
		assert_null(json);
	}
}

static void null_is_a_document(void **state)
{
	struct json_object *json = (struct json_object *) state;
	struct dojo_error error = {0};

	assert_int_equal(dojo_json_parse("null", 4, &json, &error), DOJO_OK);
	assert_null(json);
	assert_int_equal(dojo_json_parse(NULL, 0, &json, &error), DOJO_ERROR_NOT_JSON);
	assert_null(json);
}

/* The check without the tree refuses exactly what the parser refuses. */
static void checking_is_as_strict_as_parsing(void **state)
{
	struct dojo_error error = {0};
	char first;

	(void) state;
	for (size_t i = 0; i < COUNT(accepted); i++) {
		first = 'x';
		assert_int_equal(dojo_json_check(accepted[i].in.data, accepted[i].in.length, &first, &error), DOJO_OK);
		assert_int_equal(first, accepted[i].in.data[strspn(accepted[i].in.data, " \t\r\n")]);
	}
	for (size_t i = 0; i < COUNT(refused); i++) {
		first = 'x';
		assert_int_equal(dojo_json_check(refused[i].data, refused[i].length, &first, &error), DOJO_ERROR_NOT_JSON);
		assert_int_equal(first, '\0');
	}
	/* It needs no memory, so that none can fail. */
	fail_allocation(0);
	assert_int_equal(dojo_json_check("[9223372036854775808,-0]", 24, &first, &error), DOJO_OK);
	fail_allocation(-1);
	assert_int_equal(first, '[');
	assert_int_equal(dojo_json_check(NULL, 0, &first, NULL), DOJO_ERROR_NOT_JSON);
}

static enum dojo_code parse_nested(size_t depth, char open, const char *scalar)
{
	struct dojo_buffer text = {0};
	struct json_object *json = NULL;
	struct dojo_error error = {0};
	enum dojo_code code;

	for (size_t i = 0; i < depth; i++) {
		dojo_buffer_append_string(&text, open == '[' ? "[" : i + 1 < depth || *scalar ? "{\"k\":" : "{");
	}
	dojo_buffer_append_string(&text, scalar);
	for (size_t i = 0; i < depth; i++) {
		dojo_buffer_append_string(&text, open == '[' ? "]" : "}");
	}
	code = dojo_json_parse(text.data, text.length, &json, &error);
	if (code == DOJO_OK) {
		assert_json(json, text.data);
	} else {
		assert_null(json);
		assert_contains(error.message, "deep");
	}
	dojo_json_free(json);
	dojo_buffer_free(&text);
	return code;
}

static void depth_64_is_the_last(void **state)
{
	static const char *const scalars[] = {"", "1", "null", "\"x\"", "9223372036854775808.0"};

	(void) state;
	assert_int_equal(DOJO_JSON_MAX_DEPTH, 64);
	for (size_t i = 0; i < COUNT(scalars); i++) {
		assert_int_equal(parse_nested(64, '[', scalars[i]), DOJO_OK);
		assert_int_equal(parse_nested(64, '{', scalars[i]), DOJO_OK);
		assert_int_equal(parse_nested(65, '[', scalars[i]), DOJO_ERROR_NOT_JSON);
		assert_int_equal(parse_nested(65, '{', scalars[i]), DOJO_ERROR_NOT_JSON);
	}
	assert_int_equal(parse_nested(100000, '[', ""), DOJO_ERROR_NOT_JSON);
	assert_int_equal(parse_nested(100000, '{', "1"), DOJO_ERROR_NOT_JSON);
}

static void int64_is_exact(void **state)
{
	static const struct {
		const char *text;
		int64_t value;
	} numbers[] = {
		{"9223372036854775807", INT64_MAX}, {"-9223372036854775808", INT64_MIN}, {"9223372036854775806", INT64_MAX - 1},
		{"-9223372036854775807", INT64_MIN + 1}, {"9007199254740993", 9007199254740993}, {"1999", 1999}, {"0", 0},
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
		{"9223372036854775808", 9223372036854775808.0},  {"-9223372036854775809", -9223372036854775808.0},
		{"18446744073709551615", 18446744073709551615.0}, {"18446744073709551616", 18446744073709551616.0},
		{"10000000000000000000", 1e19},                  {"123456789012345678901234567890", 1.2345678901234568e29},
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
	/* The text around them stays what it is. */
	json = json_of("{\"a\":[9223372036854775808,\"9223372036854775808\",1,-9223372036854775809,2],\"9223372036854775808\":3}");
	assert_true(json_object_is_type(json_object_array_get_idx(dojo_json_member(json, "a"), 0), json_type_double));
	assert_text(text_of(json_object_get_string(json_object_array_get_idx(dojo_json_member(json, "a"), 1))), "9223372036854775808");
	assert_int_equal(json_object_get_int64(json_object_array_get_idx(dojo_json_member(json, "a"), 2)), 1);
	assert_true(json_object_get_double(json_object_array_get_idx(dojo_json_member(json, "a"), 3)) == -9223372036854775808.0);
	assert_int_equal(json_object_get_int64(json_object_array_get_idx(dojo_json_member(json, "a"), 4)), 2);
	assert_int_equal(json_object_get_int64(dojo_json_member(json, "9223372036854775808")), 3);
	dojo_json_free(json);
}

/* As json_decode() has it: the float keeps the sign. */
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

static void decimal_point_is_a_point_in_every_locale(void **state)
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

/* RFC 8259 leaves a lone surrogate's meaning open. What counts: what comes out is UTF-8, and nothing is swallowed. */
static void lone_surrogates_leave_valid_utf8(void **state)
{
	static const char *const texts[] = {
		"\"\\ud800\"",      "\"a\\ud800b\"",       "\"\\udc00\"",           "\"\\ud800\\ud800\"",
		"\"\\udc00\\ud800\"", "\"\\ud800\\u0041z\"", "\"\\ud800\\n\"",        "\"\\ud83d\\ud83d\\udcb7\"",
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

static void nul_in_a_value_stays(void **state)
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

static enum dojo_code parse_and_write(void *context, struct dojo_error *error)
{
	const char *document = context;
	struct json_object *json = NULL;
	struct dojo_buffer out = {0};
	enum dojo_code code = dojo_json_parse(document, strlen(document), &json, error);

	if (code != DOJO_OK) {
		assert_null(json);
		return code;
	}
	if (!dojo_json_write(json, &out)) {
		code = dojo_error_memory(error);
	}
	dojo_buffer_free(&out);
	dojo_json_free(json);
	return code;
}

static void survives_without_memory(void **state)
{
	(void) state;
	assert_true(run_out_of_memory(parse_and_write, "{\"a\":[1,2]}") >= 1);
	assert_true(run_out_of_memory(parse_and_write, "[9223372036854775808,-0]") >= 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(accepts_what_rfc8259_has),
		cmocka_unit_test(refuses_all_else),
		cmocka_unit_test(refuses_every_truncation),
		cmocka_unit_test(checking_is_as_strict_as_parsing),
		cmocka_unit_test(null_is_a_document),
		cmocka_unit_test(depth_64_is_the_last),
		cmocka_unit_test(int64_is_exact),
		cmocka_unit_test(larger_integers_become_doubles),
		cmocka_unit_test(minus_zero_keeps_its_sign),
		cmocka_unit_test(doubles_are_doubles),
		cmocka_unit_test(decimal_point_is_a_point_in_every_locale),
		cmocka_unit_test(lone_surrogates_leave_valid_utf8),
		cmocka_unit_test(nul_in_a_value_stays),
		cmocka_unit_test(write_appends),
		cmocka_unit_test(member_is_found_in_any_case),
		cmocka_unit_test(survives_without_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
