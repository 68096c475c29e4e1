/*
 * Responses of any status with any body, judged for every kind of request.
 *
 * Input: a byte of request flags, one or two for the status, one for the operation, a line for the trace header, the body.
 */
#include "fuzz.h"

static void check_problem_text(const struct dojo_response *response, struct dojo_text text)
{
	FUZZ_CHECK(text.length == 0 || dojo_utf8_valid(text.data, text.length) || text.data == response->trace_id);
}

static void check_problem(const struct dojo_response *response)
{
	struct dojo_problem problem;

	dojo_response_problem(response, &problem);
	check_problem_text(response, problem.type);
	check_problem_text(response, problem.title);
	check_problem_text(response, problem.detail);
	check_problem_text(response, problem.trace_id);
	FUZZ_CHECK(response->json || !problem.errors);
	/* At any size the reason is one line of valid UTF-8; at full size it is not empty. */
	for (size_t size = 1; size <= DOJO_REASON_SIZE; size += size < 8 ? 1 : DOJO_REASON_SIZE - 8) {
		char *reason = malloc(size); /* of exactly this size, so that ASan detects a write past the end */

		FUZZ_CHECK(reason);
		dojo_response_reason(response, reason, size);
		FUZZ_CHECK(strlen(reason) < size && dojo_utf8_valid(reason, strlen(reason)) && !strpbrk(reason, "\r\n"));
		FUZZ_CHECK(size < DOJO_REASON_SIZE || reason[0]);
		free(reason);
	}
}

/* Whether the promise is kept, judged by the parsed tree instead of the scanner. */
static bool keeps_promise(const char *promise, const struct dojo_buffer *body)
{
	struct json_object *json = NULL, *value = NULL;
	bool kept;

	FUZZ_CHECK(dojo_json_parse(body->data, body->length, &json, NULL) == DOJO_OK);
	kept = !promise ||
	       (strcmp(promise, "[]") == 0
	            ? json_object_is_type(json, json_type_array)
	            : json_object_is_type(json, json_type_object) && json_object_object_get_ex(json, promise, &value) && value &&
	                  (!json_object_is_type(value, json_type_string) || json_object_get_string_len(value) > 0));
	dojo_json_free(json);
	return kept;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const promises[] = {NULL, "id", "[]", "detail"};
	static const long statuses[] = {200, 201, 204, 302, 400, 401, 404, 408, 409, 422, 429, 500, 502, 503};
	struct fuzz_input input = {data, size};
	uint8_t flags = fuzz_byte(&input), status = fuzz_byte(&input);
	struct dojo_request request = {.operation = "request"};
	struct dojo_response response = {.retry_after = -1};
	struct dojo_text trace, body;
	struct dojo_error error;
	enum dojo_code code;
	bool good;

	request.method = (enum dojo_method)(flags % 5);
	request.retry = flags & 8 ? DOJO_ONCE : DOJO_REPEATABLE;
	request.answers_nothing = flags & 16;
	request.answers_anything = flags & 32;
	response.status = status < sizeof statuses / sizeof *statuses ? statuses[status] : status * 4L + fuzz_byte(&input) % 4;
	request.settle = flags & 64 ? dojo_operations[fuzz_byte(&input) % DOJO_OPERATION_COUNT].settle : NULL;
	request.promise = promises[(flags >> 5 ^ status) % 4];
	dojo_buffer_append_string(&request.url, "https://api.dojo.tech/payment-intents/");
	request.path_offset = strlen("https://api.dojo.tech");
	/* With 100 ids, as in a list of customers, the path is longer than a message. */
	for (int i = 0; i < (flags & 128 ? 100 : 1); i++) {
		dojo_buffer_append_string(&request.url, "pi_%C2%A3,");
	}

	trace = fuzz_line(&input, true);
	if (trace.length < sizeof response.trace_id && dojo_is_word(trace)) {
		memcpy(response.trace_id, trace.data, trace.length + 1);
	}
	body = fuzz_rest(&input);
	dojo_buffer_append(&response.body, body.data, body.length);

	code = dojo_response_finish(&request, &response, &error);
	fuzz_check_error(code, &error);
	good = response.status >= 200 && response.status < 300;
	FUZZ_CHECK((code == DOJO_ERROR_API) == (response.status >= 400));
	FUZZ_CHECK(code != DOJO_OK || good);
	FUZZ_CHECK(code == DOJO_OK || code == DOJO_ERROR_API || code == DOJO_ERROR_NOT_JSON || code == DOJO_ERROR_INCOMPLETE);
	FUZZ_CHECK(code != DOJO_ERROR_INCOMPLETE || request.promise);
	if (code == DOJO_OK) {
		FUZZ_CHECK(response.is_json || body.length == 0 || strspn(response.body.data, " \t\r\n") == body.length);
		FUZZ_CHECK(response.json == NULL);
		FUZZ_CHECK(!response.is_json || keeps_promise(request.promise, &response.body));
	} else {
		/* If the outcome is unknown, the message contains all of the advice. */
		bool unknown = request.settle && (code != DOJO_ERROR_API || response.status >= 500 || response.status == 408);

		FUZZ_CHECK(error.outcome_unknown == unknown);
		FUZZ_CHECK(!unknown || strstr(error.message, request.settle));
	}
	check_problem(&response);
	dojo_response_free(&response);
	dojo_response_free(&response);
	dojo_request_free(&request);
	fuzz_release(&trace);
	fuzz_release(&body);
	return 0;
}
