/* Dojo\Client. Its operations are the rows of dojo_operations.def: one function here calls them all. */
#include "php_dojo_client.h"

#include "zend_exceptions.h"
#include "zend_interfaces.h"
#include <json-c/json.h>

static zend_object_handlers client_handlers;

static zend_object *client_create(zend_class_entry *ce)
{
	struct php_dojo_client *client = zend_object_alloc(sizeof *client, ce);

	client->core = NULL;
	ZVAL_UNDEF(&client->on_exchange);
	client->callback = empty_fcall_info_cache;
	zend_object_std_init(&client->std, ce);
	object_properties_init(&client->std, ce);
	client->std.handlers = &client_handlers;
	return &client->std;
}

static void client_free(zend_object *object)
{
	struct php_dojo_client *client = php_dojo_client_of(object);

	zend_object_std_dtor(object); /* first: after it, nobody finds the object by a WeakReference */
	dojo_client_free(client->core);
	if (client->callback.object) {
		OBJ_RELEASE(client->callback.object);
	}
	zval_ptr_dtor(&client->on_exchange);
}

/* The callback may well hold what holds the client. */
static HashTable *client_get_gc(zend_object *object, zval **table, int *count)
{
	struct php_dojo_client *client = php_dojo_client_of(object);
	zend_get_gc_buffer *buffer = zend_get_gc_buffer_create();

	zend_get_gc_buffer_add_zval(buffer, &client->on_exchange);
	if (client->callback.object) {
		zend_get_gc_buffer_add_obj(buffer, client->callback.object);
	}
	zend_get_gc_buffer_use(buffer, table, count);
	return zend_std_get_properties(object);
}

void php_dojo_client_init(void)
{
	php_dojo_ce_client->create_object = client_create;
	memcpy(&client_handlers, &std_object_handlers, sizeof client_handlers);
	client_handlers.offset = offsetof(struct php_dojo_client, std);
	client_handlers.free_obj = client_free;
	client_handlers.get_gc = client_get_gc;
	client_handlers.clone_obj = NULL;
	client_handlers.compare = php_dojo_compare;
}

/* The CA file's full name, in `path`, for it is opened at each connection: by then the script may be in another folder. False
   with an exception where there is none, or the script may not read it. What is no name goes to the core, which says so. */
static bool take_ca_file(zend_string *given, char path[MAXPATHLEN], struct dojo_text *out)
{
	*out = php_dojo_text(given);
	if (!given || ZSTR_LEN(given) == 0 || strlen(ZSTR_VAL(given)) != ZSTR_LEN(given)) {
		return true;
	}
	if (!expand_filepath(ZSTR_VAL(given), path) || !IS_ABSOLUTE_PATH(path, strlen(path))) {
		php_dojo_throw_invalid("caFile", "caFile has no full name here: %.300s", ZSTR_VAL(given));
		return false;
	}
	if (php_check_open_basedir_ex(path, false)) {
		php_dojo_throw_invalid("caFile", "caFile is outside open_basedir");
		return false;
	}
	out->data = path;
	out->length = strlen(path);
	return true;
}

