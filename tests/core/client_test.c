/* A client's options: which values are refused, with the argument's name and without showing a secret. */
#include "core_test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void refused(const struct dojo_options *options, const char *field, const char *what)
{
	struct dojo_client *client = (struct dojo_client *) options;
	struct dojo_error error = {0};

	if (dojo_client_new(options, &client, &error) != DOJO_ERROR_INVALID) {
		fail_msg("%s = %s was not refused", field, what);
	}
	assert_null(client);
	assert_int_equal(error.code, DOJO_ERROR_INVALID);
	if (strcmp(error.field, field) != 0) {
		fail_msg("%s = %s was blamed on %s: %s", field, what, error.field, error.message);
	}
	assert_contains(error.message, field);
	assert_lacks(error.message, TEST_KEY);
	assert_lacks(error.message, "hunter2");
}

static void accepted(const struct dojo_options *options, const char *what)
{
	struct dojo_client *client = NULL;
	struct dojo_error error = {0};

	if (dojo_client_new(options, &client, &error) != DOJO_OK) {
		fail_msg("%s was refused: %s", what, error.message);
	}
	assert_non_null(client);
	dojo_client_free(client);
}

/* Tries each text as one member of the options. */
static void each_text(size_t offset, const char *field, const struct dojo_text *texts, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct dojo_options options = test_options();

		memcpy((char *) &options + offset, &texts[i], sizeof *texts);
		if (field) {
			refused(&options, field, texts[i].data ? texts[i].data : "NULL");
		} else {
			accepted(&options, texts[i].data);
		}
	}
}
#define REFUSED(member, field, texts) each_text(offsetof(struct dojo_options, member), field, texts, COUNT(texts))
#define ACCEPTED(member, texts) each_text(offsetof(struct dojo_options, member), NULL, texts, COUNT(texts))

static void keys(void **state)
{
	static const struct dojo_text good[] = {TEXT_OF("sk_sandbox_example"), TEXT_OF("sk_prod_example"), TEXT_OF("sk_x")};
	static const struct dojo_text bad[] = {
		{NULL, 0},
		TEXT_OF(""),
		TEXT_OF("pk_sandbox_example"),
		TEXT_OF("example"),
		TEXT_OF("SK_sandbox_hunter2"),
		TEXT_OF(" sk_sandbox_hunter2"),
		TEXT_OF("sk_sandbox_hunter2 "),
		TEXT_OF("sk_sandbox_hunter2\n"),
		TEXT_OF("sk_sandbox_hunter2\r\nX-Evil: 1"),
		TEXT_OF("sk_sandbox_hunter2\0"),
		TEXT_OF("sk_sandbox_hunter2\x7F"),
		TEXT_OF("sk_sandbox_hunter2\xC2\xA3"),
		TEXT_OF("sk_sandbox hunter2"),
		TEXT_OF("Basic sk_sandbox_hunter2"),
	};

	(void) state;
	ACCEPTED(api_key, good);
	REFUSED(api_key, "apiKey", bad);
}

static void versions(void **state)
{
	static const struct dojo_text good[] = {TEXT_OF("2026-02-27"), TEXT_OF("2024-02-05"), TEXT_OF("2099-12-31")};
	static const struct dojo_text bad[] = {
		{NULL, 0},
		TEXT_OF(""),
		TEXT_OF("latest"),
		TEXT_OF("2026-2-27"),
		TEXT_OF("2026-02-27 "),
		TEXT_OF("2026-02-27\n"),
		TEXT_OF("2026/02/27"),
		TEXT_OF("20260227"),
		TEXT_OF("2026-02-2x"),
		TEXT_OF("2026\xE2\x80\x90"
	            "02\xE2\x80\x90"
	            "27"),
		TEXT_OF("2026-02-27\r\nX: 1"),
		TEXT_OF("2026-02-27\0"),
	};

	(void) state;
	ACCEPTED(api_version, good);
	REFUSED(api_version, "apiVersion", bad);
}

static void base_urls(void **state)
{
	static const struct dojo_text good[] = {
		TEXT_OF("https://api.dojo.tech"), TEXT_OF("https://api.dojo.tech/"), TEXT_OF("https://api.dojo.tech:8443/v1"),
		TEXT_OF("http://127.0.0.1:8080"), TEXT_OF("http://localhost"),       TEXT_OF("http://[::1]:8080"),
		TEXT_OF("https://127.0.0.1"),
	};
	static const struct dojo_text bad[] = {
		{NULL, 0},
		TEXT_OF(""),
		TEXT_OF("api.dojo.tech"),
		TEXT_OF("http://api.dojo.tech"),
		TEXT_OF("http://127.0.0.1.example.com"),
		TEXT_OF("http://localhost@example.com"),
		TEXT_OF("http://127.0.0.1:80@example.com"),
		TEXT_OF("ftp://127.0.0.1"),
		TEXT_OF("file:///etc/passwd"),
		TEXT_OF("https://"),
		TEXT_OF("https:///path"),
		TEXT_OF("https://:8080"),
		TEXT_OF("https://?x"),
		TEXT_OF("https://user:hunter2@api.dojo.tech"),
		TEXT_OF("https://api.dojo.tech?x=1"),
		TEXT_OF("https://api.dojo.tech#x"),
		TEXT_OF("https://api.dojo.tech\\@evil.example"),
		TEXT_OF("https://api.dojo.tech\r\nX: 1"),
		TEXT_OF("https://api.dojo.tech\0.evil.example"),
		TEXT_OF("https://api dojo.tech"),
		TEXT_OF("https://d\xC3\xB6jo.tech"),
		TEXT_OF(" https://api.dojo.tech"),
	};

	(void) state;
	ACCEPTED(base_url, good);
	REFUSED(base_url, "baseUrl", bad);
}

