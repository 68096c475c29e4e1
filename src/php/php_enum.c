/* Methods of the enums. */
#include "php_dojo_classes.h"

#include "zend_enum.h"

static bool is_case(zend_object *value, const char *name)
{
	return zend_string_equals_cstr(Z_STR_P(zend_enum_fetch_case_name(value)), name, strlen(name));
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
