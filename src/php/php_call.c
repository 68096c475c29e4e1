/* Sends calls through the core, reports each exchange to the client's onExchange, and returns a result or an exception. */
#include "php_call.h"

#include "ext/json/php_json.h"
#include "ext/json/php_json_parser.h"
#include "zend_exceptions.h"
#include "zend_interfaces.h"

static void free_call(void *call)
{
	dojo_call_free(call);
}

struct dojo_call *php_dojo_call_new(void)
{
	return php_dojo_owned_new(sizeof(struct dojo_call), free_call);
}

/* What the core's hooks need while a client sends. */
struct hook_context {
	struct php_dojo_client *client;
	zend_object *thrown; /* by the caller's onExchange; the first one */
};

/* The script's time is up, or the caller's onExchange called exit(). */
static bool script_is_over(void *context)
{
	(void) context;
	return zend_atomic_bool_load_ex(&EG(timed_out)) || EG(exception);
}

/* exit() was called, or the fiber is being destroyed: what looks like an exception then is none. */
static bool script_is_unwinding(void)
{
	return EG(exception) && (zend_is_unwind_exit(EG(exception)) || zend_is_graceful_exit(EG(exception)));
}

/* What an exception holds may throw another when it is destroyed; but some code would never come to an end. */
static void drop_exceptions(void)
{
	for (int i = 0; i < 10 && EG(exception) && !script_is_unwinding(); i++) {
		zend_clear_exception();
	}
}

/* The callback runs between attempts, when no transfer is open, so it may use this or another client. What it throws is kept
   until the call is over: an observer must not decide what becomes of a payment. */
static void on_exchange(void *context, const struct dojo_exchange *exchange)
{
	struct hook_context *hook = context;
	zval argument, result;
	zend_fcall_info call = empty_fcall_info;

	if (Z_ISUNDEF(hook->client->on_exchange) || EG(exception)) {
		return;
	}
	php_dojo_exchange_create(exchange, &argument);
	ZVAL_UNDEF(&result);
	call.size = sizeof call;
	ZVAL_COPY_VALUE(&call.function_name, &hook->client->on_exchange);
	call.retval = &result;
	call.params = &argument;
	call.param_count = 1;
	zend_call_function(&call, &hook->client->callback);
	zval_ptr_dtor(&result);
	zval_ptr_dtor(&argument);
	if (EG(exception) && !script_is_unwinding() && !hook->thrown) {
		hook->thrown = EG(exception);
		GC_ADDREF(hook->thrown);
	}
	drop_exceptions();
}

/* A call that failed throws its own exception with the callback's as the previous one; a call that succeeded returns its
   result, and the callback's exception becomes a warning. Where an error handler makes an exception of that, it goes to the log:
   what became of a payment must not be lost over it. */
static void report_thrown(struct hook_context *hook, bool succeeded)
{
	zval message, *text;
	zend_string *line;

	if (!hook->thrown) {
		return;
	}
	if (!succeeded && EG(exception) && !script_is_unwinding()) {
		zend_exception_set_previous(EG(exception), hook->thrown);
		return;
	}
	if (!script_is_unwinding()) {
		text = zend_read_property_ex(zend_get_exception_base(hook->thrown), hook->thrown, ZSTR_KNOWN(ZEND_STR_MESSAGE), true,
		                             &message);
		line = zend_strpprintf(0, "dojo: onExchange threw %s: %s", ZSTR_VAL(hook->thrown->ce->name),
		                       Z_TYPE_P(text) == IS_STRING ? Z_STRVAL_P(text) : "");
		php_error_docref(NULL, E_WARNING, "%s; the call's result is not affected", ZSTR_VAL(line) + strlen("dojo: "));
		if (EG(exception) && !script_is_unwinding()) {
			drop_exceptions();
			php_log_err(ZSTR_VAL(line));
		}
		zend_string_release(line);
	}
	OBJ_RELEASE(hook->thrown);
	drop_exceptions();
}

/* Whether an escape is a half of a surrogate pair: of the first one, \uD800 to \uDBFF, the third letter is 8 to B. */
static bool is_half(const char *p, const char *third_letters)
{
	return p[0] == '\\' && p[1] == 'u' && (p[2] == 'd' || p[2] == 'D') && strchr(third_letters, p[3]);
}

/* Half of a surrogate pair is all that the core takes and ext/json refuses: in its place goes U+FFFD, as an escape of the same
   length. The text is well-formed JSON that ends in a NUL, so that backslashes are in strings only. */
