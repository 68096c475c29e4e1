/* The methods of Dojo\Client that call the API: one for each row of dojo_operations.def, and request(). */
#include "php_call.h"
#include "php_exception.h"
#include "php_owned.h"
#include "php_text.h"
#include "php_to_json.h"

static void free_body(void *body)
{
	dojo_json_free(*(struct json_object **) body);
}

/* Converts an array to JSON and checks it against the shape, unless that is NULL. Free it with php_dojo_owned_free(). Returns
   NULL with an exception. */
static struct json_object **take_body(HashTable *array, const struct dojo_field *shape)
{
	struct json_object **body = php_dojo_owned_new(sizeof *body, free_body);
	struct dojo_error error;

	if (!body) {
		return NULL;
	}
	if (!php_dojo_to_json(array, body)) {
		php_dojo_owned_free(body);
		return NULL;
	}
	if (shape && dojo_schema_check(shape, body, &error) != DOJO_OK) {
		php_dojo_throw(&error, NULL);
		php_dojo_owned_free(body);
		return NULL;
	}
	return body;
}

/* The arguments of an operation's method, as PHP passes them. All borrowed. */
struct operation_parameters {
	zend_string *path[DOJO_MAX_PATH_ARGUMENTS];
	HashTable *list;
	HashTable *body;
	zend_string *idempotency_key;
	zend_string *customer_secret;
	bool query_flag;
};

/* Parses them in the order that the row implies: path arguments, the request array, what goes into headers, the query. The
   stub says how many there are and how many are required. */
static zend_result take_parameters(INTERNAL_FUNCTION_PARAMETERS, const struct dojo_operation *operation,
                                   struct operation_parameters *p)
{
	const char *brace = strchr(operation->path, '{');
	bool has_list = strstr(operation->path, ",}") != NULL;
	bool body_needed = operation->shape && !(operation->flags & DOJO_BODY_OPTIONAL);

	memset(p, 0, sizeof *p);
	ZEND_PARSE_PARAMETERS_START(EX(func)->common.required_num_args, EX(func)->common.num_args)
		if (has_list) {
			Z_PARAM_ARRAY_HT(p->list)
		} else if (brace) {
			Z_PARAM_STR(p->path[0])
			if (strchr(brace + 1, '{')) {
				Z_PARAM_STR(p->path[1])
			}
		}
		if (body_needed) {
			Z_PARAM_ARRAY_HT(p->body)
		}
		if (operation->flags & DOJO_SENDS_IDEMPOTENCY_KEY) {
			Z_PARAM_STR(p->idempotency_key)
		}
		if (operation->flags & DOJO_SENDS_CUSTOMER_SECRET) {
			Z_PARAM_STR(p->customer_secret)
		}
		Z_PARAM_OPTIONAL
		if (operation->shape && !body_needed) {
			Z_PARAM_ARRAY_HT(p->body)
		}
		if (operation->flags & DOJO_QUERY_LIST) {
			Z_PARAM_ARRAY_HT(p->list)
		} else if (operation->query) {
			Z_PARAM_BOOL(p->query_flag)
		}
	ZEND_PARSE_PARAMETERS_END_EX(return FAILURE);

	return SUCCESS;
}

/* Writes the name of the operation's list argument, for error messages. */
static void write_list_name(const struct dojo_operation *operation, char *out, size_t size)
{
	const char *brace = operation->flags & DOJO_QUERY_LIST ? NULL : strchr(operation->path, '{');

	snprintf(out, size, "%.*s", brace ? (int) strcspn(brace + 1, ",}") : (int) size - 1, brace ? brace + 1 : operation->query);
}

/* Sends the call if its arguments were accepted and its request built. Otherwise frees it and leaves an exception. */
static void send_or_throw(struct php_dojo_client *client, struct dojo_call *call, bool accepted, enum dojo_code built,
                          zval *return_value)
{
	if (accepted && built == DOJO_OK) {
		php_dojo_call_send(client, call, return_value);
		return;
	}
	if (accepted) {
		php_dojo_throw(&call->outcome.error, NULL);
	}
	php_dojo_owned_free(call);
}