ZEND_METHOD(Dojo_Client, __construct)
{
	struct php_dojo_client *client = php_dojo_client_of(Z_OBJ_P(ZEND_THIS));
	zend_string *key, *version = NULL, *base = NULL, *ca_file = NULL, *proxy = NULL, *software_house = NULL, *reseller = NULL,
					  *app = NULL;
	double timeout = 30.0, connect_timeout = 5.0;
	zend_long max_retries = 2;
	zend_fcall_info callback = empty_fcall_info;
	zend_fcall_info_cache callback_cache = empty_fcall_info_cache;
	struct dojo_options options = {0};
	struct dojo_error error;
	struct dojo_library libraries[DOJO_LIBRARY_COUNT];
	char agent[96], ca_path[MAXPATHLEN];

	ZEND_PARSE_PARAMETERS_START(1, 12)
		Z_PARAM_STR(key)
		Z_PARAM_OPTIONAL
		Z_PARAM_STR(version)
		Z_PARAM_STR(base)
		Z_PARAM_DOUBLE(timeout)
		Z_PARAM_DOUBLE(connect_timeout)
		Z_PARAM_LONG(max_retries)
		Z_PARAM_STR_OR_NULL(ca_file)
		Z_PARAM_STR_OR_NULL(proxy)
		Z_PARAM_STR_OR_NULL(software_house)
		Z_PARAM_STR_OR_NULL(reseller)
		Z_PARAM_STR_OR_NULL(app)
		Z_PARAM_FUNC_OR_NULL(callback, callback_cache)
	ZEND_PARSE_PARAMETERS_END();

	if (client->core) {
		zend_throw_error(NULL, "a Dojo\\Client can't be constructed twice: make a new one");
		return;
	}
	if (!take_ca_file(ca_file, ca_path, &options.ca_file)) {
		return;
	}
	dojo_libraries(libraries);
	snprintf(agent, sizeof agent, "dojo-php/" PHP_DOJO_VERSION " php/" PHP_VERSION " libcurl/%s", libraries[0].loaded);
	options.api_key = php_dojo_text(key);
	options.api_version = version ? php_dojo_text(version) : (struct dojo_text){ZEND_STRL(DOJO_API_VERSION)};
	options.base_url = base ? php_dojo_text(base) : (struct dojo_text){ZEND_STRL(DOJO_BASE_URL)};
	options.proxy = php_dojo_text(proxy);
	options.software_house_id = php_dojo_text(software_house);
	options.reseller_id = php_dojo_text(reseller);
	options.app_info = php_dojo_text(app);
	options.agent = (struct dojo_text){agent, strlen(agent)};
	options.timeout = timeout;
	options.connect_timeout = connect_timeout;
	options.max_retries = max_retries;
	if (dojo_client_new(&options, &client->core, &error) != DOJO_OK) {
		php_dojo_throw(&error, NULL);
		return;
	}
	if (ZEND_FCI_INITIALIZED(callback)) {
		ZVAL_COPY(&client->on_exchange, &callback.function_name);
		client->callback = callback_cache;
		if (client->callback.object) {
			GC_ADDREF(client->callback.object);
		}
	}
}

struct php_dojo_client *php_dojo_ready_client(zend_execute_data *execute_data)
{
	struct php_dojo_client *client = php_dojo_client_of(Z_OBJ_P(ZEND_THIS));

	if (!client->core) {
		zend_throw_error(NULL,
		                 "Dojo\\Client::%s() was called on a client that was not constructed: call parent::__construct() "
		                 "in your subclass, and don't use a client whose constructor threw",
		                 ZSTR_VAL(EX(func)->common.function_name));
		return NULL;
	}
	return client;
}

/* ---------------------------------------------------------------------------------------------------------- operations -- */

