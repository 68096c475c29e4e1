/* The operations table against an independent list of the operations of version 2026-02-27. */
#include "core_test.h"

enum body { NO_BODY, BODY, MAY_HAVE_BODY };

#define VERSION DOJO_SENDS_VERSION
#define TERMINAL (DOJO_SENDS_VERSION | DOJO_SENDS_TERMINAL_HEADERS)
#define KEYED (DOJO_SENDS_VERSION | DOJO_SENDS_IDEMPOTENCY_KEY)
#define CUSTOMER (DOJO_SENDS_VERSION | DOJO_SENDS_CUSTOMER_SECRET)
#define NOTHING DOJO_ANSWERS_NOTHING

static const struct {
	const char *name, *method, *path; /* {} is one id, {,} a list of them */
	bool repeatable;
	enum body body;
	unsigned flags;
	const char *query;
} expected[] = {
	{"createPaymentIntent", "POST", "/payment-intents", false, BODY, VERSION, NULL},
	{"getPaymentIntent", "GET", "/payment-intents/{}", true, NO_BODY, VERSION, "returnCanceled"},
	{"cancelPaymentIntent", "DELETE", "/payment-intents/{}", true, NO_BODY, VERSION, NULL},
	{"capturePaymentIntent", "POST", "/payment-intents/{}/captures", false, BODY, VERSION, NULL},
	{"chargePaymentIntent", "POST", "/payment-intents/{}/charge", false, NO_BODY, VERSION, NULL},
	{"refundPaymentIntent", "POST", "/payment-intents/{}/refunds", true, BODY, KEYED, NULL},
	{"getRefund", "GET", "/payment-intents/refunds/{}", true, NO_BODY, VERSION, NULL},
	{"reversePaymentIntent", "POST", "/payment-intents/{}/reversal", false, NO_BODY, VERSION, NULL},
	{"setPaymentIntentAmount", "POST", "/payment-intents/{}/amount", false, BODY, VERSION, NULL},
	{"setPaymentIntentTips", "POST", "/payment-intents/{}/tips-amount", false, BODY, VERSION, NULL},
	{"sendReceipt", "POST", "/payment-intents/{}/receipt", false, BODY, VERSION | NOTHING, NULL},
	{"refreshPaymentIntentSecret", "POST", "/payment-intents/{}/refresh-client-session-secret", false, NO_BODY, VERSION, NULL},
	{"searchPaymentIntents", "POST", "/payment-intents/search", true, MAY_HAVE_BODY, VERSION, NULL},

	{"createSetupIntent", "POST", "/setup-intents", false, BODY, VERSION, NULL},
	{"getSetupIntent", "GET", "/setup-intents/{}", true, NO_BODY, VERSION, NULL},
	{"cancelSetupIntent", "DELETE", "/setup-intents/{}", true, NO_BODY, VERSION, NULL},
	{"refreshSetupIntentSecret", "POST", "/setup-intents/{}/refresh-client-session-secret", false, NO_BODY, VERSION, NULL},
	{"getPublicSetupIntent", "GET", "/setup-intents/public/{}", true, NO_BODY, VERSION, NULL},
	{"refreshPublicSetupIntentSecret", "POST", "/setup-intents/public/{}/refresh-client-session-secret", false, NO_BODY,
     VERSION, NULL},

	{"listWebhookEvents", "GET", "/webhooks/events", true, NO_BODY, VERSION, NULL},
	{"listWebhooks", "GET", "/webhooks", true, NO_BODY, VERSION, NULL},
	{"subscribeWebhook", "POST", "/webhooks", false, BODY, VERSION, NULL},
	{"updateWebhook", "PATCH", "/webhooks/{}", false, BODY, VERSION, NULL},
	{"deleteWebhook", "DELETE", "/webhooks/{}", true, NO_BODY, VERSION | NOTHING, NULL},
	{"listWebhookSecrets", "GET", "/webhooks/{}/secrets", true, NO_BODY, VERSION, NULL},
	{"generateWebhookSecret", "POST", "/webhooks/{}/secrets", false, NO_BODY, VERSION, NULL},
	{"activateWebhookSecret", "PUT", "/webhooks/{}/secrets/{}/activate", true, NO_BODY, VERSION | NOTHING, NULL},
	{"deleteWebhookSecret", "DELETE", "/webhooks/{}/secrets/{}", true, NO_BODY, VERSION | NOTHING, NULL},

	{"createCustomer", "POST", "/customers", false, BODY, VERSION, NULL},
	{"getCustomers", "GET", "/customers/{,}", true, NO_BODY, VERSION, NULL},
	{"updateCustomer", "PATCH", "/customers/{}", false, BODY, VERSION, NULL},
	{"deleteCustomer", "DELETE", "/customers/{}", true, NO_BODY, VERSION | NOTHING, NULL},
	{"createCustomerSecret", "POST", "/customers/{}/create-secret", false, NO_BODY, VERSION, NULL},
	{"getCustomerPaymentMethods", "GET", "/customers/public/{}/payment-methods", true, NO_BODY, CUSTOMER, NULL},
	{"deleteCustomerPaymentMethod", "DELETE", "/customers/public/{}/payment-methods/{}", true, NO_BODY, CUSTOMER | NOTHING,
     NULL},
	{"searchCustomers", "POST", "/customers/search", true, MAY_HAVE_BODY, VERSION, NULL},

	{"listTerminals", "GET", "/terminals", true, NO_BODY, TERMINAL | DOJO_QUERY_LIST, "statuses"},
	{"getTerminal", "GET", "/terminals/{}", true, NO_BODY, TERMINAL, NULL},
	{"createTerminalSession", "POST", "/terminal-sessions", false, BODY, TERMINAL, NULL},
	{"getTerminalSession", "GET", "/terminal-sessions/{}", true, NO_BODY, TERMINAL, NULL},
	{"cancelTerminalSession", "PUT", "/terminal-sessions/{}/cancel", false, NO_BODY, TERMINAL, NULL},
	{"setTerminalSessionSignature", "PUT", "/terminal-sessions/{}/signature", false, BODY, TERMINAL, NULL},

	{"sendEposEvent", "POST", "/epos/events", false, BODY, 0, NULL},
	{"listEposIntegrations", "GET", "/epos/integrations", true, NO_BODY, 0, NULL},
	{"getEposRestIntegrations", "GET", "/epos/integrations/rest", true, NO_BODY, 0, NULL},
	{"setEposRestIntegration", "PUT", "/epos/integrations/rest", true, BODY, 0, NULL},
	{"getEposWebSocketIntegrations", "GET", "/epos/integrations/ws", true, NO_BODY, 0, NULL},
	{"setEposWebSocketIntegration", "PUT", "/epos/integrations/ws", true, BODY, 0, NULL},
	{"getEposDojoIntegrations", "GET", "/epos/integrations/dojo", true, NO_BODY, 0, NULL},
};

