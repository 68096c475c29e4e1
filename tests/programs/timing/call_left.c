/*
 * Searches the memory for pieces of a key, a customer's secret or a proxy's password after a call, when everything has been freed.
 *
 * If only our own code had the secret (a client, a request), the whole process is searched. If libcurl or json-c had it, too, only the
 * memory that the core allocated is searched, because copies that those libraries keep, or free without overwriting, are theirs. Here
 * the core allocates from one region, which is never reused.
 *
 * Prints one line for each case, "NAME: N found". dojo_buffer.c, which has the core's only free(), is built with -Dfree=arena_free. With
 * -DOPENSSL_cleanse=keep the core overwrites nothing, and some must be found in every case.
 */
#include "dojo_core.h"
#include "memory_search.h"

#include <arpa/inet.h>
#include <json-c/json.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define ARENA_BYTES ((size_t) 64 * 1024 * 1024)
#define PREFIX "sk_sandbox_"
#define PREFIX_LENGTH (sizeof PREFIX - 1)

void keep(void *pointer, size_t length);
void keep(void *pointer, size_t length)
{
	(void) pointer;
	(void) length;
}

/* --------------------------------------------------------------------------------------------------------------- arena -- */

static unsigned char *arena;
static size_t arena_used;

/* The worst that realloc() may do: the old block stays unchanged. */
static void *arena_realloc(void *pointer, size_t size)
{
	size_t *block = (size_t *) (void *) (arena + arena_used);

	size = (size + 15) / 16 * 16;
	if (arena_used + 16 + size > ARENA_BYTES) {
		return NULL;
	}
	arena_used += 16 + size;
	block[0] = size;
	if (pointer) {
		size_t old = ((size_t *) pointer)[-2];

		memcpy(block + 2, pointer, old < size ? old : size);
	}
	return block + 2;
}

void arena_free(void *pointer);
void arena_free(void *pointer)
{
	(void) pointer;
}

/* -------------------------------------------------------------------------------------------------------------- server -- */

/* In a separate process: answers every request with the secret, in a body that is sent in two pieces. */
static void serve(int listener, size_t length)
{
	unsigned char secret[512];
	char request[65536], answer[8192];
	int stream;

	make_secret(secret, length);
	while ((stream = accept(listener, NULL, NULL)) >= 0) {
		size_t used = 0;
		ssize_t got;

		while ((got = read(stream, request + used, sizeof request - 1 - used)) > 0) {
			const char *end, *content;

			used += (size_t) got;
			request[used] = '\0';
			end = strstr(request, "\r\n\r\n");
			content = strstr(request, "Content-Length: ");
			if (end && used >= (size_t) (end + 4 - request) + (content ? (size_t) atol(content + 16) : 0)) {
				const struct timespec moment = {0, 50 * 1000 * 1000};
				int body = snprintf(answer + 256, sizeof answer - 256,
				                    "{\"id\":\"x\",\"secret\":\"%.*s\",\"padding\":\"%04000d\"}", (int) length, secret, 0);
				int head = snprintf(answer, 256, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n", body);

				if (write(stream, answer, (size_t) head) != head || write(stream, answer + 256, 1000) != 1000 ||
				    nanosleep(&moment, NULL) || write(stream, answer + 1256, (size_t) body - 1000) != body - 1000) {
					exit(1);
				}
				break;
			}
		}
		close(stream);
	}
	exit(1);
}

static pid_t start_server(size_t length, char url[64])
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
	socklen_t size = sizeof address;
	int listener = socket(AF_INET, SOCK_STREAM, 0);
	pid_t child;

	if (listener < 0 || bind(listener, (struct sockaddr *) &address, size) || listen(listener, 4) ||
	    getsockname(listener, (struct sockaddr *) &address, &size)) {
		perror("server");
		exit(1);
	}
	snprintf(url, 64, "http://127.0.0.1:%d", ntohs(address.sin_port));
	child = fork();
	if (child == 0) {
		serve(listener, length);
	}
	close(listener);
	return child;
}

/* --------------------------------------------------------------------------------------------------------------- cases -- */

static struct {
	const char *secret; /* after PREFIX */
	size_t length;
	const char *url;
} scene;

static void check(enum dojo_code code, enum dojo_code expected, const struct dojo_error *error)
{
	if (code != expected) {
		printf("%s: %s\n", dojo_error_word(code), error->message);
	}
}