/* Takes a body over from PHP; false with an exception. An empty array is an empty object: no request body is a list. */
static bool take_body(HashTable *array, const struct dojo_field *shape, struct json_object **out)
{
	struct dojo_error error;
	zval body;

	ZVAL_ARR(&body, array);
	if (!php_dojo_to_json(&body, out)) {
		return false;
	}
	if (dojo_schema_check(shape, out, &error) != DOJO_OK) {
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
	bool has_list = strstr(operation->path, ",}"), has_body = operation->shape,
		 body_optional = operation->flags & DOJO_BODY_OPTIONAL;

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
		if (has_body && !body_optional) {
			Z_PARAM_ARRAY_HT(a->body)
		}
		if (operation->flags & DOJO_SENDS_IDEMPOTENCY_KEY) {
			Z_PARAM_STR(a->idempotency_key)
		}
		if (operation->flags & DOJO_SENDS_CUSTOMER_SECRET) {
			Z_PARAM_STR(a->customer_secret)
		}
		Z_PARAM_OPTIONAL
		if (has_body && body_optional) {
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
		taken = php_dojo_to_texts(a.list, list_name, &list, &call.list_count);
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
#define DOJO_OPERATION(name, method, path, retry, flags, query, shape, settle)                                                 \
	ZEND_METHOD(Dojo_Client, name)                                                                                             \
	{                                                                                                                          \
		call_operation(INTERNAL_FUNCTION_PARAM_PASSTHRU, &dojo_operations[DOJO_OP_##name]);                                    \
	}
#include "dojo_operations.def"
#undef DOJO_OPERATION

/* --------------------------------------------------------------------------------------------------------- other calls -- */

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

static bool take_raw_body(HashTable *array, struct json_object **out)
{
	zval body;

	ZVAL_ARR(&body, array);
	if (!php_dojo_to_json(&body, out)) {
		return false;
	}
	if (zend_hash_num_elements(array) == 0) {
		dojo_json_free(*out);
		*out = json_object_new_object();
	}
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
	taken = take_headers(headers, names, values) && (!body || take_raw_body(body, &sent->body));
	if (taken) {
		call.body = sent->body;
		built = dojo_request_build_raw(client->core, &call, &sent->request, &sent->outcome.error);
	}
	efree(names);
	finish(client, sent, taken, built, return_value);
}

ZEND_METHOD(Dojo_Client, isSandbox)
{
	struct php_dojo_client *client;

	ZEND_PARSE_PARAMETERS_NONE();
	client = php_dojo_ready_client(execute_data);
	if (!client) {
		RETURN_THROWS();
	}
	RETURN_BOOL(dojo_client_is_sandbox(client->core));
}

static void end_buffer(void *buffer)
{
	dojo_buffer_free(buffer);
}

ZEND_METHOD(Dojo_Client, checkoutUrl)
{
	zend_string *id;
	struct dojo_buffer *url;
	struct dojo_error error;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_STR(id)
	ZEND_PARSE_PARAMETERS_END();

	url = php_dojo_owned_new(sizeof *url, end_buffer);
	if (!url) {
		RETURN_THROWS();
	}
	if (dojo_checkout_url(php_dojo_text(id), url, &error) == DOJO_OK) {
		RETVAL_STRINGL(url->data, url->length);
	} else {
		php_dojo_throw(&error, NULL);
	}
	php_dojo_owned_free(url);
}

static void iterate(INTERNAL_FUNCTION_PARAMETERS, const char *method, bool cursor_is_nested)
{
	HashTable *request = (HashTable *) &zend_empty_array;

	ZEND_PARSE_PARAMETERS_START(0, 1)
		Z_PARAM_OPTIONAL
		Z_PARAM_ARRAY_HT(request)
	ZEND_PARSE_PARAMETERS_END();

	php_dojo_iterator_make(Z_OBJ_P(ZEND_THIS), method, cursor_is_nested, request, return_value);
}

ZEND_METHOD(Dojo_Client, iteratePaymentIntents)
{
	iterate(INTERNAL_FUNCTION_PARAM_PASSTHRU, "searchpaymentintents", true);
}

ZEND_METHOD(Dojo_Client, iterateCustomers)
{
	iterate(INTERNAL_FUNCTION_PARAM_PASSTHRU, "searchcustomers", false);
}

ZEND_METHOD(Dojo_Client, poolStats)
{
	struct dojo_pool_stats stats;

	ZEND_PARSE_PARAMETERS_NONE();
	dojo_pool_get_stats(DOJO_G(pool), &stats);
	array_init(return_value);
	add_assoc_long(return_value, "open", (zend_long) stats.open);
	add_assoc_long(return_value, "opened", (zend_long) stats.opened);
	add_assoc_long(return_value, "reused", (zend_long) stats.reused);
	add_assoc_long(return_value, "dropped", (zend_long) stats.dropped);
	add_assoc_long(return_value, "requests", (zend_long) stats.requests);
}

ZEND_METHOD(Dojo_Client, resetPool)
{
	ZEND_PARSE_PARAMETERS_NONE();
	dojo_pool_reset(DOJO_G(pool));
}
