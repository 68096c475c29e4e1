/* The php.ini settings: numbers within a range, set by the system only. */
#include "php_settings.h"

#include "zend_ini.h"

struct setting_range {
	zend_long minimum;
	zend_long maximum;
};

#define PHP_DOJO_SETTING(name, value, minimum, maximum) static const struct setting_range name##_range = {minimum, maximum};
#include "php_settings.def"
#undef PHP_DOJO_SETTING

/* A value that is not a number, or is out of range, leaves the setting unchanged: a typo must not turn a limit off. */
static ZEND_INI_MH(update_setting)
{
	const struct setting_range *range = mh_arg3;
	zend_long *value = (zend_long *) ZEND_INI_GET_ADDR();
	zend_string *problem = NULL;
	zend_long number = zend_ini_parse_quantity(new_value, &problem);

	if (problem) {
		zend_string_release(problem);
		zend_error(E_WARNING, "%s must be a number, got \"%s\"; keeping the previous value", ZSTR_VAL(entry->name),
		           ZSTR_VAL(new_value));
		return FAILURE;
	}
	if (number < range->minimum || number > range->maximum) {
		zend_error(E_WARNING, "%s must be " ZEND_LONG_FMT " to " ZEND_LONG_FMT ", got \"%s\"; keeping the previous value",
		           ZSTR_VAL(entry->name), range->minimum, range->maximum, ZSTR_VAL(new_value));
		return FAILURE;
	}
	*value = number;
	return SUCCESS;
}

#ifdef ZTS
#define SETTINGS_BASE (&dojo_globals_id)
#else
#define SETTINGS_BASE (&dojo_globals)
#endif

/* clang-format off */
#define PHP_DOJO_SETTING(name, value, minimum, maximum) \
	ZEND_INI_ENTRY3_EX("dojo." #name, value, PHP_INI_SYSTEM, update_setting, \
	                   (void *) offsetof(zend_dojo_globals, name), (void *) SETTINGS_BASE, (void *) &name##_range, NULL)

PHP_INI_BEGIN()
#include "php_settings.def"
PHP_INI_END()
#undef PHP_DOJO_SETTING
/* clang-format on */

void php_dojo_settings_register(int type, int module_number)
{
	REGISTER_INI_ENTRIES();
}

void php_dojo_settings_unregister(int type, int module_number)
{
	UNREGISTER_INI_ENTRIES();
}
