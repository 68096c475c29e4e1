/* Dojo\Webhook: an instance exists only where a signature was right. */
#include "php_webhook.h"

#include "php_class.h"
#include "php_date_text.h"
#include "php_exception.h"
#include "php_from_json.h"
#include "php_object.h"
#include "php_owned.h"
#include "php_text.h"
#include "php_thread.h"

#include "SAPI.h"
#include "php_variables.h"
#include "zend_attributes.h"
#include "zend_enum.h"
#include "zend_exceptions.h"
#include <json-c/json.h>

/* In the stub's order, which is that of the slots. */
#define PROPERTIES(X)                                                                                                          \
	X(id)                                                                                                                      \
	X(event)                                                                                                                   \
	X(accountId)                                                                                                               \
	X(payload)                                                                                                                 \
	X(createdAt)                                                                                                               \
	X(data)                                                                                                                    \
	X(secretIndex)

#define SLOT(name) SLOT_##name,
enum { PROPERTIES(SLOT) SLOT_COUNT };

/* What the methods answer is kept apart from the properties, so that it is what was verified whatever becomes of those. */
struct webhook_object {
	zend_string *payment_intent_id; /* NULL where the event has none */
	zend_string *payment_status;    /* likewise */
	struct php_dojo_sealed sealed;
};

static zend_object_handlers webhook_handlers;

static struct webhook_object *webhook_of(zend_object *object)
{
	return (struct webhook_object *) ((char *) object - offsetof(struct webhook_object, sealed.std));
}

static void webhook_free(zend_object *object)
{
	struct webhook_object *webhook = webhook_of(object);

	php_dojo_sealed_free(object);
	if (webhook->payment_intent_id) {
		zend_string_release(webhook->payment_intent_id);
	}
	if (webhook->payment_status) {
		zend_string_release(webhook->payment_status);
	}
}

#if PHP_VERSION_ID >= 80500
/* The stub's #[\NoDiscard], which the generator of PHP 8.2 leaves out. Not on verify(): that throws, so a bare call is a guard. */
static void warn_where_discarded(const char *method)
{
	zend_function *function = zend_hash_str_find_ptr(&php_dojo_ce_webhook->function_table, method, strlen(method));
	zend_string *name = zend_string_init_interned(ZEND_STRL("NoDiscard"), true);
	zend_attribute *attribute = zend_add_function_attribute(function, name, 1);

	ZVAL_STR(&attribute->args[0].value,
	         zend_string_init_interned(ZEND_STRL("as nothing else says whether the signature is right"), true));
	zend_string_release(name);
	function->common.fn_flags |= ZEND_ACC_NODISCARD;
}
#endif

bool php_dojo_webhook_init(void)
{
#define NAME(name) #name,
	static const char *const names[] = {PROPERTIES(NAME)};
#undef NAME

	php_dojo_seal(php_dojo_ce_webhook, &webhook_handlers, offsetof(struct webhook_object, sealed.std));
	webhook_handlers.free_obj = webhook_free;
#if PHP_VERSION_ID >= 80500
	warn_where_discarded("isvalid");
#endif
	return php_dojo_slots_match(php_dojo_ce_webhook, names, SLOT_COUNT);
}

/* While a secret is changed, a list holds the old and the new one: so many need no allocation. */
#define FEW_SECRETS 4

/* False where the list holds more, or anything but strings. */
static bool take_few(HashTable *list, struct dojo_text few[FEW_SECRETS], size_t *count)
{
	zval *element;

	*count = 0;
	if (zend_hash_num_elements(list) > FEW_SECRETS) {
		return false;
	}
	ZEND_HASH_FOREACH_VAL (list, element) {
		ZVAL_DEREF(element);
		if (Z_TYPE_P(element) != IS_STRING) {
			return false;
		}
		few[(*count)++] = php_dojo_text(Z_STR_P(element));
	}
	ZEND_HASH_FOREACH_END();
	return true;
}

