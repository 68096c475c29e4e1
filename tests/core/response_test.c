/* Responses: what counts as a success, every shape of an error response, and whether the outcome is known. */
#include "core_test.h"

#include <stdio.h>
#include <stdlib.h>

/* The caller frees *response. */
static enum dojo_code finish_response(const char *operation, long status, const char *body, struct dojo_response *response,
                                      struct dojo_error *error)
{
	struct dojo_request request;
	enum dojo_code code;

	memset(response, 0, sizeof *response);
	memset(error, 0, sizeof *error);
	response->status = status;
	response->retry_after = -1;
	if (body) {
		assert_true(dojo_buffer_append_string(&response->body, body));
	}
	build_request(client, operation, NULL, &request);
	code = dojo_response_finish(&request, response, error);
	if (code != DOJO_OK) {
		assert_int_equal(error->code, code);
		assert_contains(error->message, dojo_method_name(request.method));
		assert_contains(error->message, request.url.data + request.path_offset);
		assert_lacks(error->message, TEST_KEY);
	}
	dojo_request_free(&request);
	return code;
}

#define ONCE "createPaymentIntent"
#define REPEATABLE "getPaymentIntent"
#define NOTHING "deleteWebhook"
#define LIST "getCustomers"
#define ANYTHING "request"
#define REMOVAL "cancelPaymentIntent"
#define HTML "<html><body><h1>502 Bad Gateway</h1></body></html>"
#define NO_OUTCOME true

