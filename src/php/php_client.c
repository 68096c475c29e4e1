/* Dojo\Client. Its operations are the rows of dojo_operations.def: one function here calls them all. */
#include "php_dojo_classes.h"

#include "ext/json/php_json.h"
#include "ext/json/php_json_parser.h"
#include "zend_exceptions.h"
#include "zend_interfaces.h"
#include <json-c/json.h>

struct client_object {
	struct dojo_client *core;       /* NULL until the constructor is through */
	zval on_exchange;               /* a callable, or undefined */
	zend_fcall_info_cache callback; /* of it: found where the constructor was called, which may reach a private method */
	zend_object std;
};

static zend_object_handlers client_handlers;

static struct client_object *client_of(zend_object *object)
{
	return (struct client_object *) ((char *) object - offsetof(struct client_object, std));
}

static zend_object *client_create(zend_class_entry *ce)
{
	struct client_object *client = zend_object_alloc(sizeof *client, ce);

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
	struct client_object *client = client_of(object);

	dojo_client_free(client->core);
	client->core = NULL;
	zval_ptr_dtor(&client->on_exchange);
	if (client->callback.object) {
		OBJ_RELEASE(client->callback.object);
	}
	zend_object_std_dtor(object);
}

/* The callback may well hold what holds the client. */
static HashTable *client_get_gc(zend_object *object, zval **table, int *count)
{
	struct client_object *client = client_of(object);
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
	client_handlers.offset = offsetof(struct client_object, std);
	client_handlers.free_obj = client_free;
	client_handlers.get_gc = client_get_gc;
	client_handlers.clone_obj = NULL;
}

ZEND_METHOD(Dojo_Client, __construct)
{
	struct client_object *client = client_of(Z_OBJ_P(ZEND_THIS));
	zend_string *key, *version = NULL, *base = NULL, *ca_file = NULL, *proxy = NULL, *software_house = NULL, *reseller = NULL,
					  *app = NULL;
	double timeout = 30.0, connect_timeout = 5.0;
	zend_long max_retries = 2;
	zend_fcall_info callback = empty_fcall_info;
	zend_fcall_info_cache callback_cache = empty_fcall_info_cache;
	struct dojo_options options = {0};
	struct dojo_error error;
	struct dojo_library libraries[DOJO_LIBRARY_COUNT];
	char agent[96];

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
		php_dojo_throw_invalid("__construct", "a Dojo\\Client can't be constructed twice: make a new one");
		return;
	}
	if (ca_file && php_check_open_basedir(ZSTR_VAL(ca_file))) {
		php_dojo_throw_invalid("caFile", "caFile is outside open_basedir");
		return;
	}
	dojo_libraries(libraries);
	snprintf(agent, sizeof agent, "dojo-php/" PHP_DOJO_VERSION " php/" PHP_VERSION " libcurl/%s", libraries[0].loaded);
	options.api_key = php_dojo_text(key);
	options.api_version = version ? php_dojo_text(version) : (struct dojo_text){ZEND_STRL(DOJO_API_VERSION)};
	options.base_url = base ? php_dojo_text(base) : (struct dojo_text){ZEND_STRL(DOJO_BASE_URL)};
	options.ca_file = php_dojo_text(ca_file);
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

/* The client behind $this; NULL, with an exception, where no constructor has run to its end. */
static struct client_object *ready_client(zend_execute_data *execute_data)
{
	struct client_object *client = client_of(Z_OBJ_P(ZEND_THIS));

	if (!client->core) {
		php_dojo_throw_invalid("__construct",
		                       "Dojo\\Client::%s() was called on a client that was not constructed: call parent::__construct() "
		                       "in your subclass, and don't use a client whose constructor threw",
		                       ZSTR_VAL(EX(func)->common.function_name));
		return NULL;
	}
	return client;
}

/* ------------------------------------------------------------------------------------------------------------- sending -- */

