/* Sending: size limits, trace ids, proxies, lack of memory, and batches of calls. */
#include "core_calls.h"
#include "dojo_platform.h"

#include <stdio.h>
#include <stdlib.h>

/* --------------------------------------------------------------------------------------------------------------- limits -- */

static void response_size_is_limited(void **state)
{
	static const struct server_step at[] = {{SERVER_ANSWER, STATUS("200 OK", "13", "{\"id\":\"id_1\"}"), 0}};
	static const struct server_step chunked[] = {
		{SERVER_ANSWER_CLOSE, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nd\r\n{\"id\":\"id_1\"}\r\n0\r\n\r\n", 0}};
	static const struct server_step endless[] = {{SERVER_ANSWER_CLOSE, "HTTP/1.1 200 OK\r\n\r\n{\"id\":\"id_1\"}", 0}};
	static const struct server_step *const scripts[] = {at, chunked, endless};

	(void) state;
	for (size_t i = 0; i < COUNT(scripts); i++) {
		for (size_t limit = 12; limit <= 13; limit++) {
			struct scene scene;

			scene_open(&scene, scripts[i], 1, &(struct scene_options){.response_limit = limit});
			assert_int_equal(scene_call(&scene, "createPaymentIntent"), limit == 13 ? DOJO_OK : DOJO_ERROR_TOO_LARGE);
			assert_int_equal(scene.call.outcome.error.outcome_unknown, limit == 12);
			assert_int_equal(server_requests(scene.server), 1);
			assert_true(scene.call.outcome.response.body.length <= limit);
			scene_close(&scene);
		}
	}
}

static void trace_id_is_taken_from_headers(void **state)
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
	assert_string_equal(scene.call.outcome.response.trace_id, "abc-123");
	assert_string_equal(scene.last.trace_id, "abc-123");
	assert_int_equal(scene_call(&scene, "listWebhooks"), DOJO_ERROR_API);
	assert_string_equal(scene.last.trace_id, "");
	assert_int_equal(scene_call(&scene, "listWebhooks"), DOJO_ERROR_API);
	dojo_response_problem(&scene.call.outcome.response, &problem);
	assert_text(problem.trace_id, "body");
	assert_string_equal(scene.last.trace_id, "body");
	scene_close(&scene);
}

/* ---------------------------------------------------------------------------------------------------------- environment -- */

static void proxy_variables_are_ignored(void **state)
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

/* The client's proxy is used even for loopback hosts, and its password is in no message. */
static void proxy_option_is_used(void **state)
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
	assert_int_equal(
		strncmp(server_request(scene.server, 0), "POST http://127.0.0.1:1/payment-intents/id_1/captures HTTP/1.1\r\n", 64), 0);
	scene_close(&proxied);
	scene_close(&scene);

	snprintf(proxy, sizeof proxy, "http://user:hunter2@127.0.0.1:1");
	SCENE(&proxied, script, .proxy = proxy, .max_retries = -1);
	assert_int_equal(scene_call(&proxied, MOVES_MONEY), DOJO_ERROR_CONNECT);
	assert_lacks(proxied.call.outcome.error.message, "hunter2");
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
		struct dojo_arguments arguments = {.operation = operation_named("reversePaymentIntent"),
		                                   .path_arguments = {TEXT_OF("pi_1")}};
		struct dojo_call call = {0};
		enum dojo_code code;

		SCENE(&scene, script, .max_retries = -1);
		assert_int_equal(dojo_request_build(scene.client, &arguments, &call.request, &call.outcome.error), DOJO_OK);
		fail_allocation(n);
		code = dojo_transport_send(scene.pool, scene.client, &call, &scene.hooks);
		fail_allocation(-1);
		through = !allocation_failed();
		if (through) {
			assert_int_equal(code, DOJO_OK);
		} else if (code != DOJO_OK && server_requests(scene.server) > 0) {
			/* It was sent, but the response could not be read. */
			assert_true(call.outcome.error.outcome_unknown);
			assert_lacks(call.outcome.error.message, "nothing was sent");
		}
		dojo_call_free(&call);
		/* Calls work afterwards. */
		assert_int_equal(scene_call(&scene, "listWebhooks"), DOJO_OK);
		scene_close(&scene);
	}
	assert_true(through);
}

