/* Faults of a server: how often a request is sent, and which error the caller gets. */
#include "core_calls.h"
#include "dojo_platform.h"

static void explain(const struct scene *scene, const char *what)
{
	fail_msg("%s: %s (%s), %d exchanges", what, dojo_error_word(scene->call.outcome.error.code),
	         scene->call.outcome.error.message, scene->exchanges);
}

/* ------------------------------------------------------------------------------------------------------------ one send -- */

static void request_is_sent_as_built(void **state)
{
	static const struct server_step script[] = {GOOD};
	struct scene scene;
	const char *bytes;

	(void) state;
	SCENE(&scene, script, 0);
	assert_int_equal(scene_call(&scene, KEYED_REFUND), DOJO_OK);
	bytes = server_request(scene.server, 0);
	assert_int_equal(strncmp(bytes, "POST /payment-intents/id_1/refunds HTTP/1.1\r\n", 45), 0);
	assert_contains(bytes, "\r\nAuthorization: Basic " TEST_KEY "\r\n");
	assert_contains(bytes, "\r\nversion: 2026-02-27\r\n");
	assert_contains(bytes, "\r\nidempotencyKey: refund-1\r\n");
	assert_contains(bytes, "\r\nContent-Type: application/json\r\n");
	assert_contains(bytes, "\r\nAccept: application/json\r\n");
	assert_contains(bytes, "\r\nUser-Agent: dojo-php/0.1.0 php/8.2.0\r\n");
	assert_contains(bytes, "\r\nContent-Length: 15\r\n");
	assert_contains(bytes, "\r\n\r\n{\"amount\":1000}");
	assert_lacks(bytes, "Accept-Encoding");
	assert_lacks(bytes, "Expect:");
	assert_lacks(bytes, "Cookie");
	/* The body of a success is checked but not parsed. */
	assert_true(scene.call.outcome.response.is_json);
	assert_string_equal(scene.call.outcome.response.body.data, OK_BODY);
	assert_int_equal(scene.call.outcome.response.status, 200);
	assert_int_equal(scene.exchanges, 1);
	assert_int_equal(scene.last.status, 200);
	assert_int_equal(scene.last.code, DOJO_OK);
	assert_false(scene.last.connection_reused);
	assert_int_equal(scene.last.bytes_sent, strlen(bytes));
	assert_int_equal(scene.last.bytes_received, sizeof OK_ANSWER - 1);
	scene_close(&scene);
}

static void every_method_is_sent_in_its_form(void **state)
{
	static const struct {
		const char *operation, *line;
		bool has_length;
	} calls[] = {
		{"listWebhooks", "GET /webhooks HTTP/1.1\r\n", false},
		{"chargePaymentIntent", "POST /payment-intents/id_1/charge HTTP/1.1\r\n", true},
		{"cancelTerminalSession", "PUT /terminal-sessions/id_1/cancel HTTP/1.1\r\n", true},
		{"updateWebhook", "PATCH /webhooks/id_1 HTTP/1.1\r\n", true},
		{"cancelPaymentIntent", "DELETE /payment-intents/id_1 HTTP/1.1\r\n", false},
		{"getCustomerPaymentMethods", "GET /customers/public/id_1/payment-methods HTTP/1.1\r\n", false},
	};
	static const struct server_step script[] = {GOOD};
	struct scene scene;

	(void) state;
	SCENE(&scene, script, 0);
	for (size_t i = 0; i < COUNT(calls); i++) {
		const char *bytes;

		assert_int_equal(scene_call(&scene, calls[i].operation), DOJO_OK);
		bytes = server_request(scene.server, i);
		assert_int_equal(strncmp(bytes, calls[i].line, strlen(calls[i].line)), 0);
		/* No Content-Type without a body, and never libcurl's default. */
		assert_lacks(bytes, "form-urlencoded");
		if (!strstr(bytes, "\r\n\r\n{")) {
			assert_lacks(bytes, "Content-Type");
			(calls[i].has_length ? assert_contains : assert_lacks)(bytes, "\r\nContent-Length: 0\r\n");
		}
	}
	assert_lacks(server_request(scene.server, 5), TEST_KEY);
	assert_contains(server_request(scene.server, 5), "Authorization: Basic " TEST_SECRET);
	scene_close(&scene);
}

/* --------------------------------------------------------------------------------------------------------------- faults -- */

