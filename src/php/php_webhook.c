/* Dojo\Webhook: an instance exists only where a signature was right. */
#include "php_dojo_classes.h"

#include "SAPI.h"
#include "ext/date/php_date.h"
#include "php_variables.h"
#include "zend_enum.h"
#include "zend_exceptions.h"
#include <json-c/json.h>

static zend_object_handlers webhook_handlers;

/* Its presence keeps Reflection from making one without the constructor, which is private. */
static zend_object *webhook_create(zend_class_entry *ce)
{
	zend_object *object = zend_objects_new(ce);

	object_properties_init(object, ce);
	object->handlers = &webhook_handlers;
	return object;
}

void php_dojo_webhook_init(void)
{
	php_dojo_ce_webhook->create_object = webhook_create;
	memcpy(&webhook_handlers, &std_object_handlers, sizeof webhook_handlers);
	webhook_handlers.clone_obj = NULL;
}

/* Private and empty: verify() and fromGlobals() make the instances. */
ZEND_METHOD(Dojo_Webhook, __construct)
{
	ZEND_PARSE_PARAMETERS_NONE();
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
	return take_few(list, few, count) || php_dojo_to_texts(list, "secrets", many, count);
}

/* Whether the payload carries a right signature. With `error` NULL nothing is said about why not. */
static enum dojo_code check(zend_string *payload, zend_string *signature, const struct dojo_text *secrets, size_t count,
                            size_t *matched, struct dojo_error *error)
{
	struct dojo_mac *mac;
	enum dojo_code code = php_dojo_mac(&mac, error);

	*matched = 0;
	if (code != DOJO_OK) {
		return code;
	}
	if (ZSTR_LEN(payload) > (size_t) DOJO_G(max_webhook_bytes)) {
		return dojo_error_set(error, DOJO_ERROR_SIGNATURE_MALFORMED,
		                      "the body is larger than dojo.max_webhook_bytes (%zu > " ZEND_LONG_FMT "): no event is",
		                      ZSTR_LEN(payload), DOJO_G(max_webhook_bytes));
	}
	return dojo_webhook_verify(mac, php_dojo_text(payload), php_dojo_text(signature), secrets, count, matched, error);
}

static void set_date(zend_object *object, struct dojo_text text)
{
	const char *time = text.length ? memchr(text.data, 'T', text.length) : NULL;
	char zoned[72];
	int length;
	zval date;

	ZVAL_NULL(&date);
	if (text.length && text.length < 64) {
		/* A time without a zone is UTC; PHP would take it for one of the machine's. */
		length =
			snprintf(zoned, sizeof zoned, "%.*s%s", (int) text.length, text.data, time && !strpbrk(time, "Zz+-") ? "Z" : "");
		php_date_instantiate(php_date_get_immutable_ce(), &date);
		/* Without a format and without exceptions: a date that can't be read is null, the event is valid all the same. */
		if (!php_date_initialize(Z_PHPDATE_P(&date), zoned, (size_t) length, NULL, NULL, 0)) {
			zval_ptr_dtor(&date);
			ZVAL_NULL(&date);
		}
	}
	zend_update_property(php_dojo_ce_webhook, object, ZEND_STRL("createdAt"), &date);
	zval_ptr_dtor(&date);
}

static void set_text(zend_object *object, const char *name, struct dojo_text text)
{
	zend_update_property_stringl(php_dojo_ce_webhook, object, name, strlen(name), text.data ? text.data : "", text.length);
}

static void make_event(zend_string *payload, size_t matched, zval *return_value)
{
	struct dojo_event event;
	struct dojo_error error;
	zend_object *object;
	zval data;

	if (dojo_event_parse(php_dojo_text(payload), &event, &error) != DOJO_OK) {
		php_dojo_throw(&error, NULL);
		return;
	}
	object_init_ex(return_value, php_dojo_ce_webhook);
	object = Z_OBJ_P(return_value);
	set_text(object, "id", event.id);
	set_text(object, "event", event.event);
	set_text(object, "accountId", event.account_id);
	set_text(object, "payload", php_dojo_text(payload));
	set_date(object, event.created_at);
	php_dojo_from_json(event.data, &data);
	zend_update_property(php_dojo_ce_webhook, object, ZEND_STRL("data"), &data);
	zval_ptr_dtor(&data);
	zend_update_property_long(php_dojo_ce_webhook, object, ZEND_STRL("secretIndex"), (zend_long) matched);
	dojo_event_free(&event);
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

	if (php_dojo_mac(&mac, &error) != DOJO_OK ||
	    dojo_webhook_sign(mac, php_dojo_text(payload), php_dojo_text(secret), signature, &error) != DOJO_OK) {
		php_dojo_throw(&error, NULL);
		RETURN_THROWS();
	}
	RETURN_STRINGL(signature, DOJO_SIGNATURE_LENGTH);
}

/* ----------------------------------------------------------------------------------------------------- current request -- */

