/* The one file that throws. */
#include "php_dojo_classes.h"

#include "zend_exceptions.h"

static zend_class_entry *class_of_status(long status)
{
	switch (status) {
		case 400:
		case 405:
		case 422:
			return php_dojo_ce_invalid_request;
		case 401:
			return php_dojo_ce_authentication;
		case 403:
			return php_dojo_ce_permission;
		case 404:
			return php_dojo_ce_not_found;
		case 409:
			return php_dojo_ce_conflict;
		case 429:
			return php_dojo_ce_rate_limit;
	}
	return status >= 500 ? php_dojo_ce_server : php_dojo_ce_api;
}

/* No default, so that the compiler finds a code without a class. */
static zend_class_entry *class_of(const struct dojo_error *error, const struct dojo_response *response)
{
	switch (error->code) {
		case DOJO_OK:
		case DOJO_ERROR_MEMORY:
		case DOJO_ERROR_INTERRUPTED:
			return php_dojo_ce_transport;
		case DOJO_ERROR_INVALID:
			return php_dojo_ce_validation;
		case DOJO_ERROR_RESOLVE:
		case DOJO_ERROR_CONNECT:
			return php_dojo_ce_connection;
		case DOJO_ERROR_TLS:
			return php_dojo_ce_tls;
		case DOJO_ERROR_TIMEOUT:
			return php_dojo_ce_timeout;
		case DOJO_ERROR_CUT_OFF:
		case DOJO_ERROR_TOO_LARGE:
		case DOJO_ERROR_NOT_JSON:
			return php_dojo_ce_response;
		case DOJO_ERROR_API:
			return class_of_status(response->status);
		case DOJO_ERROR_SIGNATURE_MISSING:
			return php_dojo_ce_missing_signature;
		case DOJO_ERROR_SIGNATURE_MALFORMED:
		case DOJO_ERROR_SIGNATURE_MISMATCH:
			return php_dojo_ce_signature;
	}
	return php_dojo_ce_transport;
}

static void set_text(zend_object *exception, const char *name, struct dojo_text text)
{
	if (text.data) {
		zend_update_property_stringl(exception->ce, exception, name, strlen(name), text.data, text.length);
	}
}

static void fill_api_exception(zend_object *exception, const struct dojo_error *error, const struct dojo_response *response)
{
	zend_class_entry *ce = exception->ce;
	struct dojo_problem problem;

	dojo_response_problem(response, &problem);
	zend_update_property_long(ce, exception, ZEND_STRL("status"), response->status);
	set_text(exception, "type", problem.type);
	set_text(exception, "title", problem.title);
	set_text(exception, "detail", problem.detail);
	if (problem.trace_id.length) {
		set_text(exception, "traceId", problem.trace_id);
	}
	if (problem.errors) {
		zval errors;

		php_dojo_from_json(problem.errors, &errors);
		if (Z_TYPE(errors) == IS_ARRAY) {
			zend_update_property(ce, exception, ZEND_STRL("errors"), &errors);
		}
		zval_ptr_dtor(&errors);
	}
	if (response->body.length) {
		zend_update_property_stringl(ce, exception, ZEND_STRL("body"), response->body.data, response->body.length);
	}
	zend_update_property_bool(ce, exception, ZEND_STRL("outcomeUnknown"), error->outcome_unknown);
	if (ce == php_dojo_ce_rate_limit && response->retry_after >= 0) {
		zend_update_property_double(ce, exception, ZEND_STRL("retryAfter"), response->retry_after);
	}
}

zend_object *php_dojo_make_exception(const struct dojo_error *error, const struct dojo_response *response)
{
	zend_class_entry *ce = class_of(error, response);
	zend_object *exception;
	zval holder, code;

	object_init_ex(&holder, ce);
	exception = Z_OBJ(holder);
	set_text(exception, "message", (struct dojo_text){error->message, strlen(error->message)});
	if (error->code == DOJO_ERROR_API) {
		ZVAL_LONG(&code, response->status);
		zend_update_property_ex(ce, exception, ZSTR_KNOWN(ZEND_STR_CODE), &code);
		fill_api_exception(exception, error, response);
	} else if (error->code == DOJO_ERROR_INVALID) {
		zend_update_property_string(ce, exception, ZEND_STRL("field"), error->field);
	} else if (instanceof_function(ce, php_dojo_ce_transport)) {
		zend_update_property_bool(ce, exception, ZEND_STRL("outcomeUnknown"), error->outcome_unknown);
	}
	return exception;
}

void php_dojo_throw(const struct dojo_error *error, const struct dojo_response *response)
{
	zend_throw_exception_internal(php_dojo_make_exception(error, response));
}

void php_dojo_throw_invalid(const char *field, const char *format, ...)
{
	struct dojo_error error;
	char message[DOJO_MESSAGE_SIZE];
	va_list arguments;

	va_start(arguments, format);
	ap_php_vsnprintf(message, sizeof message, format, arguments);
	va_end(arguments);
	dojo_error_invalid(&error, field, "%s", message);
	php_dojo_throw(&error, NULL);
}