/* /a/{idName}/b becomes /a/{}/b, {names,} becomes {,}. */
static void without_names(const char *path, char *out, size_t size)
{
	size_t used = 0;
	bool inside = false;

	for (; *path && used + 1 < size; path++) {
		inside = *path == '{' ? true : inside;
		if (!inside || strchr("{,}", *path)) {
			out[used++] = *path;
		}
		inside = *path == '}' ? false : inside;
	}
	out[used] = '\0';
}

static void table_has_all_49_operations(void **state)
{
	(void) state;
	assert_int_equal(COUNT(expected), 49);
	assert_true(DOJO_OPERATION_COUNT >= COUNT(expected)); /* a later version may have more */
}

static void each_row_is_as_published(void **state)
{
	(void) state;
	for (size_t i = 0; i < COUNT(expected); i++) {
		const struct dojo_operation *operation = operation_named(expected[i].name);
		char path[128];

		without_names(operation->path, path, sizeof path);
		assert_string_equal(path, expected[i].path);
		assert_string_equal(dojo_method_name(operation->method), expected[i].method);
		assert_int_equal(operation->retry, expected[i].repeatable ? DOJO_REPEATABLE : DOJO_ONCE);
		assert_int_equal(operation->flags & ~(unsigned) DOJO_BODY_OPTIONAL, expected[i].flags);
		assert_int_equal(!!(operation->flags & DOJO_BODY_OPTIONAL), expected[i].body == MAY_HAVE_BODY);
		assert_int_equal(operation->shape != NULL, expected[i].body != NO_BODY);
		if (expected[i].query) {
			assert_non_null(operation->query);
			assert_string_equal(operation->query, expected[i].query);
		} else {
			assert_null(operation->query);
		}
	}
}

