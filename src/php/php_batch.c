/* Dojo\Client::getPaymentIntents(), which makes several calls at once. */
#include "php_call.h"
#include "php_exception.h"
#include "php_owned.h"
#include "php_text.h"

/* Makes a call for each id. Returns false with an exception if an id is invalid; calls[] then holds those made so far. */
static bool build_calls(const struct php_dojo_client *client, const struct dojo_text *ids, size_t count,
                        struct dojo_call **calls)
{
	char field[48];

	for (size_t i = 0; i < count; i++) {
		struct dojo_arguments arguments = {.operation = &dojo_operations[DOJO_OP_getPaymentIntent], .path_arguments = {ids[i]}};

		calls[i] = php_dojo_call_new();
		if (!calls[i]) {
			return false;
		}
		if (dojo_request_build(client->core, &arguments, &calls[i]->request, &calls[i]->outcome.error) != DOJO_OK) {
			snprintf(field, sizeof field, "paymentIntentIds[%zu]", i);
			php_dojo_throw_invalid(field, "%s: %s", field, calls[i]->outcome.error.message);
			return false;
		}
	}
	return true;
}

/* Adds id => result for each id, or throws if a call can't be built or sent. */
static void fetch_payment_intents(struct php_dojo_client *client, const struct dojo_text *ids, size_t count, size_t concurrency,
                                  zval *return_value)
{
	struct dojo_call **calls = ecalloc(count, sizeof *calls);
	zend_string **keys = safe_emalloc(count, sizeof *keys, 0); /* onExchange may change the ids, if the list holds references */
	zval *results = safe_emalloc(count, sizeof *results, 0);
	bool built;

	for (size_t i = 0; i < count; i++) {
		keys[i] = zend_string_init(ids[i].data, ids[i].length, false);
	}
	built = build_calls(client, ids, count, calls);
	if (built) {
		php_dojo_call_send_all(client, calls, count, concurrency, results);
	}
	for (size_t i = 0; i < count; i++) {
		if (!built) {
			php_dojo_owned_free(calls[i]);
		} else if (!Z_ISUNDEF(results[i])) {
			zend_symtable_update(Z_ARRVAL_P(return_value), keys[i], &results[i]);
		}
		zend_string_release(keys[i]);
	}
	efree(results);
	efree(keys);
	efree(calls);
}

ZEND_METHOD(Dojo_Client, getPaymentIntents)
{
	HashTable *list;
	zend_long concurrency = 8;
	struct php_dojo_client *client;
	struct dojo_text *ids;
	size_t count;

	ZEND_PARSE_PARAMETERS_START(1, 2)
		Z_PARAM_ARRAY_HT(list)
		Z_PARAM_OPTIONAL
		Z_PARAM_LONG(concurrency)
	ZEND_PARSE_PARAMETERS_END();

	client = php_dojo_ready_client(execute_data);
	if (!client) {
		RETURN_THROWS();
	}
	if (concurrency < 1 || concurrency > 64) {
		php_dojo_throw_invalid("concurrency", "concurrency must be 1 to 64, got " ZEND_LONG_FMT, concurrency);
		RETURN_THROWS();
	}
	if (!php_dojo_texts(list, "paymentIntentIds", &ids, &count)) {
		RETURN_THROWS();
	}
	array_init(return_value);
	if (count) {
		fetch_payment_intents(client, ids, count, (size_t) concurrency, return_value);
		efree(ids);
	}
}
