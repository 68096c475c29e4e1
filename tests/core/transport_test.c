/* Sending: how often, when again, how long, and what the caller is told, against a server that misbehaves. */
#include "core_calls.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define OK_ANSWER "HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n{\"id\":\"id_1\"}"
#define STATUS(line, body_length, body) "HTTP/1.1 " line "\r\nContent-Length: " body_length "\r\n\r\n" body
#define GOOD {SERVER_ANSWER, OK_ANSWER, 0}

static void explain(const struct scene *scene, const char *what)
{
	fail_msg("%s: %s (%s), %d exchanges", what, dojo_error_word(scene->error.code), scene->error.message, scene->exchanges);
}

/* ------------------------------------------------------------------------------------------------------------ one send -- */

static void the_wire_carries_what_was_built(void **state)
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
	/* A success's body is its reader's to parse. */
	assert_true(scene.response.is_json);
	assert_string_equal(scene.response.body.data, "{\"id\":\"id_1\"}");
	assert_int_equal(scene.response.status, 200);
	assert_int_equal(scene.exchanges, 1);
	assert_int_equal(scene.last.status, 200);
	assert_int_equal(scene.last.code, DOJO_OK);
	assert_false(scene.last.connection_reused);
	assert_int_equal(scene.last.bytes_sent, strlen(bytes));
	assert_int_equal(scene.last.bytes_received, sizeof OK_ANSWER - 1);
	scene_close(&scene);
}

static void every_method_has_its_form(void **state)
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
		/* Without a body there is none to name a type of, and least of all libcurl's default. */
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

