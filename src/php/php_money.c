/* Dojo\Money: amounts in minor units, as decimals and back. */
#include "php_exception.h"
#include "php_text.h"

/* Private, because the class only has static methods. */
ZEND_METHOD(Dojo_Money, __construct)
{
	ZEND_PARSE_PARAMETERS_NONE();
	zend_throw_error(NULL, "Dojo\\Money can't be instantiated: call its static methods");
}

ZEND_METHOD(Dojo_Money, fromDecimal)
{
	zval *amount;
	zend_string *currency;
	struct dojo_error error;
	enum dojo_code code;
	int64_t value;

	ZEND_PARSE_PARAMETERS_START(2, 2)
		Z_PARAM_ZVAL(amount)
		Z_PARAM_STR(currency)
	ZEND_PARSE_PARAMETERS_END();

	switch (Z_TYPE_P(amount)) {
		case IS_DOUBLE:
			code = dojo_money_from_double(Z_DVAL_P(amount), php_dojo_text(currency), &value, &error);
			break;
		case IS_STRING:
			code = dojo_money_from_decimal(php_dojo_text(Z_STR_P(amount)), php_dojo_text(currency), &value, &error);
			break;
		case IS_LONG: {
			char text[24];
			int length = snprintf(text, sizeof text, ZEND_LONG_FMT, Z_LVAL_P(amount));

			code = dojo_money_from_decimal((struct dojo_text){text, (size_t) length}, php_dojo_text(currency), &value, &error);
			break;
		}
		default:
			zend_argument_type_error(1, "must be of type string|int|float, %s given", zend_zval_type_name(amount));
			RETURN_THROWS();
	}
	if (code != DOJO_OK) {
		php_dojo_throw(&error, NULL);
		RETURN_THROWS();
	}
	array_init_size(return_value, 2);
	add_assoc_long(return_value, "value", value);
	add_assoc_str(return_value, "currencyCode", zend_string_copy(currency));
}

ZEND_METHOD(Dojo_Money, toDecimal)
{
	HashTable *money;
	zval *value, *currency;
	char decimal[DOJO_DECIMAL_SIZE];
	struct dojo_error error;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_ARRAY_HT(money)
	ZEND_PARSE_PARAMETERS_END();

	value = zend_hash_str_find_deref(money, ZEND_STRL("value"));
	currency = zend_hash_str_find_deref(money, ZEND_STRL("currencyCode"));
	if (!value || Z_TYPE_P(value) != IS_LONG) {
		php_dojo_throw_invalid("value", "value: expected integer minor units, got %s",
		                       value ? zend_zval_type_name(value) : "nothing");
		RETURN_THROWS();
	}
	if (!currency || Z_TYPE_P(currency) != IS_STRING) {
		php_dojo_throw_invalid("currencyCode", "currencyCode: expected string, got %s",
		                       currency ? zend_zval_type_name(currency) : "nothing");
		RETURN_THROWS();
	}
	if (dojo_money_to_decimal(Z_LVAL_P(value), php_dojo_text(Z_STR_P(currency)), decimal, &error) != DOJO_OK) {
		php_dojo_throw(&error, NULL);
		RETURN_THROWS();
	}
	RETURN_STRING(decimal);
}

ZEND_METHOD(Dojo_Money, exponent)
{
	zend_string *currency;
	struct dojo_error error;
	int exponent;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_STR(currency)
	ZEND_PARSE_PARAMETERS_END();

	if (dojo_money_exponent(php_dojo_text(currency), &exponent, &error) != DOJO_OK) {
		php_dojo_throw(&error, NULL);
		RETURN_THROWS();
	}
	RETURN_LONG(exponent);
}
