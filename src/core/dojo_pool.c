/*
 * Keeps one thread's connections open between calls. The multi handle holds them, and caches DNS results, TLS sessions and the
 * parsed CA store. An easy handle is reset to libcurl's defaults after each request, so that no option or header reaches the
 * next one. One easy handle is kept, because creating it costs up to a tenth of a call on an open connection.
 *
 * After a fork, the child has copies of the parent's sockets and TLS state. Whatever libcurl does with them, even closing them
 * properly, sends bytes on the parent's connections. The child therefore closes the copied descriptors, which sends nothing,
 * and leaks the handles.
 */
#include "dojo_pool_internal.h"

#include "dojo_buffer.h"
#include "dojo_library.h"
#include "dojo_platform.h"

#include <string.h>

struct dojo_pool {
	struct dojo_pool_options options;
	struct dojo_pool_stats stats;
	CURLM *multi;
	CURL *spare; /* an easy handle with libcurl's default options, in no multi handle; may be NULL */
	long owner;  /* the process that created both */
	bool in_use;
	curl_socket_t *sockets; /* open sockets of `multi` */
	size_t socket_count;
	size_t socket_capacity;
};

enum dojo_code dojo_pool_new(const struct dojo_pool_options *options, struct dojo_pool **out, struct dojo_error *error)
{
	*out = dojo_malloc_zeroed(sizeof **out);
	if (!*out) {
		return dojo_error_memory(error);
	}
	/* Counted, because the pool may be freed after the module has shut down. */
	if (!dojo_global_init()) {
		dojo_free(*out);
		*out = NULL;
		return dojo_error_memory(error);
	}
	(*out)->options = *options;
	return DOJO_OK;
}

static void reset_stats_after_fork(struct dojo_pool *pool)
{
	if (pool->owner != dojo_process_id()) {
		memset(&pool->stats, 0, sizeof pool->stats);
		pool->owner = dojo_process_id();
	}
}

/* Leaks handles that can't be cleaned up: inherited ones, and those that a fatal error left in the middle of a transfer. */
static void abandon_handles(struct dojo_pool *pool)
{
	for (size_t i = 0; i < pool->socket_count; i++) {
		dojo_socket_close(pool->sockets[i]);
	}
	pool->socket_count = 0;
	pool->multi = NULL;
	pool->spare = NULL;
	pool->in_use = false;
	reset_stats_after_fork(pool);
	pool->stats.dropped++;
}

static void drop_handles(struct dojo_pool *pool)
{
	if (!pool->multi) {
		return;
	}
	if (pool->owner != dojo_process_id() || pool->in_use) {
		abandon_handles(pool);
		return;
	}
	curl_easy_cleanup(pool->spare);
	pool->spare = NULL;
	curl_multi_cleanup(pool->multi);
	pool->multi = NULL;
	pool->socket_count = 0;
	pool->stats.dropped++;
}

void dojo_pool_reset(struct dojo_pool *pool)
{
	if (pool) {
		drop_handles(pool);
	}
}

void dojo_pool_free(struct dojo_pool *pool)
{
	bool inherited;

	if (!pool) {
		return;
	}
	inherited = pool->multi && pool->owner != dojo_process_id();
	drop_handles(pool);
	dojo_free(pool->sockets);
	dojo_free(pool);
	if (!inherited) {
		dojo_global_cleanup();
	}
}

/* Before libcurl 7.80, no callback can check a connection before each send, so all are checked before the first. */
static bool are_all_silent(const struct dojo_pool *pool)
{
	for (size_t i = 0; i < pool->socket_count; i++) {
		if (!dojo_socket_is_silent(pool->sockets[i])) {
			return false;
		}
	}
	return true;
}

CURLM *dojo_pool_acquire(struct dojo_pool *pool, size_t transfers)
{
	if (pool->multi && (pool->owner != dojo_process_id() || pool->in_use)) {
		abandon_handles(pool);
	}
	if (!dojo_libcurl_has(DOJO_LIBCURL_PREREQ) && !are_all_silent(pool)) {
		drop_handles(pool);
	}
	if (!pool->multi) {
		pool->multi = curl_multi_init();
		if (!pool->multi) {
			return NULL;
		}
		reset_stats_after_fork(pool);
		/* One call at a time per connection: HTTP/2 would add ways to fail and gain nothing. */
		curl_multi_setopt(pool->multi, CURLMOPT_PIPELINING, (long) CURLPIPE_NOTHING);
		/* Otherwise curl_multi_cleanup(), and so the end of the process, waits for a hanging DNS look-up. */
		if (dojo_libcurl_has(DOJO_LIBCURL_MULTI_QUICK_EXIT)) {
			curl_multi_setopt(pool->multi, CURLMOPT_QUICK_EXIT, 1L);
		}
	}
	/* The limit includes connections in use: libcurl would close those above it after each call. */
	curl_multi_setopt(pool->multi, CURLMOPT_MAXCONNECTS,
	                  (long) (transfers > pool->options.size ? transfers : pool->options.size));
	pool->in_use = true;
	return pool->multi;
}