/* One fault, then answers that are good. What a POST that may not be repeated and one that may each make of it. */
static const struct {
	const char *what;
	struct server_step fault;
	enum dojo_code once;
	bool outcome_unknown; /* of the one that may not be repeated */
	bool repeated;        /* the other one is, and succeeds */
} faults[] = {
	{"read and close", {SERVER_READ_CLOSE, NULL, 0}, DOJO_ERROR_CUT_OFF, true, true},
	{"read and reset", {SERVER_READ_RESET, NULL, 0}, DOJO_ERROR_CUT_OFF, true, true},
	{"accept and close", {SERVER_CLOSE_AT_ACCEPT, NULL, 0}, DOJO_ERROR_CUT_OFF, true, true},
	{"half a status line", {SERVER_ANSWER_CLOSE, "HTTP/1.1 2", 0}, DOJO_ERROR_CUT_OFF, true, true},
	{"half the headers", {SERVER_ANSWER_CLOSE, "HTTP/1.1 200 OK\r\nContent-Le", 0}, DOJO_ERROR_CUT_OFF, true, true},
	{"no body of one", {SERVER_ANSWER_CLOSE, "HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n", 0}, DOJO_ERROR_CUT_OFF, true, true},
	{"half a body", {SERVER_ANSWER_CLOSE, "HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n{\"id\":", 0}, DOJO_ERROR_CUT_OFF, true, true},
	{"half a body and reset", {SERVER_ANSWER_RESET, "HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n{\"id\":", 0}, DOJO_ERROR_CUT_OFF, true, true},
	{"half a chunk", {SERVER_ANSWER_CLOSE, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"i", 0}, DOJO_ERROR_CUT_OFF, true, true},
	{"no last chunk", {SERVER_ANSWER_CLOSE, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n", 0}, DOJO_ERROR_CUT_OFF, true, true},
	{"bad chunking", {SERVER_ANSWER_CLOSE, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n", 0}, DOJO_ERROR_CUT_OFF, true, true},
	{"interim answer only", {SERVER_ANSWER_CLOSE, "HTTP/1.1 100 Continue\r\n\r\n", 0}, DOJO_ERROR_CUT_OFF, true, true},

	{"garbage", {SERVER_ANSWER_CLOSE, "SSH-2.0-OpenSSH_9.2\r\n", 0}, DOJO_ERROR_NOT_JSON, true, false},
	{"HTML", {SERVER_ANSWER, STATUS("200 OK", "13", "<html></html>"), 0}, DOJO_ERROR_NOT_JSON, true, false},
	{"an empty body", {SERVER_ANSWER, STATUS("200 OK", "0", ""), 0}, DOJO_ERROR_NOT_JSON, true, false},
	{"a number", {SERVER_ANSWER, STATUS("200 OK", "1", "7"), 0}, DOJO_ERROR_NOT_JSON, true, false},
	{"a redirect", {SERVER_ANSWER, "HTTP/1.1 301 Moved\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n", 0}, DOJO_ERROR_NOT_JSON, true, false},
	{"a redirect of method", {SERVER_ANSWER, "HTTP/1.1 307 Temporary\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n", 0}, DOJO_ERROR_NOT_JSON, true, false},

	{"400", {SERVER_ANSWER, STATUS("400 Bad Request", "16", "{\"detail\":\"bad\"}"), 0}, DOJO_ERROR_API, false, false},
	{"empty 401", {SERVER_ANSWER, STATUS("401 Unauthorized", "0", ""), 0}, DOJO_ERROR_API, false, false},
	{"401 with a challenge", {SERVER_ANSWER, "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n", 0}, DOJO_ERROR_API, false, false},
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
	{"502 cut off", {SERVER_ANSWER_CLOSE, "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 99\r\n\r\n<html>", 0}, DOJO_ERROR_API, true, true},
};

static size_t sends_of(const struct server_step *fault, size_t requests)
{
	/* What a server that reads nothing was sent, only the client knows. */
	return fault->action == SERVER_CLOSE_AT_ACCEPT ? requests + 1 : requests;
}

static void what_may_move_money_is_sent_once(void **state)
{
	(void) state;
	for (size_t i = 0; i < COUNT(faults); i++) {
		const struct server_step script[] = {faults[i].fault, GOOD};
		struct scene scene;
		enum dojo_code code;

		SCENE(&scene, script, 0);
		code = scene_call(&scene, MOVES_MONEY);
		if (code != faults[i].once || scene.error.outcome_unknown != faults[i].outcome_unknown || scene.exchanges != 1) {
			explain(&scene, faults[i].what);
		}
		assert_int_equal(sends_of(&script[0], server_requests(scene.server)), 1);
		if (scene.error.outcome_unknown) {
			assert_contains(scene.error.message, "getPaymentIntent()");
			assert_lacks(scene.error.message, "nothing was sent");
		}
		scene_close(&scene);
	}
}

static void what_is_keyed_is_repeated_where_that_helps(void **state)
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
		    scene.exchanges != (int) sends || scene.error.outcome_unknown) {
			explain(&scene, faults[i].what);
		}
		if (faults[i].repeated && server_requests(scene.server) == 2) {
			assert_string_equal(server_request(scene.server, 0), server_request(scene.server, 1));
		}
		scene_close(&scene);
	}
}

/* The same on a connection that was kept from an earlier call: where libcurl by itself would send again. */
static void a_kept_connection_sends_once_too(void **state)
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
			assert_true(scene.error.outcome_unknown);
			assert_int_equal(scene.exchanges, 1);
			assert_int_equal(server_requests(scene.server), 2);
			assert_int_equal(server_request_connection(scene.server, 1), 0);
			/* And the pool is still good. */
			assert_int_equal(scene_call(&scene, MOVES_MONEY), DOJO_OK);
			assert_int_equal(server_requests(scene.server), 3);
			scene_close(&scene);
		}
		struct scene scene;

		SCENE(&scene, script, .max_retries = -1);
		assert_int_equal(scene_call(&scene, "listWebhooks"), DOJO_OK);
		/* A repeatable one gets through even without retries: the kept connection was not the caller's choice. */
		assert_int_equal(scene_call(&scene, KEYED_REFUND), DOJO_OK);
		assert_int_equal(server_requests(scene.server), 3);
		assert_string_equal(server_request(scene.server, 1), server_request(scene.server, 2));
		scene_close(&scene);
	}
}

/* A kept connection whose end has already arrived is noticed before anything is sent. */
static void a_dead_connection_is_replaced_unsent(void **state)
{
	static const struct server_step script[] = {{SERVER_ANSWER_CLOSE, OK_ANSWER, 0}, GOOD};
	struct timespec moment = {0, 100000000};
	struct scene scene;

	(void) state;
	SCENE(&scene, script, 0);
	assert_int_equal(scene_call(&scene, "listWebhooks"), DOJO_OK);
	nanosleep(&moment, NULL);
	assert_int_equal(scene_call(&scene, MOVES_MONEY), DOJO_OK);
	assert_int_equal(scene.exchanges, 1);
	assert_int_equal(server_requests(scene.server), 2);
	assert_int_equal(server_connections(scene.server), 2);
	scene_close(&scene);
}

