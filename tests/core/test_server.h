/* A server on 127.0.0.1 that misbehaves as its script says. It runs in threads of the test's process, one for each connection.
   */
#ifndef DOJO_TEST_SERVER_H
#define DOJO_TEST_SERVER_H

#include <stdbool.h>
#include <stddef.h>

enum server_action {
	SERVER_ANSWER,         /* reads the request and responds; the connection stays open */
	SERVER_ANSWER_CLOSE,   /* the same, and closes without "Connection: close" */
	SERVER_READ_CLOSE,     /* reads the request and closes */
	SERVER_READ_RESET,     /* reads the request and sends a RST */
	SERVER_READ_STALL,     /* reads the request and sends nothing until the client closes */
	SERVER_DRIP,           /* reads the request and sends a byte every pause_ms */
	SERVER_ANSWER_RESET,   /* responds and sends a RST */
	SERVER_CLOSE_AT_ACCEPT /* closes without reading anything; only for a new connection */
};

/* What happens to one request. The last step of a script is repeated for all later requests. */
struct server_step {
	enum server_action action;
	const char *answer; /* borrowed; the bytes to send */
	int pause_ms;       /* before the response, or between its bytes */
};

struct server;

/* If not `listening`, connections are refused until server_listen(). The script is borrowed. */
struct server *server_start(const struct server_step *script, size_t steps, bool listening);
void server_listen(struct server *server);
/* Closes everything, joins the threads and frees. NULL is allowed. */
void server_stop(struct server *server);

/* "http://127.0.0.1:port" */
const char *server_url(const struct server *server);
int server_port(const struct server *server);
/* How many connections were accepted and how many complete requests were read so far. */
size_t server_connections(struct server *server);
size_t server_requests(struct server *server);
/* The bytes of the n-th request, and the number of its connection, both from 0. */
const char *server_request(struct server *server, size_t n);
size_t server_request_connection(struct server *server, size_t n);

#endif
