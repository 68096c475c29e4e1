/* Requests of operations: URL, headers and body, and which arguments are refused. */
#include "core_test.h"

static int make_full_client(void **state)
{
	struct dojo_options options = test_options();

	(void) state;
	options.base_url = TEXT_OF("https://api.dojo.tech//");
	options.software_house_id = TEXT_OF("softwareHouse1");
	options.reseller_id = TEXT_OF("reseller1");
	options.app_info = TEXT_OF("my-plugin/1.2 WooCommerce/9.4");
	client = test_client(&options);
	return 0;
}

static void assert_built(const struct dojo_arguments *arguments, struct dojo_request *request)
{
	struct dojo_error error = {0};

	memset(request, 'x', sizeof *request);
	if (dojo_request_build(client, arguments, request, &error) != DOJO_OK) {
		fail_msg("%s: %s", arguments->operation->name, error.message);
	}
}

static void assert_refused(const struct dojo_arguments *arguments, const char *field)
{
	static const struct dojo_request zero;
	struct dojo_request request;
	struct dojo_error error = {0};

	memset(&request, 'x', sizeof request);
	if (dojo_request_build(client, arguments, &request, &error) != DOJO_ERROR_INVALID) {
		fail_msg("%s was built: %s", arguments->operation->name, request.url.data);
	}
	assert_int_equal(error.code, DOJO_ERROR_INVALID);
	assert_string_equal(error.field, field);
	assert_contains(error.message, field);
	assert_lacks(error.message, TEST_KEY);
	assert_lacks(error.message, "hunter2");
	assert_memory_equal(&request, &zero, sizeof zero);
	dojo_request_free(&request);
}

/* ------------------------------------------------------------------------------------------------------------- headers -- */

#define AUTHORIZATION "Authorization: Basic " TEST_KEY
#define AGENT "User-Agent: dojo-php/0.1.0 php/8.2.0 my-plugin/1.2 WooCommerce/9.4"

static void every_operation_sends_its_headers(void **state)
{
	(void) state;
	for (size_t i = 0; i < DOJO_OPERATION_COUNT; i++) {
		const struct dojo_operation *operation = &dojo_operations[i];
		struct json_object *body = operation->shape ? json_of("{\"a\":\"\xC2\xA3/\"}") : NULL;
		struct dojo_arguments arguments = test_arguments(operation, body);
		bool secret = operation->flags & DOJO_SENDS_CUSTOMER_SECRET, epos = strncmp(operation->path, "/epos/", 6) == 0;
		bool terminal = strncmp(operation->path, "/terminal", 9) == 0;
		struct dojo_request request;

		assert_built(&arguments, &request);
		assert_header(&request, "Authorization", secret ? "Authorization: Basic " TEST_SECRET : AUTHORIZATION);
		assert_header(&request, "version", epos ? NULL : "version: 2026-02-27");
		assert_header(&request, "software-house-id", terminal ? "software-house-id: softwareHouse1" : NULL);
		assert_header(&request, "reseller-id", terminal ? "reseller-id: reseller1" : NULL);
		assert_header(&request, "idempotencyKey",
		              strcmp(operation->name, "refundPaymentIntent") == 0 ? "idempotencyKey: refund-1" : NULL);
		assert_header(&request, "Accept", "Accept: application/json");
		assert_header(&request, "User-Agent", AGENT);
		if (operation->shape) {
			assert_header(&request, "Content-Type", "Content-Type: application/json");
			assert_string_equal(request.body.data, "{\"a\":\"\xC2\xA3/\"}");
		} else {
			assert_int_equal(request.body.length, 0);
			/* A blank line keeps libcurl from adding its own. */
			if (header_of(&request, "Content-Type")) {
				assert_int_equal(strspn(header_of(&request, "Content-Type") + 13, " "),
				                 strlen(header_of(&request, "Content-Type") + 13));
			}
		}
		for (const struct curl_slist *line = request.headers; line; line = line->next) {
			assert_null(strpbrk(line->data, "\r\n"));
			if (secret) {
				assert_lacks(line->data, TEST_KEY);
			}
		}
		if (secret) {
			assert_lacks(request.url.data, TEST_KEY);
			assert_lacks(request.url.data, TEST_SECRET);
		}
		assert_string_equal(request.operation, operation->name);
		assert_int_equal(request.method, operation->method);
		assert_int_equal(request.retry, operation->retry);
		assert_int_equal(request.answers_nothing, !!(operation->flags & DOJO_ANSWERS_NOTHING));
		assert_false(request.answers_anything);
		assert_int_equal(request.url.data[request.path_offset], '/');
		assert_int_equal(strncmp(request.url.data, "https://api.dojo.tech/", 22), 0);
		dojo_request_free(&request);
		dojo_json_free(body);
	}
}