static struct dojo_text text(const char *string)
{
	return (struct dojo_text){string, strlen(string)};
}

static struct dojo_text secret(void)
{
	return (struct dojo_text){scene.secret, scene.length};
}

static struct dojo_options options(bool secret_key)
{
	return (struct dojo_options){
		.api_key = secret_key ? (struct dojo_text){scene.secret - PREFIX_LENGTH, PREFIX_LENGTH + scene.length} : text("sk_x"),
		.api_version = text(DOJO_API_VERSION),
		.base_url = text(scene.url),
		.agent = text("dojo-php"),
		.timeout = 10,
		.connect_timeout = 5,
	};
}

static struct dojo_client *new_client(const struct dojo_options *given)
{
	struct dojo_client *client;
	struct dojo_error error;

	check(dojo_client_new(given, &client, &error), DOJO_OK, &error);
	return client;
}

static void send_and_free(const struct dojo_client *client, struct dojo_call *call, enum dojo_code expected)
{
	struct dojo_pool_options sizes = {.size = 4, .idle_seconds = 50, .response_limit = 1 << 20};
	struct dojo_pool *pool = NULL;

	check(dojo_pool_new(&sizes, &pool, &call->outcome.error), DOJO_OK, &call->outcome.error);
	check(dojo_transport_send(pool, client, call, NULL), expected, &call->outcome.error);
	dojo_pool_free(pool);
	dojo_call_free(call);
}

static void *make_client(void *unused)
{
	struct dojo_options given = options(true);

	dojo_client_free(new_client(&given));
	return unused;
}

static struct dojo_options with_proxy(char proxy[512])
{
	struct dojo_options given = options(false);

	snprintf(proxy, 512, "http://user:%.*s@127.0.0.1:1", (int) scene.length, scene.secret);
	given.base_url = text("https://127.0.0.1:1");
	given.proxy = text(proxy);
	return given;
}

static void *make_client_with_proxy(void *unused)
{
	char proxy[512];
	struct dojo_options given = with_proxy(proxy);

	dojo_client_free(new_client(&given));
	wipe(proxy, sizeof proxy);
	return unused;
}

static void build(struct dojo_client *client, struct dojo_arguments *arguments, struct dojo_request *request)
{
	struct dojo_error error;

	check(dojo_request_build(client, arguments, request, &error), DOJO_OK, &error);
}

static void *make_request(void *unused)
{
	struct dojo_options given = options(true);
	struct dojo_client *client = new_client(&given);
	struct dojo_arguments arguments = {.operation = &dojo_operations[DOJO_OP_listWebhooks]};
	struct dojo_request request;

	build(client, &arguments, &request);
	dojo_request_free(&request);
	dojo_client_free(client);
	return unused;
}

static void *make_request_of_customer(void *unused)
{
	struct dojo_options given = options(false);
	struct dojo_client *client = new_client(&given);
	struct dojo_arguments arguments = {.operation = &dojo_operations[DOJO_OP_getCustomerPaymentMethods],
	                                   .path_arguments = {text("cust_1")},
	                                   .customer_secret = secret()};
	struct dojo_request request;

	build(client, &arguments, &request);
	dojo_request_free(&request);
	dojo_client_free(client);
	return unused;
}

static void *make_raw_request(void *unused)
{
	struct dojo_options given = options(false);
	struct dojo_client *client = new_client(&given);
	struct dojo_text name = text("X-Secret"), value = secret();
	struct dojo_raw_arguments arguments = {
		.method = text("GET"), .path = text("/x"), .header_names = &name, .header_values = &value, .header_count = 1};
	struct dojo_request request;
	struct dojo_error error;

	check(dojo_request_build_raw(client, &arguments, &request, &error), DOJO_OK, &error);
	dojo_request_free(&request);
	dojo_client_free(client);
	return unused;
}

static struct json_object *body_with_secret(void)
{
	struct json_object *body = json_object_new_object();

	for (int i = 0; i < 40; i++) {
		char name[16];

		snprintf(name, sizeof name, "field%d", i);
		json_object_object_add(body, name,
		                       i == 1 ? json_object_new_string_len(scene.secret, (int) scene.length)
		                              : json_object_new_string("no secret at all"));
	}
	return body;
}