/* ----------------------------------------------------------------------------------------------------------- many calls -- */

enum { MOST_CALLS = 6 };

struct many_calls {
	struct dojo_call calls[MOST_CALLS];
	struct dojo_call *sent[MOST_CALLS];
	size_t count;
};

/* getPaymentIntent() of pi_00, pi_01 and so on. */
static void build_many(const struct scene *scene, struct many_calls *many, size_t count)
{
	memset(many, 0, sizeof *many);
	many->count = count;
	for (size_t i = 0; i < count; i++) {
		struct dojo_call *call = &many->calls[i];
		char id[24];
		struct dojo_arguments arguments = {.operation = operation_named("getPaymentIntent"), .path_arguments = {{id, 5}}};

		snprintf(id, sizeof id, "pi_%02zu", i);
		assert_int_equal(dojo_request_build(scene->client, &arguments, &call->request, &call->outcome.error), DOJO_OK);
		many->sent[i] = call;
	}
}

static void send_many(const struct scene *scene, struct many_calls *many, size_t concurrency)
{
	struct dojo_batch *batch = dojo_batch_new();

	assert_non_null(batch);
	dojo_transport_send_all(batch, scene->pool, scene->client, many->sent, many->count, concurrency, &scene->hooks);
	dojo_batch_free(batch);
}

static void free_many(struct many_calls *many)
{
	for (size_t i = 0; i < many->count; i++) {
		dojo_call_free(&many->calls[i]);
	}
}

static void batch_judges_each_call(void **state)
{
	static const struct server_step script[] = {
		GOOD, {SERVER_ANSWER, STATUS("404 Not Found", "2", "{}"), 0}, GOOD, {SERVER_READ_CLOSE, NULL, 0}, GOOD};
	struct scene scene;
	struct many_calls many, none = {.count = 0};
	size_t good = 0, missing = 0;

	(void) state;
	SCENE(&scene, script, 0);
	scene.hooks.exchanged = NULL;
	build_many(&scene, &many, 6);
	send_many(&scene, &many, 3);
	for (size_t i = 0; i < many.count; i++) {
		const struct dojo_outcome *outcome = &many.calls[i].outcome;

		good += outcome->error.code == DOJO_OK && outcome->response.is_json;
		missing += outcome->error.code == DOJO_ERROR_API && outcome->response.status == 404;
	}
	assert_int_equal(good, many.count - 1);
	assert_int_equal(missing, 1);
	assert_int_equal(server_requests(scene.server), many.count + 1);
	assert_true(server_connections(scene.server) <= 5);
	/* A batch may be empty. */
	send_many(&scene, &none, 3);
	free_many(&many);
	scene_close(&scene);
}

static void batch_shares_one_deadline(void **state)
{
	static const struct server_step script[] = {{SERVER_READ_STALL, NULL, 0}};
	struct scene scene;
	struct many_calls many;
	double began;

	(void) state;
	SCENE(&scene, script, .timeout = 0.4);
	scene.hooks.exchanged = NULL;
	build_many(&scene, &many, 4);
	began = dojo_now();
	send_many(&scene, &many, 2);
	assert_true(dojo_now() - began < 4);
	for (size_t i = 0; i < many.count; i++) {
		assert_int_equal(many.calls[i].outcome.error.code, DOJO_ERROR_TIMEOUT);
	}
	free_many(&many);
	scene_close(&scene);
}

static void batch_ends_when_interrupted_between_calls(void **state)
{
	static const struct server_step script[] = {GOOD};
	struct scene scene;
	struct many_calls many;
	bool ended = false;

	(void) state;
	SCENE(&scene, script, 0);
	scene.hooks = (struct dojo_hooks){.context = &ended, .interrupted = is_flag_set, .exchanged = set_flag};
	build_many(&scene, &many, 3);
	send_many(&scene, &many, 1);
	assert_int_equal(many.calls[0].outcome.error.code, DOJO_OK);
	for (size_t i = 1; i < many.count; i++) {
		assert_int_equal(many.calls[i].outcome.error.code, DOJO_ERROR_INTERRUPTED);
		assert_contains(many.calls[i].outcome.error.message, "nothing was sent");
	}
	free_many(&many);
	scene_close(&scene);
}