/* One secret or a list of them; `few` holds them where they are. *many is efree()d by the caller where it is not `few`. */
static bool take_secrets(zend_string *single, HashTable *list, struct dojo_text few[FEW_SECRETS], struct dojo_text **many,
                         size_t *count)
{
	*many = few;
	if (single) {
		few[0] = php_dojo_text(single);
		*count = 1;
		return true;
	}
	return take_few(list, few, count) || php_dojo_texts(list, "secrets", many, count);
}

static enum dojo_code refuse_size(size_t size, struct dojo_error *error)
{
	dojo_error_set(error, DOJO_ERROR_SIGNATURE_MALFORMED,
	               "the body is larger than dojo.max_webhook_bytes (%zu > " ZEND_LONG_FMT "): no event is", size,
	               DOJO_G(max_webhook_bytes));
	if (error) {
		error->http_status = 413;
	}
	return DOJO_ERROR_SIGNATURE_MALFORMED;
}

/* Whether the payload carries a right signature. With `error` NULL nothing is said about why not. */
static enum dojo_code check(zend_string *payload, zend_string *signature, const struct dojo_text *secrets, size_t count,
                            size_t *matched, struct dojo_error *error)
{
	struct dojo_mac *mac;
	enum dojo_code code = php_dojo_thread_mac(&mac, error);

	*matched = 0;
	if (code != DOJO_OK) {
		return code;
	}
	if (ZSTR_LEN(payload) > (size_t) DOJO_G(max_webhook_bytes)) {
		return refuse_size(ZSTR_LEN(payload), error);
	}
	return dojo_webhook_verify(mac, php_dojo_text(payload), php_dojo_text(signature), secrets, count, matched, error);
}

static zend_string *text_or_null(struct dojo_text text)
{
	return text.data ? zend_string_init(text.data, text.length, false) : NULL;
}

static void end_event(void *event)
{
	dojo_event_free(event);
}

static void make_event(zend_string *payload, size_t matched, zval *return_value)
{
	struct dojo_event *event = php_dojo_owned_new(sizeof *event, end_event);
	struct webhook_object *webhook;
	struct dojo_error error;
	zval *slots;

	if (!event) {
		return;
	}
	if (dojo_event_parse(php_dojo_text(payload), event, &error) != DOJO_OK) {
		php_dojo_owned_free(event);
		php_dojo_throw(&error, NULL);
		return;
	}
	ZVAL_OBJ(return_value, php_dojo_sealed_new(php_dojo_ce_webhook, &webhook_handlers));
	webhook = webhook_of(Z_OBJ_P(return_value));
	slots = php_dojo_slots(Z_OBJ_P(return_value), php_dojo_ce_webhook);
	ZVAL_STRINGL_FAST(&slots[SLOT_id], event->id.data, event->id.length);
	ZVAL_STRINGL_FAST(&slots[SLOT_event], event->event.data, event->event.length);
	ZVAL_STRINGL_FAST(&slots[SLOT_accountId], event->account_id.data, event->account_id.length);
	ZVAL_STR_COPY(&slots[SLOT_payload], payload);
	php_dojo_date_from_text(event->created_at, &slots[SLOT_createdAt]);
	php_dojo_from_json(event->data, &slots[SLOT_data]);
	ZVAL_LONG(&slots[SLOT_secretIndex], (zend_long) matched);
	webhook->payment_intent_id = text_or_null(dojo_json_text(event->data, "paymentIntentId"));
	webhook->payment_status = text_or_null(dojo_json_text(event->data, "paymentStatus"));
	php_dojo_owned_free(event);
}

static void verify(zend_string *payload, zend_string *signature, zend_string *single, HashTable *list, zval *return_value)
{
	struct dojo_text few[FEW_SECRETS], *secrets;
	struct dojo_error error;
	size_t count, matched;
	enum dojo_code code;

	if (!take_secrets(single, list, few, &secrets, &count)) {
		return;
	}
	code = check(payload, signature, secrets, count, &matched, &error);
	if (secrets && secrets != few) {
		efree(secrets);
	}
	if (code == DOJO_OK) {
		make_event(payload, matched, return_value);
	} else {
		php_dojo_throw(&error, NULL);
	}
}

