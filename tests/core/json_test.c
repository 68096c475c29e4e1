/* The strict JSON parser: what it accepts, what it refuses, and what it writes. */
#include "core_test.h"

#include <stdlib.h>

static enum dojo_code parse(const char *data, size_t length, struct json_object **out, struct dojo_error *error)
{
	/* A block of exactly this length, so that ASan detects a read past the end. */
	char *exact = malloc(length ? length : 1);
	enum dojo_code code;

	assert_non_null(exact);
	memcpy(exact, data, length);
	*out = (struct json_object *) exact; /* outputs are always written */
	code = dojo_json_parse(exact, length, out, error);
	free(exact);
	return code;
}

/* The text and what is written back; NULL if it is the same. */
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

static void accepts_everything_in_rfc8259(void **state)
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

static void refuses_everything_else(void **state)
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

static void check_refuses_what_parse_refuses(void **state)
{
	struct dojo_error error = {0};
	char first;

	(void) state;
	for (size_t i = 0; i < COUNT(accepted); i++) {
		first = 'x';
		assert_int_equal(dojo_json_check(accepted[i].in.data, accepted[i].in.length, &first, NULL, 0, &error), DOJO_OK);
		assert_int_equal(first, accepted[i].in.data[strspn(accepted[i].in.data, " \t\r\n")]);
	}
	for (size_t i = 0; i < COUNT(refused); i++) {
		first = 'x';
		assert_int_equal(dojo_json_check(refused[i].data, refused[i].length, &first, NULL, 0, &error), DOJO_ERROR_NOT_JSON);
		assert_int_equal(first, '\0');
	}
	/* The check allocates nothing, so it cannot run out of memory. */
	fail_allocation(0);
	assert_int_equal(dojo_json_check("[9223372036854775808,-0]", 24, &first, NULL, 0, &error), DOJO_OK);
	fail_allocation(-1);
	assert_int_equal(first, '[');
	assert_int_equal(dojo_json_check(NULL, 0, &first, NULL, 0, NULL), DOJO_ERROR_NOT_JSON);
}

static void members_are_found_without_a_tree(void **state)
{
	static const struct {
		const char *document, *id, *long_name;
	} rows[] = {
		{"{\"id\":\"pi_1\"}", "\"pi_1\"", NULL},
		{" { \"id\" : \"pi_1\" , \"x\" : 1 } ", "\"pi_1\"", NULL},
		{"{\"x\":{\"id\":1},\"Id\":[ 1, {} ],\"y\":null}", "[ 1, {} ]", NULL},
		{"{\"ID\":-1.5e3}", "-1.5e3", NULL},
		/* An exact match wins anywhere; of two equal names the last wins, as in the tree. */
		{"{\"ID\":1,\"id\":2,\"Id\":3}", "2", NULL},
		{"{\"id\":1,\"id\":2}", "2", NULL},
		/* A key may be escaped. */
		{"{\"\\u0069\\u0044\":true}", "true", NULL},
		{"{\"paymentIntentId\\/x\":1,\"\\u0070ayment\\u0049ntentId\":{}}", NULL, "{}"},
		{"{\"PAYMENTINTENTID\":\"\"}", NULL, "\"\""},
		/* Values of other types, and names that do not match. */
		{"{}", NULL, NULL},
		{"[]", NULL, NULL},
		{"[{\"id\":1}]", NULL, NULL},
		{"{\"a\":{\"id\":1}}", NULL, NULL},
		{"{\"a\":[\"id\",{\"id\":1}]}", NULL, NULL},
		{"{\"a\":\"id\"}", NULL, NULL},
		{"{\"i\":1,\"i d\":1,\"id \":1,\"i\\nd\":1,\"i\\u0144\":1,\"i\\\\u0064\":1,\"ids\":1,\"\":1}", NULL, NULL},
		{"{\"paymentIntentIdpaymentIntentIdpaymentIntentIdpaymentIntentId\":1}", NULL, NULL},
		{"\"id\"", NULL, NULL},
	};

	(void) state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct dojo_json_wanted wanted[] = {{.name = "id", .value = TEXT_OF("left over")}, {.name = "paymentIntentId"}};
		const char *expected[] = {rows[i].id, rows[i].long_name};
		char first;

		assert_int_equal(dojo_json_check(rows[i].document, strlen(rows[i].document), &first, wanted, 2, NULL), DOJO_OK);
		for (size_t j = 0; j < 2; j++) {
			if (expected[j]) {
				assert_text(wanted[j].value, expected[j]);
			} else if (wanted[j].value.data) {
				fail_msg("%s has %s", rows[i].document, wanted[j].name);
			}
		}
	}
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

static void depth_64_is_the_limit(void **state)
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

static void out_of_memory_is_reported(void **state)
{
	(void) state;
	assert_true(run_out_of_memory(parse_and_write, "{\"a\":[1,2]}") >= 1);
	assert_true(run_out_of_memory(parse_and_write, "[9223372036854775808,-0]") >= 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(accepts_everything_in_rfc8259),
		cmocka_unit_test(refuses_everything_else),
		cmocka_unit_test(refuses_every_truncation),
		cmocka_unit_test(check_refuses_what_parse_refuses),
		cmocka_unit_test(members_are_found_without_a_tree),
		cmocka_unit_test(null_is_a_document),
		cmocka_unit_test(depth_64_is_the_limit),
		cmocka_unit_test(out_of_memory_is_reported),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