static void absent_options_send_no_header(void **state)
{
	struct dojo_options options = test_options();
	struct dojo_arguments arguments = {.operation = operation_named("listTerminals")};
	struct dojo_client *bare = test_client(&options);
	struct dojo_request request;
	struct dojo_error error = {0};

	(void) state;
	assert_int_equal(dojo_request_build(bare, &arguments, &request, &error), DOJO_ERROR_INVALID);
	assert_string_equal(error.field, "softwareHouseId");
	dojo_client_free(bare);

	options.software_house_id = TEXT_OF("softwareHouse1");
	bare = test_client(&options);
	assert_int_equal(dojo_request_build(bare, &arguments, &request, &error), DOJO_OK);
	assert_header(&request, "software-house-id", "software-house-id: softwareHouse1");
	assert_header(&request, "reseller-id", NULL);
	assert_header(&request, "User-Agent", "User-Agent: dojo-php/0.1.0 php/8.2.0");
	dojo_request_free(&request);
	dojo_client_free(bare);
}

/* ----------------------------------------------------------------------------------------------------- paths and queries -- */

static void urls_are_built(void **state)
{
	struct dojo_text ids[] = {TEXT_OF("cust_1"), TEXT_OF("cust 2"), TEXT_OF("cust_3")};
	struct dojo_text statuses[] = {TEXT_OF("Available"), TEXT_OF("A&B=C"), TEXT_OF("\xC2\xA3")};
	struct {
		const char *operation, *url;
		struct dojo_text first, second;
		const struct dojo_text *list;
		size_t count;
		bool flag;
	} calls[] = {
		{"createPaymentIntent", "/payment-intents", {0}, {0}, NULL, 0, false},
		{"getPaymentIntent", "/payment-intents/pi_sandbox_a-B_9.~", TEXT_OF("pi_sandbox_a-B_9.~"), {0}, NULL, 0, false},
		{"getPaymentIntent", "/payment-intents/pi_1?returnCanceled=true", TEXT_OF("pi_1"), {0}, NULL, 0, true},
		{"getPaymentIntent",
	     "/payment-intents/a%20b%3Fc%23d%26e%25f%3Ag%40h%2Bi",
	     TEXT_OF("a b?c#d&e%f:g@h+i"),
	     {0},
	     NULL,
	     0,
	     false},
		{"getPaymentIntent", "/payment-intents/%C2%A3", TEXT_OF("\xC2\xA3"), {0}, NULL, 0, false},
		{"getPaymentIntent", "/payment-intents/...", TEXT_OF("..."), {0}, NULL, 0, false},
		{"getPaymentIntent", "/payment-intents/%252e%252e", TEXT_OF("%2e%2e"), {0}, NULL, 0, false},
		{"deleteWebhookSecret", "/webhooks/ws_1/secrets/sc_2", TEXT_OF("ws_1"), TEXT_OF("sc_2"), NULL, 0, false},
		{"activateWebhookSecret", "/webhooks/ws_1/secrets/sc_2/activate", TEXT_OF("ws_1"), TEXT_OF("sc_2"), NULL, 0, false},
		{"getCustomers", "/customers/cust_1", {0}, {0}, ids, 1, false},
		{"getCustomers", "/customers/cust_1,cust%202,cust_3", {0}, {0}, ids, 3, false},
		{"listTerminals", "/terminals", {0}, {0}, NULL, 0, false},
		{"listTerminals", "/terminals?statuses=Available", {0}, {0}, statuses, 1, false},
		{"listTerminals", "/terminals?statuses=Available&statuses=A%26B%3DC&statuses=%C2%A3", {0}, {0}, statuses, 3, false},
	};

	(void) state;
	for (size_t i = 0; i < COUNT(calls); i++) {
		struct dojo_arguments arguments = {
			.operation = operation_named(calls[i].operation),
			.path_arguments = {calls[i].first, calls[i].second},
			.list = calls[i].list,
			.list_count = calls[i].count,
			.query_flag = calls[i].flag,
		};
		struct dojo_request request;

		assert_built(&arguments, &request);
		assert_string_equal(request.url.data + request.path_offset, calls[i].url);
		assert_int_equal(request.url.length, strlen(request.url.data));
		dojo_request_free(&request);
	}
}

