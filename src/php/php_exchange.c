/* Dojo\Exchange: the figures of one attempt. */
#include "php_exchange.h"

#include "php_class.h"
#include "php_object.h"

/* In the stub's order, which is the order of the slots. */
#define EXCHANGE_PROPERTIES(X)                                                                                                 \
	X(operation)                                                                                                               \
	X(method)                                                                                                                  \
	X(path)                                                                                                                    \
	X(attempt)                                                                                                                 \
	X(status)                                                                                                                  \
	X(startedAt)                                                                                                               \
	X(duration)                                                                                                                \
	X(nameLookup)                                                                                                              \
	X(connect)                                                                                                                 \
	X(tls)                                                                                                                     \
	X(firstByte)                                                                                                               \
	X(connectionReused)                                                                                                        \
	X(bytesSent)                                                                                                               \
	X(bytesReceived)                                                                                                           \
	X(traceId)                                                                                                                 \
	X(error)

#define EXCHANGE_SLOT(name) SLOT_##name,
enum { EXCHANGE_PROPERTIES(EXCHANGE_SLOT) EXCHANGE_SLOT_COUNT };

static zend_object_handlers exchange_handlers;

bool php_dojo_exchange_init(void)
{
#define EXCHANGE_PROPERTY_NAME(name) #name,
	static const char *const names[] = {EXCHANGE_PROPERTIES(EXCHANGE_PROPERTY_NAME)};
#undef EXCHANGE_PROPERTY_NAME

	php_dojo_seal(php_dojo_ce_exchange, &exchange_handlers, offsetof(struct php_dojo_sealed, std));
	return php_dojo_slots_match(php_dojo_ce_exchange, names, EXCHANGE_SLOT_COUNT);
}

void php_dojo_exchange_create(const struct dojo_exchange *e, zval *out)
{
	const char *error = e->code == DOJO_OK ? NULL : dojo_error_word(e->code);
	zval *slots;

	ZVAL_OBJ(out, php_dojo_sealed_new(php_dojo_ce_exchange, &exchange_handlers));
	slots = php_dojo_slots(Z_OBJ_P(out), php_dojo_ce_exchange);
	ZVAL_STRING(&slots[SLOT_operation], e->operation);
	ZVAL_STRING(&slots[SLOT_method], e->method);
	ZVAL_STRING(&slots[SLOT_path], e->path);
	ZVAL_LONG(&slots[SLOT_attempt], e->attempt);
	ZVAL_LONG(&slots[SLOT_status], e->status);
	ZVAL_DOUBLE(&slots[SLOT_startedAt], e->started_at);
	ZVAL_DOUBLE(&slots[SLOT_duration], e->duration);
	ZVAL_DOUBLE(&slots[SLOT_nameLookup], e->name_lookup);
	ZVAL_DOUBLE(&slots[SLOT_connect], e->connect);
	ZVAL_DOUBLE(&slots[SLOT_tls], e->tls);
	ZVAL_DOUBLE(&slots[SLOT_firstByte], e->first_byte);
	ZVAL_BOOL(&slots[SLOT_connectionReused], e->connection_reused);
	ZVAL_LONG(&slots[SLOT_bytesSent], e->bytes_sent);
	ZVAL_LONG(&slots[SLOT_bytesReceived], e->bytes_received);
	ZVAL_NULL(&slots[SLOT_traceId]);
	if (e->trace_id[0]) {
		ZVAL_STRING(&slots[SLOT_traceId], e->trace_id);
	}
	ZVAL_NULL(&slots[SLOT_error]);
	if (error) {
		ZVAL_STRING(&slots[SLOT_error], error);
	}
}

/* Always one line: the core has percent-encoded the path and checked that the trace id is one word. */
ZEND_METHOD(Dojo_Exchange, __toString)
{
	const zval *slots = php_dojo_slots(Z_OBJ_P(ZEND_THIS), php_dojo_ce_exchange);
	const zval *error = &slots[SLOT_error], *trace = &slots[SLOT_traceId];
	/* An error status needs no further word. */
	bool says_why = Z_TYPE_P(error) == IS_STRING && !zend_string_equals_literal(Z_STR_P(error), "api");
	char status[8] = "";

	ZEND_PARSE_PARAMETERS_NONE();
	if (Z_LVAL(slots[SLOT_status])) {
		snprintf(status, sizeof status, " %d", (int) Z_LVAL(slots[SLOT_status]));
	}
	RETURN_STR(zend_strpprintf(0, "%s %s %s%s%s%s in %.3F s, attempt " ZEND_LONG_FMT "%s%s", Z_STRVAL(slots[SLOT_operation]),
	                           Z_STRVAL(slots[SLOT_method]), Z_STRVAL(slots[SLOT_path]), status, says_why ? " " : "",
	                           says_why ? Z_STRVAL_P(error) : "", Z_DVAL(slots[SLOT_duration]), Z_LVAL(slots[SLOT_attempt]),
	                           Z_TYPE_P(trace) == IS_STRING ? ", trace " : "",
	                           Z_TYPE_P(trace) == IS_STRING ? Z_STRVAL_P(trace) : ""));
}
