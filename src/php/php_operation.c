/* The operations of Dojo\Client, which are the rows of dojo_operations.def: one function calls them all. And the raw call. */
#include "php_dojo_client.h"

/* Takes a body over from PHP, of any shape where none is given; false with an exception. */
static bool take_body(HashTable *array, const struct dojo_field *shape, struct json_object **out)
{
	struct dojo_error error;

	if (!php_dojo_to_json(array, out)) {
		return false;
	}
	if (shape && dojo_schema_check(shape, out, &error) != DOJO_OK) {
		php_dojo_throw(&error, NULL);
		return false;
	}
	return true;
}

/* What an operation's method takes. */
struct arguments {
	zend_string *path[DOJO_MAX_PATH_ARGUMENTS];
	HashTable *list;
	HashTable *body;
	zend_string *idempotency_key;
	zend_string *customer_secret;
	bool query_flag;
};

/* In the order that the row implies: what its path names, the request array, what its headers need, its query. How many there
   are, and have to be, the stub says. */
static zend_result take_arguments(INTERNAL_FUNCTION_PARAMETERS, const struct dojo_operation *operation, struct arguments *a)
{
	const char *brace = strchr(operation->path, '{');
	bool has_list = strstr(operation->path, ",}") != NULL;
	bool body_needed = operation->shape && !(operation->flags & DOJO_BODY_OPTIONAL);

	memset(a, 0, sizeof *a);
	ZEND_PARSE_PARAMETERS_START(EX(func)->common.required_num_args, EX(func)->common.num_args)
		if (has_list) {
			Z_PARAM_ARRAY_HT(a->list)
		} else if (brace) {
			Z_PARAM_STR(a->path[0])
			if (strchr(brace + 1, '{')) {
				Z_PARAM_STR(a->path[1])
			}
		}
		if (body_needed) {
			Z_PARAM_ARRAY_HT(a->body)
		}
		if (operation->flags & DOJO_SENDS_IDEMPOTENCY_KEY) {
			Z_PARAM_STR(a->idempotency_key)
		}
		if (operation->flags & DOJO_SENDS_CUSTOMER_SECRET) {
			Z_PARAM_STR(a->customer_secret)
		}
		Z_PARAM_OPTIONAL
		if (operation->shape && !body_needed) {
			Z_PARAM_ARRAY_HT(a->body)
		}
		if (operation->flags & DOJO_QUERY_LIST) {
			Z_PARAM_ARRAY_HT(a->list)
		} else if (operation->query) {
			Z_PARAM_BOOL(a->query_flag)
		}
	ZEND_PARSE_PARAMETERS_END_EX(return FAILURE);

	return SUCCESS;
}

/* The name of the list that an operation takes, as its errors have it. */
static void name_list(const struct dojo_operation *operation, char *out, size_t size)
{
	const char *brace = operation->flags & DOJO_QUERY_LIST ? NULL : strchr(operation->path, '{');

	snprintf(out, size, "%.*s", brace ? (int) strcspn(brace + 1, ",}") : (int) size - 1, brace ? brace + 1 : operation->query);
}

/* Sends a call that was built, or throws what it was not built for. */
static void finish(struct php_dojo_client *client, struct php_dojo_call *call, bool taken, enum dojo_code built,
                   zval *return_value)
{
	dojo_json_free(call->body);
	call->body = NULL;
	if (taken && built == DOJO_OK) {
		php_dojo_call_send(client, call, return_value);
		return;
	}
	if (taken) {
		php_dojo_throw(&call->outcome.error, NULL);
	}
	php_dojo_owned_free(call);
}

