/* Turns core errors into exceptions, and implements Dojo\DojoException::outcomeUnknown(). */
#include "php_exception.h"

#include "php_class.h"
#include "php_from_json.h"
#include "php_object.h"
#include "php_text.h"

#include "zend_exceptions.h"

static zend_class_entry *class_of_status(long status)
{
#define PHP_DOJO_STATUS_CLASS(name, class, condition)                                                                          \
	if (condition) {                                                                                                           \
		return php_dojo_ce_##name;                                                                                             \
	}
#include "php_classes.def"
	return php_dojo_ce_api;
}

static zend_class_entry *class_of_error(const struct dojo_error *error, const struct dojo_response *response)
{
	if (error->code == DOJO_ERROR_API) {
		return class_of_status(response->status);
	}
	switch (error->code) {
#define DOJO_ERROR_CODE(code, word, kind)                                                                                      \
	case DOJO_ERROR_##code:                                                                                                    \
		return php_dojo_ce_##kind;
#include "dojo_errors.def"
		case DOJO_OK:
			break;
	}
	return php_dojo_ce_transport;
}

/* The classes that declare properties, and those properties in the stub's order, which is the order of the slots. */
#define CLASSES_WITH_PROPERTIES(X)                                                                                             \
	X(api, API_PROPERTIES)                                                                                                     \
	X(rate_limit, RATE_LIMIT_PROPERTIES)                                                                                       \
	X(transport, TRANSPORT_PROPERTIES)                                                                                         \
	X(response, RESPONSE_PROPERTIES)                                                                                           \
	X(signature, SIGNATURE_PROPERTIES)                                                                                         \
	X(validation, VALIDATION_PROPERTIES)
#define API_PROPERTIES(X, class)                                                                                               \
	X(class, status)                                                                                                           \
	X(class, reason)                                                                                                           \
	X(class, type)                                                                                                             \
	X(class, title)                                                                                                            \
	X(class, detail)                                                                                                           \
	X(class, traceId)                                                                                                          \
	X(class, errors)                                                                                                           \
	X(class, body)                                                                                                             \
	X(class, outcomeUnknown)
#define RATE_LIMIT_PROPERTIES(X, class) X(class, retryAfter)
#define TRANSPORT_PROPERTIES(X, class) X(class, outcomeUnknown)
#define RESPONSE_PROPERTIES(X, class) X(class, body)
#define SIGNATURE_PROPERTIES(X, class) X(class, httpStatus)
#define VALIDATION_PROPERTIES(X, class) X(class, field)

/* SLOT_api_status and so on, counted for each class from 0. */
#define EXCEPTION_SLOT(class, name) SLOT_##class##_##name,
#define EXCEPTION_SLOTS(class, properties) enum { properties(EXCEPTION_SLOT, class) };
CLASSES_WITH_PROPERTIES(EXCEPTION_SLOTS)

