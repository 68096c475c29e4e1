/* Sends calls through the core, reports each exchange to the client's onExchange, and returns a result or an exception. */
#include "php_call.h"

#include "php_exception.h"
#include "php_exchange.h"
#include "php_from_json.h"
#include "php_owned.h"
#include "php_thread.h"

#include "zend_exceptions.h"

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
	zend_object *thrown; /* owned: the first exception of onExchange; NULL if there is none */
};

/* Whether the time limit has passed, or onExchange has called exit(). */
static bool script_is_over(void *context)
{
	(void) context;
	return zend_atomic_bool_load_ex(&EG(timed_out)) || EG(exception);
}

/* Whether exit() was called or the fiber is being destroyed. The engine represents both by an object in place of an
   exception. */
static bool script_is_unwinding(void)
{
	return EG(exception) && (zend_is_unwind_exit(EG(exception)) || zend_is_graceful_exit(EG(exception)));
}

/* Destroying an exception may run code that throws another. The limit is for code that does so every time. */
static void drop_exceptions(void)
{
	for (int i = 0; i < 10 && EG(exception) && !script_is_unwinding(); i++) {
		zend_clear_exception();
	}
}

/* Calls the callback between attempts, when no transfer is open, so it may use this client or another. An exception is kept
   until the call has ended, because an observer must not decide the outcome of a payment. */
static void call_on_exchange(void *context, const struct dojo_exchange *exchange)
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

/* Reports what the callback threw. If the call failed, it becomes the previous exception of the one that the call throws. If
   the call succeeded, it becomes a warning; if an error handler throws on warnings, it goes to the log, because the result must
   not be lost. */
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

/* Makes the result of a successful call. The core has checked the body, more strictly than ext/json would. Returns false with
   the outcome's error if ext/json can't read it: a lost response must not look like an empty one. */
static bool take_result(struct dojo_call *call, zval *out)
{
	struct dojo_outcome *outcome = &call->outcome;

	/* Only request() accepts a response without JSON. */
	ZVAL_NULL(out);
	if (call->request.answers_nothing || !outcome->response.is_json || php_dojo_from_json_text(&outcome->response.body, out)) {
		return true;
	}
	dojo_response_reject(&call->request, &outcome->response, "but ext/json can't parse the body", &outcome->error);
	return false;
}

void php_dojo_call_send(struct php_dojo_client *client, struct dojo_call *call, zval *return_value)
{
	struct hook_context context = {client, NULL};
	const struct dojo_hooks hooks = {.context = &context, .interrupted = script_is_over, .exchanged = call_on_exchange};
	struct dojo_pool *pool = php_dojo_thread_pool(&call->outcome.error);
	bool succeeded =
		pool && dojo_transport_send(pool, client->core, call, &hooks) == DOJO_OK && take_result(call, return_value);

	if (!succeeded && !EG(exception)) { /* there is one if onExchange called exit() or its fiber is being destroyed */
		php_dojo_throw(&call->outcome.error, &call->outcome.response);
	}
	php_dojo_owned_free(call);
	report_thrown(&context, succeeded);
}

static void free_batch(void *thing)
{
	dojo_batch_free(*(struct dojo_batch **) thing);
}

/* Sends all of them, or throws if out of memory. */
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
	const struct dojo_hooks hooks = {.context = &context, .interrupted = script_is_over, .exchanged = call_on_exchange};

	for (size_t i = 0; i < count; i++) {
		ZVAL_UNDEF(&results[i]);
	}
	send_batch(client, calls, count, concurrency, &hooks);
	for (size_t i = 0; i < count; i++) {
		const struct dojo_outcome *outcome = &calls[i]->outcome;

		/* If there is an exception, the results won't be seen. */
		if (!EG(exception) && (outcome->error.code != DOJO_OK || !take_result(calls[i], &results[i]))) {
			ZVAL_OBJ(&results[i], php_dojo_make_exception(&outcome->error, &outcome->response));
		}
		php_dojo_owned_free(calls[i]); /* here, so that only one response is in memory twice */
	}
	report_thrown(&context, !EG(exception));
}