static const struct {
	const char *operation;
	long status;
	const char *body;
	enum dojo_code code;
	bool outcome_unknown;
} responses[] = {
	{ONCE, 200, "{\"id\":\"pi_1\"}", DOJO_OK, false},
	{ONCE, 201, " {\"id\":\"pi_1\"} \r\n", DOJO_OK, false},
	{LIST, 200, "[]", DOJO_OK, false},
	{LIST, 200, "[{\"id\":\"cust_1\"}]", DOJO_OK, false},
	{NOTHING, 204, NULL, DOJO_OK, false},
	{NOTHING, 204, "", DOJO_OK, false},
	{NOTHING, 200, "{\"id\":\"ws_1\"}", DOJO_OK, false},
	{REMOVAL, 200, "{\"id\":\"pi_1\"}", DOJO_OK, false},
	{ANYTHING, 200, "7", DOJO_OK, false},
	{ANYTHING, 200, "null", DOJO_OK, false},
	{ANYTHING, 200, "\"text\"", DOJO_OK, false},
	{ANYTHING, 202, NULL, DOJO_OK, false},
	{ANYTHING, 204, NULL, DOJO_OK, false},

	/* These promise nothing. */
	{"reversePaymentIntent", 200, "{}", DOJO_OK, false},
	{"searchPaymentIntents", 200, "{}", DOJO_OK, false},
	{"listWebhooks", 200, "{}", DOJO_OK, false},
	{NOTHING, 200, "{}", DOJO_OK, false},
	{ANYTHING, 200, "{}", DOJO_OK, false},

	/* A success must have what the operation promises; otherwise the outcome is unknown. */
	{ONCE, 200, "{}", DOJO_ERROR_INCOMPLETE, NO_OUTCOME},
	{ONCE, 200, "[]", DOJO_ERROR_INCOMPLETE, NO_OUTCOME},
	{ONCE, 200, "[{\"id\":\"pi_1\"}]", DOJO_ERROR_INCOMPLETE, NO_OUTCOME},
	{ONCE, 201, "{\"data\":{\"id\":\"pi_1\"}}", DOJO_ERROR_INCOMPLETE, NO_OUTCOME},
	{ONCE, 200, "{\"id\":null}", DOJO_ERROR_INCOMPLETE, NO_OUTCOME},
	{ONCE, 200, "{\"id\":\"\"}", DOJO_ERROR_INCOMPLETE, NO_OUTCOME},
	{ONCE, 200, "{\"id\":\"pi_1\",\"id\":null}", DOJO_ERROR_INCOMPLETE, NO_OUTCOME},
	{ONCE, 200, "{\"Id\":\"pi_1\"}", DOJO_ERROR_INCOMPLETE, NO_OUTCOME},
	{ONCE, 200, "{\"Id\":\"pi_1\",\"id\":\"pi_1\"}", DOJO_OK, false},
	{ONCE, 200, "{\"\\u0069d\":\"pi_1\"}", DOJO_OK, false},
	{ONCE, 200, "{\"id\":7}", DOJO_OK, false},
	{REPEATABLE, 200, "{\"status\":\"Captured\"}", DOJO_ERROR_INCOMPLETE, false},
	{REMOVAL, 200, "{}", DOJO_ERROR_INCOMPLETE, NO_OUTCOME},
	{"capturePaymentIntent", 200, "{\"id\":\"cap_1\"}", DOJO_ERROR_INCOMPLETE, NO_OUTCOME},
	{"chargePaymentIntent", 200, "{\"paymentIntentId\":\"pi_1\"}", DOJO_ERROR_INCOMPLETE, NO_OUTCOME},
	{"refundPaymentIntent", 200, "{\"paymentIntentId\":\"pi_1\"}", DOJO_ERROR_INCOMPLETE, NO_OUTCOME},
	{"createCustomerSecret", 200, "{\"secret\":null}", DOJO_ERROR_INCOMPLETE, NO_OUTCOME},
	{"listWebhookSecrets", 200, "{\"secrets\":[]}", DOJO_OK, false},
	{LIST, 200, "{}", DOJO_ERROR_INCOMPLETE, false},
	{LIST, 200, "{\"data\":[]}", DOJO_ERROR_INCOMPLETE, false},
	{"setEposWebSocketIntegration", 200, "{}", DOJO_ERROR_INCOMPLETE, NO_OUTCOME},

	/* A success must be readable. */
	{REMOVAL, 204, NULL, DOJO_ERROR_NOT_JSON, NO_OUTCOME},
	{ONCE, 200, HTML, DOJO_ERROR_NOT_JSON, NO_OUTCOME},
	{ONCE, 200, "{\"id\":\"pi_1\"", DOJO_ERROR_NOT_JSON, NO_OUTCOME},
	{ONCE, 200, "{\"id\":\"pi_\xFF\"}", DOJO_ERROR_NOT_JSON, NO_OUTCOME},
	{ONCE, 200, NULL, DOJO_ERROR_NOT_JSON, NO_OUTCOME},
	{ONCE, 200, "", DOJO_ERROR_NOT_JSON, NO_OUTCOME},
	{ONCE, 200, " \r\n", DOJO_ERROR_NOT_JSON, NO_OUTCOME},
	{ONCE, 200, "7", DOJO_ERROR_NOT_JSON, NO_OUTCOME},
	{ONCE, 200, "\"pi_1\"", DOJO_ERROR_NOT_JSON, NO_OUTCOME},
	{ONCE, 200, "true", DOJO_ERROR_NOT_JSON, NO_OUTCOME},
	{ONCE, 200, "null", DOJO_ERROR_NOT_JSON, NO_OUTCOME},
	{REPEATABLE, 200, HTML, DOJO_ERROR_NOT_JSON, false},
	{REPEATABLE, 200, "7", DOJO_ERROR_NOT_JSON, false},
	{REPEATABLE, 200, NULL, DOJO_ERROR_NOT_JSON, false},
	{REPEATABLE, 200, "null", DOJO_ERROR_NOT_JSON, false},
	{ANYTHING, 200, HTML, DOJO_ERROR_NOT_JSON, NO_OUTCOME},

	/* Redirects are not followed. */
	{ONCE, 301, NULL, DOJO_ERROR_NOT_JSON, NO_OUTCOME},
	{ONCE, 308, "{}", DOJO_ERROR_NOT_JSON, NO_OUTCOME},
	{REPEATABLE, 302, HTML, DOJO_ERROR_NOT_JSON, false},
	{REPEATABLE, 304, NULL, DOJO_ERROR_NOT_JSON, false},

	/* After an error response nothing was carried out, unless the server itself failed. */
	{ONCE, 400, "{\"detail\":\"bad\"}", DOJO_ERROR_API, false},
	{ONCE, 401, NULL, DOJO_ERROR_API, false},
	{ONCE, 403, HTML, DOJO_ERROR_API, false},
	{ONCE, 404, "", DOJO_ERROR_API, false},
	{ONCE, 409, "null", DOJO_ERROR_API, false},
	{ONCE, 422, "7", DOJO_ERROR_API, false},
	{ONCE, 429, "[]", DOJO_ERROR_API, false},
	{ONCE, 408, NULL, DOJO_ERROR_API, NO_OUTCOME},
	{ONCE, 500, "{\"detail\":\"failed\"}", DOJO_ERROR_API, NO_OUTCOME},
	{ONCE, 502, HTML, DOJO_ERROR_API, NO_OUTCOME},
	{ONCE, 503, NULL, DOJO_ERROR_API, NO_OUTCOME},
	{ONCE, 504, HTML, DOJO_ERROR_API, NO_OUTCOME},
	{ANYTHING, 502, HTML, DOJO_ERROR_API, NO_OUTCOME},
	{REPEATABLE, 408, NULL, DOJO_ERROR_API, false},
	{REPEATABLE, 500, NULL, DOJO_ERROR_API, false},
	{REPEATABLE, 502, HTML, DOJO_ERROR_API, false},
	{"refundPaymentIntent", 502, HTML, DOJO_ERROR_API, NO_OUTCOME},
	{NOTHING, 500, HTML, DOJO_ERROR_API, NO_OUTCOME},
};

