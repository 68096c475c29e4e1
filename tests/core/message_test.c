/* Messages that quote responses: they stay one line of valid UTF-8 and keep their end. */
#include "core_test.h"

static void finish(struct dojo_request *request, long status, const char *body, struct dojo_error *error)
{
	struct dojo_response response = {.status = status, .retry_after = -1};

	dojo_buffer_append_string(&response.body, body);
	assert_int_not_equal(dojo_response_finish(request, &response, error), DOJO_OK);
	dojo_response_free(&response);
}

static void control_characters_become_spaces(void **state)
{
	struct dojo_request request = {.method = DOJO_GET};
	struct dojo_error error;

	(void) state;
	dojo_buffer_append_string(&request.url, "/a");
	finish(&request, 400, "{\"detail\":\"one\\n[error] forged\\u001b[31m\\u007f\\ttwo\"}", &error);
	assert_string_equal(error.message, "GET /a returned 400: one [error] forged [31m  two");
	finish(&request, 400, "{\"errors\":{\"a\\r\\nb\":[\"c\\nd\"]}}", &error);
	assert_string_equal(error.message, "GET /a returned 400: Bad request (a  b: c d)");
	dojo_error_set(&error, DOJO_ERROR_INVALID, "%s", "a\nb");
	assert_string_equal(error.message, "a b");
	dojo_request_free(&request);
}

static void messages_are_utf8(void **state)
{
	/* A character of each length, then malformed ones: a stray byte, an overlong form, a surrogate, a truncated character. */
	static const char *const quoted[][2] = {
		{"a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z", "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z"},
		{"\x80z", "?z"},
		{"\xC0\xAFz", "??z"},
		{"\xED\xA0\x80z", "???z"},
		{"\xFFz", "?z"},
		{"z\xE2\x82", "z??"},
		{"z\xC3", "z?"},
	};
	struct dojo_error error;

	(void) state;
	for (size_t i = 0; i < COUNT(quoted); i++) {
		dojo_error_set(&error, DOJO_ERROR_INVALID, "%s", quoted[i][0]);
		assert_string_equal(error.message, quoted[i][1]);
	}
}

/* Truncation may fall in the middle of a character. */
static void truncated_texts_stay_utf8(void **state)
{
	struct dojo_request request = {.method = DOJO_GET};
	char detail[900], body[1000];
	struct dojo_error error;

	(void) state;
	dojo_buffer_append_string(&request.url, "/a");
	for (size_t shift = 0; shift < 3; shift++) {
		memset(detail, 'x', sizeof detail);
		for (size_t at = shift; at + 3 < sizeof detail; at += 3) {
			memcpy(detail + at, "\xE2\x82\xAC", 3);
		}
		detail[sizeof detail - 1] = '\0';
		snprintf(body, sizeof body, "{\"detail\":\"%s\"}", detail);
		finish(&request, 400, body, &error);
		assert_true(dojo_utf8_valid(error.message, strlen(error.message)));
		snprintf(body, sizeof body, "{\"errors\":{\"a\":[\"%s\"]}}", detail);
		finish(&request, 400, body, &error);
		assert_true(dojo_utf8_valid(error.message, strlen(error.message)));
		snprintf(body, sizeof body, "{\"errors\":{\"%s\":[\"b\"]}}", detail);
		finish(&request, 400, body, &error);
		assert_true(dojo_utf8_valid(error.message, strlen(error.message)));
	}
	dojo_request_free(&request);
}

/* The end says how to find out what happened. */
static void the_end_is_never_truncated(void **state)
{
	char body[1000], key[900];

	(void) state;
	memset(key, 'k', sizeof key - 1);
	key[sizeof key - 1] = '\0';
	snprintf(body, sizeof body, "{\"detail\":\"%s\",\"errors\":{\"k\":\"v\"}}", key);
	for (size_t i = 0; i < DOJO_OPERATION_COUNT; i++) {
		for (size_t ids = 0; ids < 200; ids += 66) {
			struct dojo_request request = {.method = DOJO_POST, .settle = dojo_operations[i].settle};
			struct dojo_error error;

			dojo_buffer_append_string(&request.url, "/payment-intents/");
			for (size_t id = 0; id < ids; id++) {
				dojo_buffer_append_string(&request.url, "pi_1,");
			}
			finish(&request, 503, body, &error);
			assert_int_equal(error.outcome_unknown, request.settle != NULL);
			if (request.settle) {
				size_t length = strlen(error.message), end = strlen(request.settle);

				assert_true(length > end && strcmp(error.message + length - end, request.settle) == 0);
			}
			dojo_request_free(&request);
		}
	}
}

/* Text is removed to make room for it in whole characters. */
static void room_for_the_end_is_made_between_characters(void **state)
{
	struct dojo_error error = {0};

	(void) state;
	for (size_t length = 0; length < 8; length++) {
		char end[] = "; it ended", wide[DOJO_MESSAGE_SIZE + 8] = {0};

		for (size_t at = length; at + 3 < sizeof wide; at += 3) {
			memcpy(wide + at, "\xE2\x82\xAC", 3);
		}
		memset(wide, 'x', length);
		dojo_error_set(&error, DOJO_ERROR_TIMEOUT, "%s", wide);
		dojo_error_append(&error, "%s", end);
		assert_true(dojo_utf8_valid(error.message, strlen(error.message)));
		assert_true(strlen(error.message) < sizeof error.message && strlen(error.message) > sizeof error.message - 8);
		assert_string_equal(error.message + strlen(error.message) - strlen(end), end);
	}
	dojo_error_set(&error, DOJO_ERROR_TIMEOUT, "short");
	dojo_error_append(&error, " %s", "enough");
	assert_string_equal(error.message, "short enough");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(control_characters_become_spaces),
		cmocka_unit_test(messages_are_utf8),
		cmocka_unit_test(truncated_texts_stay_utf8),
		cmocka_unit_test(the_end_is_never_truncated),
		cmocka_unit_test(room_for_the_end_is_made_between_characters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
