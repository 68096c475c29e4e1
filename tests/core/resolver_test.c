/*
 * Name resolution. When the network fails, libcurl loses the kept connection on which it has sent a request, and then fails to
 * resolve the host for its second try: the error is about DNS, but the request was sent. A resolver that doesn't respond must
 * not delay the end of a call.
 */
#include "core_calls.h"
#include "dojo_libcurl.h"
#include "dojo_platform.h"

#include <dlfcn.h>
#include <netdb.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define NAME "dojo-proxy.example"
#define SILENT_NAME "silent.example"
#define SILENCE 8

static bool name_is_known;
static atomic_int silences; /* look-ups of SILENT_NAME so far */
static time_t ahead;        /* added to the clocks, to expire libcurl's DNS cache */

/* These replace the C library's functions for libcurl too. It uses either clock for its DNS cache. */
int clock_gettime(clockid_t clock, struct timespec *out)
{
	long result = syscall(SYS_clock_gettime, clock, out);

	out->tv_sec += ahead;
	return (int) result;
}

time_t time(time_t *out)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	if (out) {
		*out = now.tv_sec;
	}
	return now.tv_sec;
}

int getaddrinfo(const char *node, const char *service, const struct addrinfo *hints, struct addrinfo **out)
{
	int (*real)(const char *, const char *, const struct addrinfo *, struct addrinfo **);

	*(void **) &real = dlsym(RTLD_NEXT, "getaddrinfo");
	if (node && strcmp(node, NAME) == 0) {
		return name_is_known ? real("127.0.0.1", service, hints, out) : EAI_NONAME;
	}
	if (node && strcmp(node, SILENT_NAME) == 0) {
		silences++;
		nanosleep(&(struct timespec){SILENCE, 0}, NULL);
		return EAI_AGAIN;
	}
	return real(node, service, hints, out);
}

static void make_name_known(void *context, const struct dojo_exchange *exchange)
{
	(void) context;
	(void) exchange;
	name_is_known = true;
}

/* The name stops resolving when the connection is lost. If `returns`, it resolves again before the second attempt. */
static void call_while_network_fails(const char *operation, bool returns)
{
	static const struct server_step script[] = {GOOD, {SERVER_READ_CLOSE, NULL, 0}, GOOD};
	struct scene scene, proxied;
	char proxy[64];

	name_is_known = true;
	SCENE(&scene, script, 0);
	snprintf(proxy, sizeof proxy, "http://" NAME ":%d", server_port(scene.server));
	SCENE(&proxied, script, .proxy = proxy, .max_retries = 2, .idle_seconds = 1000);
	assert_int_equal(scene_call(&proxied, "listWebhooks"), DOJO_OK);
	name_is_known = false;
	ahead += 100;
	if (returns) {
		proxied.hooks.exchanged = make_name_known;
	}
	/* On a new connection, the name was resolved before anything was sent. */
	if (!all_calls_share_connections() && !returns) {
		assert_int_equal(scene_call(&proxied, operation), DOJO_ERROR_RESOLVE);
		assert_int_equal(server_requests(scene.server), 1);
		scene_close(&proxied);
		scene_close(&scene);
		return;
	}
	assert_int_equal(scene_call(&proxied, operation), DOJO_ERROR_CUT_OFF);
	assert_true(proxied.call.outcome.error.outcome_unknown);
	assert_lacks(proxied.call.outcome.error.message, "nothing was sent");
	assert_int_equal(server_requests(scene.server), 2);
	/* libcurl may cache the failed look-up, so the pool was reset. It works once the network is back. */
	assert_true(scene_stats(&proxied).dropped > 0);
	make_name_known(NULL, NULL);
	assert_int_equal(scene_call(&proxied, MOVES_MONEY), DOJO_OK);
	scene_close(&proxied);
	scene_close(&scene);
}

static void request_is_not_repeated_after_failed_resolution(void **state)
{
	(void) state;
	call_while_network_fails(MOVES_MONEY, true);
	call_while_network_fails("chargePaymentIntent", true);
	call_while_network_fails("request", true);
}

/* The later attempts fail to resolve. The first may have been carried out, so the error is not DOJO_ERROR_RESOLVE. */
static void failed_resolution_keeps_outcome_unknown(void **state)
{
	(void) state;
	call_while_network_fails(KEYED_REFUND, false);
}

/* Not the end of a call, an interrupt, or closing the connections. */
static void silent_resolver_delays_no_end(void **state)
{
	static const struct server_step script[] = {GOOD};
	static const char *const operations[] = {MOVES_MONEY, "listWebhooks"};
	struct scene scene;
	double began;
	int asked = 0;

	(void) state;
	SCENE(&scene, script, .base_url = "https://" SILENT_NAME, .timeout = 5, .connect_timeout = 0.6, .max_retries = -1);
	if (!dojo_libcurl_has(DOJO_LIBCURL_QUICK_EXIT)) {
		scene_close(&scene);
		return;
	}
	began = dojo_now();
	for (size_t i = 0; i < COUNT(operations); i++) {
		assert_int_equal(scene_call(&scene, operations[i]), DOJO_ERROR_CONNECT);
		assert_contains(scene.call.outcome.error.message, "nothing was sent");
	}
	scene.hooks = (struct dojo_hooks){.context = &asked, .interrupted = is_second_time};
	assert_int_equal(scene_call(&scene, MOVES_MONEY), DOJO_ERROR_INTERRUPTED);
	dojo_pool_reset(scene.pool);
	assert_true(silences >= 1);
	/* The hanging look-up doesn't block that of the next call. */
	scene.hooks = (struct dojo_hooks){0};
	assert_int_equal(scene_call(&scene, MOVES_MONEY), DOJO_ERROR_CONNECT);
	scene_close(&scene);
	assert_true(dojo_now() - began < SILENCE - 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(request_is_not_repeated_after_failed_resolution),
		cmocka_unit_test(failed_resolution_keeps_outcome_unknown),
		cmocka_unit_test(silent_resolver_delays_no_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