static void interim_answers_are_passed_over(void **state)
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
	assert_int_equal(scene.response.status, 200);
	assert_int_equal(scene_call(&scene, MOVES_MONEY), DOJO_OK);
	assert_true(scene.response.retry_after < 0);
	assert_string_equal(scene.response.trace_id, "");
	assert_int_equal(scene_call(&scene, "sendReceipt"), DOJO_OK);
	assert_int_equal(scene.response.status, 204);
	assert_int_equal(scene_call(&scene, MOVES_MONEY), DOJO_OK);
	assert_string_equal(scene.response.body.data, "{\"id\":\"id_2\"}");
	assert_int_equal(scene_call(&scene, MOVES_MONEY), DOJO_OK);
	assert_string_equal(scene.response.body.data, "{\"id\":\"id_3\"}");
	assert_int_equal(server_requests(scene.server), 5);
	scene_close(&scene);
}

/* --------------------------------------------------------------------------------------------------------------- policy -- */

static void retries_end(void **state)
{
	static const struct server_step script[] = {{SERVER_ANSWER, STATUS("503 Unavailable", "0", ""), 0}};
	static const int64_t counts[] = {-1, 1, 2, 5};

	(void) state;
	for (size_t i = 0; i < COUNT(counts); i++) {
		struct scene scene;
		int expected = counts[i] < 0 ? 1 : (int) counts[i] + 1;

		SCENE(&scene, script, .max_retries = counts[i]);
		assert_int_equal(scene_call(&scene, "listWebhooks"), DOJO_ERROR_API);
		assert_int_equal(server_requests(scene.server), expected);
		assert_int_equal(scene.exchanges, expected);
		assert_int_equal(scene.response.status, 503);
		assert_int_equal(scene_stats(&scene).requests, expected);
		scene_close(&scene);
	}
}

static void a_500_is_repeated_for_a_get_alone(void **state)
{
	static const struct server_step script[] = {{SERVER_ANSWER, STATUS("500 Error", "0", ""), 0}, GOOD};
	static const struct {
		const char *operation;
		size_t sends;
	} calls[] = {{"listWebhooks", 2}, {"searchCustomers", 1}, {"cancelPaymentIntent", 1}, {KEYED_REFUND, 1}, {MOVES_MONEY, 1}};

	(void) state;
	for (size_t i = 0; i < COUNT(calls); i++) {
		struct scene scene;

		SCENE(&scene, script, 0);
		assert_int_equal(scene_call(&scene, calls[i].operation), calls[i].sends == 2 ? DOJO_OK : DOJO_ERROR_API);
		assert_int_equal(server_requests(scene.server), calls[i].sends);
		scene_close(&scene);
	}
}

/* Every operation of the table, by its class: how often the server reads it when it closes without an answer. */
static void every_operation_keeps_its_class_on_the_wire(void **state)
{
	static const struct server_step script[] = {{SERVER_READ_CLOSE, NULL, 0}, GOOD};

	(void) state;
	for (size_t i = 0; i < DOJO_OPERATION_COUNT; i++) {
		const struct dojo_operation *operation = &dojo_operations[i];
		bool once = operation->retry == DOJO_ONCE;
		struct scene scene;

		SCENE(&scene, script, 0);
		assert_int_equal(scene_call(&scene, operation->name), once ? DOJO_ERROR_CUT_OFF : DOJO_OK);
		assert_int_equal(scene.error.outcome_unknown, once);
		assert_int_equal(server_requests(scene.server), once ? 1 : 2);
		scene_close(&scene);
	}
}

/* The first DELETE got through: what the second does not find is gone. Without a first one, it is an error. */
static void a_resent_delete_that_finds_nothing_is_done(void **state)
{
	static const struct server_step lost[] = {{SERVER_READ_CLOSE, NULL, 0}, {SERVER_ANSWER, STATUS("404 Not Found", "2", "{}"), 0}};
	static const struct server_step missing[] = {{SERVER_ANSWER, STATUS("404 Not Found", "2", "{}"), 0}};
	static const struct server_step limited[] = {{SERVER_ANSWER, STATUS("429 Too Many", "0", ""), 0},
	                                             {SERVER_ANSWER, STATUS("404 Not Found", "2", "{}"), 0}};
	struct scene scene;

	(void) state;
	SCENE(&scene, lost, 0);
	assert_int_equal(scene_call(&scene, "deleteWebhook"), DOJO_OK);
	assert_int_equal(server_requests(scene.server), 2);
	scene_close(&scene);
	SCENE(&scene, missing, 0);
	assert_int_equal(scene_call(&scene, "deleteWebhook"), DOJO_ERROR_API);
	scene_close(&scene);
	/* Refused is not done. */
	SCENE(&scene, limited, 0);
	assert_int_equal(scene_call(&scene, "deleteWebhook"), DOJO_ERROR_API);
	assert_int_equal(server_requests(scene.server), 2);
	scene_close(&scene);
	SCENE(&scene, lost, 0);
	assert_int_equal(scene_call(&scene, "getPaymentIntent"), DOJO_ERROR_API);
	scene_close(&scene);
}