static void rows_match_their_ids_and_differ(void **state)
{
	(void) state;
	assert_string_equal(dojo_operations[DOJO_OP_createPaymentIntent].name, "createPaymentIntent");
	assert_string_equal(dojo_operations[DOJO_OP_getEposDojoIntegrations].name, "getEposDojoIntegrations");
	for (size_t i = 0; i < DOJO_OPERATION_COUNT; i++) {
		for (size_t other = 0; other < i; other++) {
			assert_string_not_equal(dojo_operations[i].name, dojo_operations[other].name);
			assert_false(dojo_operations[i].method == dojo_operations[other].method &&
			             strcmp(dojo_operations[i].path, dojo_operations[other].path) == 0);
		}
	}
}

/* The advice in a message if the outcome is unknown, which it cannot be for an operation that changes nothing. */
static void every_change_can_be_settled(void **state)
{
	(void) state;
	for (size_t i = 0; i < DOJO_OPERATION_COUNT; i++) {
		const struct dojo_operation *operation = &dojo_operations[i];
		bool reads = operation->method == DOJO_GET || strstr(operation->path, "/search");

		assert_int_equal(operation->settle == NULL, reads);
		assert_true(reads || operation->settle[0]);
	}
	assert_contains(operation_named("createPaymentIntent")->settle, "searchPaymentIntents");
	assert_contains(operation_named("capturePaymentIntent")->settle, "getPaymentIntent");
	assert_contains(operation_named("cancelTerminalSession")->settle, "getTerminalSession");
}

/* A mistake in a row must not make a payment repeatable. */
static void posts_are_sent_once_unless_they_read_or_are_keyed(void **state)
{
	(void) state;
	for (size_t i = 0; i < DOJO_OPERATION_COUNT; i++) {
		const struct dojo_operation *operation = &dojo_operations[i];
		bool reads = operation->method == DOJO_GET || strstr(operation->path, "/search");
		bool keyed = operation->flags & DOJO_SENDS_IDEMPOTENCY_KEY;

		if ((operation->method == DOJO_POST || operation->method == DOJO_PATCH) && !reads && !keyed) {
			assert_int_equal(operation->retry, DOJO_ONCE);
		}
		if (reads) {
			assert_int_equal(operation->retry, DOJO_REPEATABLE);
		}
	}
}

static void method_names_match(void **state)
{
	(void) state;
	assert_string_equal(dojo_method_name(DOJO_GET), "GET");
	assert_string_equal(dojo_method_name(DOJO_POST), "POST");
	assert_string_equal(dojo_method_name(DOJO_PUT), "PUT");
	assert_string_equal(dojo_method_name(DOJO_PATCH), "PATCH");
	assert_string_equal(dojo_method_name(DOJO_DELETE), "DELETE");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(table_has_all_49_operations),
		cmocka_unit_test(each_row_is_as_published),
		cmocka_unit_test(rows_match_their_ids_and_differ),
		cmocka_unit_test(every_change_can_be_settled),
		cmocka_unit_test(posts_are_sent_once_unless_they_read_or_are_keyed),
		cmocka_unit_test(method_names_match),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