static void times(void **state)
{
	static const double bad[] = {0, -0.0, -1, -1e300, 1e300};
	struct dojo_options options;

	(void) state;
	for (size_t i = 0; i < COUNT(bad); i++) {
		options = test_options();
		options.timeout = bad[i];
		refused(&options, "timeout", "a bad one");
		options = test_options();
		options.connect_timeout = bad[i];
		refused(&options, "connectTimeout", "a bad one");
	}
	options = test_options();
	options.timeout = NAN;
	refused(&options, "timeout", "NAN");
	options.timeout = INFINITY;
	refused(&options, "timeout", "INFINITY");
	options = test_options();
	options.connect_timeout = NAN;
	refused(&options, "connectTimeout", "NAN");
	options = test_options();
	options.timeout = 0.001;
	options.connect_timeout = 3600;
	accepted(&options, "small and large times");
}

static void retries(void **state)
{
	struct dojo_options options = test_options();

	(void) state;
	options.max_retries = -1;
	refused(&options, "maxRetries", "-1");
	options.max_retries = INT64_MIN;
	refused(&options, "maxRetries", "INT64_MIN");
	options.max_retries = INT64_MAX;
	refused(&options, "maxRetries", "INT64_MAX");
	options.max_retries = (int64_t) 1 << 32;
	refused(&options, "maxRetries", "2^32");
	options.max_retries = 0;
	accepted(&options, "0 retries");
}

static void header_texts(void **state)
{
	static const struct dojo_text good[] = {TEXT_OF("softwareHouse1"), TEXT_OF("my-plugin/1.2 WooCommerce/9.4"), TEXT_OF("x")};
	static const struct dojo_text bad[] = {
		TEXT_OF(""),         TEXT_OF("a\r\nX: 1"), TEXT_OF("a\n"),  TEXT_OF("a\0b"),
		TEXT_OF("\xC2\xA3"), TEXT_OF("a\tb"),      TEXT_OF("\x7F"),
	};

	(void) state;
	ACCEPTED(software_house_id, good);
	ACCEPTED(reseller_id, good);
	ACCEPTED(app_info, good);
	REFUSED(software_house_id, "softwareHouseId", bad);
	REFUSED(reseller_id, "resellerId", bad);
	REFUSED(app_info, "appInfo", bad);
}

static void proxies(void **state)
{
	static const struct dojo_text good[] = {TEXT_OF("http://proxy.example:3128"),
	                                        TEXT_OF("http://user:hunter2@proxy.example:3128"),
	                                        TEXT_OF("https://proxy.example")};
	static const struct dojo_text bad[] = {
		TEXT_OF(""),
		TEXT_OF("user:hunter2@proxy.example"),
		TEXT_OF("http://user:hunter2@proxy.example\r\n"),
		TEXT_OF("http://user:hunter2 @proxy.example"),
		TEXT_OF("file:///hunter2"),
		TEXT_OF("http://user:hunter2@proxy.example\0x"),
	};

	(void) state;
	ACCEPTED(proxy, good);
	REFUSED(proxy, "proxy", bad);
}

/* The key would be sent to the proxy unencrypted. */
static void proxy_for_plain_http_is_refused(void **state)
{
	static const char *const proxies[] = {"http://proxy.example:3128", "https://user:hunter2@proxy.example",
	                                      "http://127.0.0.1:3128"};
	static const char *const bases[] = {"http://127.0.0.1:8080", "http://localhost", "http://[::1]:8080/x"};
	struct dojo_options options = test_options();

	(void) state;
	for (size_t i = 0; i < COUNT(proxies) * COUNT(bases); i++) {
		options.proxy = text_of(proxies[i % COUNT(proxies)]);
		options.base_url = text_of(bases[i / COUNT(proxies)]);
		refused(&options, "proxy", bases[i / COUNT(proxies)]);
	}
}