static void call_operation(INTERNAL_FUNCTION_PARAMETERS, const struct dojo_operation *operation)
{
	struct php_dojo_client *client;
	struct operation_parameters p;
	struct dojo_arguments arguments = {.operation = operation, .has_body = operation->shape != NULL};
	struct json_object **body = NULL;
	struct dojo_text *list = NULL;
	struct dojo_call *call;
	enum dojo_code built = DOJO_OK;
	char list_name[48];
	bool accepted;

	if (take_parameters(INTERNAL_FUNCTION_PARAM_PASSTHRU, operation, &p) == FAILURE) {
		RETURN_THROWS();
	}
	client = php_dojo_ready_client(execute_data);
	call = client ? php_dojo_call_new() : NULL;
	if (!call) {
		RETURN_THROWS();
	}
	for (size_t i = 0; i < DOJO_MAX_PATH_ARGUMENTS; i++) {
		arguments.path_arguments[i] = php_dojo_text(p.path[i]);
	}
	arguments.idempotency_key = php_dojo_text(p.idempotency_key);
	arguments.customer_secret = php_dojo_text(p.customer_secret);
	arguments.query_flag = p.query_flag;
	if (arguments.has_body) {
		body = take_body(p.body ? p.body : (HashTable *) &zend_empty_array, operation->shape);
	}
	accepted = body || !arguments.has_body;
	if (accepted && p.list) {
		write_list_name(operation, list_name, sizeof list_name);
		accepted = php_dojo_texts(p.list, list_name, &list, &arguments.list_count);
	}
	if (accepted) {
		arguments.body = body ? *body : NULL;
		arguments.list = list;
		built = dojo_request_build(client->core, &arguments, &call->request, &call->outcome.error);
	}
	php_dojo_owned_free(body);
	if (list) {
		efree(list);
	}
	send_or_throw(client, call, accepted, built, return_value);
}

/* One method for each row. */
#define DOJO_OPERATION(name, ...)                                                                                              \
	ZEND_METHOD(Dojo_Client, name)                                                                                             \
	{                                                                                                                          \
		call_operation(INTERNAL_FUNCTION_PARAM_PASSTHRU, &dojo_operations[DOJO_OP_##name]);                                    \
	}
#include "dojo_operations.def"
#undef DOJO_OPERATION

/* ----------------------------------------------------------------------------------------------------------- raw calls -- */

/* The headers of a raw call, borrowed from the array. Returns false with an exception. */
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
	HashTable *array = NULL, *headers = (HashTable *) &zend_empty_array;
	struct php_dojo_client *client;
	struct dojo_raw_arguments arguments = {0};
	struct json_object **body = NULL;
	struct dojo_text *names, *values;
	struct dojo_call *call;
	enum dojo_code built = DOJO_OK;
	bool accepted;

	ZEND_PARSE_PARAMETERS_START(2, 4)
		Z_PARAM_STR(method)
		Z_PARAM_STR(path)
		Z_PARAM_OPTIONAL
		Z_PARAM_ARRAY_HT_OR_NULL(array)
		Z_PARAM_ARRAY_HT(headers)
	ZEND_PARSE_PARAMETERS_END();

	client = php_dojo_ready_client(execute_data);
	call = client ? php_dojo_call_new() : NULL;
	if (!call) {
		RETURN_THROWS();
	}
	arguments.method = php_dojo_text(method);
	arguments.path = php_dojo_text(path);
	arguments.header_count = zend_hash_num_elements(headers);
	names = safe_emalloc(arguments.header_count + 1, 2 * sizeof *names, 0);
	values = names + arguments.header_count;
	arguments.header_names = names;
	arguments.header_values = values;
	arguments.has_body = array != NULL;
	accepted = take_headers(headers, names, values);
	if (accepted && array) {
		body = take_body(array, NULL);
		accepted = body != NULL;
	}
	if (accepted) {
		arguments.body = body ? *body : NULL;
		built = dojo_request_build_raw(client->core, &arguments, &call->request, &call->outcome.error);
	}
	php_dojo_owned_free(body);
	efree(names);
	send_or_throw(client, call, accepted, built, return_value);
}