struct late {
	struct scene *scene;
	int after;
};

static void listen_at_last(void *context, const struct dojo_exchange *exchange)
{
	struct late *late = context;

	late->scene->exchanges++;
	late->scene->last = *exchange;
	if (exchange->attempt == late->after) {
		server_listen(late->scene->server);
	}
}

/* Nothing can have left this machine, so that it may be tried again, whatever it is. */
static void refused_connections_are_retried_for_all(void **state)
{
	static const struct server_step script[] = {GOOD};
	struct scene scene;
	struct late late = {&scene, 2};
	double (*no_pause)(void *);

	(void) state;
	SCENE(&scene, script, .closed = true);
	no_pause = scene.hooks.jitter;
	scene.hooks = (struct dojo_hooks){.context = &late, .exchanged = listen_at_last, .jitter = no_pause};
	assert_int_equal(scene_call(&scene, MOVES_MONEY), DOJO_OK);
	assert_int_equal(scene.exchanges, 3);
	assert_int_equal(server_requests(scene.server), 1);
	scene_close(&scene);

	SCENE(&scene, script, .closed = true, .max_retries = 1);
	assert_int_equal(scene_call(&scene, MOVES_MONEY), DOJO_ERROR_CONNECT);
	assert_int_equal(scene.exchanges, 2);
	assert_int_equal(scene.last.status, 0);
	assert_false(scene.error.outcome_unknown);
	assert_contains(scene.error.message, "nothing was sent");
	scene_close(&scene);
}

static void names_that_do_not_resolve_were_not_sent(void **state)
{
	static const struct server_step script[] = {GOOD};
	struct scene scene;

	(void) state;
	SCENE(&scene, script, .base_url = "https://dojo.invalid", .max_retries = -1);
	assert_int_equal(scene_call(&scene, MOVES_MONEY), DOJO_ERROR_RESOLVE);
	assert_false(scene.error.outcome_unknown);
	assert_contains(scene.error.message, "nothing was sent");
	scene_close(&scene);
}

static void plain_http_is_no_tls(void **state)
{
	static const struct server_step script[] = {{SERVER_CLOSE_AT_ACCEPT, NULL, 0}};
	struct scene scene;
	char url[64];

	(void) state;
	SCENE(&scene, script, 0);
	snprintf(url, sizeof url, "https://127.0.0.1:%d", server_port(scene.server));
	struct scene secure;

	SCENE(&secure, script, .base_url = url, .max_retries = -1);
	assert_int_equal(scene_call(&secure, MOVES_MONEY), DOJO_ERROR_TLS);
	assert_false(secure.error.outcome_unknown);
	assert_contains(secure.error.message, "nothing was sent");
	scene_close(&secure);
	scene_close(&scene);
}

/* A server that takes the connection and says nothing ends with the connect timeout: nothing was sent. */
static void a_silent_handshake_was_not_sent(void **state)
{
	static const struct server_step script[] = {{SERVER_READ_STALL, NULL, 0}};
	struct scene scene, secure;
	char url[64];

	(void) state;
	SCENE(&scene, script, 0);
	snprintf(url, sizeof url, "https://127.0.0.1:%d", server_port(scene.server));
	SCENE(&secure, script, .base_url = url, .connect_timeout = 0.3, .max_retries = -1);
	assert_int_not_equal(scene_call(&secure, MOVES_MONEY), DOJO_OK);
	assert_false(secure.error.outcome_unknown);
	assert_contains(secure.error.message, "nothing was sent");
	assert_true(secure.seconds >= 0.25 && secure.seconds < 3);
	scene_close(&secure);
	scene_close(&scene);
}

/* ---------------------------------------------------------------------------------------------------------------- time -- */

static void the_deadline_holds(void **state)
{
	static const struct server_step stall[] = {{SERVER_READ_STALL, NULL, 0}};
	static const struct server_step drip[] = {{SERVER_DRIP, OK_ANSWER, 100}};
	static const struct server_step late[] = {{SERVER_ANSWER, OK_ANSWER, 1500}};
	static const struct server_step *const scripts[] = {stall, drip, late};
	static const char *const operations[] = {MOVES_MONEY, "listWebhooks"};

	(void) state;
	for (size_t i = 0; i < COUNT(scripts); i++) {
		for (size_t j = 0; j < COUNT(operations); j++) {
			struct scene scene;

			scene_open(&scene, scripts[i], 1, &(struct scene_options){.timeout = 0.4});
			assert_int_equal(scene_call(&scene, operations[j]), DOJO_ERROR_TIMEOUT);
			assert_true(scene.seconds >= 0.35 && scene.seconds < 3);
			assert_int_equal(scene.error.outcome_unknown, j == 0);
			assert_int_equal(server_requests(scene.server), 1);
			scene_close(&scene);
		}
	}
}

