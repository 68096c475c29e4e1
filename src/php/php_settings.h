/* The php.ini settings, one for each row of php_settings.def. PHP owns the entries; the values are in the module globals. */
#ifndef PHP_DOJO_SETTINGS_H
#define PHP_DOJO_SETTINGS_H

#include "php_dojo.h"

/* Both take MINIT's and MSHUTDOWN's arguments of those names. */
void php_dojo_settings_register(int type, int module_number);
void php_dojo_settings_unregister(int type, int module_number);

#endif