static void responses_are_judged(void **state)
{
	(void) state;
	for (size_t i = 0; i < COUNT(responses); i++) {
		struct dojo_response response;
		struct dojo_error error;
		enum dojo_code code =
			finish_response(responses[i].operation, responses[i].status, responses[i].body, &response, &error);

		if (code != responses[i].code || error.outcome_unknown != responses[i].outcome_unknown) {
			fail_msg("row %zu: %s: %ld %s gave %s (outcome %sknown): %s", i, responses[i].operation, responses[i].status,
			         responses[i].body ? responses[i].body : "(no body)", dojo_error_word(code),
			         error.outcome_unknown ? "un" : "", error.message);
		}
		if (error.outcome_unknown) {
			assert_contains(error.message, "unknown");
		}
		assert_int_equal(response.status, responses[i].status);
		/* The raw body is always kept. */
		assert_int_equal(response.body.length, responses[i].body ? strlen(responses[i].body) : 0);
		dojo_response_free(&response);
	}
}

static void message_says_how_to_find_out(void **state)
{
	struct dojo_response response;
	struct dojo_error error;

	(void) state;
	finish_response("createPaymentIntent", 502, HTML, &response, &error);
	assert_contains(error.message, "searchPaymentIntents()");
	dojo_response_free(&response);
	finish_response("capturePaymentIntent", 500, NULL, &response, &error);
	assert_contains(error.message, "getPaymentIntent()");
	dojo_response_free(&response);
}

static const struct {
	const char *body, *type, *title, *detail, *trace_id;
	bool errors;
	const char *said;
} problems[] = {
	/* payments, customers, setup intents */
	{"{\"type\":\"t\",\"title\":\"Bad Request\",\"status\":400,\"detail\":\"It is "
     "wrong\",\"instance\":\"/x\",\"extensions\":{}}",
     "t", "Bad Request", "It is wrong", "", false, "It is wrong"},
	{"{\"errors\":{\"Reference\":[\"The field is required.\",\"second\"],\"Amount\":[\"Too small.\"]},\"type\":\"t\","
     "\"title\":\"Validation\",\"status\":400,\"traceId\":\"00-1\"}",
     "t", "Validation", "", "00-1", true, "Reference: The field is required."},
	/* webhooks */
	{"{\"errors\":{\"Url\":[\"not "
     "https\"]},\"type\":\"t\",\"title\":\"T\",\"status\":409,\"traceId\":\"00-2\",\"detail\":\"D\"}",
     "t", "T", "D", "00-2", true, "Url: not https"},
	/* terminal sessions */
	{"{\"detail\":\"busy\",\"status\":422,\"title\":\"T\",\"traceId\":\"00-3\",\"type\":\"t\",\"errors\":{}}", "t", "T", "busy",
     "00-3", true, "busy"},
	{"{\"detail\":\"busy\",\"status\":422,\"title\":\"T\",\"traceId\":\"00-3\",\"type\":\"t\",\"errors\":[\"one\"]}", "t", "T",
     "busy", "00-3", true, "busy"},
	/* terminals */
	{"{\"code\":\"TERMINAL_UNAVAILABLE\",\"title\":\"Terminal "
     "unavailable\",\"type\":\"t\",\"status\":404,\"traceId\":\"00-4\",\"errors\":{}}",
     "t", "Terminal unavailable", "", "00-4", true, "Terminal unavailable"},
	/* returned by the real API */
	{"{\"Status\":400,\"Detail\":\"Your refund request was not successful. Status: Failed.\",\"Extensions\":{}}", "", "",
     "Your refund request was not successful. Status: Failed.", "", false, "Status: Failed."},
	{"{\"TRACEID\":\"00-5\",\"Errors\":{\"a\":\"text\"},\"TITLE\":\"T\"}", "", "T", "", "00-5", true, "a: text"},
	/* not a problem document */
	{"{}", "", "", "", "", false, "400"},
	{"[]", "", "", "", "", false, "400"},
	{"null", "", "", "", "", false, "400"},
	{"7", "", "", "", "", false, "400"},
	{"\"text\"", "", "", "", "", false, "400"},
	{HTML, "", "", "", "", false, "400"},
	{"", "", "", "", "", false, "400"},
	{"{\"title\":7,\"detail\":{\"a\":1},\"type\":null,\"traceId\":[],\"errors\":null}", "", "", "", "", false, "400"},
	{"{\"errors\":{\"a\":7,\"b\":[],\"c\":[7],\"d\":{},\"e\":null}}", "", "", "", "", true, "400"},
};