void dojo_pool_release(struct dojo_pool *pool)
{
	pool->in_use = false;
}

CURL *dojo_pool_take_easy(struct dojo_pool *pool)
{
	CURL *easy = pool->spare ? pool->spare : curl_easy_init();

	pool->spare = NULL;
	return easy;
}

void dojo_pool_give_easy(struct dojo_pool *pool, CURL *easy)
{
	if (!easy || pool->spare) {
		curl_easy_cleanup(easy);
		return;
	}
	curl_easy_reset(easy);
	/* libcurl 8.19 waits for a hanging DNS look-up when the handle is freed or reused. */
	if (dojo_libcurl_has(DOJO_LIBCURL_QUICK_EXIT)) {
		curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
	}
	pool->spare = easy;
}

/* ------------------------------------------------------------------------------------------------------------- sockets -- */

static curl_socket_t open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address)
{
	struct dojo_pool *pool = context;
	curl_socket_t descriptor;

	(void) purpose;
	if (pool->socket_count == pool->socket_capacity) {
		size_t capacity = pool->socket_capacity ? pool->socket_capacity * 2 : 8;
		curl_socket_t *sockets = dojo_realloc(pool->sockets, capacity * sizeof *sockets);

		if (!sockets) {
			return CURL_SOCKET_BAD;
		}
		pool->sockets = sockets;
		pool->socket_capacity = capacity;
	}
	/* Programs that the script starts must not inherit a TLS connection. */
	descriptor = dojo_socket_open(address->family, address->socktype, address->protocol);
	if (descriptor != CURL_SOCKET_BAD) {
		pool->sockets[pool->socket_count++] = descriptor;
	}
	return descriptor;
}

static int close_socket(void *context, curl_socket_t descriptor)
{
	struct dojo_pool *pool = context;

	for (size_t i = 0; i < pool->socket_count; i++) {
		if (pool->sockets[i] == descriptor) {
			pool->sockets[i] = pool->sockets[--pool->socket_count];
			break;
		}
	}
	return dojo_socket_close(descriptor);
}

void dojo_pool_adopt(struct dojo_pool *pool, struct dojo_setup *setup)
{
	DOJO_SET(setup, CURLOPT_OPENSOCKETFUNCTION, open_socket);
	DOJO_SET(setup, CURLOPT_OPENSOCKETDATA, pool);
	DOJO_SET(setup, CURLOPT_CLOSESOCKETFUNCTION, close_socket);
	DOJO_SET(setup, CURLOPT_CLOSESOCKETDATA, pool);
	DOJO_SET(setup, CURLOPT_MAXAGE_CONN, pool->options.idle_seconds);
}

bool dojo_pool_is_silent(const struct dojo_pool *pool, int local_port)
{
	bool found = false;

	for (size_t i = 0; i < pool->socket_count; i++) {
		if (dojo_socket_local_port(pool->sockets[i]) == local_port) {
			found = true;
			if (!dojo_socket_is_silent(pool->sockets[i])) {
				return false;
			}
		}
	}
	return found;
}

/* --------------------------------------------------------------------------------------------------------------- counts -- */

void dojo_pool_count(struct dojo_pool *pool, long opened, bool reused)
{
	pool->stats.requests++;
	pool->stats.opened += (uint64_t) opened;
	if (reused) {
		pool->stats.reused++;
	}
}

void dojo_pool_get_stats(const struct dojo_pool *pool, struct dojo_pool_stats *stats)
{
	memset(stats, 0, sizeof *stats);
	if (pool && pool->owner == dojo_process_id()) {
		*stats = pool->stats;
		stats->open = pool->socket_count;
	}
}

size_t dojo_pool_response_limit(const struct dojo_pool *pool)
{
	return pool->options.response_limit;
}