static jmp_buf return_point;

static void leave_by_longjmp(void *context, const struct dojo_exchange *exchange)
{
	(void) context;
	(void) exchange;
	longjmp(return_point, 1);
}

/* A fatal error in the callback ends the script, so the hook never returns. ASan reports what leaks. */
static void batch_can_be_freed_if_a_hook_never_returns(void **state)
{
	static const struct server_step script[] = {GOOD};
	struct scene scene;
	struct many_calls many;
	struct dojo_batch *volatile batch = dojo_batch_new();

	(void) state;
	SCENE(&scene, script, 0);
	scene.hooks.exchanged = leave_by_longjmp;
	assert_non_null(batch);
	build_many(&scene, &many, 5);
	if (setjmp(return_point) == 0) {
		dojo_transport_send_all(batch, scene.pool, scene.client, many.sent, many.count, many.count, &scene.hooks);
		fail_msg("the hook returned");
	}
	dojo_batch_free(batch);
	for (size_t i = 0; i < many.count; i++) {
		assert_int_equal(many.calls[i].outcome.error.code, DOJO_OK);
	}
	free_many(&many);
	dojo_call_free(NULL);
	dojo_batch_free(NULL);
	scene_close(&scene);
}

/* The first to fail waits longest. The pauses differ by two seconds, so that the order is the same on a slow machine. */
static void batch_begins_retries_in_the_order_they_are_due(void **state)
{
	enum { MANY = 6, PER_PAUSE = 2 };
	static char *const refusals[] = {"HTTP/1.1 503 x\r\nRetry-After: 5\r\nContent-Length: 0\r\n\r\n",
	                                 "HTTP/1.1 503 x\r\nRetry-After: 3\r\nContent-Length: 0\r\n\r\n",
	                                 "HTTP/1.1 503 x\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n"};
	struct server_step script[MANY + 1];
	struct scene scene;
	struct many_calls many;

	(void) state;
	for (size_t i = 0; i < MANY; i++) {
		script[i] = (struct server_step){SERVER_ANSWER, refusals[i / PER_PAUSE], 0};
	}
	script[MANY] = (struct server_step) GOOD;
	SCENE(&scene, script, .timeout = 60);
	scene.hooks = (struct dojo_hooks){.jitter = no_jitter};
	build_many(&scene, &many, MANY);
	send_many(&scene, &many, 1);
	assert_int_equal(server_requests(scene.server), 2 * MANY);
	for (size_t i = 0; i < MANY; i++) {
		unsigned first, second;

		assert_int_equal(many.calls[i].outcome.error.code, DOJO_OK);
		assert_int_equal(sscanf(server_request(scene.server, i), "GET /payment-intents/pi_%2u ", &first), 1);
		assert_int_equal(first, i);
		assert_int_equal(sscanf(server_request(scene.server, MANY + i), "GET /payment-intents/pi_%2u ", &second), 1);
		assert_int_equal(second / PER_PAUSE, (MANY - 1 - i) / PER_PAUSE);
	}
	free_many(&many);
	scene_close(&scene);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(response_size_is_limited),
		cmocka_unit_test(trace_id_is_taken_from_headers),
		cmocka_unit_test(proxy_variables_are_ignored),
		cmocka_unit_test(proxy_option_is_used),
		cmocka_unit_test(survives_without_memory),
		cmocka_unit_test(batch_judges_each_call),
		cmocka_unit_test(batch_shares_one_deadline),
		cmocka_unit_test(batch_ends_when_interrupted_between_calls),
		cmocka_unit_test(batch_begins_retries_in_the_order_they_are_due),
		cmocka_unit_test(batch_can_be_freed_if_a_hook_never_returns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