/*
 * One request on its way, with all that comes of it. It is malloc'd and on the thread's list while it lives, so that what a
 * script leaves behind when it is torn away (out of memory, in older engines) is freed at the end of the web request.
 */
struct php_dojo_call {
	struct php_dojo_call *next, *previous;
	struct dojo_request request;
	struct dojo_response response;
	struct dojo_error error;
};

/* NULL, with an exception, when out of memory. */
static struct php_dojo_call *call_new(void)
{
	struct php_dojo_call *call = dojo_malloc_zeroed(sizeof *call);
	struct dojo_error error;

	if (!call) {
		dojo_error_memory(&error);
		php_dojo_throw(&error, NULL);
		return NULL;
	}
	call->next = DOJO_G(calls);
	if (call->next) {
		call->next->previous = call;
	}
	DOJO_G(calls) = call;
	return call;
}

static void call_free(struct php_dojo_call *call)
{
	if (!call) {
		return;
	}
	if (call->previous) {
		call->previous->next = call->next;
	} else {
		DOJO_G(calls) = call->next;
	}
	if (call->next) {
		call->next->previous = call->previous;
	}
	dojo_request_free(&call->request);
	dojo_response_free(&call->response);
	dojo_free(call);
}

void php_dojo_client_end_request(void)
{
	while (DOJO_G(calls)) {
		call_free(DOJO_G(calls));
	}
}

struct send_context {
	struct client_object *client;
	zend_object *thrown; /* by the caller's onExchange; the first one */
};

/* The script's time is up, or the caller's onExchange called exit(). */
static bool script_is_over(void *context)
{
	(void) context;
	return zend_atomic_bool_load_ex(&EG(timed_out)) || EG(exception);
}

/* The callback runs between attempts, when no transfer is open, so it may use this or another client. What it throws is kept
   until the call is over: an observer must not decide what becomes of a payment. */
static void on_exchange(void *context, const struct dojo_exchange *exchange)
{
	struct send_context *sending = context;
	zval argument, result;
	zend_fcall_info call = empty_fcall_info;

	if (Z_ISUNDEF(sending->client->on_exchange) || sending->thrown || EG(exception)) {
		return;
	}
	php_dojo_exchange_create(exchange, &argument);
	ZVAL_UNDEF(&result);
	call.size = sizeof call;
	ZVAL_COPY_VALUE(&call.function_name, &sending->client->on_exchange);
	call.retval = &result;
	call.params = &argument;
	call.param_count = 1;
	zend_call_function(&call, &sending->client->callback);
	zval_ptr_dtor(&result);
	zval_ptr_dtor(&argument);
	if (EG(exception) && !zend_is_unwind_exit(EG(exception)) && !zend_is_graceful_exit(EG(exception))) {
		sending->thrown = EG(exception);
		GC_ADDREF(sending->thrown);
		zend_clear_exception();
	}
}

/* A call that failed throws its own exception with the callback's as the previous one; a call that succeeded returns its
   result, and the callback's exception becomes a warning. Where an error handler makes an exception of that, it goes to the log:
   what became of a payment must not be lost over it. */
static void report_thrown(struct send_context *sending, bool succeeded)
{
	zval message, *text;

	if (!sending->thrown) {
		return;
	}
	if (!succeeded && EG(exception)) {
		zend_exception_set_previous(EG(exception), sending->thrown);
		return;
	}
	text = zend_read_property_ex(zend_get_exception_base(sending->thrown), sending->thrown, ZSTR_KNOWN(ZEND_STR_MESSAGE), true,
	                             &message);
	php_error_docref(NULL, E_WARNING, "onExchange threw %s: %s; the call's result is not affected",
	                 ZSTR_VAL(sending->thrown->ce->name), Z_TYPE_P(text) == IS_STRING ? Z_STRVAL_P(text) : "");
	if (EG(exception) && !zend_is_unwind_exit(EG(exception)) && !zend_is_graceful_exit(EG(exception))) {
		zend_string *line = zend_strpprintf(0, "dojo: onExchange threw %s: %s", ZSTR_VAL(sending->thrown->ce->name),
		                                    Z_TYPE_P(text) == IS_STRING ? Z_STRVAL_P(text) : "");

		zend_clear_exception();
		php_log_err(ZSTR_VAL(line));
		zend_string_release(line);
	}
	OBJ_RELEASE(sending->thrown);
}