ZEND_METHOD(Dojo_Webhook, verify)
{
	zend_string *payload, *signature, *single;
	HashTable *list;

	ZEND_PARSE_PARAMETERS_START(3, 3)
		Z_PARAM_STR(payload)
		Z_PARAM_STR_OR_NULL(signature)
		Z_PARAM_ARRAY_HT_OR_STR(list, single)
	ZEND_PARSE_PARAMETERS_END();

	verify(payload, signature, single, list, return_value);
}

ZEND_METHOD(Dojo_Webhook, isValid)
{
	zend_string *payload, *signature, *single;
	HashTable *list;
	struct dojo_text few[FEW_SECRETS], *secrets;
	struct dojo_error error;
	size_t count, matched;
	enum dojo_code code;

	ZEND_PARSE_PARAMETERS_START(3, 3)
		Z_PARAM_STR(payload)
		Z_PARAM_STR_OR_NULL(signature)
		Z_PARAM_ARRAY_HT_OR_STR(list, single)
	ZEND_PARSE_PARAMETERS_END();

	if (!take_secrets(single, list, few, &secrets, &count)) {
		RETURN_THROWS();
	}
	code = check(payload, signature, secrets, count, &matched, NULL);
	/* What says nothing of the signature, such as an empty secret, is no "no": it would hide that nothing is ever verified. */
	if ((code == DOJO_ERROR_INVALID || code == DOJO_ERROR_MEMORY || code == DOJO_ERROR_LIBRARY) &&
	    (code = check(payload, signature, secrets, count, &matched, &error)) != DOJO_OK) {
		php_dojo_throw(&error, NULL);
	}
	if (secrets && secrets != few) {
		efree(secrets);
	}
	RETURN_BOOL(code == DOJO_OK);
}

ZEND_METHOD(Dojo_Webhook, sign)
{
	zend_string *payload, *secret;
	char signature[DOJO_SIGNATURE_LENGTH + 1];
	struct dojo_error error;
	struct dojo_mac *mac;

	ZEND_PARSE_PARAMETERS_START(2, 2)
		Z_PARAM_STR(payload)
		Z_PARAM_STR(secret)
	ZEND_PARSE_PARAMETERS_END();

	if (php_dojo_thread_mac(&mac, &error) != DOJO_OK ||
	    dojo_webhook_sign(mac, php_dojo_text(payload), php_dojo_text(secret), signature, &error) != DOJO_OK) {
		php_dojo_throw(&error, NULL);
		RETURN_THROWS();
	}
	RETURN_STRINGL(signature, DOJO_SIGNATURE_LENGTH);
}

/* ----------------------------------------------------------------------------------------------------- current request -- */

/* What is asked of the request: from $_SERVER, or from the web server where `variables_order` leaves that empty. */
struct variables {
	zval given; /* $_SERVER, or undefined. Kept, for a stream wrapper of the script's that gives the body may change it */
	zval asked; /* the same from the web server; undefined until something is missing in the other */
};

static void find_variables(struct variables *variables)
{
	zval *server;

	zend_is_auto_global(ZSTR_KNOWN(ZEND_STR_AUTOGLOBAL_SERVER));
	server = zend_hash_find_deref(&EG(symbol_table), ZSTR_KNOWN(ZEND_STR_AUTOGLOBAL_SERVER));
	ZVAL_UNDEF(&variables->given);
	ZVAL_UNDEF(&variables->asked);
	if (server && Z_TYPE_P(server) == IS_ARRAY) {
		ZVAL_COPY(&variables->given, server);
	}
}

static zend_string *text_of(const zval *table, const char *name)
{
	zval *value = Z_TYPE_P(table) == IS_ARRAY ? zend_hash_str_find_deref(Z_ARRVAL_P(table), name, strlen(name)) : NULL;

	return value && Z_TYPE_P(value) == IS_STRING && Z_STRLEN_P(value) ? Z_STR_P(value) : NULL;
}

/* As PHP itself makes $_SERVER, in the place of $_SERVER's own table: the filter extension writes there whatever it is given. */
static void ask_web_server(zval *out)
{
	zval *table = &PG(http_globals)[TRACK_VARS_SERVER], kept;

	ZVAL_COPY_VALUE(&kept, table);
	array_init(table);
	if (sapi_module.register_server_variables) {
		sapi_module.register_server_variables(table);
	}
	ZVAL_COPY_VALUE(out, table);
	ZVAL_COPY_VALUE(table, &kept);
}

