/* Calls against the test server. */
#include "core_calls.h"
#include "dojo_client_internal.h"
#include "dojo_libcurl.h"
#include "dojo_platform.h"

double no_jitter(void *context)
{
	(void) context;
	return 0;
}

static void count_exchange(void *context, const struct dojo_exchange *exchange)
{
	struct scene *scene = context;

	scene->exchanges++;
	scene->last = *exchange;
	assert_int_equal(exchange->attempt, scene->exchanges);
	assert_non_null(exchange->operation);
	assert_non_null(exchange->method);
	assert_int_equal(exchange->path[0], '/');
	assert_true(exchange->duration >= 0);
}

bool is_flag_set(void *context)
{
	return *(bool *) context;
}

void set_flag(void *context, const struct dojo_exchange *exchange)
{
	(void) exchange;
	*(bool *) context = true;
}

bool is_second_time(void *context)
{
	return ++*(int *) context > 1;
}

void scene_open(struct scene *scene, const struct server_step *script, size_t steps, const struct scene_options *options)
{
	struct dojo_options client = test_options();
	struct dojo_pool_options pool = {
		.size = 16,
		.idle_seconds = options->idle_seconds ? options->idle_seconds : 50,
		.response_limit = options->response_limit ? options->response_limit : 1 << 20,
	};
	struct dojo_error error = {0};

	memset(scene, 0, sizeof *scene);
	scene->server = server_start(script, steps, !options->closed);
	client.base_url = text_of(options->base_url ? options->base_url : server_url(scene->server));
	client.timeout = options->timeout > 0 ? options->timeout : 10;
	client.connect_timeout = options->connect_timeout > 0 ? options->connect_timeout : 5;
	client.max_retries = options->max_retries == 0 ? 2 : options->max_retries < 0 ? 0 : options->max_retries;
	client.software_house_id = TEXT_OF("softwareHouse1");
	scene->client = test_client(&client);
	/* Set after the check, which refuses a proxy for plain http: without TLS the test can read what goes through it. */
	if (options->proxy) {
		dojo_buffer_append_string(&scene->client->proxy, options->proxy);
	}
	if (dojo_pool_new(&pool, &scene->pool, &error) != DOJO_OK) {
		fail_msg("no pool: %s", error.message);
	}
	scene->hooks.context = scene;
	scene->hooks.exchanged = count_exchange;
	scene->hooks.jitter = options->random_pauses ? NULL : no_jitter;
}

void scene_close(struct scene *scene)
{
	dojo_call_free(&scene->call);
	dojo_pool_free(scene->pool);
	dojo_client_free(scene->client);
	server_stop(scene->server);
	memset(scene, 0, sizeof *scene);
}

enum dojo_code scene_call(struct scene *scene, const char *operation)
{
	bool is_raw = strcmp(operation, "request") == 0;
	struct json_object *body = is_raw || operation_named(operation)->shape ? json_of("{\"amount\":1000}") : NULL;
	enum dojo_code code;
	double began;

	dojo_call_free(&scene->call);
	scene->exchanges = 0;
	build_request(scene->client, operation, body, &scene->call.request);
	began = dojo_now();
	code = dojo_transport_send(scene->pool, scene->client, &scene->call, &scene->hooks);
	scene->seconds = dojo_now() - began;
	if (code != DOJO_OK) {
		assert_int_equal(scene->call.outcome.error.code, code);
		assert_lacks(scene->call.outcome.error.message, TEST_KEY);
		assert_lacks(scene->call.outcome.error.message, TEST_SECRET);
	}
	dojo_json_free(body);
	return code;
}

struct dojo_pool_stats scene_stats(const struct scene *scene)
{
	struct dojo_pool_stats stats;

	dojo_pool_get_stats(scene->pool, &stats);
	return stats;
}

bool all_calls_share_connections(void)
{
	return dojo_libcurl_has(DOJO_LIBCURL_PREREQ);
}

const char *sharing_call(void)
{
	return all_calls_share_connections() ? MOVES_MONEY : "listWebhooks";
}
