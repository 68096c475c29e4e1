/* The module's life cycle: start-up, shutdown and phpinfo(). Everything else is in src/. */
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "php_dojo.h"
#include "src/core/dojo_core.h"
#include "src/php/php_class.h"
#include "src/php/php_owned.h"
#include "src/php/php_settings.h"
#include "src/php/php_thread.h"

#include "ext/standard/info.h"

ZEND_DECLARE_MODULE_GLOBALS(dojo)

static PHP_GINIT_FUNCTION(dojo)
{
#if defined(ZTS) && defined(COMPILE_DL_DOJO)
	ZEND_TSRMLS_CACHE_UPDATE();
#endif
	memset(dojo_globals, 0, sizeof *dojo_globals);
}

/* Runs after MSHUTDOWN, once for each thread. That is safe because the pool holds a reference to libcurl's global state. */
static PHP_GSHUTDOWN_FUNCTION(dojo)
{
	php_dojo_thread_free(dojo_globals);
}

static PHP_MINIT_FUNCTION(dojo)
{
	if (!dojo_global_init()) {
		zend_error(E_CORE_WARNING, "dojo: libcurl could not be initialised");
		return FAILURE;
	}
	php_dojo_settings_register(type, module_number);
	if (!php_dojo_register_classes()) {
		zend_error(E_CORE_WARNING,
		           "dojo: the classes' properties differ from the stub: rebuild the extension from a single source tree");
		return FAILURE;
	}
	return SUCCESS;
}

static PHP_MSHUTDOWN_FUNCTION(dojo)
{
	php_dojo_settings_unregister(type, module_number);
	dojo_global_cleanup();
	return SUCCESS;
}

static PHP_RINIT_FUNCTION(dojo)
{
#if defined(ZTS) && defined(COMPILE_DL_DOJO)
	ZEND_TSRMLS_CACHE_UPDATE();
#endif
	return SUCCESS;
}

static PHP_RSHUTDOWN_FUNCTION(dojo)
{
	php_dojo_owned_end_request();
	return SUCCESS;
}

static PHP_MINFO_FUNCTION(dojo)
{
	struct dojo_library libraries[DOJO_LIBRARY_COUNT];

	dojo_libraries(libraries);
	php_info_print_table_start();
	php_info_print_table_row(2, "Dojo payments", "enabled");
	php_info_print_table_row(2, "Version", PHP_DOJO_VERSION);
	php_info_print_table_row(2, "Dojo API version", DOJO_API_VERSION);
	php_info_print_table_end();
	php_info_print_table_start();
	php_info_print_table_header(3, "Library", "Compiled", "Loaded");
	for (size_t i = 0; i < DOJO_LIBRARY_COUNT; i++) {
		php_info_print_table_row(3, libraries[i].name, libraries[i].compiled, libraries[i].loaded);
	}
	php_info_print_table_end();
	DISPLAY_INI_ENTRIES();
}

static const zend_module_dep dojo_dependencies[] = {ZEND_MOD_REQUIRED("date") ZEND_MOD_REQUIRED("json") ZEND_MOD_REQUIRED("spl")
                                                        ZEND_MOD_END};

zend_module_entry dojo_module_entry = {
	STANDARD_MODULE_HEADER_EX,
	NULL,
	dojo_dependencies,
	"dojo",
	NULL,
	PHP_MINIT(dojo),
	PHP_MSHUTDOWN(dojo),
	PHP_RINIT(dojo),
	PHP_RSHUTDOWN(dojo),
	PHP_MINFO(dojo),
	PHP_DOJO_VERSION,
	PHP_MODULE_GLOBALS(dojo),
	PHP_GINIT(dojo),
	PHP_GSHUTDOWN(dojo),
	NULL,
	STANDARD_MODULE_PROPERTIES_EX,
};

#ifdef COMPILE_DL_DOJO
#ifdef ZTS
ZEND_TSRMLS_CACHE_DEFINE()
#endif
ZEND_GET_MODULE(dojo)
#endif
