/* Messages for the mistakes that plugin code makes in request bodies, and which bodies are changed or left alone. */
#include "schema_documents.h"

static const struct {
	const char *operation, *body, *field, *message; /* message NULL: any; field NULL: accepted */
} bodies_with_messages[] = {
	{"createPaymentIntent",
     "{\"amount\":{\"value\":1999,\"currencyCode\":\"GBP\"},\"reference\":\"Order 1\","
     "\"itemLines\":[{\"amountTotal\":{\"value\":1,\"currencyCode\":\"GBP\"}},{\"amountTotal\":null},"
     "{\"amountTotal\":{\"value\":19.99,\"currencyCode\":\"GBP\"}}]}",
     "itemLines[2].amountTotal.value", "itemLines[2].amountTotal.value: expected integer minor units, got float 19.99"},
	{"createPaymentIntent", "{\"amount\":{\"value\":19.99,\"currencyCode\":\"GBP\"},\"reference\":\"1\"}", "amount.value",
     "amount.value: expected integer minor units, got float 19.99"},
	{"createPaymentIntent", "{\"amount\":{\"value\":\"1000\",\"currencyCode\":\"GBP\"},\"reference\":\"1\"}", "amount.value",
     "amount.value: expected integer minor units, got string \"1000\""},
	{"createPaymentIntent", "{\"amount\":{\"value\":null,\"currencyCode\":\"GBP\"},\"reference\":\"1\"}", "amount.value",
     "amount.value: expected integer minor units, got null"},
	{"createPaymentIntent", "{\"amount\":1000,\"reference\":\"1\"}", "amount", NULL},
	{"createPaymentIntent", "{\"reference\":\"1\"}", "amount", NULL},
	{"createPaymentIntent", "{\"amount\":{\"value\":1,\"currencyCode\":\"GBP\"}}", "reference", NULL},
	{"createPaymentIntent", "{\"amount\":{\"value\":1,\"currencyCode\":\"GBP\"},\"reference\":\"\"}", "reference",
     "reference: expected at least 1 character, got 0"},
	{"createPaymentIntent",
     "{\"amount\":{\"value\":1,\"currencyCode\":\"GBP\"},\"reference\":"
     "\"1234567890123456789012345678901234567890123456789012345678901\"}",
     "reference", "reference: expected at most 60 characters, got 61"},
	{"createPaymentIntent", "{\"amount\":{\"value\":1,\"currencyCode\":\"gbp\"},\"reference\":\"1\"}", "amount.currencyCode",
     NULL},
	{"createPaymentIntent",
     "{\"amount\":{\"value\":1,\"currencyCode\":\"GBP\"},\"reference\":\"1\",\"captureMode\":\"manual\"}", "captureMode",
     "captureMode: expected one of Auto|Manual, got string \"manual\""},
	{"createPaymentIntent",
     "{\"amount\":{\"value\":1,\"currencyCode\":\"GBP\"},\"reference\":\"1\",\"paymentMethods\":[\"Card\",\"OfTomorrow\"]}",
     NULL, NULL},
	{"createPaymentIntent",
     "{\"amount\":{\"value\":1,\"currencyCode\":\"GBP\"},\"reference\":\"1\",\"metadata\":{\"order\":1001}}", "metadata.order",
     NULL},
	{"createPaymentIntent", "{\"amount\":{\"value\":0,\"currencyCode\":\"GBP\"},\"reference\":\"1\"}", NULL, NULL},
	{"createPaymentIntent", "{\"amount\":{\"value\":9223372036854775807,\"currencyCode\":\"GBP\"},\"reference\":\"1\"}", NULL,
     NULL},
	{"createPaymentIntent", "[]", "amount", NULL},
	{"createPaymentIntent", "[{\"amount\":1}]", "request", NULL},
	{"createPaymentIntent", "\"amount\"", "request", NULL},
	{"createPaymentIntent", "null", "request", NULL},
	{"capturePaymentIntent", "{\"amount\":{\"value\":1,\"currencyCode\":\"GBP\"}}", "amount", NULL},
	{"refundPaymentIntent", "{\"amount\":10.0}", "amount", "amount: expected integer minor units, got float 10.0"},
	{"refundPaymentIntent", "{\"amount\":1000}", NULL, NULL},
	{"sendReceipt", "{\"emails\":\"a@shop.example\"}", "emails", NULL},
	{"sendReceipt", "{\"emails\":{\"0\":\"a@shop.example\"}}", "emails", NULL},
	{"sendReceipt", "{\"emails\":[\"a@shop.example\",7]}", "emails[1]", NULL},
	{"subscribeWebhook", "{\"events\":[\"payment_intent.created\"],\"url\":\"http://shop.example/hook\"}", "url", NULL},
	{"searchPaymentIntents", "{}", NULL, NULL},
	{"searchPaymentIntents", "[]", NULL, NULL},
	{"searchPaymentIntents", "{\"statuses\":[\"Created\",\"Paid\"]}", "statuses[1]", NULL},
	{"searchPaymentIntents", "{\"cursor\":{\"limit\":101}}", "cursor.limit", NULL},
	{"searchCustomers", "{\"limit\":0}", "limit", NULL},
	{"createTerminalSession", "{\"terminalId\":\"tm_1\",\"details\":{\"sessionType\":\"Sale\"}}", "details", NULL},
	{"createTerminalSession",
     "{\"terminalId\":\"tm_1\",\"details\":{\"sessionType\":\"Sale\",\"sale\":{\"paymentIntentId\":\"pi_1\"}}}", NULL, NULL},
	{"sendEposEvent", "{\"eventType\":\"OrderUpdated\",\"event\":{}}", "event", NULL},
	{"setTerminalSessionSignature", "{\"accepted\":1}", "accepted", "accepted: expected boolean, got integer 1"},
};

