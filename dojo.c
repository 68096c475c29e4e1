/* The module's life: from MINIT to MSHUTDOWN, INI settings, phpinfo(). What it does is in src/. */
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "php_dojo.h"
#include "src/php/php_dojo_classes.h"

#include "ext/spl/spl_exceptions.h"
#include "ext/standard/info.h"
#include "zend_attributes.h"
#include "zend_enum.h"
#include "zend_exceptions.h"
#include "zend_ini.h"
#include "zend_interfaces.h"
#include "stubs/dojo_arginfo.h"

ZEND_DECLARE_MODULE_GLOBALS(dojo)

#define PHP_DOJO_DEFINE(name, class) zend_class_entry *php_dojo_ce_##name;
PHP_DOJO_DEFINE(dojo_exception, DojoException)
PHP_DOJO_DEFINE(api, ApiException)
PHP_DOJO_DEFINE(transport, TransportException)
PHP_DOJO_DEFINE(signature, SignatureException)
PHP_DOJO_DEFINE(missing_signature, MissingSignatureException)
PHP_DOJO_DEFINE(validation, ValidationException)
PHP_DOJO_API_EXCEPTIONS(PHP_DOJO_DEFINE)
PHP_DOJO_TRANSPORT_EXCEPTIONS(PHP_DOJO_DEFINE)
PHP_DOJO_DEFINE(client, Client)
PHP_DOJO_DEFINE(webhook, Webhook)
PHP_DOJO_DEFINE(exchange, Exchange)
PHP_DOJO_DEFINE(page_iterator, PageIterator)
PHP_DOJO_DEFINE(payment_intent_status, PaymentIntentStatus)

/* ---------------------------------------------------------------------------------------------------------------- INI -- */

struct range {
	zend_long least;
	zend_long most;
};

static const struct range pool_size_range = {1, 1024};
static const struct range pool_idle_range = {1, 86400};
static const struct range response_range = {1024, 1 << 30};
static const struct range webhook_range = {256, 1 << 30};

