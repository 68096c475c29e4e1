/*
 * One thread's connections. A CURLM keeps them, with DNS answers, TLS sessions and the parsed CA store. An easy handle serves one
 * request and is reset to libcurl's defaults after it, so that no option or header of one request can reach the next; one is
 * kept, because making it costs as much as a tenth of a warm call.
 *
 * The pool knows its process. After a fork the child holds copies of the parent's sockets and TLS states, and everything that
 * libcurl would do with them, even closing them properly, speaks on the parent's connections. So the child closes the copied
 * descriptors, which no TLS record leaves, and forgets the handles for good.
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
	CURL *spare; /* an easy handle at libcurl's defaults, in no multi handle, or NULL */
	long owner;  /* the process that made both */
	bool in_use;
	curl_socket_t *sockets; /* open ones, of `multi` */
	size_t socket_count;
	size_t socket_capacity;
};

enum dojo_code dojo_pool_new(const struct dojo_pool_options *options, struct dojo_pool **out, struct dojo_error *error)
{
	*out = dojo_malloc_zeroed(sizeof **out);
	if (!*out) {
		return dojo_error_memory(error);
	}
	/* Counted, so that whichever of the module's end and this pool's comes last cleans up. */
	if (!dojo_global_init()) {
		dojo_free(*out);
		*out = NULL;
		return dojo_error_memory(error);
	}
	(*out)->options = *options;
	return DOJO_OK;
}

static void count_anew_after_fork(struct dojo_pool *pool)
{
	if (pool->owner != dojo_process_id()) {
		memset(&pool->stats, 0, sizeof pool->stats);
		pool->owner = dojo_process_id();
	}
}

/* Gives up handles that can't be cleaned up: inherited ones, and those a torn-away script left in the middle of a transfer. */
static void abandon_handles(struct dojo_pool *pool)
{
	for (size_t i = 0; i < pool->socket_count; i++) {
		dojo_socket_close(pool->sockets[i]);
	}
	pool->socket_count = 0;
	pool->multi = NULL;
	pool->spare = NULL;
	pool->in_use = false;
	count_anew_after_fork(pool);
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

/* Where no callback looks at a connection before each send, all of them are looked at before any. */
static bool has_only_silent(const struct dojo_pool *pool)
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
	if (!dojo_libcurl_has(DOJO_LIBCURL_PREREQ) && !has_only_silent(pool)) {
		drop_handles(pool);
	}
	if (!pool->multi) {
		pool->multi = curl_multi_init();
		if (!pool->multi) {
			return NULL;
		}
		count_anew_after_fork(pool);
		/* A connection carries one call at a time: HTTP/2 would bring its failures and no gain. */
		curl_multi_setopt(pool->multi, CURLMOPT_PIPELINING, (long) CURLPIPE_NOTHING);
		/* Else its clean-up, and so the process' end, waits for a look-up that hangs. */
		if (dojo_libcurl_has(DOJO_LIBCURL_MULTI_QUICK_EXIT)) {
			curl_multi_setopt(pool->multi, CURLMOPT_QUICK_EXIT, 1L);
		}
	}
	/* libcurl counts those in use as well, and would close each as soon as its call is over. */
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
	/* libcurl 8.19 waits for a hung look-up only now, when the handle is freed or used again. */
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
	/* A program that the script starts must not inherit a live TLS connection. */
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
