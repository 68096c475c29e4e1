/* Raw requests: built with the client's headers, and which arguments are refused. */
#include "core_test.h"

#include <stdio.h>

#define AUTHORIZATION "Authorization: Basic " TEST_KEY
#define AGENT "User-Agent: dojo-php/0.1.0 php/8.2.0"

static enum dojo_code build_raw_with(struct dojo_text method, struct dojo_text path, const char *name, struct dojo_text value,
                                     struct json_object *body, struct dojo_request *request, struct dojo_error *error)
{
	struct dojo_text header = text_of(name);
	struct dojo_raw_arguments arguments = {
		.method = method,
		.path = path,
		.header_names = &header,
		.header_values = &value,
		.header_count = name ? 1 : 0,
		.body = body,
		.has_body = body != NULL,
	};

	memset(request, 'x', sizeof *request);
	memset(error, 0, sizeof *error);
	return dojo_request_build_raw(client, &arguments, request, error);
}

static void assert_raw_refused(struct dojo_text method, struct dojo_text path, const char *name, struct dojo_text value,
                               const char *field)
{
	static const struct dojo_request zero;
	struct dojo_request request;
	struct dojo_error error;

	if (build_raw_with(method, path, name, value, NULL, &request, &error) != DOJO_ERROR_INVALID) {
		fail_msg("%s %s was built", method.data, path.data);
	}
	assert_string_equal(error.field, field);
	assert_lacks(error.message, "hunter2");
	assert_memory_equal(&request, &zero, sizeof zero);
}

static void raw_requests_are_built(void **state)
{
	static const struct {
		const char *name;
		enum dojo_method method;
	} methods[] = {{"GET", DOJO_GET}, {"post", DOJO_POST}, {"Put", DOJO_PUT}, {"PATCH", DOJO_PATCH}, {"DELETE", DOJO_DELETE}};
	struct json_object *body = json_of("{\"a\":1}");
	struct dojo_request request;
	struct dojo_error error;

	(void) state;
	for (size_t i = 0; i < COUNT(methods); i++) {
		assert_int_equal(build_raw_with(text_of(methods[i].name), TEXT_OF("/new/thing?x=%20&y=1"), NULL, (struct dojo_text){0},
		                                NULL, &request, &error),
		                 DOJO_OK);
		assert_int_equal(request.method, methods[i].method);
		assert_int_equal(request.retry, methods[i].method == DOJO_GET ? DOJO_REPEATABLE : DOJO_ONCE);
		assert_true(request.answers_anything);
		assert_string_equal(request.url.data, "https://api.dojo.tech/new/thing?x=%20&y=1");
		assert_header(&request, "Authorization", AUTHORIZATION);
		assert_header(&request, "version", "version: 2026-02-27");
		assert_header(&request, "User-Agent", AGENT);
		assert_int_equal(request.body.length, 0);
		dojo_request_free(&request);
	}
	assert_int_equal(build_raw_with(TEXT_OF("POST"), TEXT_OF("/x"), "X-Trace", TEXT_OF("1"), body, &request, &error), DOJO_OK);
	assert_header(&request, "X-Trace", "X-Trace: 1");
	assert_header(&request, "Content-Type", "Content-Type: application/json");
	assert_string_equal(request.body.data, "{\"a\":1}");
	dojo_request_free(&request);
	dojo_json_free(body);
}

static void raw_headers_replace_the_clients(void **state)
{
	struct dojo_request request;
	struct dojo_error error;

	(void) state;
	assert_int_equal(build_raw_with(TEXT_OF("GET"), TEXT_OF("/x"), "VERSION", TEXT_OF("2027-01-01"), NULL, &request, &error),
	                 DOJO_OK);
	assert_header(&request, "version", "VERSION: 2027-01-01");
	dojo_request_free(&request);
	assert_int_equal(
		build_raw_with(TEXT_OF("GET"), TEXT_OF("/x"), "authorization", TEXT_OF("Basic " TEST_SECRET), NULL, &request, &error),
		DOJO_OK);
	assert_header(&request, "Authorization", "authorization: Basic " TEST_SECRET);
	for (const struct curl_slist *line = request.headers; line; line = line->next) {
		assert_lacks(line->data, TEST_KEY);
	}
	dojo_request_free(&request);
}

