/* Retries: which requests are sent again, the pauses between attempts, deadlines and interrupts. */
#include "core_calls.h"

#include <stdio.h>
#include <time.h>

/* --------------------------------------------------------------------------------------------------------------- policy -- */

static void retries_are_limited(void **state)
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
		assert_int_equal(scene.call.outcome.response.status, 503);
		assert_int_equal(scene_stats(&scene).requests, expected);
		scene_close(&scene);
	}
}

static void status_500_is_retried_only_for_get(void **state)
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

/* Every operation, by its retry class: how often it is sent if the server closes the connection without a response. */
static void every_operation_is_sent_as_its_retry_class_says(void **state)
{
	(void) state;
	for (size_t i = 0; i < DOJO_OPERATION_COUNT; i++) {
		const struct dojo_operation *operation = &dojo_operations[i];
		bool is_list = operation->promise && strcmp(operation->promise, "[]") == 0;
		const struct server_step script[] = {{SERVER_READ_CLOSE, NULL, 0}, {SERVER_ANSWER, is_list ? OK_LIST : OK_ANSWER, 0}};
		bool once = operation->retry == DOJO_ONCE;
		struct scene scene;

		SCENE(&scene, script, 0);
		assert_int_equal(scene_call(&scene, operation->name), once ? DOJO_ERROR_CUT_OFF : DOJO_OK);
		assert_int_equal(scene.call.outcome.error.outcome_unknown, once);
		assert_int_equal(server_requests(scene.server), once ? 1 : 2);
		scene_close(&scene);
	}
}

/* A 404 means that the first DELETE was carried out. Without a first one it is an error. */
static void repeated_delete_with_404_succeeds(void **state)
{
	static const struct server_step lost[] = {{SERVER_READ_CLOSE, NULL, 0},
	                                          {SERVER_ANSWER, STATUS("404 Not Found", "2", "{}"), 0}};
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
	/* After a 429, nothing was carried out. */
	SCENE(&scene, limited, 0);
	assert_int_equal(scene_call(&scene, "deleteWebhook"), DOJO_ERROR_API);
	assert_int_equal(server_requests(scene.server), 2);
	scene_close(&scene);
	SCENE(&scene, lost, 0);
	assert_int_equal(scene_call(&scene, "getPaymentIntent"), DOJO_ERROR_API);
	scene_close(&scene);
}

/* The id may be wrong, and the right intent may still be paid, so a 404 is not a success. */
static void repeated_cancellation_with_404_fails(void **state)
{
	static const struct server_step lost[] = {{SERVER_READ_CLOSE, NULL, 0},
	                                          {SERVER_ANSWER, STATUS("404 Not Found", "2", "{}"), 0}};
	static const struct server_step gateway[] = {{SERVER_ANSWER, STATUS("503 Unavailable", "0", ""), 0},
	                                             {SERVER_ANSWER, STATUS("404 Not Found", "2", "{}"), 0}};
	static const struct {
		const char *operation, *settled;
	} rows[] = {{"cancelPaymentIntent", "getPaymentIntent($paymentIntentId, returnCanceled: true)"},
	            {"cancelSetupIntent", "getSetupIntent()"}};

	(void) state;
	for (size_t i = 0; i < 2 * COUNT(rows); i++) {
		struct scene scene;

		if (i % 2) {
			SCENE(&scene, lost, 0);
		} else {
			SCENE(&scene, gateway, 0);
		}
		assert_int_equal(scene_call(&scene, rows[i / 2].operation), DOJO_ERROR_API);
		assert_int_equal(scene.call.outcome.response.status, 404);
		assert_true(scene.call.outcome.error.outcome_unknown);
		assert_contains(scene.call.outcome.error.message, rows[i / 2].settled);
		assert_int_equal(server_requests(scene.server), 2);
		scene_close(&scene);
	}
}

struct delayed_listen {
	struct scene *scene;
	int after;
};

static void listen_after_attempts(void *context, const struct dojo_exchange *exchange)
{
	struct delayed_listen *delayed = context;

	delayed->scene->exchanges++;
	delayed->scene->last = *exchange;
	if (exchange->attempt == delayed->after) {
		server_listen(delayed->scene->server);
	}
}

/* Nothing was sent, so any request may be retried. */
static void refused_connection_is_retried_for_every_request(void **state)
{
	static const struct server_step script[] = {GOOD};
	struct scene scene;
	struct delayed_listen delayed = {&scene, 2};

	(void) state;
	SCENE(&scene, script, .closed = true);
	scene.hooks = (struct dojo_hooks){.context = &delayed, .exchanged = listen_after_attempts, .jitter = no_jitter};
	assert_int_equal(scene_call(&scene, MOVES_MONEY), DOJO_OK);
	assert_int_equal(scene.exchanges, 3);
	assert_int_equal(server_requests(scene.server), 1);
	scene_close(&scene);

	SCENE(&scene, script, .closed = true, .max_retries = 1);
	assert_int_equal(scene_call(&scene, MOVES_MONEY), DOJO_ERROR_CONNECT);
	assert_int_equal(scene.exchanges, 2);
	assert_int_equal(scene.last.status, 0);
	assert_false(scene.call.outcome.error.outcome_unknown);
	assert_contains(scene.call.outcome.error.message, "nothing was sent");
	scene_close(&scene);
}