static void a_slow_answer_in_time_is_an_answer(void **state)
{
	static const struct server_step script[] = {{SERVER_DRIP, OK_ANSWER, 5}};
	struct scene scene;

	(void) state;
	SCENE(&scene, script, 0);
	assert_int_equal(scene_call(&scene, MOVES_MONEY), DOJO_OK);
	assert_true(scene.last.first_byte >= 0 && scene.last.duration >= scene.last.first_byte);
	scene_close(&scene);
}

static void retry_after_is_waited_for(void **state)
{
	char dated[256];
	struct server_step script[] = {{SERVER_ANSWER, "HTTP/1.1 429 Too Many\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n", 0}, GOOD};
	struct scene scene;
	time_t soon = time(NULL) + 2;

	(void) state;
	SCENE(&scene, script, 0);
	assert_int_equal(scene_call(&scene, "listWebhooks"), DOJO_OK);
	assert_true(scene.seconds >= 0.95 && scene.seconds < 4);
	scene_close(&scene);

	strftime(dated, sizeof dated, "HTTP/1.1 503 Unavailable\r\nretry-after: %a, %d %b %Y %H:%M:%S GMT\r\nContent-Length: 0\r\n\r\n",
	         gmtime(&soon));
	script[0].answer = dated;
	SCENE(&scene, script, 0);
	assert_int_equal(scene_call(&scene, "listWebhooks"), DOJO_OK);
	assert_true(scene.seconds >= 0.5 && scene.seconds < 5);
	scene_close(&scene);
}

/* What does not fit into the time that is left is told at once. */
static void retry_after_beyond_the_deadline_is_told(void **state)
{
	static const struct {
		const char *header;
		double least, most;
	} values[] = {
		{"30", 29, 31},
		{"Fri, 31 Dec 2100 23:59:59 GMT", 1e8, 1e10},
		{"99999999999999999999", 1e9, 1e30},
	};

	(void) state;
	for (size_t i = 0; i < COUNT(values); i++) {
		char answer[256];
		struct server_step script[] = {{SERVER_ANSWER, answer, 0}, GOOD};
		struct scene scene;

		snprintf(answer, sizeof answer, "HTTP/1.1 429 Too Many\r\nRetry-After: %s\r\nContent-Length: 0\r\n\r\n", values[i].header);
		SCENE(&scene, script, .timeout = 5);
		assert_int_equal(scene_call(&scene, "listWebhooks"), DOJO_ERROR_API);
		assert_int_equal(scene.response.status, 429);
		assert_true(scene.response.retry_after >= values[i].least && scene.response.retry_after <= values[i].most);
		assert_true(scene.seconds < 2);
		assert_int_equal(server_requests(scene.server), 1);
		scene_close(&scene);
	}
}

static void odd_retry_afters_do_no_harm(void **state)
{
	static const char *const values[] = {"", "soon", "-5", "0", "Thu, 01 Jan 1970 00:00:00 GMT", "1x", "\x01"};

	(void) state;
	for (size_t i = 0; i < COUNT(values); i++) {
		char answer[256];
		struct server_step script[] = {{SERVER_ANSWER, answer, 0}, GOOD};
		struct scene scene;

		snprintf(answer, sizeof answer, "HTTP/1.1 503 Unavailable\r\nRetry-After: %s\r\nContent-Length: 0\r\n\r\n", values[i]);
		SCENE(&scene, script, .timeout = 8);
		assert_int_equal(scene_call(&scene, "listWebhooks"), DOJO_OK);
		assert_true(scene.seconds < 4);
		scene_close(&scene);
	}
}

static double most_jitter(void *context)
{
	(void) context;
	return 0.999;
}

static void pauses_grow(void **state)
{
	static const struct server_step script[] = {{SERVER_ANSWER, STATUS("503 Unavailable", "0", ""), 0}};
	struct scene scene;

	(void) state;
	SCENE(&scene, script, .max_retries = 2);
	scene.hooks.jitter = most_jitter;
	assert_int_equal(scene_call(&scene, "listWebhooks"), DOJO_ERROR_API);
	/* 0.25 s and 0.5 s */
	assert_true(scene.seconds >= 0.74 && scene.seconds < 4);
	scene_close(&scene);

	SCENE(&scene, script, .max_retries = 1, .random_pauses = true);
	assert_int_equal(scene_call(&scene, "listWebhooks"), DOJO_ERROR_API);
	assert_int_equal(server_requests(scene.server), 2);
	assert_true(scene.seconds < 2);
	scene_close(&scene);
}

