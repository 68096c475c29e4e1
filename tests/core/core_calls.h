/* Calls against the test server, for the tests of the transport and the pool. */
#ifndef DOJO_CORE_CALLS_H
#define DOJO_CORE_CALLS_H

#include "core_test.h"
#include "test_server.h"

/* A server with its script, a client and a pool, and the result of the last call. */
struct scene {
	struct server *server;
	struct dojo_client *client;
	struct dojo_pool *pool;
	struct dojo_hooks hooks;
	struct dojo_call call;
	double seconds; /* duration of the last call */
	int exchanges;
	struct dojo_exchange last; /* its pointers are invalid */
};

/* Zeroed: a timeout of 10 s, and 2 retries with no pause between them. */
struct scene_options {
	double timeout, connect_timeout;
	int64_t max_retries; /* -1: none */
	long idle_seconds;
	size_t response_limit;
	bool random_pauses;
	bool closed;          /* connections are refused until server_listen() */
	const char *base_url; /* instead of the server's */
	const char *proxy;
};

void scene_open(struct scene *scene, const struct server_step *script, size_t steps, const struct scene_options *options);
void scene_close(struct scene *scene);
#define SCENE(scene, script, ...) scene_open(scene, script, COUNT(script), &(struct scene_options){__VA_ARGS__})

/* Calls an operation by its name ("request" for a raw POST), with whatever ids and body it needs. */
enum dojo_code scene_call(struct scene *scene, const char *operation);
struct dojo_pool_stats scene_stats(const struct scene *scene);

/* Whether calls that change something use a kept connection. Before libcurl 7.80 they don't. */
bool all_calls_share_connections(void);
/* An operation that uses a kept connection: MOVES_MONEY if possible. */
const char *sharing_call(void);

/* Hooks. The context is a bool for the flags, and a count that starts at 0 for is_second_time(). */
double no_jitter(void *context);
bool is_flag_set(void *context);
void set_flag(void *context, const struct dojo_exchange *exchange);
bool is_second_time(void *context);

/* Responses and steps of a script. OK_BODY has what every operation promises, except those that promise a list. */
#define OK_BODY                                                                                                                \
	"{\"id\":\"id_1\",\"captureId\":\"id_1\",\"refundId\":\"id_1\",\"status\":\"Successful\",\"secrets\":[],\"secret\":\"x\"," \
	"\"customerId\":\"id_1\",\"restIntegrations\":[]}"
#define OK_LENGTH "140"
#define OK_ANSWER "HTTP/1.1 200 OK\r\nContent-Length: " OK_LENGTH "\r\n\r\n" OK_BODY
#define OK_LIST "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]"
#define STATUS(line, body_length, body) "HTTP/1.1 " line "\r\nContent-Length: " body_length "\r\n\r\n" body
#define GOOD                                                                                                                   \
	{                                                                                                                          \
		SERVER_ANSWER, OK_ANSWER, 0                                                                                            \
	}

/* Two POSTs with a body: one is never repeated, one may be. */
#define MOVES_MONEY "capturePaymentIntent"
#define KEYED_REFUND "refundPaymentIntent"

#endif