/* A variable of the request; borrowed, NULL where it is absent. */
static zend_string *server_variable(const char *name)
{
	zval *server = &PG(http_globals)[TRACK_VARS_SERVER], *value;

	zend_is_auto_global(ZSTR_KNOWN(ZEND_STR_AUTOGLOBAL_SERVER));
	if (Z_TYPE_P(server) != IS_ARRAY) {
		return NULL;
	}
	value = zend_hash_str_find(Z_ARRVAL_P(server), name, strlen(name));
	return value && Z_TYPE_P(value) == IS_STRING ? Z_STR_P(value) : NULL;
}

static zend_string *signature_header(void)
{
	/* A rewrite in the web server prefixes variables, once for each time. */
	static const char *const names[] = {"HTTP_DOJO_SIGNATURE", "REDIRECT_HTTP_DOJO_SIGNATURE",
	                                    "REDIRECT_REDIRECT_HTTP_DOJO_SIGNATURE", NULL};

	for (size_t i = 0; names[i]; i++) {
		zend_string *value = server_variable(names[i]);

		if (value && ZSTR_LEN(value)) {
			return value;
		}
	}
	return NULL;
}

/* The raw body, also where php://input was read before. NULL with an exception where there is none to verify. */
static zend_string *request_body(void)
{
	zend_string *method = server_variable("REQUEST_METHOD");
	size_t limit = (size_t) DOJO_G(max_webhook_bytes);
	struct dojo_error error;
	php_stream *stream;
	zend_string *body;

	if (method && !zend_string_equals_literal(method, "POST")) {
		dojo_error_set(&error, DOJO_ERROR_SIGNATURE_MISSING, "this is a %.16s request: webhooks are delivered by POST only",
		               ZSTR_VAL(method));
		php_dojo_throw(&error, NULL);
		return NULL;
	}
	if (SG(request_info).content_length > (zend_long) limit) {
		dojo_error_set(&error, DOJO_ERROR_SIGNATURE_MALFORMED,
		               "the body is larger than dojo.max_webhook_bytes (" ZEND_LONG_FMT " > %zu): no event is",
		               (zend_long) SG(request_info).content_length, limit);
		php_dojo_throw(&error, NULL);
		return NULL;
	}
	stream = php_stream_open_wrapper("php://input", "rb", REPORT_ERRORS, NULL);
	body = stream ? php_stream_copy_to_mem(stream, limit + 1, 0) : NULL;
	if (stream) {
		php_stream_close(stream);
	}
	if (!body || ZSTR_LEN(body) == 0) {
		const char *type = SG(request_info).content_type;

		if (body) {
			zend_string_release(body);
		}
		dojo_error_set(
			&error, DOJO_ERROR_SIGNATURE_MISMATCH, "%s",
			type && strncasecmp(type, "multipart/form-data", 19) == 0
				? "the body is multipart/form-data, which PHP keeps to itself: webhooks are delivered as JSON"
				: "the body is empty: this request does not come from Dojo, or something dropped its body on the way");
		php_dojo_throw(&error, NULL);
		return NULL;
	}
	return body;
}

ZEND_METHOD(Dojo_Webhook, fromGlobals)
{
	zend_string *single, *body;
	HashTable *list;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_ARRAY_HT_OR_STR(list, single)
	ZEND_PARSE_PARAMETERS_END();

	body = request_body();
	if (!body) {
		RETURN_THROWS();
	}
	verify(body, signature_header(), single, list, return_value);
	zend_string_release(body);
}

/* ------------------------------------------------------------------------------------------------------------- reading -- */

/* A text of the event's data, whatever the case of its key; borrowed, NULL where there is none. */
static zend_string *data_text(zend_object *object, const char *name)
{
	zval holder, *data = zend_read_property(php_dojo_ce_webhook, object, ZEND_STRL("data"), true, &holder);
	zend_string *key;
	zval *value;

	if (Z_TYPE_P(data) != IS_ARRAY) {
		return NULL;
	}
	ZEND_HASH_FOREACH_STR_KEY_VAL (Z_ARRVAL_P(data), key, value) {
		if (key && Z_TYPE_P(value) == IS_STRING && dojo_same_word(ZSTR_VAL(key), ZSTR_LEN(key), name)) {
			return Z_STR_P(value);
		}
	}
	ZEND_HASH_FOREACH_END();
	return NULL;
}

ZEND_METHOD(Dojo_Webhook, paymentIntentId)
{
	zend_string *id;

	ZEND_PARSE_PARAMETERS_NONE();
	id = data_text(Z_OBJ_P(ZEND_THIS), "paymentIntentId");
	if (id) {
		RETURN_STR_COPY(id);
	}
}

ZEND_METHOD(Dojo_Webhook, paymentStatus)
{
	zend_string *status;
	zend_object *value = NULL;

	ZEND_PARSE_PARAMETERS_NONE();
	status = data_text(Z_OBJ_P(ZEND_THIS), "paymentStatus");
	if (status && zend_enum_get_case_by_value(&value, php_dojo_ce_payment_intent_status, 0, status, true) == SUCCESS && value) {
		RETURN_OBJ_COPY(value);
	}
}