/* A success's body has been checked by the core, more strictly than ext/json would; ext/json then makes the arrays, in a third
   of the time that a tree in between would take. */
static void take_result(const struct dojo_request *request, const struct dojo_response *response, zval *out)
{
	php_json_parser parser;
	struct json_object *json;
	struct dojo_error error;

	ZVAL_NULL(out);
	if (request->answers_nothing) {
		return;
	}
	if (response->is_json) {
		php_json_parser_init(&parser, out, response->body.data, response->body.length,
		                     PHP_JSON_OBJECT_AS_ARRAY | PHP_JSON_INVALID_UTF8_SUBSTITUTE, DOJO_JSON_MAX_DEPTH + 1);
		/* What ext/json alone refuses is half of a surrogate pair: for that, U+FFFD will do. */
		if (php_json_parse(&parser) != 0 &&
		    dojo_json_parse(response->body.data, response->body.length, &json, &error) == DOJO_OK) {
			php_dojo_from_json(json, out);
			dojo_json_free(json);
		}
	} else if (!request->answers_anything) {
		ZVAL_EMPTY_ARRAY(out);
	}
}

/* Sends, frees the call, and leaves either a result or an exception. */
static void send_call(struct client_object *client, struct php_dojo_call *call, zval *return_value)
{
	struct send_context sending = {client, NULL};
	const struct dojo_hooks hooks = {.context = &sending, .interrupted = script_is_over, .exchanged = on_exchange};
	struct dojo_pool *pool = php_dojo_pool(&call->error);
	enum dojo_code code = call->error.code;

	if (pool) {
		code = dojo_transport_send(pool, client->core, &call->request, &hooks, &call->response, &call->error);
	}
	if (code == DOJO_OK) {
		take_result(&call->request, &call->response, return_value);
	} else if (!EG(exception)) { /* which there is where onExchange called exit(), or its fiber is being destroyed */
		php_dojo_throw(&call->error, &call->response);
	}
	call_free(call);
	report_thrown(&sending, code == DOJO_OK);
}

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
		dojo_json_free(*out);
		*out = NULL;
		return false;
	}
	return true;
}

/* ---------------------------------------------------------------------------------------------------------- operations -- */

#define MOST_ARGUMENTS 4

/* What an operation's method takes, in the order that its row implies: ids of the path, the request array, what the headers
   need, the query parameter. */
struct arguments {
	char spec[2 * MOST_ARGUMENTS];
	void *targets[MOST_ARGUMENTS];
	size_t count;
	zend_string *path[DOJO_MAX_PATH_ARGUMENTS];
	HashTable *list;
	char list_name[48];
	HashTable *body;
	zend_string *idempotency_key;
	zend_string *customer_secret;
	bool query_flag;
};

static void expect(struct arguments *a, const char *spec, void *target)
{
	strcat(a->spec, spec);
	a->targets[a->count++] = target;
}

static void expect_arguments(const struct dojo_operation *operation, struct arguments *a)
{
	size_t ids = 0;

	memset(a, 0, sizeof *a);
	for (const char *p = strchr(operation->path, '{'); p; p = strchr(p + 1, '{')) {
		size_t end = strcspn(p, ",}");

		if (p[end] == ',') {
			snprintf(a->list_name, sizeof a->list_name, "%.*s", (int) end - 1, p + 1);
			expect(a, "h", &a->list);
		} else {
			expect(a, "S", &a->path[ids++]);
		}
	}
	if (operation->shape) {
		expect(a, operation->flags & DOJO_BODY_OPTIONAL ? "|h" : "h", &a->body);
	}
	if (operation->flags & DOJO_SENDS_IDEMPOTENCY_KEY) {
		expect(a, "S", &a->idempotency_key);
	}
	if (operation->flags & DOJO_SENDS_CUSTOMER_SECRET) {
		expect(a, "S", &a->customer_secret);
	}
	if (operation->query && (operation->flags & DOJO_QUERY_LIST)) {
		snprintf(a->list_name, sizeof a->list_name, "%s", operation->query);
		expect(a, "|h", &a->list);
	} else if (operation->query) {
		expect(a, "|b", &a->query_flag);
	}
}