static void messages_name_field_and_value(void **state)
{
	(void) state;
	for (size_t i = 0; i < COUNT(bodies_with_messages); i++) {
		struct json_object *body = json_of(bodies_with_messages[i].body);
		struct dojo_error error = {0};
		enum dojo_code code = dojo_schema_check(operation_named(bodies_with_messages[i].operation)->shape, &body, &error);

		if (bodies_with_messages[i].field) {
			if (code != DOJO_ERROR_INVALID || strcmp(error.field, bodies_with_messages[i].field) != 0) {
				fail_msg("%s: reported as \"%s\": %s", bodies_with_messages[i].body, error.field, error.message);
			}
			if (bodies_with_messages[i].message) {
				assert_string_equal(error.message, bodies_with_messages[i].message);
			}
		} else if (code != DOJO_OK) {
			fail_msg("%s: %s", bodies_with_messages[i].body, error.message);
		}
		dojo_json_free(body);
	}
}

static void assert_becomes(const char *operation, const char *before, const char *after)
{
	struct json_object *body = json_of(before);
	struct dojo_error error = {0};

	if (dojo_schema_check(operation_named(operation)->shape, &body, &error) != DOJO_OK) {
		fail_msg("%s: %s", before, error.message);
	}
	assert_json(body, after ? after : before);
	dojo_json_free(body);
}

static void empty_lists_become_objects(void **state)
{
	(void) state;
	assert_becomes("searchPaymentIntents", "[]", "{}");
	assert_becomes("searchPaymentIntents", "{\"cursor\":[],\"statuses\":[]}", "{\"cursor\":{},\"statuses\":[]}");
	assert_becomes("createCustomer", "[]", "{}");
	assert_becomes("createPaymentIntent",
	               "{\"amount\":{\"value\":1,\"currencyCode\":\"GBP\"},\"reference\":\"1\",\"metadata\":[],\"itemLines\":[],"
	               "\"config\":{\"details\":[]},\"unknown\":[]}",
	               "{\"amount\":{\"value\":1,\"currencyCode\":\"GBP\"},\"reference\":\"1\",\"metadata\":{},\"itemLines\":[],"
	               "\"config\":{\"details\":{}},\"unknown\":[]}");
}

static void a_refused_body_is_not_replaced(void **state)
{
	struct json_object *body = json_of("[]"), *before = body;
	struct dojo_error error = {0};

	(void) state;
	assert_int_equal(dojo_schema_check(operation_named("createPaymentIntent")->shape, &body, &error), DOJO_ERROR_INVALID);
	assert_ptr_equal(body, before);
	dojo_json_free(body);
}