static void unresolved_name_sends_nothing(void **state)
{
	static const struct server_step script[] = {GOOD};
	struct scene scene;

	(void) state;
	SCENE(&scene, script, .base_url = "https://dojo.invalid", .max_retries = -1);
	assert_int_equal(scene_call(&scene, MOVES_MONEY), DOJO_ERROR_RESOLVE);
	assert_false(scene.call.outcome.error.outcome_unknown);
	assert_contains(scene.call.outcome.error.message, "nothing was sent");
	scene_close(&scene);
}

static void plain_http_server_is_a_tls_error(void **state)
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
	assert_false(secure.call.outcome.error.outcome_unknown);
	assert_contains(secure.call.outcome.error.message, "nothing was sent");
	scene_close(&secure);
	scene_close(&scene);
}

/* A server that accepts the connection and stays silent: the connect timeout ends it, and nothing was sent. */
static void silent_handshake_sends_nothing(void **state)
{
	static const struct server_step script[] = {{SERVER_READ_STALL, NULL, 0}};
	struct scene scene, secure;
	char url[64];

	(void) state;
	SCENE(&scene, script, 0);
	snprintf(url, sizeof url, "https://127.0.0.1:%d", server_port(scene.server));
	SCENE(&secure, script, .base_url = url, .connect_timeout = 0.3, .max_retries = -1);
	assert_int_not_equal(scene_call(&secure, MOVES_MONEY), DOJO_OK);
	assert_false(secure.call.outcome.error.outcome_unknown);
	assert_contains(secure.call.outcome.error.message, "nothing was sent");
	/* The pool was reset, in case a DNS look-up hung. */
	assert_int_equal(scene_stats(&secure).dropped, 1);
	assert_true(secure.seconds >= 0.25 && secure.seconds < 12);
	scene_close(&secure);
	scene_close(&scene);
}

/* ---------------------------------------------------------------------------------------------------------------- time -- */

static void deadline_bounds_the_call(void **state)
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
			assert_true(scene.seconds >= 0.35 && scene.seconds < 12);
			assert_int_equal(scene.call.outcome.error.outcome_unknown, j == 0);
			assert_int_equal(server_requests(scene.server), 1);
			scene_close(&scene);
		}
	}
}

static void slow_response_in_time_succeeds(void **state)
{
	static const struct server_step script[] = {{SERVER_DRIP, OK_ANSWER, 5}};
	struct scene scene;

	(void) state;
	SCENE(&scene, script, 0);
	assert_int_equal(scene_call(&scene, MOVES_MONEY), DOJO_OK);
	assert_true(scene.last.first_byte >= 0 && scene.last.duration >= scene.last.first_byte);
	scene_close(&scene);
}

static void retry_after_delays_the_retry(void **state)
{
	char dated[256];
	struct server_step script[] = {{SERVER_ANSWER, "HTTP/1.1 429 Too Many\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n", 0},
	                               GOOD};
	struct scene scene;
	time_t soon;

	(void) state;
	SCENE(&scene, script, 0);
	assert_int_equal(scene_call(&scene, "listWebhooks"), DOJO_OK);
	assert_true(scene.seconds >= 0.95 && scene.seconds < 16);
	scene_close(&scene);

	soon = time(NULL) + 3;
	strftime(dated, sizeof dated,
	         "HTTP/1.1 503 Unavailable\r\nretry-after: %a, %d %b %Y %H:%M:%S GMT\r\nContent-Length: 0\r\n\r\n", gmtime(&soon));
	script[0].answer = dated;
	SCENE(&scene, script, 0);
	assert_int_equal(scene_call(&scene, "listWebhooks"), DOJO_OK);
	assert_true(time(NULL) >= soon && scene.seconds < 20);
	scene_close(&scene);
}

/* If Retry-After exceeds the deadline, the call ends at once. */
static void retry_after_beyond_the_deadline_ends_the_call(void **state)
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

		snprintf(answer, sizeof answer, "HTTP/1.1 429 Too Many\r\nRetry-After: %s\r\nContent-Length: 0\r\n\r\n",
		         values[i].header);
		SCENE(&scene, script, .timeout = 5);
		assert_int_equal(scene_call(&scene, "listWebhooks"), DOJO_ERROR_API);
		assert_int_equal(scene.call.outcome.response.status, 429);
		assert_true(scene.call.outcome.response.retry_after >= values[i].least &&
		            scene.call.outcome.response.retry_after <= values[i].most);
		assert_true(scene.seconds < 8);
		assert_int_equal(server_requests(scene.server), 1);
		scene_close(&scene);
	}
}

static void malformed_retry_after_is_ignored(void **state)
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
		assert_true(scene.seconds < 16);
		scene_close(&scene);
	}
}

static double most_jitter(void *context)
{
	(void) context;
	return 0.999;
}

