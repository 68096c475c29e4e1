/* Dojo\Exchange: what one attempt did. */
#include "php_dojo_classes.h"

#include "zend_exceptions.h"

static zend_object_handlers exchange_handlers;

static zend_object *exchange_create(zend_class_entry *ce)
{
	zend_object *object = zend_objects_new(ce);

	object_properties_init(object, ce);
	object->handlers = &exchange_handlers;
	return object;
}

void php_dojo_exchange_init(void)
{
	php_dojo_ce_exchange->create_object = exchange_create;
	memcpy(&exchange_handlers, &std_object_handlers, sizeof exchange_handlers);
	exchange_handlers.clone_obj = NULL;
}

/* Private and empty: only the extension makes one. */
ZEND_METHOD(Dojo_Exchange, __construct)
{
	ZEND_PARSE_PARAMETERS_NONE();
}

void php_dojo_exchange_create(const struct dojo_exchange *e, zval *out)
{
	const char *error = e->code == DOJO_OK ? NULL : dojo_error_word(e->code);
	zend_class_entry *ce = php_dojo_ce_exchange;
	zend_object *object;

	object_init_ex(out, ce);
	object = Z_OBJ_P(out);
	zend_update_property_string(ce, object, ZEND_STRL("operation"), e->operation);
	zend_update_property_string(ce, object, ZEND_STRL("method"), e->method);
	zend_update_property_string(ce, object, ZEND_STRL("path"), e->path);
	zend_update_property_long(ce, object, ZEND_STRL("attempt"), e->attempt);
	zend_update_property_long(ce, object, ZEND_STRL("status"), e->status);
	zend_update_property_double(ce, object, ZEND_STRL("duration"), e->duration);
	zend_update_property_double(ce, object, ZEND_STRL("nameLookup"), e->name_lookup);
	zend_update_property_double(ce, object, ZEND_STRL("connect"), e->connect);
	zend_update_property_double(ce, object, ZEND_STRL("tls"), e->tls);
	zend_update_property_double(ce, object, ZEND_STRL("firstByte"), e->first_byte);
	zend_update_property_bool(ce, object, ZEND_STRL("connectionReused"), e->connection_reused);
	zend_update_property_long(ce, object, ZEND_STRL("bytesSent"), e->bytes_sent);
	zend_update_property_long(ce, object, ZEND_STRL("bytesReceived"), e->bytes_received);
	if (e->trace_id[0]) {
		zend_update_property_string(ce, object, ZEND_STRL("traceId"), e->trace_id);
	} else {
		zend_update_property_null(ce, object, ZEND_STRL("traceId"));
	}
	if (error) {
		zend_update_property_string(ce, object, ZEND_STRL("error"), error);
	} else {
		zend_update_property_null(ce, object, ZEND_STRL("error"));
	}
}
