/* The API as tables: its operations (dojo_operations.def) and the request bodies (dojo_schemas.def). */
#ifndef DOJO_TABLES_H
#define DOJO_TABLES_H

#include <stdbool.h>
#include <stdint.h>

enum dojo_method { DOJO_GET, DOJO_POST, DOJO_PUT, DOJO_PATCH, DOJO_DELETE };
const char *dojo_method_name(enum dojo_method method);

/* Whether a request may be sent again once its bytes may have left this machine. */
enum dojo_retry {
	DOJO_ONCE,      /* never: it may move money or create a second object */
	DOJO_REPEATABLE /* sending it twice has the same effect as sending it once */
};

enum dojo_operation_flags {
	DOJO_SENDS_VERSION = 1 << 0,          /* `version` header */
	DOJO_SENDS_TERMINAL_HEADERS = 1 << 1, /* `software-house-id` (required) and `reseller-id` */
	DOJO_SENDS_IDEMPOTENCY_KEY = 1 << 2,  /* the call takes an idempotency key, sent as `idempotencyKey` */
	DOJO_SENDS_CUSTOMER_SECRET = 1 << 3,  /* the call takes a customer's secret, sent instead of the API key */
	DOJO_BODY_OPTIONAL = 1 << 4,          /* the request array may be omitted */
	DOJO_ANSWERS_NOTHING = 1 << 5,        /* 204: there is nothing to return */
	DOJO_QUERY_LIST = 1 << 6              /* the query parameter is a repeated list; otherwise it is a boolean */
};

enum dojo_field_kind {
	DOJO_KIND_END = 0, /* closes a shape */
	DOJO_KIND_STRING,
	DOJO_KIND_INTEGER,
	DOJO_KIND_BOOLEAN,
	DOJO_KIND_OBJECT,
	DOJO_KIND_LIST, /* of `item` */
	DOJO_KIND_MAP,  /* string to string */
	DOJO_KIND_ENUM, /* closed: `values` is complete; an open enum is a string */
	DOJO_KIND_DATE_TIME,
	DOJO_KIND_TIME_SPAN,
	DOJO_KIND_URL,
	DOJO_KIND_WEBHOOK_URL, /* https, or http on a loopback host, which only the offline Dojo delivers to */
	DOJO_KIND_CURRENCY,
	DOJO_KIND_ONE_OF /* not a field: exactly one of the fields in `values` must be present */
};

/* One row of dojo_schemas.def: a field of a request body. A shape is an array of rows that ends with DOJO_KIND_END. */
struct dojo_field {
	const char *name;
	enum dojo_field_kind kind;
	enum dojo_field_kind item; /* of a list's items */
	bool required;
	bool nullable;
	int64_t minimum; /* of an integer's value, or of a string's length in characters */
	int64_t maximum;
	const struct dojo_field *shape; /* of an object, or of a list's items */
	const char *values;             /* of an enum: "Auto|Manual" */
	const char *expected;           /* what messages say was expected, e.g. "integer minor units"; NULL for objects and maps */
};

/* The shape of an amount with its currency, for which messages show an example. */
extern const struct dojo_field *const dojo_money_shape;

/* One row of dojo_operations.def. */
struct dojo_operation {
	const char *name; /* the method of Dojo\Client, e.g. "createPaymentIntent" */
	enum dojo_method method;
	const char *path; /* "/payment-intents/{paymentIntentId}"; {customerIds,} takes a list, joined by commas */
	enum dojo_retry retry;
	unsigned flags;
	const char *query;              /* the name of its query parameter, or NULL */
	const struct dojo_field *shape; /* of its request body, or NULL if it has none */
	const char *promise;            /* a key that every success contains, or "[]" for a list; NULL if nothing is certain */
	const char *settle;             /* how to find out what happened if no response came; NULL if it changes nothing */
};

enum dojo_operation_id {
#define DOJO_OPERATION(name, method, path, retry, flags, query, shape, promise, settle) DOJO_OP_##name,
#include "dojo_operations.def"
#undef DOJO_OPERATION
	DOJO_OPERATION_COUNT
};

extern const struct dojo_operation dojo_operations[DOJO_OPERATION_COUNT];

#endif
