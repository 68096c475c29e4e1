/* The extension as PHP sees it: version, module entry, module globals. */
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
	zend_long pool_size;
	zend_long pool_idle_seconds;
	zend_long max_response_bytes;
	zend_long max_webhook_bytes;
	struct dojo_pool *pool; /* made at this thread's first request; NULL until then */
	struct dojo_mac *mac;   /* made at this thread's first webhook; NULL until then */
	struct php_dojo_owned *owned; /* until the web request ends; see php_dojo_owned_new() */
ZEND_END_MODULE_GLOBALS(dojo)
/* clang-format on */

ZEND_EXTERN_MODULE_GLOBALS(dojo)

#define DOJO_G(member) ZEND_MODULE_GLOBALS_ACCESSOR(dojo, member)

#if defined(ZTS) && defined(COMPILE_DL_DOJO)
ZEND_TSRMLS_CACHE_EXTERN()
#endif

#endif