static bool stop_soon(void *context)
{
	return ++*(int *) context > 1;
}

static bool is_set(void *context)
{
	return *(bool *) context;
}

static void set_it(void *context, const struct dojo_exchange *exchange)
{
	(void) exchange;
	*(bool *) context = true;
}

static void the_caller_can_interrupt(void **state)
{
	static const struct server_step stall[] = {{SERVER_READ_STALL, NULL, 0}, GOOD};
	static const struct server_step busy[] = {{SERVER_ANSWER, "HTTP/1.1 503 x\r\nRetry-After: 5\r\nContent-Length: 0\r\n\r\n", 0}};
	struct scene scene;
	bool answered = false;
	int asked = 0;

	(void) state;
	SCENE(&scene, stall, 0);
	scene.hooks = (struct dojo_hooks){.context = &asked, .interrupted = stop_soon};
	assert_int_equal(scene_call(&scene, MOVES_MONEY), DOJO_ERROR_INTERRUPTED);
	assert_true(scene.error.outcome_unknown);
	assert_true(scene.seconds < 2);
	/* And the pool works on. */
	scene.hooks = (struct dojo_hooks){0};
	assert_int_equal(scene_call(&scene, MOVES_MONEY), DOJO_OK);
	scene_close(&scene);

	/* In the pause before a retry, what the last attempt said stands. */
	SCENE(&scene, busy, 0);
	scene.hooks = (struct dojo_hooks){.context = &answered, .interrupted = is_set, .exchanged = set_it};
	assert_int_equal(scene_call(&scene, "listWebhooks"), DOJO_ERROR_API);
	assert_true(scene.seconds < 3);
	assert_int_equal(server_requests(scene.server), 1);
	scene_close(&scene);
}

/* --------------------------------------------------------------------------------------------------------------- limits -- */

