/* The threads of the test server. */
#include "test_server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#define MOST_CONNECTIONS 64
#define MOST_REQUESTS 64
#define MOST_BYTES 65536

struct connection {
	struct server *server;
	pthread_t thread;
	size_t number;
	int descriptor; /* -1 when closed */
};

struct server {
	const struct server_step *script;
	size_t steps, step;
	int listener, port, wake[2];
	bool listening;
	char url[64];
	pthread_t thread;
	pthread_mutex_t lock;
	struct connection connections[MOST_CONNECTIONS];
	size_t connection_count;
	char *requests[MOST_REQUESTS];
	size_t request_connections[MOST_REQUESTS];
	size_t request_count;
};

static void abort_test(const char *what)
{
	perror(what);
	abort();
}

/* ---------------------------------------------------------------------------------------------------------- connection -- */

static struct server_step take_step(struct server *server, bool only_at_accept, bool *taken)
{
	struct server_step step;

	pthread_mutex_lock(&server->lock);
	step = server->script[server->step];
	*taken = !only_at_accept || step.action == SERVER_CLOSE_AT_ACCEPT;
	if (*taken && server->step + 1 < server->steps) {
		server->step++;
	}
	pthread_mutex_unlock(&server->lock);
	return step;
}

static void send_all(int descriptor, const char *data, size_t length, int pause_ms)
{
	size_t chunk = pause_ms ? 1 : length;

	for (size_t sent = 0; sent < length;) {
		ssize_t wrote = send(descriptor, data + sent, chunk < length - sent ? chunk : length - sent, MSG_NOSIGNAL);

		if (wrote <= 0) {
			return;
		}
		sent += (size_t) wrote;
		if (pause_ms) {
			usleep((useconds_t) pause_ms * 1000);
		}
	}
}

static size_t body_length(const char *head)
{
	for (const char *line = strstr(head, "\r\n"); line && strncmp(line, "\r\n\r\n", 4) != 0; line = strstr(line + 2, "\r\n")) {
		if (strncasecmp(line + 2, "Content-Length:", 15) == 0) {
			return (size_t) strtoul(line + 17, NULL, 10);
		}
	}
	return 0;
}

/* The whole request, malloc'd; NULL if the client closed the connection. */
static char *read_request(int descriptor)
{
	char *data = calloc(1, MOST_BYTES + 1), *end;
	size_t length = 0;

	if (!data) {
		abort_test("calloc");
	}
	for (;;) {
		ssize_t got;

		end = strstr(data, "\r\n\r\n");
		if (end && length >= (size_t) (end + 4 - data) + body_length(data)) {
			return data;
		}
		got = length < MOST_BYTES ? recv(descriptor, data + length, MOST_BYTES - length, 0) : 0;
		if (got <= 0) {
			free(data);
			return NULL;
		}
		length += (size_t) got;
	}
}

static void keep_request(struct connection *connection, char *request)
{
	struct server *server = connection->server;

	pthread_mutex_lock(&server->lock);
	if (server->request_count == MOST_REQUESTS) {
		abort_test("more requests than the test server keeps");
	}
	server->requests[server->request_count] = request;
	server->request_connections[server->request_count++] = connection->number;
	pthread_mutex_unlock(&server->lock);
}

static void reset_at_close(int descriptor)
{
	struct linger linger = {1, 0};

	setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
}

static void wait_for_end(int descriptor)
{
	char byte;

	while (recv(descriptor, &byte, 1, 0) > 0) {
	}
}

/* False if the connection must be closed. */
static bool act_out(int descriptor, const struct server_step *step)
{
	if (step->pause_ms && step->action != SERVER_DRIP) {
		usleep((useconds_t) step->pause_ms * 1000);
	}
	switch (step->action) {
		case SERVER_ANSWER:
			send_all(descriptor, step->answer, strlen(step->answer), 0);
			return true;
		case SERVER_DRIP:
			send_all(descriptor, step->answer, strlen(step->answer), step->pause_ms);
			return true;
		case SERVER_ANSWER_CLOSE:
			send_all(descriptor, step->answer, strlen(step->answer), 0);
			return false;
		case SERVER_ANSWER_RESET:
			send_all(descriptor, step->answer, strlen(step->answer), 0);
			usleep(50000); /* an immediate RST would overtake the response */
			reset_at_close(descriptor);
			return false;
		case SERVER_READ_RESET:
			reset_at_close(descriptor);
			return false;
		case SERVER_READ_STALL:
			wait_for_end(descriptor);
			return false;
		case SERVER_READ_CLOSE:
		case SERVER_CLOSE_AT_ACCEPT:
			return false;
	}
	return false;
}