static void ca_files(void **state)
{
	static const struct dojo_text bad[] = {TEXT_OF(""), TEXT_OF("/does/not/exist.pem"), TEXT_OF("/dev/null\0x"),
	                                       TEXT_OF("/dev/null"), TEXT_OF("/tmp")};
	char path[] = "/tmp/dojo-core-test-XXXXXX";
	struct dojo_options options = test_options();
	int descriptor = mkstemp(path);

	(void) state;
	REFUSED(ca_file, "caFile", bad);
	assert_true(descriptor >= 0);
	assert_int_equal(write(descriptor, "x", 1), 1);
	close(descriptor);
	options.ca_file = text_of(path);
	accepted(&options, "a file that is there");
	remove(path);
}

/* Every row of dojo_options.def is checked. */
static void every_option_is_checked(void **state)
{
	struct dojo_options options;

	(void) state;
#define DOJO_OPTION_TEXT(name, argument, ...)                                                                                  \
	options = test_options();                                                                                                  \
	options.name = TEXT_OF("sk_\r\nX-Evil: 1");                                                                                \
	refused(&options, #argument, "a line break");
#define DOJO_OPTION_SECONDS(name, argument, ...)                                                                               \
	options = test_options();                                                                                                  \
	options.name = 86400;                                                                                                      \
	accepted(&options, #argument " of a day");                                                                                 \
	options.name = 86400.5;                                                                                                    \
	refused(&options, #argument, "more than a day");                                                                           \
	options.name = 0;                                                                                                          \
	refused(&options, #argument, "0");
#define DOJO_OPTION_COUNT(name, argument, initial, minimum, maximum)                                                           \
	options = test_options();                                                                                                  \
	options.name = (maximum);                                                                                                  \
	accepted(&options, #argument " at its maximum");                                                                           \
	options.name = (maximum) + 1;                                                                                              \
	refused(&options, #argument, "more than its maximum");                                                                     \
	options.name = (minimum) -1;                                                                                               \
	refused(&options, #argument, "less than its minimum");
#include "dojo_options.def"
}

static void defaults_need_only_a_key(void **state)
{
	struct dojo_options options = dojo_default_options;

	(void) state;
	refused(&options, "apiKey", "NULL");
	options.api_key = TEXT_OF(TEST_KEY);
	accepted(&options, "every default");
}

static void key_prefix_tells_the_environment(void **state)
{
	struct dojo_options options = test_options();
	struct dojo_client *client = test_client(&options);

	(void) state;
	assert_true(dojo_client_is_sandbox(client));
	dojo_client_free(client);
	options.api_key = TEXT_OF("sk_prod_example");
	client = test_client(&options);
	assert_false(dojo_client_is_sandbox(client));
	dojo_client_free(client);
	dojo_client_free(NULL);
}

static void options_are_copied(void **state)
{
	struct dojo_options options = test_options();
	char key[] = "sk_sandbox_borrowed", url[] = "https://api.dojo.tech";
	struct dojo_arguments arguments = {.operation = operation_named("listWebhooks")};
	struct dojo_request request;
	struct dojo_error error = {0};
	struct dojo_client *client;

	(void) state;
	options.api_key = text_of(key);
	options.base_url = text_of(url);
	client = test_client(&options);
	memset(key, 'x', sizeof key - 1);
	memset(url, 'x', sizeof url - 1);
	assert_int_equal(dojo_request_build(client, &arguments, &request, &error), DOJO_OK);
	assert_string_equal(header_of(&request, "Authorization"), "Authorization: Basic sk_sandbox_borrowed");
	assert_string_equal(request.url.data, "https://api.dojo.tech/webhooks");
	dojo_request_free(&request);
	dojo_client_free(client);
}

static enum dojo_code make_client_with_all_options(void *context, struct dojo_error *error)
{
	struct dojo_options options = test_options();
	struct dojo_client *client;
	enum dojo_code code;

	(void) context;
	options.proxy = TEXT_OF("http://proxy.example:3128");
	options.software_house_id = TEXT_OF("softwareHouse1");
	options.reseller_id = TEXT_OF("reseller1");
	options.app_info = TEXT_OF("my-plugin/1.2");
	code = dojo_client_new(&options, &client, error);
	assert_true((code == DOJO_OK) == (client != NULL));
	dojo_client_free(client);
	return code;
}

static void survives_without_memory(void **state)
{
	(void) state;
	assert_true(run_out_of_memory(make_client_with_all_options, NULL) >= 8);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys),
		cmocka_unit_test(versions),
		cmocka_unit_test(base_urls),
		cmocka_unit_test(times),
		cmocka_unit_test(retries),
		cmocka_unit_test(header_texts),
		cmocka_unit_test(proxies),
		cmocka_unit_test(proxy_for_plain_http_is_refused),
		cmocka_unit_test(ca_files),
		cmocka_unit_test(every_option_is_checked),
		cmocka_unit_test(defaults_need_only_a_key),
		cmocka_unit_test(key_prefix_tells_the_environment),
		cmocka_unit_test(options_are_copied),
		cmocka_unit_test(survives_without_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