static void base_url_may_have_a_path(void **state)
{
	struct dojo_options options = test_options();
	struct dojo_arguments arguments = {.operation = operation_named("listWebhooks")};
	struct dojo_client *other;
	struct dojo_request request;
	struct dojo_error error = {0};

	(void) state;
	options.base_url = TEXT_OF("http://127.0.0.1:8080/dojo/");
	other = test_client(&options);
	assert_int_equal(dojo_request_build(other, &arguments, &request, &error), DOJO_OK);
	assert_string_equal(request.url.data, "http://127.0.0.1:8080/dojo/webhooks");
	dojo_request_free(&request);
	dojo_client_free(other);
}

static const struct dojo_text bad_ids[] = {
	{NULL, 0},        TEXT_OF(""),     TEXT_OF("a/b"),  TEXT_OF("/"),        TEXT_OF("a\\b"),         TEXT_OF("."),
	TEXT_OF(".."),    TEXT_OF("a\nb"), TEXT_OF("a\rb"), TEXT_OF("a\0b"),     TEXT_OF("\0"),           TEXT_OF("a\tb"),
	TEXT_OF("a\x7F"), TEXT_OF("\x1F"), TEXT_OF("\xFF"), TEXT_OF("\xC0\x80"), TEXT_OF("pi_1\r\nX: 1"), TEXT_OF("../webhooks"),
};

static void bad_ids_are_refused(void **state)
{
	(void) state;
	for (size_t i = 0; i < COUNT(bad_ids); i++) {
		struct dojo_text list[] = {TEXT_OF("cust_1"), bad_ids[i]};
		struct dojo_arguments get = {.operation = operation_named("getPaymentIntent"), .path_arguments = {bad_ids[i]}};
		struct dojo_arguments second = {.operation = operation_named("deleteWebhookSecret"),
		                                .path_arguments = {TEXT_OF("ws_1"), bad_ids[i]}};
		struct dojo_arguments many = {.operation = operation_named("getCustomers"), .list = list, .list_count = 2};

		assert_refused(&get, "paymentIntentId");
		assert_refused(&second, "secretId");
		assert_refused(&many, "customerIds[1]");
	}
	struct dojo_text comma = TEXT_OF("a,b");
	struct dojo_arguments none = {.operation = operation_named("getCustomers")};
	struct dojo_arguments with_comma = {.operation = operation_named("getCustomers"), .list = &comma, .list_count = 1};

	assert_refused(&none, "customerIds");
	assert_refused(&with_comma, "customerIds[0]");
}

static void bad_query_values_are_refused(void **state)
{
	static const struct dojo_text bad[] = {{NULL, 0}, TEXT_OF(""), TEXT_OF("\xFF")};

	(void) state;
	for (size_t i = 0; i < COUNT(bad); i++) {
		struct dojo_text list[] = {TEXT_OF("Available"), bad[i]};
		struct dojo_arguments arguments = {.operation = operation_named("listTerminals"), .list = list, .list_count = 2};

		assert_refused(&arguments, "statuses[1]");
	}
}

static const struct dojo_text bad_words[] = {
	{NULL, 0},
	TEXT_OF(""),
	TEXT_OF("hunter2\r\nX: 1"),
	TEXT_OF("hunter2\n"),
	TEXT_OF("hunter2\r"),
	TEXT_OF("hunter2 x"),
	TEXT_OF("hunter2\0"),
	TEXT_OF("hunter2\xC2\xA3"),
	TEXT_OF("hunter2\x7F"),
	TEXT_OF("hunter2\t"),
};

static void bad_keys_and_secrets_are_refused(void **state)
{
	char longest[DOJO_IDEMPOTENCY_KEY_MAX + 1];

	(void) state;
	for (size_t i = 0; i < COUNT(bad_words); i++) {
		struct dojo_arguments refund = {.operation = operation_named("refundPaymentIntent"),
		                                .path_arguments = {TEXT_OF("pi_1")},
		                                .idempotency_key = bad_words[i]};
		struct dojo_arguments cards = {.operation = operation_named("getCustomerPaymentMethods"),
		                               .path_arguments = {TEXT_OF("cust_1")},
		                               .customer_secret = bad_words[i]};

		assert_refused(&refund, "idempotencyKey");
		assert_refused(&cards, "customerSecret");
	}
	memset(longest, 'k', sizeof longest);
	for (size_t length = DOJO_IDEMPOTENCY_KEY_MAX; length <= DOJO_IDEMPOTENCY_KEY_MAX + 1; length++) {
		struct dojo_arguments refund = {.operation = operation_named("refundPaymentIntent"),
		                                .path_arguments = {TEXT_OF("pi_1")},
		                                .idempotency_key = {longest, length}};
		struct dojo_request request;

		if (length > 100) {
			assert_refused(&refund, "idempotencyKey");
		} else {
			assert_built(&refund, &request);
			dojo_request_free(&request);
		}
	}
}