static void *send_body(void *unused)
{
	struct dojo_options given = options(true);
	struct dojo_client *client = new_client(&given);
	struct json_object *body = body_with_secret();
	struct dojo_arguments arguments = {
		.operation = &dojo_operations[DOJO_OP_createPaymentIntent], .body = body, .has_body = true};
	struct dojo_call call = {0};

	build(client, &arguments, &call.request);
	dojo_json_free(body);
	send_and_free(client, &call, DOJO_OK);
	dojo_client_free(client);
	return unused;
}

static void *receive_secret(void *unused)
{
	struct dojo_options given = options(false);
	struct dojo_client *client = new_client(&given);
	struct dojo_arguments arguments = {.operation = &dojo_operations[DOJO_OP_createCustomerSecret],
	                                   .path_arguments = {text("cust_1")}};
	struct dojo_call call = {0};

	build(client, &arguments, &call.request);
	send_and_free(client, &call, DOJO_OK);
	dojo_client_free(client);
	return unused;
}

static void *send_through_proxy(void *unused)
{
	char proxy[512];
	struct dojo_options given = with_proxy(proxy);
	struct dojo_client *client = new_client(&given);
	struct dojo_arguments arguments = {.operation = &dojo_operations[DOJO_OP_listWebhooks]};
	struct dojo_call call = {0};

	build(client, &arguments, &call.request);
	send_and_free(client, &call, DOJO_ERROR_CONNECT);
	dojo_client_free(client);
	wipe(proxy, sizeof proxy);
	return unused;
}

static void *parse_secret(void *unused)
{
	char document[512];
	struct json_object *json;
	struct dojo_error error;

	/* Because of the number the document is rewritten for json-c. */
	snprintf(document, sizeof document, "{\"secret\":\"%.*s\",\"n\":99999999999999999999,\"padding\":\"%0100d\"}",
	         (int) scene.length, scene.secret, 0);
	check(dojo_json_parse(document, strlen(document), &json, &error), DOJO_OK, &error);
	dojo_json_free(json);
	wipe(document, sizeof document);
	return unused;
}

/* Each in a separate process. */
static void search_after(const char *name, size_t length, void *(*body)(void *), bool only_ours)
{
	unsigned char *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	void *stack = mmap(NULL, STACK_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	char url[64];
	pid_t server, child;

	arena = mmap(NULL, ARENA_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (page == MAP_FAILED || stack == MAP_FAILED || arena == MAP_FAILED) {
		printf("%s: no memory\n", name);
		return;
	}
	server = start_server(length, url);
	child = fork();
	if (child == 0) {
		memcpy(page, PREFIX, PREFIX_LENGTH);
		scene.secret = (const char *) page + PREFIX_LENGTH;
		scene.length = length;
		scene.url = url;
		make_secret(page + PREFIX_LENGTH, length);
		needle_count = 0;
		add_needles(page + PREFIX_LENGTH, length, 0);
		dojo_realloc = arena_realloc;
		if (!dojo_global_init()) {
			printf("%s: no libcurl\n", name);
			exit(1);
		}
		run_elsewhere(stack, body);
		dojo_global_cleanup();
		if (search(page, page + 4096) == 0) {
			printf("%s: the search does not find the secret itself\n", name);
		}
		wipe(page, 4096);
		printf("%s: %zu found\n", name, only_ours ? search_all() : search(arena, arena + arena_used));
		exit(0);
	}
	waitpid(child, NULL, 0);
	kill(server, SIGKILL);
	waitpid(server, NULL, 0);
	munmap(page, 4096);
	munmap(stack, STACK_BYTES);
	munmap(arena, ARENA_BYTES);
}

int main(void)
{
	setvbuf(stdout, NULL, _IONBF, 0);
	search_after("a client", 40, make_client, true);
	search_after("a client with a long key", 200, make_client, true);
	search_after("a client with a proxy", 40, make_client_with_proxy, true);
	search_after("a request", 40, make_request, true);
	search_after("a request with a long key", 200, make_request, true);
	search_after("a request with a customer's secret", 40, make_request_of_customer, true);
	search_after("a request with a customer's long secret", 200, make_request_of_customer, true);
	search_after("a request with a header of the caller's", 200, make_raw_request, true);
	search_after("a call", 200, send_body, false);
	search_after("a call whose answer holds it", 40, receive_secret, false);
	search_after("a call through a proxy", 40, send_through_proxy, false);
	search_after("a document that is parsed", 40, parse_secret, false);
	return 0;
}
