/* Expands dojo_operations.def and dojo_schemas.def into arrays. */
#include "dojo_tables.h"

#include <stddef.h>

#define REQ true, false
#define NUL false, true
#define REQ_NUL true, true
#define OPT false, false

/* What messages say was expected in a field. */
#define A_LIST "list (an array with the keys 0, 1, 2 and so on)"
#define A_CURRENCY "an ISO 4217 code of three capital letters such as GBP"
#define A_DATE_TIME "a date and time such as 2026-02-27T09:30:00Z (or a DateTimeInterface)"
#define A_TIME_SPAN "a time span such as 00:30:00 or 6.00:00:00 (or a DateInterval)"
#define A_URL "an absolute URL such as https://shop.example/paid"
#define A_WEBHOOK_URL "a URL that starts with https:// (webhooks are delivered over TLS only)"

#define SHAPE(name) static const struct dojo_field fields_##name[] = {
#define ROW(field, kind, item, ...) {#field, DOJO_KIND_##kind, DOJO_KIND_##item, __VA_ARGS__},
#define STRING(field, flags, minimum, maximum) ROW(field, STRING, END, flags, minimum, maximum, NULL, NULL, "string")
#define TEXT(field, flags) ROW(field, STRING, END, flags, 0, INT64_MAX, NULL, NULL, "string")
#define INTEGER(field, flags, minimum, maximum) ROW(field, INTEGER, END, flags, minimum, maximum, NULL, NULL, "integer")
#define MINOR_UNITS(field, flags) ROW(field, INTEGER, END, flags, INT64_MIN, INT64_MAX, NULL, NULL, "integer minor units")
#define BOOLEAN(field, flags) ROW(field, BOOLEAN, END, flags, 0, 0, NULL, NULL, "boolean")
#define OBJECT(field, flags, shape) ROW(field, OBJECT, END, flags, 0, 0, fields_##shape, NULL, NULL)
#define LIST(field, flags, kind) ROW(field, LIST, kind, flags, 0, INT64_MAX, NULL, NULL, A_LIST)
#define OBJECTS(field, flags, shape) ROW(field, LIST, OBJECT, flags, 0, 0, fields_##shape, NULL, A_LIST)
#define ENUMS(field, flags, values) ROW(field, LIST, ENUM, flags, 0, 0, NULL, values, A_LIST)
#define MAP(field, flags) ROW(field, MAP, END, flags, 0, 0, NULL, NULL, NULL)
#define ENUM(field, flags, values) ROW(field, ENUM, END, flags, 0, 0, NULL, values, "one of " values)
#define DATE_TIME(field, flags) ROW(field, DATE_TIME, END, flags, 0, 0, NULL, NULL, A_DATE_TIME)
#define TIME_SPAN(field, flags) ROW(field, TIME_SPAN, END, flags, 0, 0, NULL, NULL, A_TIME_SPAN)
#define URL(field, flags) ROW(field, URL, END, flags, 0, 0, NULL, NULL, A_URL)
#define WEBHOOK_URL(field, flags) ROW(field, WEBHOOK_URL, END, flags, 0, 0, NULL, NULL, A_WEBHOOK_URL)
#define CURRENCY(field, flags) ROW(field, CURRENCY, END, flags, 0, 0, NULL, NULL, A_CURRENCY)
#define ONE_OF(values) {NULL, DOJO_KIND_ONE_OF, DOJO_KIND_END, false, false, 0, 0, NULL, values, NULL},
#define END                                                                                                                    \
	{                                                                                                                          \
		NULL, DOJO_KIND_END, DOJO_KIND_END, false, false, 0, 0, NULL, NULL, NULL                                               \
	}                                                                                                                          \
	}                                                                                                                          \
	;

#include "dojo_schemas.def"

#define fields_NONE NULL

const struct dojo_field *const dojo_money_shape = fields_Money;

const struct dojo_operation dojo_operations[DOJO_OPERATION_COUNT] = {
#define DOJO_OPERATION(name, method, path, retry, flags, query, shape, promise, settle)                                        \
	[DOJO_OP_##name] = {#name, DOJO_##method, path, DOJO_##retry, flags, query, fields_##shape, promise, settle},
#include "dojo_operations.def"
#undef DOJO_OPERATION
};

const char *dojo_method_name(enum dojo_method method)
{
	static const char *const names[] = {"GET", "POST", "PUT", "PATCH", "DELETE"};

	return names[method];
}
