/* Options, requests, JSON and failing allocations for the core's tests. */
#include "core_test.h"

#include <stdlib.h>

struct dojo_text text_of(const char *string)
{
	return (struct dojo_text){string, string ? strlen(string) : 0};
}

struct dojo_options test_options(void)
{
	return (struct dojo_options){
		.api_key = TEXT_OF(TEST_KEY),
		.api_version = TEXT_OF("2026-02-27"),
		.base_url = TEXT_OF("https://api.dojo.tech"),
		.agent = TEXT_OF("dojo-php/0.1.0 php/8.2.0"),
		.timeout = 30,
		.connect_timeout = 5,
		.max_retries = 2,
	};
}

struct dojo_client *test_client(const struct dojo_options *options)
{
	struct dojo_options defaults = test_options();
	struct dojo_client *client = NULL;
	struct dojo_error error = {0};

	if (dojo_client_new(options ? options : &defaults, &client, &error) != DOJO_OK) {
		fail_msg("no client: %s", error.message);
	}
	assert_non_null(client);
	return client;
}

struct dojo_client *client;

int make_client(void **state)
{
	(void) state;
	client = test_client(NULL);
	return 0;
}

int free_client(void **state)
{
	(void) state;
	dojo_client_free(client);
	client = NULL;
	return 0;
}

const struct dojo_operation *operation_named(const char *name)
{
	for (size_t i = 0; i < DOJO_OPERATION_COUNT; i++) {
		if (strcmp(dojo_operations[i].name, name) == 0) {
			return &dojo_operations[i];
		}
	}
	fail_msg("there is no operation %s", name);
	return NULL;
}

struct json_object *json_of(const char *document)
{
	struct json_object *json = NULL;
	struct dojo_error error = {0};

	if (dojo_json_parse(document, strlen(document), &json, &error) != DOJO_OK) {
		fail_msg("%s: %s", document, error.message);
	}
	return json;
}

void assert_json(struct json_object *json, const char *expected)
{
	struct dojo_buffer text = {0};

	assert_true(dojo_json_write(json, &text));
	assert_string_equal(text.data, expected);
	dojo_buffer_free(&text);
}

void assert_contains(const char *text, const char *part)
{
	if (!strstr(text, part)) {
		fail_msg("\"%s\" lacks \"%s\"", text, part);
	}
}

void assert_lacks(const char *text, const char *part)
{
	if (strstr(text, part)) {
		fail_msg("\"%s\" holds \"%s\"", text, part);
	}
}

void assert_text(struct dojo_text text, const char *expected)
{
	assert_int_equal(text.length, strlen(expected));
	if (text.length) {
		assert_memory_equal(text.data, expected, text.length);
	}
}

struct dojo_arguments test_arguments(const struct dojo_operation *operation, struct json_object *body)
{
	static const struct dojo_text id = {"id_1", 4};

	return (struct dojo_arguments){
		.operation = operation,
		.path_arguments = {id, id},
		.list = &id,
		.list_count = 1,
		.idempotency_key = TEXT_OF("refund-1"),
		.customer_secret = TEXT_OF(TEST_SECRET),
		.body = body,
		.has_body = body != NULL,
	};
}

void build_request(const struct dojo_client *with, const char *operation, struct json_object *body,
                   struct dojo_request *request)
{
	bool is_raw = strcmp(operation, "request") == 0;
	struct dojo_raw_arguments raw = {
		.method = TEXT_OF("POST"), .path = TEXT_OF("/raw"), .body = body, .has_body = body != NULL};
	struct dojo_arguments arguments = test_arguments(is_raw ? NULL : operation_named(operation), body);
	struct dojo_error error = {0};
	enum dojo_code code =
		is_raw ? dojo_request_build_raw(with, &raw, request, &error) : dojo_request_build(with, &arguments, request, &error);

	if (code != DOJO_OK) {
		fail_msg("%s: %s", operation, error.message);
	}
}

const char *header_of(const struct dojo_request *request, const char *name)
{
	const char *found = NULL;
	size_t length = strlen(name);

	for (const struct curl_slist *line = request->headers; line; line = line->next) {
		if (strncasecmp(line->data, name, length) == 0 && line->data[length] == ':') {
			if (found) {
				fail_msg("two headers %s", name);
			}
			found = line->data;
		}
	}
	return found;
}

void assert_header(const struct dojo_request *request, const char *name, const char *line)
{
	const char *found = header_of(request, name);

	if (!line) {
		if (found) {
			fail_msg("%s: %s", request->operation, found);
		}
		return;
	}
	if (!found) {
		fail_msg("%s: no header %s", request->operation, name);
	}
	assert_string_equal(found, line);
}

static long allocations_left = -1;
static bool failed;

static void *failing_realloc(void *pointer, size_t size)
{
	if (allocations_left >= 0 && allocations_left-- == 0) {
		failed = true;
		return NULL;
	}
	return realloc(pointer, size);
}

void fail_allocation(long n)
{
	failed = n >= 0 ? false : failed;
	allocations_left = n;
	dojo_realloc = n >= 0 ? failing_realloc : realloc;
}

bool allocation_failed(void)
{
	return failed;
}

size_t run_out_of_memory(enum dojo_code (*body)(void *context, struct dojo_error *error), void *context)
{
	for (long n = 0; n < 10000; n++) {
		struct dojo_error error = {0};
		enum dojo_code code;

		fail_allocation(n);
		code = body(context, &error);
		fail_allocation(-1);
		if (!failed) {
			if (code != DOJO_OK) {
				fail_msg("with all its memory: %s", error.message);
			}
			return (size_t) n;
		}
		if (code != DOJO_ERROR_MEMORY) {
			fail_msg("allocation %ld failed, and the result was %s: %s", n, dojo_error_word(code), error.message);
		}
		assert_int_equal(error.code, DOJO_ERROR_MEMORY);
		assert_string_not_equal(error.message, "");
	}
	fail_msg("more than 10000 allocations");
	return 0;
}