static void problem_is_read_in_every_shape(void **state)
{
	(void) state;
	for (size_t i = 0; i < COUNT(problems); i++) {
		struct dojo_response response;
		struct dojo_problem problem;
		struct dojo_error error;

		assert_int_equal(finish_response(REPEATABLE, 400, problems[i].body, &response, &error), DOJO_ERROR_API);
		dojo_response_problem(&response, &problem);
		assert_text(problem.type, problems[i].type);
		assert_text(problem.title, problems[i].title);
		assert_text(problem.detail, problems[i].detail);
		assert_text(problem.trace_id, problems[i].trace_id);
		assert_int_equal(problem.errors != NULL, problems[i].errors);
		assert_contains(error.message, problems[i].said);
		assert_contains(error.message, "400");
		dojo_response_free(&response);
	}
}

static void trace_id_of_the_body_takes_precedence(void **state)
{
	struct dojo_response response;
	struct dojo_problem problem;
	struct dojo_error error;

	(void) state;
	finish_response(REPEATABLE, 400, "{\"traceId\":\"from-body\"}", &response, &error);
	snprintf(response.trace_id, sizeof response.trace_id, "from-header");
	dojo_response_problem(&response, &problem);
	assert_text(problem.trace_id, "from-body");
	dojo_response_free(&response);
	finish_response(REPEATABLE, 401, NULL, &response, &error);
	snprintf(response.trace_id, sizeof response.trace_id, "from-header");
	dojo_response_problem(&response, &problem);
	assert_text(problem.trace_id, "from-header");
	dojo_response_free(&response);
}

static void long_problem_is_truncated_in_the_message(void **state)
{
	struct dojo_buffer body = {0};
	struct dojo_response response;
	struct dojo_error error;

	(void) state;
	dojo_buffer_append_string(&body, "{\"detail\":\"");
	for (int i = 0; i < 5000; i++) {
		dojo_buffer_append_string(&body, "d");
	}
	dojo_buffer_append_string(&body, "\",\"errors\":{");
	for (int i = 0; i < 100; i++) {
		char line[300];

		snprintf(line, sizeof line, "%s\"field%d\":[\"%0200d\"]", i ? "," : "", i, i);
		dojo_buffer_append_string(&body, line);
	}
	dojo_buffer_append_string(&body, "}}");
	assert_int_equal(finish_response(ONCE, 500, body.data, &response, &error), DOJO_ERROR_API);
	assert_true(error.outcome_unknown);
	/* The end is not cut off. */
	assert_contains(error.message, "unknown");
	dojo_response_free(&response);
	dojo_buffer_free(&body);
}

static void reason_is_never_empty(void **state)
{
	static const char *const bodies[] = {"{\"detail\":\"\"}", "{\"detail\":\"\\u0000lost\"}", "{\"title\":\"\\u0000\"}", "[]"};
	struct dojo_response response;
	struct dojo_error error;
	char reason[DOJO_REASON_SIZE];

	(void) state;
	for (size_t i = 0; i < COUNT(bodies); i++) {
		assert_int_equal(finish_response(ONCE, 404, bodies[i], &response, &error), DOJO_ERROR_API);
		assert_false(dojo_response_reason(&response, reason, sizeof reason));
		assert_string_equal(reason, "Not found");
		dojo_response_free(&response);
	}
}

