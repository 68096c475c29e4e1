/* Registers the classes of php_classes.def; the only file that includes the generated arginfo. */
#include "php_class.h"

#include "php_client.h"
#include "php_exception.h"
#include "php_exchange.h"
#include "php_iterator.h"
#include "php_webhook.h"

#include "ext/spl/spl_exceptions.h"
#include "zend_attributes.h"
#include "zend_enum.h"
#include "zend_exceptions.h"
#include "zend_interfaces.h"
#include "stubs/dojo_arginfo.h"

#define PHP_DOJO_CLASS(name, class, parents) zend_class_entry *php_dojo_ce_##name;
#include "php_classes.def"

bool php_dojo_register_classes(void)
{
#define PHP_DOJO_CLASS(name, class, parents) php_dojo_ce_##name = register_class_Dojo_##class parents;
#include "php_classes.def"

	php_dojo_client_init();
	php_dojo_iterator_init();
	return php_dojo_exception_init() && php_dojo_exchange_init() && php_dojo_webhook_init();
}