/* Borrowed; NULL where it is absent or empty. */
static zend_string *variable(struct variables *variables, const char *name)
{
	zend_string *value = text_of(&variables->given, name);

	if (value) {
		return value;
	}
	if (Z_ISUNDEF(variables->asked)) {
		ask_web_server(&variables->asked);
	}
	return text_of(&variables->asked, name);
}

static zend_string *signature_header(struct variables *variables)
{
	/* A rewrite in the web server prefixes variables, once for each time. */
	static const char *const names[] = {"HTTP_DOJO_SIGNATURE", "REDIRECT_HTTP_DOJO_SIGNATURE",
	                                    "REDIRECT_REDIRECT_HTTP_DOJO_SIGNATURE", NULL};

	for (size_t i = 0; names[i]; i++) {
		zend_string *value = variable(variables, names[i]);

		if (value) {
			return value;
		}
	}
	return NULL;
}

/* The raw body, also where php://input was read before. NULL with an exception where there is none to verify. */
static zend_string *request_body(zend_string *method)
{
	size_t limit = (size_t) DOJO_G(max_webhook_bytes);
	const char *type = SG(request_info).content_type;
	struct dojo_error error;
	zend_string *body = NULL;
	php_stream *stream;

	if (method && !zend_string_equals_literal(method, "POST")) {
		dojo_error_set(&error, DOJO_ERROR_SIGNATURE_MISSING, "this is a %.16s request: webhooks are delivered by POST only",
		               ZSTR_VAL(method));
		error.http_status = 405;
	} else if (SG(request_info).content_length > (zend_long) limit) {
		refuse_size((size_t) SG(request_info).content_length, &error);
	} else {
		stream = php_stream_open_wrapper("php://input", "rb", REPORT_ERRORS, NULL);
		body = stream ? php_stream_copy_to_mem(stream, limit + 1, 0) : NULL;
		if (stream) {
			php_stream_close(stream);
		}
		if (body && ZSTR_LEN(body)) {
			return body;
		}
		dojo_error_set(
			&error, DOJO_ERROR_SIGNATURE_MISMATCH, "%s",
			type && strncasecmp(type, "multipart/form-data", 19) == 0
				? "the body is multipart/form-data, which PHP keeps to itself: webhooks are delivered as JSON"
				: "the body is empty: this request does not come from Dojo, or something dropped its body on the way");
	}
	if (body) {
		zend_string_release(body);
	}
	php_dojo_throw(&error, NULL);
	return NULL;
}

ZEND_METHOD(Dojo_Webhook, fromGlobals)
{
	zend_string *single, *body;
	HashTable *list;
	struct variables variables;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_ARRAY_HT_OR_STR(list, single)
	ZEND_PARSE_PARAMETERS_END();

	find_variables(&variables);
	body = request_body(variable(&variables, "REQUEST_METHOD"));
	if (body) {
		verify(body, signature_header(&variables), single, list, return_value);
		zend_string_release(body);
	}
	zval_ptr_dtor(&variables.given);
	zval_ptr_dtor(&variables.asked);
}

/* ------------------------------------------------------------------------------------------------------------- reading -- */

ZEND_METHOD(Dojo_Webhook, paymentIntentId)
{
	const struct webhook_object *webhook = webhook_of(Z_OBJ_P(ZEND_THIS));

	ZEND_PARSE_PARAMETERS_NONE();
	if (webhook->payment_intent_id) {
		RETURN_STR_COPY(webhook->payment_intent_id);
	}
}

ZEND_METHOD(Dojo_Webhook, paymentStatus)
{
	const struct webhook_object *webhook = webhook_of(Z_OBJ_P(ZEND_THIS));
	zend_object *value = NULL;

	ZEND_PARSE_PARAMETERS_NONE();
	if (webhook->payment_status &&
	    zend_enum_get_case_by_value(&value, php_dojo_ce_payment_intent_status, 0, webhook->payment_status, true) == SUCCESS &&
	    value) {
		RETURN_OBJ_COPY(value);
	}
}