/* Nothing is written outside a small buffer. */
static void reason_fits_in_its_buffer(void **state)
{
	struct dojo_response response;
	struct dojo_error error;

	(void) state;
	assert_int_equal(finish_response(ONCE, 400, "{\"errors\":[\"One.\",\"Two\",\"Three\"]}", &response, &error),
	                 DOJO_ERROR_API);
	for (size_t size = 1; size <= 64; size++) {
		char *reason = malloc(size); /* of exactly that size, so that ASan detects an overflow */

		assert_non_null(reason);
		dojo_response_reason(&response, reason, size);
		assert_true(strlen(reason) < size);
		free(reason);
	}
	dojo_response_free(&response);
}

/* Large members are kept as text only. */
static void large_members_are_not_parsed(void **state)
{
	static const struct {
		size_t size;
		bool kept;
	} rows[] = {{100, true}, {DOJO_PROBLEM_MEMBER_MAX, true}, {DOJO_PROBLEM_MEMBER_MAX + 1, false}, {4000000, false}};

	(void) state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct dojo_buffer body = {0};
		struct dojo_response response;
		struct dojo_problem problem;
		struct dojo_error error;

		dojo_buffer_append_string(&body, "{\"detail\":\"No.\",\"traceId\":\"00-1\",\"errors\":[1");
		for (size_t length = 3; length < rows[i].size; length++) {
			dojo_buffer_append_string(&body, " ");
		}
		dojo_buffer_append_string(&body, "]}");
		assert_int_equal(finish_response(ONCE, 400, body.data, &response, &error), DOJO_ERROR_API);
		assert_true(response.is_json);
		dojo_response_problem(&response, &problem);
		assert_text(problem.detail, "No.");
		assert_text(problem.trace_id, "00-1");
		assert_int_equal(problem.errors != NULL, rows[i].kept);
		assert_int_equal(response.body.length, body.length);
		dojo_response_free(&response);
		dojo_buffer_free(&body);
	}
}

static void frees_accept_null_and_twice(void **state)
{
	static const struct dojo_response zero;
	struct dojo_response response;
	struct dojo_error error;

	(void) state;
	dojo_response_free(NULL);
	finish_response(REPEATABLE, 200, "{}", &response, &error);
	dojo_response_free(&response);
	assert_memory_equal(&response, &zero, sizeof zero);
	dojo_response_free(&response);
}

/* An error response that can't be parsed because memory ran out is still that error. */
static void survives_without_memory(void **state)
{
	bool through = false;

	(void) state;
	for (long n = 0; n < 100 && !through; n++) {
		static const long statuses[] = {200, 400, 502};

		through = true;
		for (size_t i = 0; i < COUNT(statuses); i++) {
			char body[] = "{\"detail\":\"no\",\"a\":99999999999999999999}";
			struct dojo_response response = {.status = statuses[i], .body = {.data = body, .length = sizeof body - 1}};
			struct dojo_request request = {.method = DOJO_POST, .settle = "look", .url = {.data = "/x", .length = 2}};
			struct dojo_error error = {0};
			enum dojo_code code;

			fail_allocation(n);
			code = dojo_response_finish(&request, &response, &error);
			fail_allocation(-1);
			through = through && !allocation_failed();
			assert_int_equal(code, statuses[i] == 200 ? DOJO_OK : DOJO_ERROR_API);
			assert_int_equal(error.outcome_unknown, statuses[i] == 502);
			assert_lacks(error.message, "nothing was sent");
			dojo_json_free(response.json);
		}
	}
	assert_true(through);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(responses_are_judged),
		cmocka_unit_test(message_says_how_to_find_out),
		cmocka_unit_test(problem_is_read_in_every_shape),
		cmocka_unit_test(trace_id_of_the_body_takes_precedence),
		cmocka_unit_test(long_problem_is_truncated_in_the_message),
		cmocka_unit_test(reason_is_never_empty),
		cmocka_unit_test(reason_fits_in_its_buffer),
		cmocka_unit_test(large_members_are_not_parsed),
		cmocka_unit_test(frees_accept_null_and_twice),
		cmocka_unit_test(survives_without_memory),
	};

	return cmocka_run_group_tests(tests, make_client, free_client);
}
