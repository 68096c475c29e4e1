/* The extension's version, its module entry and the module globals. */
#ifndef PHP_DOJO_H
#define PHP_DOJO_H

#include "php.h"

#define PHP_DOJO_VERSION "0.1.0"

extern zend_module_entry dojo_module_entry;
#define phpext_dojo_ptr &dojo_module_entry

struct dojo_pool;
struct dojo_mac;
struct php_dojo_owned;

/* clang-format off */
ZEND_BEGIN_MODULE_GLOBALS(dojo)
#define PHP_DOJO_SETTING(name, value, minimum, maximum) zend_long name;
#include "src/php/php_settings.def"
#undef PHP_DOJO_SETTING
	struct dojo_pool *pool; /* php_thread.h; NULL until this thread's first request */
	struct dojo_mac *mac; /* php_thread.h; NULL until this thread's first webhook */
	struct php_dojo_owned *owned; /* php_owned.h; a list, empty once the web request has ended */
ZEND_END_MODULE_GLOBALS(dojo)
/* clang-format on */

ZEND_EXTERN_MODULE_GLOBALS(dojo)

#define DOJO_G(member) ZEND_MODULE_GLOBALS_ACCESSOR(dojo, member)

#if defined(ZTS) && defined(COMPILE_DL_DOJO)
ZEND_TSRMLS_CACHE_EXTERN()
#endif

#endif