static void replace_half_pairs(char *p)
{
	while ((p = strchr(p, '\\'))) {
		if (is_half(p, "89abAB") && is_half(p + 6, "cdefCDEF")) {
			p += 12;
		} else {
			if (is_half(p, "89abcdefABCDEF")) {
				memcpy(p + 2, "fffd", 4);
			}
			p += 2; /* at digits, if there are any */
		}
	}
}

static bool parse(const struct dojo_buffer *body, zval *out)
{
	php_json_parser parser;

	php_json_parser_init(&parser, out, body->data, body->length, PHP_JSON_OBJECT_AS_ARRAY, DOJO_JSON_MAX_DEPTH + 1);
	return php_json_parse(&parser) == 0;
}

/* A success's body has been checked by the core, more strictly than ext/json would; ext/json then makes the arrays, in a third
   of the time that a tree in between would take. False, with the outcome's error, where it can't: an answer that is lost here
   must not look like an empty one. */
static bool take_result(struct dojo_call *call, zval *out)
{
	struct dojo_outcome *outcome = &call->outcome;

	/* Without a body it is an answer to request() alone. */
	ZVAL_NULL(out);
	if (call->request.answers_nothing || !outcome->response.is_json || parse(&outcome->response.body, out)) {
		return true;
	}
	replace_half_pairs(outcome->response.body.data);
	if (parse(&outcome->response.body, out)) {
		return true;
	}
	ZVAL_UNDEF(out);
	dojo_response_reject(&call->request, &outcome->response, "and its body is more than ext/json can read", &outcome->error);
	return false;
}

void php_dojo_call_send(struct php_dojo_client *client, struct dojo_call *call, zval *return_value)
{
	struct hook_context context = {client, NULL};
	const struct dojo_hooks hooks = {.context = &context, .interrupted = script_is_over, .exchanged = on_exchange};
	struct dojo_pool *pool = php_dojo_thread_pool(&call->outcome.error);
	bool succeeded =
		pool && dojo_transport_send(pool, client->core, call, &hooks) == DOJO_OK && take_result(call, return_value);

	if (!succeeded && !EG(exception)) { /* which there is where onExchange called exit(), or its fiber is being destroyed */
		php_dojo_throw(&call->outcome.error, &call->outcome.response);
	}
	php_dojo_owned_free(call);
	report_thrown(&context, succeeded);
}

static void free_batch(void *thing)
{
	dojo_batch_free(*(struct dojo_batch **) thing);
}

/* Sends all, or throws for want of memory. */
static void send_batch(struct php_dojo_client *client, struct dojo_call *const *calls, size_t count, size_t concurrency,
                       const struct dojo_hooks *hooks)
{
	struct dojo_batch **batch = php_dojo_owned_new(sizeof *batch, free_batch);
	struct dojo_pool *pool = NULL;
	struct dojo_error error;

	if (!batch) {
		return;
	}
	*batch = dojo_batch_new();
	if (!*batch) {
		dojo_error_memory(&error);
	} else {
		pool = php_dojo_thread_pool(&error);
	}
	if (pool) {
		dojo_transport_send_all(*batch, pool, client->core, calls, count, concurrency, hooks);
	} else {
		php_dojo_throw(&error, NULL);
	}
	php_dojo_owned_free(batch);
}

void php_dojo_call_send_all(struct php_dojo_client *client, struct dojo_call **calls, size_t count, size_t concurrency,
                            zval *results)
{
	struct hook_context context = {client, NULL};
	const struct dojo_hooks hooks = {.context = &context, .interrupted = script_is_over, .exchanged = on_exchange};

	for (size_t i = 0; i < count; i++) {
		ZVAL_UNDEF(&results[i]);
	}
	send_batch(client, calls, count, concurrency, &hooks);
	for (size_t i = 0; i < count; i++) {
		const struct dojo_outcome *outcome = &calls[i]->outcome;

		/* With an exception, nobody will see the results. */
		if (!EG(exception) && (outcome->error.code != DOJO_OK || !take_result(calls[i], &results[i]))) {
			ZVAL_OBJ(&results[i], php_dojo_make_exception(&outcome->error, &outcome->response));
		}
		php_dojo_owned_free(calls[i]); /* now, so that the answers are not in memory twice */
	}
	report_thrown(&context, !EG(exception));
}
