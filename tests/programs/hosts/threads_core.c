/*
 * The core with threads, for ThreadSanitizer: each thread has its own pool, client and MAC context, and all share one
 * client, which is only read. Prints how many calls were made, and over how many connections.
 *
 *   threads_core BASE_URL CA_FILE THREADS CALLS
 */
#include "dojo_core.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_THREADS 64

struct worker {
	pthread_t thread;
	const char *base_url, *ca_file;
	struct dojo_client *shared;
	int calls;
	int good, bad;
	struct dojo_pool_stats stats;
	struct dojo_error error;
};

static struct dojo_text text(const char *string)
{
	return (struct dojo_text){string, strlen(string)};
}

static struct dojo_client *new_client(const char *base_url, const char *ca_file, struct dojo_error *error)
{
	struct dojo_options options = {
		.api_key = text("sk_sandbox_example"),
		.api_version = text(DOJO_API_VERSION),
		.base_url = text(base_url),
		.ca_file = text(ca_file),
		.agent = text("threads"),
		.timeout = 30,
		.connect_timeout = 10,
		.max_retries = 1,
	};
	struct dojo_client *client;

	dojo_client_new(&options, &client, error);
	return client;
}

static bool call(struct dojo_pool *pool, struct dojo_client *client, const char *id, enum dojo_code expected,
                 struct dojo_error *error)
{
	struct dojo_arguments arguments = {.operation = &dojo_operations[DOJO_OP_getPaymentIntent], .path_arguments = {text(id)}};
	struct dojo_call call = {0};
	bool good = dojo_request_build(client, &arguments, &call.request, error) == DOJO_OK;

	good = good && dojo_transport_send(pool, client, &call, NULL) == expected;
	if (!good && call.outcome.error.message[0]) {
		*error = call.outcome.error;
	}
	dojo_call_free(&call);
	return good;
}

/* Makes and verifies a signature, which uses OpenSSL at the same time as libcurl. */
static bool verify(struct dojo_mac *mac, struct dojo_error *error)
{
	char signature[DOJO_SIGNATURE_LENGTH + 1];
	struct dojo_text payload = text("{\"id\":\"evt_1\"}"), secret = text("whsec_example");
	size_t matched;

	return dojo_webhook_sign(mac, payload, secret, signature, error) == DOJO_OK &&
	       dojo_webhook_verify(mac, payload, text(signature), &secret, 1, &matched, error) == DOJO_OK;
}

static void *work(void *context)
{
	struct worker *worker = context;
	struct dojo_pool_options options = {.size = 4, .idle_seconds = 50, .response_limit = 1 << 20};
	struct dojo_pool *pool = NULL;
	struct dojo_client *own = new_client(worker->base_url, worker->ca_file, &worker->error);
	struct dojo_mac *mac = NULL;

	if (own && dojo_mac_new(&mac, &worker->error) == DOJO_OK && dojo_pool_new(&options, &pool, &worker->error) == DOJO_OK) {
		for (int i = 0; i < worker->calls; i++) {
			struct dojo_client *client = i % 2 ? own : worker->shared;
			bool fails = i % 10 == 9;

			if (call(pool, client, fails ? "fault-404" : "pi_sandbox_example", fails ? DOJO_ERROR_API : DOJO_OK,
			         &worker->error) &&
			    verify(mac, &worker->error)) {
				worker->good++;
			} else {
				worker->bad++;
			}
		}
		dojo_pool_get_stats(pool, &worker->stats);
	} else {
		worker->bad++;
	}
	dojo_pool_free(pool);
	dojo_mac_free(mac);
	dojo_client_free(own);
	return NULL;
}

int main(int count, char **arguments)
{
	static struct worker workers[MOST_THREADS];
	int threads = count == 5 ? atoi(arguments[3]) : 0, good = 0, bad = 0;
	unsigned long opened = 0;
	struct dojo_error error;
	struct dojo_client *shared;

	if (threads < 1 || threads > MOST_THREADS || !dojo_global_init()) {
		fprintf(stderr, "usage: threads_core BASE_URL CA_FILE THREADS CALLS\n");
		return 2;
	}
	shared = new_client(arguments[1], arguments[2], &error);
	if (!shared) {
		fprintf(stderr, "%s\n", error.message);
		return 1;
	}
	for (int i = 0; i < threads; i++) {
		workers[i].base_url = arguments[1];
		workers[i].ca_file = arguments[2];
		workers[i].shared = shared;
		workers[i].calls = atoi(arguments[4]);
		if (pthread_create(&workers[i].thread, NULL, work, &workers[i]) != 0) {
			fprintf(stderr, "no thread\n");
			return 1;
		}
	}
	for (int i = 0; i < threads; i++) {
		pthread_join(workers[i].thread, NULL);
		good += workers[i].good;
		bad += workers[i].bad;
		opened += workers[i].stats.opened;
		if (workers[i].bad) {
			fprintf(stderr, "%s\n", workers[i].error.message);
		}
	}
	dojo_client_free(shared);
	dojo_global_cleanup();
	printf("{\"good\":%d,\"bad\":%d,\"opened\":%lu}\n", good, bad, opened);
	return bad ? 1 : 0;
}
