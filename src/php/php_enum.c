/* The methods of the enums. */
#include "php_dojo.h"

#include "zend_enum.h"

/* Compares identities, since each case is one object. Its name can't be relied on: array_walk() may have turned it into a
   reference. */
static bool is_case(const zend_object *value, const char *name)
{
	return zend_enum_get_case_cstr(value->ce, name) == value;
}

ZEND_METHOD(Dojo_PaymentIntentStatus, isFinal)
{
	zend_object *value = Z_OBJ_P(ZEND_THIS);

	ZEND_PARSE_PARAMETERS_NONE();
	RETURN_BOOL(is_case(value, "Reversed") || is_case(value, "Refunded") || is_case(value, "Canceled"));
}

ZEND_METHOD(Dojo_PaymentIntentStatus, isPaid)
{
	ZEND_PARSE_PARAMETERS_NONE();
	RETURN_BOOL(is_case(Z_OBJ_P(ZEND_THIS), "Captured"));
}