static void accepted_bodies_are_unchanged(void **state)
{
	(void) state;
	assert_becomes(
		"createPaymentIntent",
		"{\"reference\":\"1\",\"unknown\":{\"a\":[1.50,null]},\"amount\":{\"currencyCode\":\"GBP\",\"value\":1,\"more\":true},"
		"\"description\":null,\"customer\":null,\"itemLines\":null,\"metadata\":null}",
		NULL);
	assert_becomes("updateCustomer", "{\"name\":null}", NULL);
}

/* Secrets in the wrong type, in the wrong place, or beside the mistake. */
static void messages_contain_no_secret(void **state)
{
	static const struct {
		const char *operation, *body;
	} bodies[] = {
		{"setEposRestIntegration",
	     "{\"url\":\"https://"
	     "epos.example\",\"capabilities\":[],\"auth\":{\"authType\":\"basic\",\"basic\":\"user:73218465\"}}"},
		{"setEposRestIntegration",
	     "{\"url\":\"https://epos.example\",\"capabilities\":[],\"auth\":{\"authType\":\"basic\",\"basic\":"
	     "{\"username\":\"u\",\"password\":73218465}}}"},
		{"setEposRestIntegration",
	     "{\"url\":\"https://epos.example\",\"capabilities\":[],\"auth\":{\"authType\":\"basic\",\"basic\":"
	     "{\"username\":\"u\",\"password\":73218465.5}}}"},
		{"setEposRestIntegration",
	     "{\"url\":\"https://epos.example\",\"capabilities\":[],\"auth\":{\"authType\":\"basic\",\"basic\":"
	     "{\"username\":\"u\",\"password\":[\"73218465\"]}}}"},
		{"setEposRestIntegration", "{\"url\":\"https://epos.example\",\"capabilities\":[],\"auth\":\"73218465\"}"},
		{"setEposRestIntegration",
	     "{\"url\":\"https://"
	     "epos.example\",\"capabilities\":[],\"auth\":{\"authType\":\"basic\",\"basic\":[\"u\",\"73218465\"]}}"},
		{"createPaymentIntent",
	     "{\"amount\":{\"value\":1,\"currencyCode\":\"GBP\"},\"reference\":\"1\",\"customer\":{\"secret\":73218465}}"},
		{"createPaymentIntent",
	     "{\"amount\":{\"value\":1,\"currencyCode\":\"GBP\"},\"reference\":\"1\",\"customer\":\"cs_73218465\"}"},
	};

	(void) state;
	for (size_t i = 0; i < COUNT(bodies); i++) {
		struct json_object *body = json_of(bodies[i].body);
		struct dojo_error error = {0};

		assert_int_equal(dojo_schema_check(operation_named(bodies[i].operation)->shape, &body, &error), DOJO_ERROR_INVALID);
		assert_lacks(error.message, "73218465");
		dojo_json_free(body);
	}
}

static void long_values_are_not_quoted_in_full(void **state)
{
	struct json_object *body = json_object_new_object(), *map = json_object_new_object();
	struct dojo_error error = {0};
	struct json_object *key = repeated_text("k", 5000);

	(void) state;
	json_object_object_add(body, "amount", json_of("{\"value\":1,\"currencyCode\":\"GBP\"}"));
	json_object_object_add(body, "reference", json_object_new_string("1"));
	json_object_object_add(body, "captureMode", repeated_text("x", 5000));
	assert_int_equal(dojo_schema_check(operation_named("createPaymentIntent")->shape, &body, &error), DOJO_ERROR_INVALID);
	assert_true(strlen(error.message) < 200);
	json_object_object_del(body, "captureMode");
	json_object_object_add(map, json_object_get_string(key), json_object_new_int(7));
	json_object_object_add(body, "metadata", map);
	assert_int_equal(dojo_schema_check(operation_named("createPaymentIntent")->shape, &body, &error), DOJO_ERROR_INVALID);
	assert_int_equal(strncmp(error.field, "metadata.kkkk", 13), 0);
	dojo_json_free(key);
	dojo_json_free(body);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(messages_name_field_and_value),  cmocka_unit_test(empty_lists_become_objects),
		cmocka_unit_test(a_refused_body_is_not_replaced), cmocka_unit_test(accepted_bodies_are_unchanged),
		cmocka_unit_test(messages_contain_no_secret),     cmocka_unit_test(long_values_are_not_quoted_in_full),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
