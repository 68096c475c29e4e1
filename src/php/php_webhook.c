/* Dojo\Webhook: an object exists only if a signature was valid. */
#include "php_webhook.h"

#include "php_class.h"
#include "php_date_text.h"
#include "php_delivery.h"
#include "php_exception.h"
#include "php_from_json.h"
#include "php_object.h"
#include "php_owned.h"
#include "php_text.h"
#include "php_thread.h"

#include "zend_attributes.h"
#include "zend_enum.h"

/* In the stub's order, which is the order of the slots. */
#define WEBHOOK_PROPERTIES(X)                                                                                                  \
	X(id)                                                                                                                      \
	X(event)                                                                                                                   \
	X(accountId)                                                                                                               \
	X(payload)                                                                                                                 \
	X(createdAt)                                                                                                               \
	X(data)                                                                                                                    \
	X(secretIndex)

#define WEBHOOK_SLOT(name) SLOT_##name,
enum { WEBHOOK_PROPERTIES(WEBHOOK_SLOT) WEBHOOK_SLOT_COUNT };

/* The methods' results are kept apart from the properties, so that they remain as verified even if code alters the
   properties. */
struct webhook_object {
	zend_string *payment_intent_id; /* owned; NULL if the event has none */
	zend_string *payment_status;    /* owned; NULL if the event has none */
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
/* Adds #[\NoDiscard], which PHP 8.2's arginfo generator omits. verify() doesn't have it: it throws, so its result may be
   ignored. */
static void warn_if_discarded(const char *method)
{
	zend_function *function = zend_hash_str_find_ptr(&php_dojo_ce_webhook->function_table, method, strlen(method));
	zend_string *name = zend_string_init_interned(ZEND_STRL("NoDiscard"), true);
	zend_attribute *attribute = zend_add_function_attribute(function, name, 1);

	ZVAL_STR(&attribute->args[0].value,
	         zend_string_init_interned(ZEND_STRL("as only the result says whether the signature is valid"), true));
	zend_string_release(name);
	function->common.fn_flags |= ZEND_ACC_NODISCARD;
}
#endif

bool php_dojo_webhook_init(void)
{
#define WEBHOOK_PROPERTY_NAME(name) #name,
	static const char *const names[] = {WEBHOOK_PROPERTIES(WEBHOOK_PROPERTY_NAME)};
#undef WEBHOOK_PROPERTY_NAME

	php_dojo_seal(php_dojo_ce_webhook, &webhook_handlers, offsetof(struct webhook_object, sealed.std));
	webhook_handlers.free_obj = webhook_free;
#if PHP_VERSION_ID >= 80500
	warn_if_discarded("isvalid");
#endif
	return php_dojo_slots_match(php_dojo_ce_webhook, names, WEBHOOK_SLOT_COUNT);
}

/* ---------------------------------------------------------------------------------------------------------- verifying -- */

/* While a secret is being rotated, a list holds the old and the new one. That many need no allocation. */
#define FEW_SECRETS 4

struct webhook_secrets {
	struct dojo_text few[FEW_SECRETS];
	struct dojo_text *texts; /* `few`, or allocated; the strings are borrowed */
	size_t count;
};

/* Returns false if the list holds more than a few secrets, or anything but strings. */
static bool take_few_secrets(HashTable *list, struct webhook_secrets *secrets)
{
	zval *element;

	secrets->count = 0;
	if (zend_hash_num_elements(list) > FEW_SECRETS) {
		return false;
	}
	ZEND_HASH_FOREACH_VAL (list, element) {
		ZVAL_DEREF(element);
		if (Z_TYPE_P(element) != IS_STRING) {
			return false;
		}
		secrets->few[secrets->count++] = php_dojo_text(Z_STR_P(element));
	}
	ZEND_HASH_FOREACH_END();
	return true;
}

/* Takes one secret or a list of them. Returns false with an exception. */
static bool take_secrets(zend_string *single, HashTable *list, struct webhook_secrets *secrets)
{
	secrets->texts = secrets->few;
	if (single) {
		secrets->few[0] = php_dojo_text(single);
		secrets->count = 1;
		return true;
	}
	return take_few_secrets(list, secrets) || php_dojo_texts(list, "secrets", &secrets->texts, &secrets->count);
}

static void free_secrets(struct webhook_secrets *secrets)
{
	if (secrets->texts && secrets->texts != secrets->few) {
		efree(secrets->texts);
	}
}

/* Checks the payload's signature. *matched is the index of the secret that made it. `error` may be NULL, which saves the
   diagnosis. */
static enum dojo_code check_signature(zend_string *payload, zend_string *signature, const struct webhook_secrets *secrets,
                                      size_t *matched, struct dojo_error *error)
{
	struct dojo_mac *mac;
	enum dojo_code code = php_dojo_thread_mac(&mac, error);

	*matched = 0;
	code = code ? code : php_dojo_delivery_check_size(ZSTR_LEN(payload), error);
	return code ? code
	            : dojo_webhook_verify(mac, php_dojo_text(payload), php_dojo_text(signature), secrets->texts, secrets->count,
	                                  matched, error);
}

static zend_string *string_or_null(struct dojo_text text)
{
	return text.data ? zend_string_init(text.data, text.length, false) : NULL;
}

static void free_event_members(void *event)
{
	dojo_event_free(event);
}

/* Parses a payload whose signature is valid, and creates the object, or throws. */
static void create_webhook(zend_string *payload, size_t matched, zval *return_value)
{
	struct dojo_event *event = php_dojo_owned_new(sizeof *event, free_event_members);
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
	webhook->payment_intent_id = string_or_null(dojo_json_text(event->data, "paymentIntentId"));
	webhook->payment_status = string_or_null(dojo_json_text(event->data, "paymentStatus"));
	php_dojo_owned_free(event);
}

static void verify_payload(zend_string *payload, zend_string *signature, zend_string *single, HashTable *list,
                           zval *return_value)
{
	struct webhook_secrets secrets;
	struct dojo_error error;
	size_t matched;
	enum dojo_code code;

	if (!take_secrets(single, list, &secrets)) {
		return;
	}
	code = check_signature(payload, signature, &secrets, &matched, &error);
	free_secrets(&secrets);
	if (code == DOJO_OK) {
		create_webhook(payload, matched, return_value);
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

	verify_payload(payload, signature, single, list, return_value);
}

ZEND_METHOD(Dojo_Webhook, fromGlobals)
{
	zend_string *single;
	HashTable *list;
	struct php_dojo_delivery delivery;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_ARRAY_HT_OR_STR(list, single)
	ZEND_PARSE_PARAMETERS_END();

	if (php_dojo_delivery_read(&delivery)) {
		verify_payload(delivery.body, delivery.signature, single, list, return_value);
	}
	php_dojo_delivery_free(&delivery);
}

ZEND_METHOD(Dojo_Webhook, isValid)
{
	zend_string *payload, *signature, *single;
	HashTable *list;
	struct webhook_secrets secrets;
	struct dojo_error error;
	size_t matched;
	enum dojo_code code;

	ZEND_PARSE_PARAMETERS_START(3, 3)
		Z_PARAM_STR(payload)
		Z_PARAM_STR_OR_NULL(signature)
		Z_PARAM_ARRAY_HT_OR_STR(list, single)
	ZEND_PARSE_PARAMETERS_END();

	if (!take_secrets(single, list, &secrets)) {
		RETURN_THROWS();
	}
	code = check_signature(payload, signature, &secrets, &matched, NULL);
	/* An error that says nothing about the signature, such as an empty secret, must not look like an invalid one: that would
	   hide that nothing is ever verified. */
	if ((code == DOJO_ERROR_INVALID || code == DOJO_ERROR_MEMORY || code == DOJO_ERROR_LIBRARY) &&
	    (code = check_signature(payload, signature, &secrets, &matched, &error)) != DOJO_OK) {
		php_dojo_throw(&error, NULL);
	}
	free_secrets(&secrets);
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