bool php_dojo_exception_init(void)
{
	bool match = true;

#define PROPERTY_NAME(class, name) #name,
#define MATCH_CLASS(class, properties)                                                                                         \
	{                                                                                                                          \
		static const char *const names[] = {properties(PROPERTY_NAME, class)};                                                 \
		match = match && php_dojo_slots_match(php_dojo_ce_##class, names, sizeof names / sizeof *names);                       \
	}
	CLASSES_WITH_PROPERTIES(MATCH_CLASS)
	return match;
}

static void fill_api_exception(zend_object *exception, const struct dojo_error *error, const struct dojo_response *response)
{
	zval *slots = php_dojo_slots(exception, php_dojo_ce_api), errors;
	struct dojo_problem problem;
	char reason[DOJO_REASON_SIZE];

	dojo_response_problem(response, &problem);
	dojo_response_reason(response, reason, sizeof reason);
	ZVAL_LONG(&slots[SLOT_api_status], response->status);
	ZVAL_STRING(&slots[SLOT_api_reason], reason);
	php_dojo_text_to_zval(problem.type, &slots[SLOT_api_type]);
	php_dojo_text_to_zval(problem.title, &slots[SLOT_api_title]);
	php_dojo_text_to_zval(problem.detail, &slots[SLOT_api_detail]);
	if (problem.trace_id.length) {
		php_dojo_text_to_zval(problem.trace_id, &slots[SLOT_api_traceId]);
	}
	if (problem.errors) {
		php_dojo_from_json(problem.errors, &errors);
		if (Z_TYPE(errors) == IS_ARRAY) {
			ZVAL_COPY_VALUE(&slots[SLOT_api_errors], &errors);
		} else {
			zval_ptr_dtor(&errors);
		}
	}
	ZVAL_STRINGL_FAST(&slots[SLOT_api_body], response->body.data, response->body.length);
	ZVAL_BOOL(&slots[SLOT_api_outcomeUnknown], error->outcome_unknown);
	if (exception->ce == php_dojo_ce_rate_limit && response->retry_after >= 0) {
		ZVAL_DOUBLE(&php_dojo_slots(exception, php_dojo_ce_rate_limit)[SLOT_rate_limit_retryAfter], response->retry_after);
	}
}

/* The slots are set without releasing their defaults, none of which is reference-counted. */
zend_object *php_dojo_make_exception(const struct dojo_error *error, const struct dojo_response *response)
{
	zend_class_entry *ce = class_of_error(error, response);
	zend_object *exception;
	zval holder, code;

	object_init_ex(&holder, ce);
	exception = Z_OBJ(holder);
	zend_update_property_string(zend_ce_exception, exception, ZEND_STRL("message"), error->message);
	if (error->code == DOJO_ERROR_API) {
		ZVAL_LONG(&code, response->status);
		zend_update_property_ex(zend_ce_exception, exception, ZSTR_KNOWN(ZEND_STR_CODE), &code);
		fill_api_exception(exception, error, response);
	} else if (error->code == DOJO_ERROR_INVALID) {
		ZVAL_STRING(&php_dojo_slots(exception, php_dojo_ce_validation)[SLOT_validation_field], error->field);
	} else if (instanceof_function(ce, php_dojo_ce_transport)) {
		ZVAL_BOOL(&php_dojo_slots(exception, php_dojo_ce_transport)[SLOT_transport_outcomeUnknown], error->outcome_unknown);
		if (ce == php_dojo_ce_response && response) {
			ZVAL_STRINGL_FAST(&php_dojo_slots(exception, ce)[SLOT_response_body], response->body.data, response->body.length);
		}
	} else if (error->http_status && instanceof_function(ce, php_dojo_ce_signature)) {
		ZVAL_LONG(&php_dojo_slots(exception, php_dojo_ce_signature)[SLOT_signature_httpStatus], error->http_status);
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

void php_dojo_throw_memory(void)
{
	struct dojo_error error;

	dojo_error_memory(&error);
	php_dojo_throw(&error, NULL);
}

/* -------------------------------------------------------------------------------------------------- outcomeUnknown() -- */

static void return_bool_slot(const zval *slot, zval *return_value)
{
	ZVAL_DEREF(slot); /* unserialize() may have turned it into a reference */
	RETURN_BOOL(Z_TYPE_P(slot) == IS_TRUE);
}

ZEND_METHOD(Dojo_ApiException, outcomeUnknown)
{
	ZEND_PARSE_PARAMETERS_NONE();
	return_bool_slot(&php_dojo_slots(Z_OBJ_P(ZEND_THIS), php_dojo_ce_api)[SLOT_api_outcomeUnknown], return_value);
}

ZEND_METHOD(Dojo_TransportException, outcomeUnknown)
{
	ZEND_PARSE_PARAMETERS_NONE();
	return_bool_slot(&php_dojo_slots(Z_OBJ_P(ZEND_THIS), php_dojo_ce_transport)[SLOT_transport_outcomeUnknown], return_value);
}

ZEND_METHOD(Dojo_SignatureException, outcomeUnknown)
{
	ZEND_PARSE_PARAMETERS_NONE();
	RETURN_FALSE;
}

ZEND_METHOD(Dojo_ValidationException, outcomeUnknown)
{
	ZEND_PARSE_PARAMETERS_NONE();
	RETURN_FALSE;
}