/* A fault, followed by good responses; and the results of a POST that may not be repeated and of one that may. */
static const struct {
	const char *what;
	struct server_step fault;
	enum dojo_code once;
	bool outcome_unknown; /* for the POST that may not be repeated */
	bool repeated;        /* the other POST is repeated and succeeds */
} faults[] = {
	{"read and close", {SERVER_READ_CLOSE, NULL, 0}, DOJO_ERROR_CUT_OFF, true, true},
	{"read and reset", {SERVER_READ_RESET, NULL, 0}, DOJO_ERROR_CUT_OFF, true, true},
	{"accept and close", {SERVER_CLOSE_AT_ACCEPT, NULL, 0}, DOJO_ERROR_CUT_OFF, true, true},
	{"half a status line", {SERVER_ANSWER_CLOSE, "HTTP/1.1 2", 0}, DOJO_ERROR_CUT_OFF, true, true},
	{"half the headers", {SERVER_ANSWER_CLOSE, "HTTP/1.1 200 OK\r\nContent-Le", 0}, DOJO_ERROR_CUT_OFF, true, true},
	{"no body of one",
     {SERVER_ANSWER_CLOSE, "HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n", 0},
     DOJO_ERROR_CUT_OFF,
     true,
     true},
	{"half a body",
     {SERVER_ANSWER_CLOSE, "HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n{\"id\":", 0},
     DOJO_ERROR_CUT_OFF,
     true,
     true},
	{"half a body and reset",
     {SERVER_ANSWER_RESET, "HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n{\"id\":", 0},
     DOJO_ERROR_CUT_OFF,
     true,
     true},
	{"half a chunk",
     {SERVER_ANSWER_CLOSE, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"i", 0},
     DOJO_ERROR_CUT_OFF,
     true,
     true},
	{"no last chunk",
     {SERVER_ANSWER_CLOSE, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n", 0},
     DOJO_ERROR_CUT_OFF,
     true,
     true},
	{"bad chunking",
     {SERVER_ANSWER_CLOSE, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n", 0},
     DOJO_ERROR_CUT_OFF,
     true,
     true},
	{"only an interim response", {SERVER_ANSWER_CLOSE, "HTTP/1.1 100 Continue\r\n\r\n", 0}, DOJO_ERROR_CUT_OFF, true, true},

	{"garbage", {SERVER_ANSWER_CLOSE, "SSH-2.0-OpenSSH_9.2\r\n", 0}, DOJO_ERROR_NOT_JSON, true, false},
	{"HTML", {SERVER_ANSWER, STATUS("200 OK", "13", "<html></html>"), 0}, DOJO_ERROR_NOT_JSON, true, false},
	{"an empty body", {SERVER_ANSWER, STATUS("200 OK", "0", ""), 0}, DOJO_ERROR_NOT_JSON, true, false},
	{"a number", {SERVER_ANSWER, STATUS("200 OK", "1", "7"), 0}, DOJO_ERROR_NOT_JSON, true, false},
	{"a redirect",
     {SERVER_ANSWER, "HTTP/1.1 301 Moved\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n", 0},
     DOJO_ERROR_NOT_JSON,
     true,
     false},
	{"a redirect of method",
     {SERVER_ANSWER, "HTTP/1.1 307 Temporary\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n", 0},
     DOJO_ERROR_NOT_JSON,
     true,
     false},

	{"400", {SERVER_ANSWER, STATUS("400 Bad Request", "16", "{\"detail\":\"bad\"}"), 0}, DOJO_ERROR_API, false, false},
	{"empty 401", {SERVER_ANSWER, STATUS("401 Unauthorized", "0", ""), 0}, DOJO_ERROR_API, false, false},
	{"401 with a challenge",
     {SERVER_ANSWER, "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n", 0},
     DOJO_ERROR_API,
     false,
     false},
	{"404", {SERVER_ANSWER, STATUS("404 Not Found", "2", "{}"), 0}, DOJO_ERROR_API, false, false},
	{"409", {SERVER_ANSWER, STATUS("409 Conflict", "2", "{}"), 0}, DOJO_ERROR_API, false, false},
	{"422", {SERVER_ANSWER, STATUS("422 Unprocessable", "2", "{}"), 0}, DOJO_ERROR_API, false, false},
	{"500", {SERVER_ANSWER, STATUS("500 Error", "2", "{}"), 0}, DOJO_ERROR_API, true, false},
	{"501", {SERVER_ANSWER, STATUS("501 Error", "2", "{}"), 0}, DOJO_ERROR_API, true, false},
	{"408", {SERVER_ANSWER, STATUS("408 Timeout", "0", ""), 0}, DOJO_ERROR_API, true, true},
	{"429", {SERVER_ANSWER, STATUS("429 Too Many", "0", ""), 0}, DOJO_ERROR_API, false, true},
	{"502 in HTML", {SERVER_ANSWER, STATUS("502 Bad Gateway", "13", "<html></html>"), 0}, DOJO_ERROR_API, true, true},
	{"503", {SERVER_ANSWER, STATUS("503 Unavailable", "0", ""), 0}, DOJO_ERROR_API, true, true},
	{"504", {SERVER_ANSWER, STATUS("504 Gateway Timeout", "0", ""), 0}, DOJO_ERROR_API, true, true},
	{"502 cut off",
     {SERVER_ANSWER_CLOSE, "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 99\r\n\r\n<html>", 0},
     DOJO_ERROR_API,
     true,
     true},
};

static size_t sends_of(const struct server_step *fault, size_t requests)
{
	/* A server that reads nothing can't count requests. */
	return fault->action == SERVER_CLOSE_AT_ACCEPT ? requests + 1 : requests;
}

static void request_that_may_move_money_is_sent_once(void **state)
{
	(void) state;
	for (size_t i = 0; i < COUNT(faults); i++) {
		const struct server_step script[] = {faults[i].fault, GOOD};
		struct scene scene;
		enum dojo_code code;

		SCENE(&scene, script, 0);
		code = scene_call(&scene, MOVES_MONEY);
		if (code != faults[i].once || scene.call.outcome.error.outcome_unknown != faults[i].outcome_unknown ||
		    scene.exchanges != 1) {
			explain(&scene, faults[i].what);
		}
		assert_int_equal(sends_of(&script[0], server_requests(scene.server)), 1);
		if (scene.call.outcome.error.outcome_unknown) {
			assert_contains(scene.call.outcome.error.message, "getPaymentIntent()");
			assert_lacks(scene.call.outcome.error.message, "nothing was sent");
		}
		scene_close(&scene);
	}
}

static void keyed_request_is_repeated_if_that_helps(void **state)
{
	(void) state;
	for (size_t i = 0; i < COUNT(faults); i++) {
		const struct server_step script[] = {faults[i].fault, GOOD};
		struct scene scene;
		enum dojo_code code;
		size_t sends;

		SCENE(&scene, script, 0);
		code = scene_call(&scene, KEYED_REFUND);
		sends = sends_of(&script[0], server_requests(scene.server));
		if (code != (faults[i].repeated ? DOJO_OK : faults[i].once) || sends != (faults[i].repeated ? 2 : 1) ||
		    scene.exchanges != (int) sends ||
		    scene.call.outcome.error.outcome_unknown != (!faults[i].repeated && faults[i].outcome_unknown)) {
			explain(&scene, faults[i].what);
		}
		if (faults[i].repeated && server_requests(scene.server) == 2) {
			assert_string_equal(server_request(scene.server, 0), server_request(scene.server, 1));
		}
		scene_close(&scene);
	}
}

/* On a connection kept from an earlier call, where libcurl would send the request again. */
static void kept_connection_sends_once(void **state)
{
	static const enum server_action actions[] = {SERVER_READ_CLOSE, SERVER_READ_RESET};

	(void) state;
	for (size_t i = 0; i < COUNT(actions); i++) {
		const struct server_step script[] = {GOOD, {actions[i], NULL, 0}, GOOD};
		static const char *const operations[] = {MOVES_MONEY, "chargePaymentIntent", "reversePaymentIntent", "request",
		                                         "createCustomerSecret"};

		for (size_t j = 0; j < COUNT(operations); j++) {
			struct scene scene;

			SCENE(&scene, script, 0);
			assert_int_equal(scene_call(&scene, "listWebhooks"), DOJO_OK);
			assert_int_equal(scene_call(&scene, operations[j]), DOJO_ERROR_CUT_OFF);
			assert_true(scene.call.outcome.error.outcome_unknown);
			assert_int_equal(scene.exchanges, 1);
			if (all_calls_share_connections()) {
				/* Not libcurl's text about the callback that stopped it. */
				assert_contains(scene.call.outcome.error.message, "(it was kept from an earlier call)");
				assert_lacks(scene.call.outcome.error.message, "callback");
			}
			assert_int_equal(server_requests(scene.server), 2);
			assert_int_equal(server_request_connection(scene.server, 1), all_calls_share_connections() ? 0 : 1);
			/* The pool still works. */
			assert_int_equal(scene_call(&scene, MOVES_MONEY), DOJO_OK);
			assert_int_equal(server_requests(scene.server), 3);
			scene_close(&scene);
		}
		struct scene scene;

		SCENE(&scene, script, .max_retries = -1);
		assert_int_equal(scene_call(&scene, "listWebhooks"), DOJO_OK);
		/* A repeatable request succeeds even with no retries allowed: the attempt on the kept connection doesn't count. */
		if (!all_calls_share_connections()) {
			assert_int_equal(scene_call(&scene, KEYED_REFUND), DOJO_ERROR_CUT_OFF);
			assert_int_equal(server_requests(scene.server), 2);
			scene_close(&scene);
			continue;
		}
		assert_int_equal(scene_call(&scene, KEYED_REFUND), DOJO_OK);
		assert_int_equal(server_requests(scene.server), 3);
		assert_string_equal(server_request(scene.server, 1), server_request(scene.server, 2));
		scene_close(&scene);
	}
}

/* A kept connection that the server has closed is detected before anything is sent. */
static void dead_connection_is_replaced_before_sending(void **state)
{
	static const struct server_step script[] = {{SERVER_ANSWER_CLOSE, OK_ANSWER, 0}, GOOD};
	struct scene scene;

	(void) state;
	SCENE(&scene, script, 0);
	assert_int_equal(scene_call(&scene, "listWebhooks"), DOJO_OK);
	dojo_sleep(0.1);
	assert_int_equal(scene_call(&scene, MOVES_MONEY), DOJO_OK);
	assert_int_equal(scene.exchanges, 1);
	assert_int_equal(server_requests(scene.server), 2);
	assert_int_equal(server_connections(scene.server), 2);
	scene_close(&scene);
}

static void interim_responses_are_skipped(void **state)
{
	static const struct server_step script[] = {
		{SERVER_ANSWER, "HTTP/1.1 100 Continue\r\n\r\n" OK_ANSWER, 0},
		{SERVER_ANSWER, "HTTP/1.1 103 Early Hints\r\nRetry-After: 99\r\nTrace-Id: interim\r\n\r\n" OK_ANSWER, 0},
		{SERVER_ANSWER, "HTTP/1.1 204 No Content\r\n\r\n", 0},
		{SERVER_ANSWER, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n{\"id\":\r\n7\r\n\"id_2\"}\r\n0\r\n\r\n", 0},
		{SERVER_ANSWER_CLOSE, "HTTP/1.0 200 OK\r\n\r\n{\"id\":\"id_3\"}", 0},
	};
	struct scene scene;

	(void) state;
	SCENE(&scene, script, 0);
	assert_int_equal(scene_call(&scene, MOVES_MONEY), DOJO_OK);
	assert_int_equal(scene.call.outcome.response.status, 200);
	assert_int_equal(scene_call(&scene, MOVES_MONEY), DOJO_OK);
	assert_true(scene.call.outcome.response.retry_after < 0);
	assert_string_equal(scene.call.outcome.response.trace_id, "");
	assert_int_equal(scene_call(&scene, "sendReceipt"), DOJO_OK);
	assert_int_equal(scene.call.outcome.response.status, 204);
	assert_int_equal(scene_call(&scene, "createPaymentIntent"), DOJO_OK);
	assert_string_equal(scene.call.outcome.response.body.data, "{\"id\":\"id_2\"}");
	assert_int_equal(scene_call(&scene, "createPaymentIntent"), DOJO_OK);
	assert_string_equal(scene.call.outcome.response.body.data, "{\"id\":\"id_3\"}");
	assert_int_equal(server_requests(scene.server), 5);
	scene_close(&scene);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(request_is_sent_as_built),
		cmocka_unit_test(every_method_is_sent_in_its_form),
		cmocka_unit_test(request_that_may_move_money_is_sent_once),
		cmocka_unit_test(keyed_request_is_repeated_if_that_helps),
		cmocka_unit_test(kept_connection_sends_once),
		cmocka_unit_test(dead_connection_is_replaced_before_sending),
		cmocka_unit_test(interim_responses_are_skipped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