/* A number within its range, or the setting stays what it was: a typo must not turn a limit off. */
static ZEND_INI_MH(on_update_in_range)
{
	const struct range *range = mh_arg3;
	zend_long *value = (zend_long *) ZEND_INI_GET_ADDR();
	zend_string *problem = NULL;
	zend_long number = zend_ini_parse_quantity(new_value, &problem);

	if (problem) {
		zend_string_release(problem);
		zend_error(E_WARNING, "%s must be a number, got \"%s\"; keeping what it was", ZSTR_VAL(entry->name),
		           ZSTR_VAL(new_value));
		return FAILURE;
	}
	if (number < range->least || number > range->most) {
		zend_error(E_WARNING, "%s must be " ZEND_LONG_FMT " to " ZEND_LONG_FMT ", got \"%s\"; keeping what it was",
		           ZSTR_VAL(entry->name), range->least, range->most, ZSTR_VAL(new_value));
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
#define SETTING(name, value, range) \
	ZEND_INI_ENTRY3_EX("dojo." #name, value, PHP_INI_SYSTEM, on_update_in_range, \
	                   (void *) offsetof(zend_dojo_globals, name), (void *) SETTINGS_BASE, (void *) &range, NULL)

PHP_INI_BEGIN()
	SETTING(pool_size, "16", pool_size_range)
	SETTING(pool_idle_seconds, "50", pool_idle_range)
	SETTING(max_response_bytes, "4194304", response_range)
	SETTING(max_webhook_bytes, "262144", webhook_range)
PHP_INI_END()
/* clang-format on */

/* ---------------------------------------------------------------------------------------------------- a thread's parts -- */

struct dojo_pool *php_dojo_pool(struct dojo_error *error)
{
	if (!DOJO_G(pool)) {
		struct dojo_pool_options options = {
			.size = (size_t) DOJO_G(pool_size),
			.idle_seconds = (long) DOJO_G(pool_idle_seconds),
			.response_limit = (size_t) DOJO_G(max_response_bytes),
		};

		dojo_pool_new(&options, &DOJO_G(pool), error);
	}
	return DOJO_G(pool);
}

enum dojo_code php_dojo_mac(struct dojo_mac **out, struct dojo_error *error)
{
	enum dojo_code code = DOJO_G(mac) ? DOJO_OK : dojo_mac_new(&DOJO_G(mac), error);

	*out = DOJO_G(mac);
	return code;
}

static PHP_GINIT_FUNCTION(dojo)
{
#if defined(ZTS) && defined(COMPILE_DL_DOJO)
	ZEND_TSRMLS_CACHE_UPDATE();
#endif
	memset(dojo_globals, 0, sizeof *dojo_globals);
}

/* Runs after MSHUTDOWN, and with threads once for each: the pool has counted itself into libcurl's global state, so the order
   does no harm. */
static PHP_GSHUTDOWN_FUNCTION(dojo)
{
	dojo_pool_free(dojo_globals->pool);
	dojo_globals->pool = NULL;
	dojo_mac_free(dojo_globals->mac);
	dojo_globals->mac = NULL;
}

/* ------------------------------------------------------------------------------------------------------------- module -- */

/* False where a class is not as the code that sets its properties has it. */
static bool register_classes(void)
{
	php_dojo_ce_dojo_exception = register_class_Dojo_DojoException(zend_ce_throwable);
	php_dojo_ce_api = register_class_Dojo_ApiException(spl_ce_RuntimeException, php_dojo_ce_dojo_exception);
	php_dojo_ce_transport = register_class_Dojo_TransportException(spl_ce_RuntimeException, php_dojo_ce_dojo_exception);
	php_dojo_ce_signature = register_class_Dojo_SignatureException(spl_ce_RuntimeException, php_dojo_ce_dojo_exception);
	php_dojo_ce_missing_signature = register_class_Dojo_MissingSignatureException(php_dojo_ce_signature);
	php_dojo_ce_validation =
		register_class_Dojo_ValidationException(spl_ce_InvalidArgumentException, php_dojo_ce_dojo_exception);
#define PHP_DOJO_REGISTER_API(name, class) php_dojo_ce_##name = register_class_Dojo_##class(php_dojo_ce_api);
	PHP_DOJO_API_EXCEPTIONS(PHP_DOJO_REGISTER_API)
#define PHP_DOJO_REGISTER_TRANSPORT(name, class) php_dojo_ce_##name = register_class_Dojo_##class(php_dojo_ce_transport);
	PHP_DOJO_TRANSPORT_EXCEPTIONS(PHP_DOJO_REGISTER_TRANSPORT)

	php_dojo_ce_payment_intent_status = register_class_Dojo_PaymentIntentStatus();
	register_class_Dojo_CaptureMode();
	register_class_Dojo_CaptureStatus();
	register_class_Dojo_AutoExpireAction();
	register_class_Dojo_PaymentMethod();
	register_class_Dojo_SetupIntentStatus();
	register_class_Dojo_TerminalStatus();
	register_class_Dojo_TerminalSessionStatus();
	register_class_Dojo_Money();
	php_dojo_ce_exchange = register_class_Dojo_Exchange(zend_ce_stringable);
	php_dojo_ce_client = register_class_Dojo_Client();
	php_dojo_client_init();
	php_dojo_ce_webhook = register_class_Dojo_Webhook();
	php_dojo_ce_page_iterator = register_class_Dojo_PageIterator(zend_ce_iterator);
	php_dojo_iterator_init();
	return php_dojo_exception_init() && php_dojo_exchange_init() && php_dojo_webhook_init();
}

static PHP_MINIT_FUNCTION(dojo)
{
	if (!dojo_global_init()) {
		zend_error(E_CORE_WARNING, "dojo: libcurl could not be initialised");
		return FAILURE;
	}
	REGISTER_INI_ENTRIES();
	if (!register_classes()) {
		zend_error(E_CORE_WARNING,
		           "dojo: the classes' properties are not where they should be: compile it again, from one source");
		return FAILURE;
	}
	return SUCCESS;
}

static PHP_MSHUTDOWN_FUNCTION(dojo)
{
	UNREGISTER_INI_ENTRIES();
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