static void bad_arguments_are_refused(void **state)
{
	static const struct dojo_text paths[] = {
		{NULL, 0},
		TEXT_OF(""),
		TEXT_OF("webhooks"),
		TEXT_OF("https://evil.example/"),
		TEXT_OF("@evil.example"),
		TEXT_OF("/a b"),
		TEXT_OF("/a\r\nX: 1"),
		TEXT_OF("/a\n"),
		TEXT_OF("/a\0"),
		TEXT_OF("/\xC2\xA3"),
		TEXT_OF("/a#b"),
		TEXT_OF("/a\\b"),
		TEXT_OF("/../x"),
		TEXT_OF("/a/.."),
		TEXT_OF("/a/./b"),
		TEXT_OF("/a/../b?x"),
		TEXT_OF("/."),
		TEXT_OF("/.."),
		TEXT_OF("/a/..?x"),
		TEXT_OF("?x"),
	};
	static const struct dojo_text methods[] = {
		{NULL, 0},     TEXT_OF(""),     TEXT_OF("HEAD"),    TEXT_OF("GET "), TEXT_OF("GET\r\nX: 1"),
		TEXT_OF("GE"), TEXT_OF("GETS"), TEXT_OF("CONNECT"), TEXT_OF("GET\0")};
	static const char *const names[] = {"", "X Y", "X:Y", "X\r\nY", "X\n", "\xC2\xA3", "X\x7F", "X(", "X@Y"};
	static const struct dojo_text values[] = {TEXT_OF("a\r\nX: hunter2"), TEXT_OF("a\n"),  TEXT_OF("a\r"), TEXT_OF("a\0b"),
	                                          TEXT_OF("\xC2\xA3"),        TEXT_OF("a\x7F")};
	static const char *const ours[] = {"Host", "content-length", "Transfer-Encoding", "CONNECTION", "Expect"};
	struct dojo_text none = {NULL, 0}, nul_name = TEXT_OF("X\0Y"), one = TEXT_OF("1");
	struct dojo_raw_arguments arguments = {
		.method = TEXT_OF("GET"), .path = TEXT_OF("/x"), .header_names = &nul_name, .header_values = &one, .header_count = 1};
	struct dojo_request request;
	struct dojo_error error;

	(void) state;
	for (size_t i = 0; i < COUNT(paths); i++) {
		assert_raw_refused(TEXT_OF("GET"), paths[i], NULL, none, "path");
	}
	for (size_t i = 0; i < COUNT(methods); i++) {
		assert_raw_refused(methods[i], TEXT_OF("/x"), NULL, none, "method");
	}
	for (size_t i = 0; i < COUNT(names); i++) {
		assert_raw_refused(TEXT_OF("GET"), TEXT_OF("/x"), names[i], one, "headers");
	}
	assert_int_equal(dojo_request_build_raw(client, &arguments, &request, &error), DOJO_ERROR_INVALID);
	for (size_t i = 0; i < COUNT(values); i++) {
		assert_raw_refused(TEXT_OF("GET"), TEXT_OF("/x"), "X-Trace", values[i], "headers[X-Trace]");
	}
	for (size_t i = 0; i < COUNT(ours); i++) {
		char field[64];

		snprintf(field, sizeof field, "headers[%s]", ours[i]);
		assert_raw_refused(TEXT_OF("POST"), TEXT_OF("/x"), ours[i], one, field);
	}
}

static void raw_get_has_no_body(void **state)
{
	struct json_object *body = json_of("{}");
	struct dojo_request request;
	struct dojo_error error;

	(void) state;
	assert_int_equal(build_raw_with(TEXT_OF("GET"), TEXT_OF("/x"), NULL, (struct dojo_text){0}, body, &request, &error),
	                 DOJO_ERROR_INVALID);
	assert_string_equal(error.field, "body");
	dojo_json_free(body);
}

static enum dojo_code build_raw(void *context, struct dojo_error *error)
{
	struct dojo_request request;
	enum dojo_code code = dojo_request_build_raw(client, context, &request, error);

	dojo_request_free(&request);
	return code;
}

static void raw_survives_without_memory(void **state)
{
	struct json_object *body = json_of("{\"amount\":1}");
	struct dojo_text name = TEXT_OF("X-Trace"), value = TEXT_OF("1");
	struct dojo_raw_arguments arguments = {.method = TEXT_OF("POST"),
	                                       .path = TEXT_OF("/x"),
	                                       .header_names = &name,
	                                       .header_values = &value,
	                                       .header_count = 1,
	                                       .body = body,
	                                       .has_body = true};

	(void) state;
	assert_true(run_out_of_memory(build_raw, &arguments) >= 7);
	dojo_json_free(body);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(raw_requests_are_built),      cmocka_unit_test(raw_headers_replace_the_clients),
		cmocka_unit_test(bad_arguments_are_refused),   cmocka_unit_test(raw_get_has_no_body),
		cmocka_unit_test(raw_survives_without_memory),
	};

	return cmocka_run_group_tests(tests, make_client, free_client);
}
