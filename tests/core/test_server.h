/*
 * A server on 127.0.0.1 that behaves as badly as its script says. It runs on threads of the test's process; a connection has a
 * thread, so that an idle one keeps nobody waiting.
 */
#ifndef DOJO_TEST_SERVER_H
#define DOJO_TEST_SERVER_H

#include <stdbool.h>
#include <stddef.h>

enum server_action {
	SERVER_ANSWER,         /* reads the request and answers; the connection stays open */
	SERVER_ANSWER_CLOSE,   /* the same, and closes without having said so */
	SERVER_READ_CLOSE,     /* reads the request and closes */
	SERVER_READ_RESET,     /* reads the request and sends a RST */
	SERVER_READ_STALL,     /* reads the request and says nothing until the client leaves */
	SERVER_DRIP,           /* reads the request and answers a byte at a time, every pause_ms */
	SERVER_ANSWER_RESET,   /* answers and sends a RST */
	SERVER_CLOSE_AT_ACCEPT /* closes without reading anything; needs a connection of its own */
};

/* One request's share of a script. The last step is repeated for all that come later. */
struct server_step {
	enum server_action action;
	const char *answer; /* borrowed, as it goes over the wire */
	int pause_ms;       /* before the answer, or between its bytes */
};

struct server;

/* Listens at once where `listening`; otherwise connections are refused until server_listen(). The script is borrowed. */
struct server *server_start(const struct server_step *script, size_t steps, bool listening);
void server_listen(struct server *server);
/* Closes everything, joins the threads and frees. NULL is fine. */
void server_stop(struct server *server);

/* "http://127.0.0.1:port" */
const char *server_url(const struct server *server);
int server_port(const struct server *server);
/* How many connections were accepted and how many whole requests were read so far. */
size_t server_connections(struct server *server);
size_t server_requests(struct server *server);
/* The n-th request's bytes, and the connection that it came on, from 0. The test fails where there is none. */
const char *server_request(struct server *server, size_t n);
size_t server_request_connection(struct server *server, size_t n);

/* A whole answer, in a buffer that the next 8 calls leave alone. */
const char *http_answer(const char *status_line, const char *headers, const char *body);

#endif