static void call_operation(INTERNAL_FUNCTION_PARAMETERS, const struct dojo_operation *operation)
{
	struct client_object *client;
	struct arguments a;
	struct dojo_call call = {.operation = operation};
	struct dojo_text *list = NULL;
	struct php_dojo_call *sent;
	bool good;

	expect_arguments(operation, &a);
	if (zend_parse_parameters(ZEND_NUM_ARGS(), a.spec, a.targets[0], a.targets[1], a.targets[2], a.targets[3]) == FAILURE) {
		RETURN_THROWS();
	}
	client = ready_client(execute_data);
	if (!client) {
		RETURN_THROWS();
	}
	for (size_t i = 0; i < DOJO_MAX_PATH_ARGUMENTS; i++) {
		call.path_arguments[i] = php_dojo_text(a.path[i]);
	}
	call.idempotency_key = php_dojo_text(a.idempotency_key);
	call.customer_secret = php_dojo_text(a.customer_secret);
	call.query_flag = a.query_flag;
	if (a.list && !php_dojo_to_texts(a.list, a.list_name, &list, &call.list_count)) {
		RETURN_THROWS();
	}
	call.list = list;
	call.has_body = operation->shape != NULL;
	good = !call.has_body || take_body(a.body ? a.body : (HashTable *) &zend_empty_array, operation->shape, &call.body);
	sent = good ? call_new() : NULL;
	if (sent && dojo_request_build(client->core, &call, &sent->request, &sent->error) != DOJO_OK) {
		php_dojo_throw(&sent->error, NULL);
		call_free(sent);
		sent = NULL;
	}
	dojo_json_free(call.body);
	if (list) {
		efree(list);
	}
	if (sent) {
		send_call(client, sent, return_value);
	}
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
	struct client_object *client;
	struct dojo_raw_call call = {0};
	struct dojo_text *names, *values;
	struct php_dojo_call *sent;
	bool good;

	ZEND_PARSE_PARAMETERS_START(2, 4)
		Z_PARAM_STR(method)
		Z_PARAM_STR(path)
		Z_PARAM_OPTIONAL
		Z_PARAM_ARRAY_HT_OR_NULL(body)
		Z_PARAM_ARRAY_HT(headers)
	ZEND_PARSE_PARAMETERS_END();

	client = ready_client(execute_data);
	if (!client) {
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
	good = take_headers(headers, names, values) && (!body || take_raw_body(body, &call.body));
	sent = good ? call_new() : NULL;
	if (sent && dojo_request_build_raw(client->core, &call, &sent->request, &sent->error) != DOJO_OK) {
		php_dojo_throw(&sent->error, NULL);
		call_free(sent);
		sent = NULL;
	}
	dojo_json_free(call.body);
	efree(names);
	if (sent) {
		send_call(client, sent, return_value);
	}
}

/* Builds a request for each id; false, with an exception, where an id can't be one. */
static bool build_calls(const struct client_object *client, const struct dojo_text *ids, size_t count,
                        struct php_dojo_call **calls, struct dojo_transfer *transfers)
{
	char field[48];

	for (size_t i = 0; i < count; i++) {
		struct dojo_call call = {.operation = &dojo_operations[DOJO_OP_getPaymentIntent], .path_arguments = {ids[i]}};

		calls[i] = call_new();
		if (!calls[i]) {
			return false;
		}
		if (dojo_request_build(client->core, &call, &calls[i]->request, &calls[i]->error) != DOJO_OK) {
			snprintf(field, sizeof field, "paymentIntentIds[%zu]", i);
			php_dojo_throw_invalid(field, "%s: %s", field, calls[i]->error.message);
			return false;
		}
		transfers[i] = (struct dojo_transfer){&calls[i]->request, &calls[i]->response, &calls[i]->error, DOJO_OK};
	}
	return true;
}

ZEND_METHOD(Dojo_Client, getPaymentIntents)
{
	HashTable *list;
	zend_long concurrency = 8;
	struct client_object *client;
	struct send_context sending;
	struct dojo_text *ids;
	zend_string **keys; /* the ids, which onExchange may change where the list holds references */
	struct dojo_transfer *transfers;
	struct php_dojo_call **calls;
	struct dojo_error error;
	size_t count;

	ZEND_PARSE_PARAMETERS_START(1, 2)
		Z_PARAM_ARRAY_HT(list)
		Z_PARAM_OPTIONAL
		Z_PARAM_LONG(concurrency)
	ZEND_PARSE_PARAMETERS_END();

	client = ready_client(execute_data);
	if (!client) {
		RETURN_THROWS();
	}
	if (concurrency < 1 || concurrency > 64) {
		php_dojo_throw_invalid("concurrency", "concurrency must be 1 to 64, got " ZEND_LONG_FMT, concurrency);
		RETURN_THROWS();
	}
	if (!php_dojo_to_texts(list, "paymentIntentIds", &ids, &count)) {
		RETURN_THROWS();
	}
	array_init(return_value);
	if (count == 0) {
		return;
	}
	keys = safe_emalloc(count, sizeof *keys, 0);
	for (size_t i = 0; i < count; i++) {
		keys[i] = zend_string_init(ids[i].data, ids[i].length, false);
	}
	calls = ecalloc(count, sizeof *calls);
	transfers = ecalloc(count, sizeof *transfers);
	sending = (struct send_context){client, NULL};
	if (build_calls(client, ids, count, calls, transfers)) {
		const struct dojo_hooks hooks = {.context = &sending, .interrupted = script_is_over, .exchanged = on_exchange};
		struct dojo_pool *pool = php_dojo_pool(&error);

		if (pool) {
			dojo_transport_send_all(pool, client->core, transfers, count, (size_t) concurrency, &hooks);
		} else {
			php_dojo_throw(&error, NULL);
		}
	}
	for (size_t i = 0; i < count; i++) {
		zval result;

		if (!EG(exception)) {
			if (transfers[i].code == DOJO_OK) {
				take_result(&calls[i]->request, &calls[i]->response, &result);
			} else {
				ZVAL_OBJ(&result, php_dojo_make_exception(&calls[i]->error, &calls[i]->response));
			}
			zend_symtable_update(Z_ARRVAL_P(return_value), keys[i], &result);
		}
		zend_string_release(keys[i]);
		call_free(calls[i]);
	}
	efree(keys);
	efree(transfers);
	efree(calls);
	efree(ids);
	report_thrown(&sending, !EG(exception));
}

ZEND_METHOD(Dojo_Client, isSandbox)
{
	struct client_object *client;

	ZEND_PARSE_PARAMETERS_NONE();
	client = ready_client(execute_data);
	if (!client) {
		RETURN_THROWS();
	}
	RETURN_BOOL(dojo_client_is_sandbox(client->core));
}

ZEND_METHOD(Dojo_Client, checkoutUrl)
{
	zend_string *id;
	struct dojo_buffer url = {0};
	struct dojo_error error;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_STR(id)
	ZEND_PARSE_PARAMETERS_END();

	if (dojo_checkout_url(php_dojo_text(id), &url, &error) != DOJO_OK) {
		php_dojo_throw(&error, NULL);
		RETURN_THROWS();
	}
	RETVAL_STRINGL(url.data, url.length);
	dojo_buffer_free(&url);
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
