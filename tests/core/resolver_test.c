/*
 * A network that goes away takes a kept connection and the host's address with it. libcurl then looks the name up again by
 * itself, after the request has left: what fails is the look-up, and all the same something was sent. And a resolver that says
 * nothing keeps nobody longer than his time.
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
static atomic_int silences; /* that have begun */
static time_t ahead;        /* makes libcurl's remembered addresses old */

/* In the C library's place: the linker exports what a library wants. libcurl dates an address by one or the other. */
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

static void find_it_again(void *context, const struct dojo_exchange *exchange)
{
	(void) context;
	(void) exchange;
	name_is_known = true;
}

/* The name is lost with the connection, and found again before a second attempt where `returns`. */
static void call_on_a_dying_network(const char *operation, bool returns)
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
		proxied.hooks.exchanged = find_it_again;
	}
	/* With a connection of its own, it was looked up before it was sent. */
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
	/* libcurl may remember that there was no address. And once the network is back, the pool is good. */
	assert_true(scene_stats(&proxied).dropped > 0);
	find_it_again(NULL, NULL);
	assert_int_equal(scene_call(&proxied, MOVES_MONEY), DOJO_OK);
	scene_close(&proxied);
	scene_close(&scene);
}

static void a_lost_request_is_not_sent_again_for_a_lost_address(void **state)
{
	(void) state;
	call_on_a_dying_network(MOVES_MONEY, true);
	call_on_a_dying_network("chargePaymentIntent", true);
	call_on_a_dying_network("request", true);
}

/* Its later attempts find no address; what was sent first may have been done, so that this is no "could not connect". */
static void a_failed_look_up_does_not_undo_an_earlier_send(void **state)
{
	(void) state;
	call_on_a_dying_network(KEYED_REFUND, false);
}

/* Neither the call's end, nor the script's, nor that of the connections. */
static void a_silent_resolver_delays_no_end(void **state)
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
	/* Nor does what hangs keep the next call from its look-up. */
	scene.hooks = (struct dojo_hooks){0};
	assert_int_equal(scene_call(&scene, MOVES_MONEY), DOJO_ERROR_CONNECT);
	scene_close(&scene);
	assert_true(dojo_now() - began < SILENCE - 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_lost_request_is_not_sent_again_for_a_lost_address),
		cmocka_unit_test(a_failed_look_up_does_not_undo_an_earlier_send),
		cmocka_unit_test(a_silent_resolver_delays_no_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
