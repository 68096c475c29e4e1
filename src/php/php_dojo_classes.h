/* What the Zend layer's files share: class entries, conversion, and the one place that throws. */
#ifndef PHP_DOJO_CLASSES_H
#define PHP_DOJO_CLASSES_H

#include "php_dojo.h"
#include "dojo_core.h"

/* X(C name, PHP name): the exceptions, parents first. */
#define PHP_DOJO_API_EXCEPTIONS(X)                                                                                             \
	X(invalid_request, InvalidRequestException)                                                                                \
	X(authentication, AuthenticationException)                                                                                 \
	X(permission, PermissionException)                                                                                         \
	X(not_found, NotFoundException)                                                                                            \
	X(conflict, ConflictException)                                                                                             \
	X(rate_limit, RateLimitException)                                                                                          \
	X(server, ServerException)
#define PHP_DOJO_TRANSPORT_EXCEPTIONS(X)                                                                                       \
	X(connection, ConnectionException)                                                                                         \
	X(tls, TlsException)                                                                                                       \
	X(timeout, TimeoutException)                                                                                               \
	X(response, ResponseException)

#define PHP_DOJO_DECLARE(name, class) extern zend_class_entry *php_dojo_ce_##name;
PHP_DOJO_DECLARE(dojo_exception, DojoException)
PHP_DOJO_DECLARE(api, ApiException)
PHP_DOJO_DECLARE(transport, TransportException)
PHP_DOJO_DECLARE(signature, SignatureException)
PHP_DOJO_DECLARE(missing_signature, MissingSignatureException)
PHP_DOJO_DECLARE(validation, ValidationException)
PHP_DOJO_API_EXCEPTIONS(PHP_DOJO_DECLARE)
PHP_DOJO_TRANSPORT_EXCEPTIONS(PHP_DOJO_DECLARE)
PHP_DOJO_DECLARE(client, Client)
PHP_DOJO_DECLARE(webhook, Webhook)
PHP_DOJO_DECLARE(exchange, Exchange)
PHP_DOJO_DECLARE(page_iterator, PageIterator)
PHP_DOJO_DECLARE(payment_intent_status, PaymentIntentStatus)
#undef PHP_DOJO_DECLARE

/* Whether the class' own properties are these, in this order: what sets them by slot relies on it, and checks it at start-up. */
bool php_dojo_slots_match(const zend_class_entry *ce, const char *const *names, size_t count);

/* The object's slots of the properties that this class of its ancestry declares, in the stub's order. */
static inline zval *php_dojo_slots(zend_object *object, const zend_class_entry *ce)
{
	return OBJ_PROP_NUM(object, ce->parent ? ce->parent->default_properties_count : 0);
}

/* False where the exceptions' slots are not those of the stub. */
bool php_dojo_exception_init(void);

/* Handlers of classes that have any; called once, after the class is registered. False where its slots are not the stub's. */
void php_dojo_client_init(void);
bool php_dojo_webhook_init(void);
bool php_dojo_exchange_init(void);
void php_dojo_iterator_init(void);

/*
 * Memory that belongs to the web request: whatever the core allocates while Zend code may run is in one, for a script can be torn
 * away at any time (a fatal error in userland code, an exhausted memory limit), and then nothing here returns. `end` frees what
 * is in it, not the thing itself. Zeroed; NULL, with an exception, when out of memory.
 */
void *php_dojo_owned_new(size_t size, void (*end)(void *thing));
/* Ends and frees it; NULL does nothing. */
void php_dojo_owned_free(void *thing);
/* Frees what a script that was torn away has left. */
void php_dojo_owned_end_request(void);

/* The exception that the error and, where there is one, the API's answer call for; the caller's to release. */
zend_object *php_dojo_make_exception(const struct dojo_error *error, const struct dojo_response *response);
/* Throws what the error and, where there is one, the API's answer call for. */
void php_dojo_throw(const struct dojo_error *error, const struct dojo_response *response);
/* Throws a ValidationException for the argument or field. */
void php_dojo_throw_invalid(const char *field, const char *format, ...) ZEND_ATTRIBUTE_FORMAT(printf, 2, 3);

/* What one request may hold. The API's own requests are far below; an array whose levels are shared is not. */
#define PHP_DOJO_MOST_BYTES (1 << 20) /* as JSON */
#define PHP_DOJO_MOST_VALUES 50000

/*
 * Turns an array into JSON, with what is in it: arrays, scalars, null, backed enums, DateTimeInterface, DateInterval and
 * stdClass. An empty one is an object. On failure throws a ValidationException that names the place and returns false; *out is
 * then NULL.
 * *out is in memory that the web request owns, for Zend code runs meanwhile; the caller releases it with dojo_json_free().
 */
bool php_dojo_to_json(HashTable *array, struct json_object **out);
/* The same for the elements of a list of strings (or string-backed enums), borrowed from them. `name` is the argument's.
   The caller efree()s *out, which is NULL for an empty list. */
bool php_dojo_to_texts(HashTable *list, const char *name, struct dojo_text **out, size_t *count);
/* Turns JSON into PHP arrays and scalars, loss-free. */
void php_dojo_from_json(struct json_object *json, zval *out);
void php_dojo_text_to_zval(struct dojo_text text, zval *out);
/* Makes a DateTimeImmutable of a date as the API writes it, 2022-02-01T13:07:41.8667859Z: with up to nine digits of a second's
   fraction (microseconds are kept) and Z, an offset or nothing behind it, which is UTC. Null for anything else. */
void php_dojo_date(struct dojo_text text, zval *out);

static inline struct dojo_text php_dojo_text(const zend_string *string)
{
	struct dojo_text text = {NULL, 0};

	if (string) {
		text.data = ZSTR_VAL(string);
		text.length = ZSTR_LEN(string);
	}
	return text;
}

/*
 * The end of a sealed class's object: one that this extension alone makes, and that nothing alters once its slots are set.
 */
struct php_dojo_sealed {
	HashTable *shown; /* the properties, copied for whoever wants a table of them; NULL until somebody does */
	zend_object std;
};

/* Sets the class up, one that php_object.c has in its table. `offset` is that of the zend_object in the struct that ends in a
   php_dojo_sealed. A class that has more in its struct replaces free_obj, and get_gc too if that can be part of a cycle. */
void php_dojo_seal(zend_class_entry *ce, zend_object_handlers *handlers, size_t offset);
/* A new object, the struct before it zeroed and its slots undefined: set them all. */
zend_object *php_dojo_sealed_new(zend_class_entry *ce, const zend_object_handlers *handlers);
/* What an object's free_obj does first: after it, nobody finds the object by a WeakReference. */
void php_dojo_sealed_free(zend_object *object);

/* The compare handler of objects without properties: two of them are never equal, where the engine would find nothing that differs. */
int php_dojo_compare(zval *one, zval *other);

/* Makes the Exchange object of an attempt. */
void php_dojo_exchange_create(const struct dojo_exchange *exchange, zval *out);

/* Makes a PageIterator over the client's search method (lower case); throws where the request can't be iterated. */
void php_dojo_iterator_make(zend_object *client, const char *method, bool cursor_is_nested, HashTable *request, zval *out);

/* This thread's pool; NULL with *error set when out of memory. */
struct dojo_pool *php_dojo_pool(struct dojo_error *error);
/* This thread's MAC. */
enum dojo_code php_dojo_mac(struct dojo_mac **out, struct dojo_error *error);

#endif