static void *serve_connection(void *context)
{
	struct connection *connection = context;
	struct server *server = connection->server;
	int descriptor = connection->descriptor;
	bool open;

	take_step(server, true, &open);
	open = !open;
	while (open) {
		char *request = read_request(descriptor);
		struct server_step step;
		bool taken;

		if (!request) {
			break;
		}
		keep_request(connection, request);
		step = take_step(server, false, &taken);
		open = act_out(descriptor, &step);
	}
	pthread_mutex_lock(&server->lock);
	close(descriptor);
	connection->descriptor = -1;
	pthread_mutex_unlock(&server->lock);
	return NULL;
}

static void *serve(void *context)
{
	struct server *server = context;

	for (;;) {
		struct pollfd polled[2] = {{server->listener, POLLIN, 0}, {server->wake[0], POLLIN, 0}};
		struct connection *connection;
		int descriptor;

		if (poll(polled, 2, -1) < 0 && errno != EINTR) {
			abort_test("poll");
		}
		if (polled[1].revents) {
			return NULL;
		}
		descriptor = polled[0].revents ? accept4(server->listener, NULL, NULL, SOCK_CLOEXEC) : -1;
		if (descriptor < 0) {
			continue;
		}
		pthread_mutex_lock(&server->lock);
		if (server->connection_count == MOST_CONNECTIONS) {
			abort_test("more connections than the test server takes");
		}
		connection = &server->connections[server->connection_count];
		*connection = (struct connection){.server = server, .number = server->connection_count, .descriptor = descriptor};
		server->connection_count++;
		if (pthread_create(&connection->thread, NULL, serve_connection, connection) != 0) {
			abort_test("pthread_create");
		}
		pthread_mutex_unlock(&server->lock);
	}
}

/* -------------------------------------------------------------------------------------------------------------- server -- */

struct server *server_start(const struct server_step *script, size_t steps, bool listening)
{
	struct server *server = calloc(1, sizeof *server);
	struct sockaddr_in address = {.sin_family = AF_INET};
	socklen_t length = sizeof address;

	if (!server) {
		abort_test("calloc");
	}
	server->script = script;
	server->steps = steps;
	pthread_mutex_init(&server->lock, NULL);
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	server->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (server->listener < 0 || bind(server->listener, (struct sockaddr *) &address, sizeof address) != 0 ||
	    getsockname(server->listener, (struct sockaddr *) &address, &length) != 0 || pipe(server->wake) != 0) {
		abort_test("test server");
	}
	server->port = ntohs(address.sin_port);
	snprintf(server->url, sizeof server->url, "http://127.0.0.1:%d", server->port);
	if (listening) {
		server_listen(server);
	}
	return server;
}

void server_listen(struct server *server)
{
	if (listen(server->listener, 16) != 0 || pthread_create(&server->thread, NULL, serve, server) != 0) {
		abort_test("listen");
	}
	server->listening = true;
}

void server_stop(struct server *server)
{
	if (!server) {
		return;
	}
	if (server->listening) {
		if (write(server->wake[1], "x", 1) != 1) {
			abort_test("write");
		}
		pthread_join(server->thread, NULL);
	}
	pthread_mutex_lock(&server->lock);
	for (size_t i = 0; i < server->connection_count; i++) {
		if (server->connections[i].descriptor >= 0) {
			shutdown(server->connections[i].descriptor, SHUT_RDWR);
		}
	}
	pthread_mutex_unlock(&server->lock);
	for (size_t i = 0; i < server->connection_count; i++) {
		pthread_join(server->connections[i].thread, NULL);
	}
	for (size_t i = 0; i < server->request_count; i++) {
		free(server->requests[i]);
	}
	close(server->listener);
	close(server->wake[0]);
	close(server->wake[1]);
	pthread_mutex_destroy(&server->lock);
	free(server);
}

const char *server_url(const struct server *server)
{
	return server->url;
}

int server_port(const struct server *server)
{
	return server->port;
}

size_t server_connections(struct server *server)
{
	size_t count;

	pthread_mutex_lock(&server->lock);
	count = server->connection_count;
	pthread_mutex_unlock(&server->lock);
	return count;
}

size_t server_requests(struct server *server)
{
	size_t count;

	pthread_mutex_lock(&server->lock);
	count = server->request_count;
	pthread_mutex_unlock(&server->lock);
	return count;
}

const char *server_request(struct server *server, size_t n)
{
	return n < server_requests(server) ? server->requests[n] : "(there is no such request)";
}

size_t server_request_connection(struct server *server, size_t n)
{
	return n < server_requests(server) ? server->request_connections[n] : (size_t) -1;
}