static void call_operation(INTERNAL_FUNCTION_PARAMETERS, const struct dojo_operation *operation)
{
	struct php_dojo_client *client;
	struct arguments a;
	struct dojo_call call = {.operation = operation, .has_body = operation->shape != NULL};
	struct dojo_text *list = NULL;
	struct php_dojo_call *sent;
	enum dojo_code built = DOJO_OK;
	char list_name[48];
	bool taken;

	if (take_arguments(INTERNAL_FUNCTION_PARAM_PASSTHRU, operation, &a) == FAILURE) {
		RETURN_THROWS();
	}
	client = php_dojo_ready_client(execute_data);
	sent = client ? php_dojo_call_new() : NULL;
	if (!sent) {
		RETURN_THROWS();
	}
	for (size_t i = 0; i < DOJO_MAX_PATH_ARGUMENTS; i++) {
		call.path_arguments[i] = php_dojo_text(a.path[i]);
	}
	call.idempotency_key = php_dojo_text(a.idempotency_key);
	call.customer_secret = php_dojo_text(a.customer_secret);
	call.query_flag = a.query_flag;
	taken = !call.has_body || take_body(a.body ? a.body : (HashTable *) &zend_empty_array, operation->shape, &sent->body);
	if (taken && a.list) {
		name_list(operation, list_name, sizeof list_name);
		taken = php_dojo_texts(a.list, list_name, &list, &call.list_count);
	}
	if (taken) {
		call.body = sent->body;
		call.list = list;
		built = dojo_request_build(client->core, &call, &sent->request, &sent->outcome.error);
	}
	if (list) {
		efree(list);
	}
	finish(client, sent, taken, built, return_value);
}

/* One method for each row: what it takes and does, the row says. */
#define DOJO_OPERATION(name, ...)                                                                                              \
	ZEND_METHOD(Dojo_Client, name)                                                                                             \
	{                                                                                                                          \
		call_operation(INTERNAL_FUNCTION_PARAM_PASSTHRU, &dojo_operations[DOJO_OP_##name]);                                    \
	}
#include "dojo_operations.def"
#undef DOJO_OPERATION

/* ----------------------------------------------------------------------------------------------------------- raw calls -- */

/* The headers of a raw call, borrowed from the array; false with an exception. */
static bool take_headers(HashTable *headers, struct dojo_text *names, struct dojo_text *values)
{
	zend_string *name;
	zval *value;
	size_t i = 0;

	ZEND_HASH_FOREACH_STR_KEY_VAL (headers, name, value) {
		ZVAL_DEREF(value);
		if (!name || Z_TYPE_P(value) != IS_STRING) {
			php_dojo_throw_invalid("headers", "headers must be an array of name => string");
			return false;
		}
		names[i] = php_dojo_text(name);
		values[i++] = php_dojo_text(Z_STR_P(value));
	}
	ZEND_HASH_FOREACH_END();
	return true;
}

ZEND_METHOD(Dojo_Client, request)
{
	zend_string *method, *path;
	HashTable *body = NULL, *headers = (HashTable *) &zend_empty_array;
	struct php_dojo_client *client;
	struct dojo_raw_call call = {0};
	struct dojo_text *names, *values;
	struct php_dojo_call *sent;
	enum dojo_code built = DOJO_OK;
	bool taken;

	ZEND_PARSE_PARAMETERS_START(2, 4)
		Z_PARAM_STR(method)
		Z_PARAM_STR(path)
		Z_PARAM_OPTIONAL
		Z_PARAM_ARRAY_HT_OR_NULL(body)
		Z_PARAM_ARRAY_HT(headers)
	ZEND_PARSE_PARAMETERS_END();

	client = php_dojo_ready_client(execute_data);
	sent = client ? php_dojo_call_new() : NULL;
	if (!sent) {
		RETURN_THROWS();
	}
	call.method = php_dojo_text(method);
	call.path = php_dojo_text(path);
	call.header_count = zend_hash_num_elements(headers);
	names = safe_emalloc(call.header_count + 1, 2 * sizeof *names, 0);
	values = names + call.header_count;
	call.header_names = names;
	call.header_values = values;
	call.has_body = body != NULL;
	taken = take_headers(headers, names, values) && (!body || take_body(body, NULL, &sent->body));
	if (taken) {
		call.body = sent->body;
		built = dojo_request_build_raw(client->core, &call, &sent->request, &sent->outcome.error);
	}
	efree(names);
	finish(client, sent, taken, built, return_value);
}