static void answers_have_a_limit(void **state)
{
	static const struct server_step at[] = {{SERVER_ANSWER, OK_ANSWER, 0}};
	static const struct server_step chunked[] = {{SERVER_ANSWER_CLOSE, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nd\r\n{\"id\":\"id_1\"}\r\n0\r\n\r\n", 0}};
	static const struct server_step endless[] = {{SERVER_ANSWER_CLOSE, "HTTP/1.1 200 OK\r\n\r\n{\"id\":\"id_1\"}", 0}};
	static const struct server_step *const scripts[] = {at, chunked, endless};

	(void) state;
	for (size_t i = 0; i < COUNT(scripts); i++) {
		for (size_t limit = 12; limit <= 13; limit++) {
			struct scene scene;

			scene_open(&scene, scripts[i], 1, &(struct scene_options){.response_limit = limit});
			assert_int_equal(scene_call(&scene, MOVES_MONEY), limit == 13 ? DOJO_OK : DOJO_ERROR_TOO_LARGE);
			assert_int_equal(scene.error.outcome_unknown, limit == 12);
			assert_int_equal(server_requests(scene.server), 1);
			assert_true(scene.response.body.length <= limit);
			scene_close(&scene);
		}
	}
}

static void trace_ids_are_taken_from_headers(void **state)
{
	static const struct server_step script[] = {
		{SERVER_ANSWER, "HTTP/1.1 401 Unauthorized\r\nTrace-Id: abc-123\r\nContent-Length: 0\r\n\r\n", 0},
		{SERVER_ANSWER, "HTTP/1.1 401 Unauthorized\r\nX-Request-Id: a b\r\nContent-Length: 0\r\n\r\n", 0},
		{SERVER_ANSWER, "HTTP/1.1 400 Bad\r\ntrace-id: abc-123\r\nContent-Length: 18\r\n\r\n{\"traceId\":\"body\"}", 0},
	};
	struct scene scene;
	struct dojo_problem problem;

	(void) state;
	SCENE(&scene, script, 0);
	assert_int_equal(scene_call(&scene, "listWebhooks"), DOJO_ERROR_API);
	assert_string_equal(scene.response.trace_id, "abc-123");
	assert_string_equal(scene.last_trace_id, "abc-123");
	assert_int_equal(scene_call(&scene, "listWebhooks"), DOJO_ERROR_API);
	assert_string_equal(scene.last_trace_id, "");
	assert_int_equal(scene_call(&scene, "listWebhooks"), DOJO_ERROR_API);
	dojo_response_problem(&scene.response, &problem);
	assert_text(problem.trace_id, "body");
	assert_string_equal(scene.last_trace_id, "body");
	scene_close(&scene);
}

/* ---------------------------------------------------------------------------------------------------------- environment -- */

static void the_environment_names_no_proxy(void **state)
{
	static const char *const names[] = {"http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"};
	static const struct server_step script[] = {GOOD};
	struct scene scene;

	(void) state;
	for (size_t i = 0; i < COUNT(names); i++) {
		setenv(names[i], "http://127.0.0.1:1", 1);
	}
	SCENE(&scene, script, .max_retries = -1);
	assert_int_equal(scene_call(&scene, MOVES_MONEY), DOJO_OK);
	scene_close(&scene);
	for (size_t i = 0; i < COUNT(names); i++) {
		unsetenv(names[i]);
	}
}

/* The caller's own proxy is used, even for this machine, and its password shows nowhere. */
static void the_given_proxy_is_used(void **state)
{
	static const struct server_step script[] = {GOOD};
	struct scene scene, proxied;
	char proxy[96];

	(void) state;
	setenv("no_proxy", "*", 1);
	SCENE(&scene, script, 0);
	snprintf(proxy, sizeof proxy, "http://user:hunter2@127.0.0.1:%d", server_port(scene.server));
	SCENE(&proxied, script, .base_url = "http://127.0.0.1:1", .proxy = proxy, .max_retries = -1);
	assert_int_equal(scene_call(&proxied, MOVES_MONEY), DOJO_OK);
	assert_int_equal(strncmp(server_request(scene.server, 0), "POST http://127.0.0.1:1/payment-intents/id_1/captures HTTP/1.1\r\n", 64), 0);
	scene_close(&proxied);
	scene_close(&scene);

	snprintf(proxy, sizeof proxy, "http://user:hunter2@127.0.0.1:1");
	SCENE(&proxied, script, .proxy = proxy, .max_retries = -1);
	assert_int_equal(scene_call(&proxied, MOVES_MONEY), DOJO_ERROR_CONNECT);
	assert_lacks(proxied.error.message, "hunter2");
	scene_close(&proxied);
	unsetenv("no_proxy");
}

/* --------------------------------------------------------------------------------------------------------------- memory -- */

static void survives_without_memory(void **state)
{
	static const struct server_step script[] = {{SERVER_ANSWER, STATUS("200 OK", "26", "{\"n\":99999999999999999999}"), 0}};
	bool through = false;

	(void) state;
	for (long n = 0; n < 200 && !through; n++) {
		struct scene scene;
		struct dojo_request request;
		struct dojo_call call = {.operation = operation_named("chargePaymentIntent"), .path_arguments = {TEXT_OF("pi_1")}};
		struct dojo_response response;
		struct dojo_error error = {0};
		enum dojo_code code;

		SCENE(&scene, script, .max_retries = -1);
		assert_int_equal(dojo_request_build(scene.client, &call, &request, &error), DOJO_OK);
		fail_allocation(n);
		code = dojo_transport_send(scene.pool, scene.client, &request, &scene.hooks, &response, &error);
		fail_allocation(-1);
		through = !allocation_failed();
		if (through) {
			assert_int_equal(code, DOJO_OK);
		} else if (code != DOJO_OK && server_requests(scene.server) > 0) {
			/* Sent, and no answer that could be read. */
			assert_true(error.outcome_unknown);
			assert_lacks(error.message, "nothing was sent");
		}
		dojo_response_free(&response);
		/* Afterwards, everything works. */
		assert_int_equal(scene_call(&scene, "listWebhooks"), DOJO_OK);
		dojo_request_free(&request);
		scene_close(&scene);
	}
	assert_true(through);
}

/* ----------------------------------------------------------------------------------------------------------- many calls -- */

static void many_calls_are_judged_each_by_itself(void **state)
{
	enum { MANY = 6 };
	static const struct server_step script[] = {GOOD, {SERVER_ANSWER, STATUS("404 Not Found", "2", "{}"), 0}, GOOD,
	                                            {SERVER_READ_CLOSE, NULL, 0}, GOOD};
	struct scene scene;
	struct dojo_request requests[MANY];
	struct dojo_response responses[MANY];
	struct dojo_error errors[MANY];
	struct dojo_transfer transfers[MANY];
	size_t good = 0, missing = 0;

	(void) state;
	memset(errors, 0, sizeof errors);
	SCENE(&scene, script, 0);
	scene.hooks.exchanged = NULL;
	for (size_t i = 0; i < MANY; i++) {
		struct dojo_call call = {.operation = operation_named("getPaymentIntent"), .path_arguments = {TEXT_OF("pi_1")}};

		assert_int_equal(dojo_request_build(scene.client, &call, &requests[i], &errors[i]), DOJO_OK);
		transfers[i] = (struct dojo_transfer){&requests[i], &responses[i], &errors[i], DOJO_OK};
	}
	dojo_transport_send_all(scene.pool, scene.client, transfers, MANY, 3, &scene.hooks);
	for (size_t i = 0; i < MANY; i++) {
		good += transfers[i].code == DOJO_OK && responses[i].is_json;
		missing += transfers[i].code == DOJO_ERROR_API && responses[i].status == 404;
		dojo_response_free(&responses[i]);
	}
	assert_int_equal(good, MANY - 1);
	assert_int_equal(missing, 1);
	assert_int_equal(server_requests(scene.server), MANY + 1);
	assert_true(server_connections(scene.server) <= 5);
	/* None at all is fine too. */
	dojo_transport_send_all(scene.pool, scene.client, transfers, 0, 3, &scene.hooks);
	for (size_t i = 0; i < MANY; i++) {
		dojo_request_free(&requests[i]);
	}
	scene_close(&scene);
}

static void many_calls_share_one_deadline(void **state)
{
	enum { MANY = 4 };
	static const struct server_step script[] = {{SERVER_READ_STALL, NULL, 0}};
	struct scene scene;
	struct dojo_request request;
	struct dojo_response responses[MANY];
	struct dojo_error errors[MANY];
	struct dojo_transfer transfers[MANY];
	struct dojo_call call = {.operation = operation_named("getPaymentIntent"), .path_arguments = {TEXT_OF("pi_1")}};
	struct timespec before, after;

	(void) state;
	SCENE(&scene, script, .timeout = 0.4);
	scene.hooks.exchanged = NULL;
	assert_int_equal(dojo_request_build(scene.client, &call, &request, &errors[0]), DOJO_OK);
	memset(errors, 0, sizeof errors);
	for (size_t i = 0; i < MANY; i++) {
		transfers[i] = (struct dojo_transfer){&request, &responses[i], &errors[i], DOJO_OK};
	}
	clock_gettime(CLOCK_MONOTONIC, &before);
	dojo_transport_send_all(scene.pool, scene.client, transfers, MANY, 2, &scene.hooks);
	clock_gettime(CLOCK_MONOTONIC, &after);
	assert_true(after.tv_sec - before.tv_sec <= 3);
	for (size_t i = 0; i < MANY; i++) {
		assert_int_equal(transfers[i].code, DOJO_ERROR_TIMEOUT);
		assert_int_equal(errors[i].code, DOJO_ERROR_TIMEOUT);
		dojo_response_free(&responses[i]);
	}
	dojo_request_free(&request);
	scene_close(&scene);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_wire_carries_what_was_built),
		cmocka_unit_test(every_method_has_its_form),
		cmocka_unit_test(what_may_move_money_is_sent_once),
		cmocka_unit_test(what_is_keyed_is_repeated_where_that_helps),
		cmocka_unit_test(a_kept_connection_sends_once_too),
		cmocka_unit_test(a_dead_connection_is_replaced_unsent),
		cmocka_unit_test(interim_answers_are_passed_over),
		cmocka_unit_test(retries_end),
		cmocka_unit_test(a_500_is_repeated_for_a_get_alone),
		cmocka_unit_test(every_operation_keeps_its_class_on_the_wire),
		cmocka_unit_test(a_resent_delete_that_finds_nothing_is_done),
		cmocka_unit_test(refused_connections_are_retried_for_all),
		cmocka_unit_test(names_that_do_not_resolve_were_not_sent),
		cmocka_unit_test(plain_http_is_no_tls),
		cmocka_unit_test(a_silent_handshake_was_not_sent),
		cmocka_unit_test(the_deadline_holds),
		cmocka_unit_test(a_slow_answer_in_time_is_an_answer),
		cmocka_unit_test(retry_after_is_waited_for),
		cmocka_unit_test(retry_after_beyond_the_deadline_is_told),
		cmocka_unit_test(odd_retry_afters_do_no_harm),
		cmocka_unit_test(pauses_grow),
		cmocka_unit_test(the_caller_can_interrupt),
		cmocka_unit_test(answers_have_a_limit),
		cmocka_unit_test(trace_ids_are_taken_from_headers),
		cmocka_unit_test(the_environment_names_no_proxy),
		cmocka_unit_test(the_given_proxy_is_used),
		cmocka_unit_test(survives_without_memory),
		cmocka_unit_test(many_calls_are_judged_each_by_itself),
		cmocka_unit_test(many_calls_share_one_deadline),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