static void null_body_is_json_null(void **state)
{
	struct dojo_arguments arguments = {.operation = operation_named("createPaymentIntent"), .has_body = true};
	struct dojo_request request;

	(void) state;
	assert_built(&arguments, &request);
	assert_string_equal(request.body.data, "null");
	dojo_request_free(&request);
}

/* -------------------------------------------------------------------------------------------------------- checkout URL -- */

static void checkout_url_is_built(void **state)
{
	struct dojo_buffer out = {0};
	struct dojo_error error = {0};

	(void) state;
	assert_int_equal(dojo_checkout_url(TEXT_OF("pi_sandbox_a-B_9"), &out, &error), DOJO_OK);
	assert_string_equal(out.data, "https://pay.dojo.tech/checkout/pi_sandbox_a-B_9");
	dojo_buffer_free(&out);
	for (size_t i = 0; i < COUNT(bad_ids); i++) {
		assert_int_equal(dojo_checkout_url(bad_ids[i], &out, &error), DOJO_ERROR_INVALID);
		assert_string_equal(error.field, "paymentIntentId");
		dojo_buffer_free(&out);
	}
}

/* -------------------------------------------------------------------------------------------------------------- memory -- */

static void frees_accept_null_and_twice(void **state)
{
	struct dojo_arguments arguments = {.operation = operation_named("listWebhooks")};
	static const struct dojo_request zero;
	struct dojo_request request;

	(void) state;
	dojo_request_free(NULL);
	assert_built(&arguments, &request);
	dojo_request_free(&request);
	assert_memory_equal(&request, &zero, sizeof zero);
	dojo_request_free(&request);
}

static enum dojo_code build_arguments(void *context, struct dojo_error *error)
{
	struct dojo_request request;
	enum dojo_code code = dojo_request_build(client, context, &request, error);

	dojo_request_free(&request);
	return code;
}

static enum dojo_code build_checkout_url(void *context, struct dojo_error *error)
{
	struct dojo_buffer out = {0};
	enum dojo_code code = dojo_checkout_url(TEXT_OF("pi_1"), &out, error);

	(void) context;
	dojo_buffer_free(&out);
	return code;
}

static void survives_without_memory(void **state)
{
	struct dojo_text ids[] = {TEXT_OF("cust_1"), TEXT_OF("cust_2")};
	struct json_object *body = json_of("{\"amount\":1}");
	struct dojo_arguments refund = {.operation = operation_named("refundPaymentIntent"),
	                                .path_arguments = {TEXT_OF("pi_1")},
	                                .idempotency_key = TEXT_OF("refund-1"),
	                                .body = body,
	                                .has_body = true};
	struct dojo_arguments customers = {.operation = operation_named("getCustomers"), .list = ids, .list_count = 2};
	struct dojo_arguments terminals = {.operation = operation_named("listTerminals"), .list = ids, .list_count = 2};
	struct dojo_arguments cards = {.operation = operation_named("deleteCustomerPaymentMethod"),
	                               .path_arguments = {TEXT_OF("cust_1"), TEXT_OF("pm_1")},
	                               .customer_secret = TEXT_OF(TEST_SECRET)};

	(void) state;
	assert_true(run_out_of_memory(build_arguments, &refund) >= 7);
	assert_true(run_out_of_memory(build_arguments, &customers) >= 5);
	assert_true(run_out_of_memory(build_arguments, &terminals) >= 7);
	assert_true(run_out_of_memory(build_arguments, &cards) >= 5);
	assert_true(run_out_of_memory(build_checkout_url, NULL) >= 1);
	dojo_json_free(body);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_operation_sends_its_headers),
		cmocka_unit_test(absent_options_send_no_header),
		cmocka_unit_test(urls_are_built),
		cmocka_unit_test(base_url_may_have_a_path),
		cmocka_unit_test(bad_ids_are_refused),
		cmocka_unit_test(bad_query_values_are_refused),
		cmocka_unit_test(bad_keys_and_secrets_are_refused),
		cmocka_unit_test(null_body_is_json_null),
		cmocka_unit_test(checkout_url_is_built),
		cmocka_unit_test(frees_accept_null_and_twice),
		cmocka_unit_test(survives_without_memory),
	};

	return cmocka_run_group_tests(tests, make_full_client, free_client);
}