static void pauses_between_retries_grow(void **state)
{
	static const struct server_step script[] = {{SERVER_ANSWER, STATUS("503 Unavailable", "0", ""), 0}};
	struct scene scene;

	(void) state;
	SCENE(&scene, script, .max_retries = 2);
	scene.hooks.jitter = most_jitter;
	assert_int_equal(scene_call(&scene, "listWebhooks"), DOJO_ERROR_API);
	/* 0.25 s and 0.5 s */
	assert_true(scene.seconds >= 0.74 && scene.seconds < 16);
	scene_close(&scene);

	SCENE(&scene, script, .max_retries = 1, .random_pauses = true);
	assert_int_equal(scene_call(&scene, "listWebhooks"), DOJO_ERROR_API);
	assert_int_equal(server_requests(scene.server), 2);
	assert_true(scene.seconds < 8);
	scene_close(&scene);
}

/* Workers with the same Retry-After must not all retry at once. */
static void retry_after_is_extended_by_jitter(void **state)
{
	static const struct {
		const char *header;
		double least;
	} answers[] = {{"0", 0.24}, {"Wed, 21 Oct 2015 07:28:00 GMT", 0.24}, {"1", 1.24}};

	(void) state;
	for (size_t i = 0; i < COUNT(answers); i++) {
		char answer[128];
		struct server_step script[] = {{SERVER_ANSWER, answer, 0}, GOOD};
		struct scene scene;

		snprintf(answer, sizeof answer, "HTTP/1.1 503 Unavailable\r\nRetry-After: %s\r\nContent-Length: 0\r\n\r\n",
		         answers[i].header);
		SCENE(&scene, script, 0);
		scene.hooks.jitter = most_jitter;
		assert_int_equal(scene_call(&scene, "listWebhooks"), DOJO_OK);
		assert_true(scene.seconds >= answers[i].least && scene.seconds < answers[i].least + 8);
		scene_close(&scene);
	}
	/* The jitter never makes a wait too long for the deadline. */
	static const struct server_step tight[] = {
		{SERVER_ANSWER, "HTTP/1.1 503 Unavailable\r\nRetry-After: 2\r\nContent-Length: 0\r\n\r\n", 0}, GOOD};
	struct scene scene;

	SCENE(&scene, tight, .timeout = 2.2);
	scene.hooks.jitter = most_jitter;
	assert_int_equal(scene_call(&scene, "listWebhooks"), DOJO_OK);
	scene_close(&scene);
}

static void interrupt_ends_the_call(void **state)
{
	static const struct server_step stall[] = {{SERVER_READ_STALL, NULL, 0}, GOOD};
	static const struct server_step busy[] = {
		{SERVER_ANSWER, "HTTP/1.1 503 x\r\nRetry-After: 5\r\nContent-Length: 0\r\n\r\n", 0}};
	struct scene scene;
	bool is_reported = false;
	int asked = 0;

	(void) state;
	SCENE(&scene, stall, 0);
	scene.hooks = (struct dojo_hooks){.context = &asked, .interrupted = is_second_time};
	assert_int_equal(scene_call(&scene, MOVES_MONEY), DOJO_ERROR_INTERRUPTED);
	assert_true(scene.call.outcome.error.outcome_unknown);
	assert_true(scene.seconds < 8);
	/* The pool still works. */
	scene.hooks = (struct dojo_hooks){0};
	assert_int_equal(scene_call(&scene, MOVES_MONEY), DOJO_OK);
	scene_close(&scene);

	/* In the pause before a retry, the outcome is that of the last attempt. */
	SCENE(&scene, busy, 0);
	scene.hooks = (struct dojo_hooks){.context = &is_reported, .interrupted = is_flag_set, .exchanged = set_flag};
	assert_int_equal(scene_call(&scene, "listWebhooks"), DOJO_ERROR_API);
	assert_true(scene.seconds < 12);
	assert_int_equal(server_requests(scene.server), 1);
	scene_close(&scene);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(retries_are_limited),
		cmocka_unit_test(status_500_is_retried_only_for_get),
		cmocka_unit_test(every_operation_is_sent_as_its_retry_class_says),
		cmocka_unit_test(repeated_delete_with_404_succeeds),
		cmocka_unit_test(repeated_cancellation_with_404_fails),
		cmocka_unit_test(refused_connection_is_retried_for_every_request),
		cmocka_unit_test(unresolved_name_sends_nothing),
		cmocka_unit_test(plain_http_server_is_a_tls_error),
		cmocka_unit_test(silent_handshake_sends_nothing),
		cmocka_unit_test(deadline_bounds_the_call),
		cmocka_unit_test(slow_response_in_time_succeeds),
		cmocka_unit_test(retry_after_delays_the_retry),
		cmocka_unit_test(retry_after_beyond_the_deadline_ends_the_call),
		cmocka_unit_test(malformed_retry_after_is_ignored),
		cmocka_unit_test(pauses_between_retries_grow),
		cmocka_unit_test(retry_after_is_extended_by_jitter),
		cmocka_unit_test(interrupt_ends_the_call),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
