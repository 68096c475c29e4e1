/*
 * One thread's connections. A CURLM keeps them, with DNS answers, TLS sessions and the parsed CA store. An easy handle serves one
 * request and is reset to libcurl's defaults after it, so that no option or header of one request can reach the next; one is
 * kept, because making it costs as much as a tenth of a warm call.
 *
 * The pool knows its process. After a fork the child holds copies of the parent's sockets and TLS states, and everything that
 * libcurl would do with them, even closing them properly, speaks on the parent's connections. So the child closes the copied
 * descriptors, which no TLS record leaves, and forgets the handles for good.
 */
#include "dojo_internal.h"

#include <json-c/json_c_version.h>
#include <openssl/crypto.h>
#include <openssl/opensslv.h>
#include <string.h>
#ifdef _WIN32
#include <winsock2.h>
#define close_descriptor closesocket
#define SHUT_RD SD_RECEIVE
#define SHUT_RD SD_RECEIVE
#define process_id() 0L
#else
#include <sys/socket.h>
#include <unistd.h>
#include <fcntl.h>
#define close_descriptor close
#define process_id() ((long) getpid())
#endif

/* Where it is missing, that libcurl makes its sockets non-blocking has to do. */
#ifndef MSG_DONTWAIT
#define MSG_DONTWAIT 0
#endif

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
	if (pool->owner != process_id()) {
		memset(&pool->stats, 0, sizeof pool->stats);
		pool->owner = process_id();
	}
}

/* Gives up handles that can't be cleaned up: inherited ones, and those a torn-away script left in the middle of a transfer. */
static void abandon(struct dojo_pool *pool)
{
	for (size_t i = 0; i < pool->socket_count; i++) {
		close_descriptor(pool->sockets[i]);
	}
	pool->socket_count = 0;
	pool->multi = NULL;
	pool->spare = NULL;
	pool->in_use = false;
	count_anew_after_fork(pool);
	pool->stats.dropped++;
}

static void drop(struct dojo_pool *pool)
{
	if (!pool->multi) {
		return;
	}
	if (pool->owner != process_id() || pool->in_use) {
		abandon(pool);
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
		drop(pool);
	}
}

void dojo_pool_free(struct dojo_pool *pool)
{
	bool inherited;

	if (!pool) {
		return;
	}
	inherited = pool->multi && pool->owner != process_id();
	drop(pool);
	dojo_free(pool->sockets);
	dojo_free(pool);
	if (!inherited) {
		dojo_global_cleanup();
	}
}

/* An idle connection has nothing to say: one that can be read has been closed at the other end. libcurl 7.88 takes TLS's farewell
   for a sign of life, and what is then sent is lost without anybody knowing its effect. So the farewell is read away, and libcurl
   finds the end behind it. */
static void retire_closed(struct dojo_pool *pool)
{
	char farewell[512];

	for (size_t i = 0; i < pool->socket_count; i++) {
		if (recv(pool->sockets[i], farewell, 1, MSG_PEEK | MSG_DONTWAIT) > 0) {
			shutdown(pool->sockets[i], SHUT_RD);
			for (int n = 0; n < 64 && recv(pool->sockets[i], farewell, sizeof farewell, MSG_DONTWAIT) > 0; n++) {
			}
		}
	}
}

CURLM *dojo_pool_acquire(struct dojo_pool *pool, struct dojo_error *error)
{
	if (pool->multi && (pool->owner != process_id() || pool->in_use)) {
		abandon(pool);
	}
	retire_closed(pool);
	if (!pool->multi) {
		pool->multi = curl_multi_init();
		if (!pool->multi) {
			dojo_error_memory(error);
			return NULL;
		}
		count_anew_after_fork(pool);
		curl_multi_setopt(pool->multi, CURLMOPT_MAXCONNECTS, (long) pool->options.size);
		/* A connection carries one call at a time: HTTP/2 would bring its failures and no gain. */
		curl_multi_setopt(pool->multi, CURLMOPT_PIPELINING, (long) CURLPIPE_NOTHING);
	}
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
	pool->spare = easy;
}

/* ------------------------------------------------------------------------------------------------------------- sockets -- */

static curl_socket_t open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address)
{
	struct dojo_pool *pool = context;
	int type = address->socktype;
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
#ifdef SOCK_CLOEXEC
	/* A program that the script starts must not inherit a live TLS connection. */
	type |= SOCK_CLOEXEC;
#endif
	descriptor = socket(address->family, type, address->protocol);
	if (descriptor == CURL_SOCKET_BAD) {
		return CURL_SOCKET_BAD;
	}
#if !defined(SOCK_CLOEXEC) && defined(FD_CLOEXEC)
	fcntl(descriptor, F_SETFD, FD_CLOEXEC);
#endif
	pool->sockets[pool->socket_count++] = descriptor;
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
	return close_descriptor(descriptor);
}

bool dojo_pool_adopt(struct dojo_pool *pool, CURL *easy)
{
	return curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket) == CURLE_OK &&
	       curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, pool) == CURLE_OK &&
	       curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, close_socket) == CURLE_OK &&
	       curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, pool) == CURLE_OK &&
	       curl_easy_setopt(easy, CURLOPT_MAXAGE_CONN, pool->options.idle_seconds) == CURLE_OK;
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
	if (pool && pool->owner == process_id()) {
		*stats = pool->stats;
		stats->open = pool->socket_count;
	}
}

size_t dojo_pool_response_limit(const struct dojo_pool *pool)
{
	return pool->options.response_limit;
}

/* --------------------------------------------------------------------------------------------------------------- global -- */

bool dojo_global_init(void)
{
	return curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

void dojo_global_cleanup(void)
{
	curl_global_cleanup();
}

void dojo_libraries(struct dojo_library out[DOJO_LIBRARY_COUNT])
{
	out[0] = (struct dojo_library){"libcurl", LIBCURL_VERSION, curl_version_info(CURLVERSION_NOW)->version};
	out[1] = (struct dojo_library){"OpenSSL", OPENSSL_VERSION_STR, OpenSSL_version(OPENSSL_VERSION_STRING)};
	out[2] = (struct dojo_library){"json-c", JSON_C_VERSION, json_c_version()};
}
