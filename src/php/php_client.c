/* Dojo\Client: the object, its options, and the methods that send nothing themselves. The operations are in php_operation.c. */
#include "php_client.h"

#include "php_class.h"
#include "php_exception.h"
#include "php_iterator.h"
#include "php_object.h"
#include "php_owned.h"
#include "php_text.h"

static zend_object_handlers client_handlers;

static struct php_dojo_client *client_of(zend_object *object)
{
	return (struct php_dojo_client *) ((char *) object - offsetof(struct php_dojo_client, std));
}

static zend_object *client_create(zend_class_entry *ce)
{
	struct php_dojo_client *client = zend_object_alloc(sizeof *client, ce);

	client->core = NULL;
	ZVAL_UNDEF(&client->on_exchange);
	client->callback = empty_fcall_info_cache;
	zend_object_std_init(&client->std, ce);
	object_properties_init(&client->std, ce);
	client->std.handlers = &client_handlers;
	return &client->std;
}

static void client_free(zend_object *object)
{
	struct php_dojo_client *client = client_of(object);

	zend_object_std_dtor(object); /* first: afterwards no WeakReference finds the object */
	dojo_client_free(client->core);
	if (client->callback.object) {
		OBJ_RELEASE(client->callback.object);
	}
	zval_ptr_dtor(&client->on_exchange);
}

/* The callback may be part of a cycle with the client. */
static HashTable *client_get_gc(zend_object *object, zval **table, int *count)
{
	struct php_dojo_client *client = client_of(object);
	zend_get_gc_buffer *buffer = zend_get_gc_buffer_create();

	zend_get_gc_buffer_add_zval(buffer, &client->on_exchange);
	if (client->callback.object) {
		zend_get_gc_buffer_add_obj(buffer, client->callback.object);
	}
	zend_get_gc_buffer_use(buffer, table, count);
	return zend_std_get_properties(object);
}

void php_dojo_client_init(void)
{
	php_dojo_ce_client->create_object = client_create;
	memcpy(&client_handlers, &std_object_handlers, sizeof client_handlers);
	client_handlers.offset = offsetof(struct php_dojo_client, std);
	client_handlers.free_obj = client_free;
	client_handlers.get_gc = client_get_gc;
	client_handlers.clone_obj = NULL;
	client_handlers.compare = php_dojo_compare;
}

/* Parses the constructor's arguments. Texts are borrowed from them; an absent option keeps its default. */
static zend_result parse_options(INTERNAL_FUNCTION_PARAMETERS, struct dojo_options *options, zend_fcall_info *callback,
                                 zend_fcall_info_cache *callback_cache)
{
	zend_string *string;

	/* clang-format off */
#define DOJO_OPTION_REQUIRED(name, ...) Z_PARAM_STR(string) options->name = php_dojo_text(string); Z_PARAM_OPTIONAL
#define DOJO_OPTION_DEFAULT(name, ...) Z_PARAM_STR(string) options->name = php_dojo_text(string);
#define DOJO_OPTION_TEXT(name, ...) Z_PARAM_STR_OR_NULL(string) options->name = php_dojo_text(string);
#define DOJO_OPTION_SECONDS(name, ...) Z_PARAM_DOUBLE(options->name)
#define DOJO_OPTION_COUNT(name, ...) Z_PARAM_LONG(options->name)
	ZEND_PARSE_PARAMETERS_START(EX(func)->common.required_num_args, EX(func)->common.num_args)
#include "dojo_options.def"
		Z_PARAM_FUNC_OR_NULL(*callback, *callback_cache)
	ZEND_PARSE_PARAMETERS_END_EX(return FAILURE);
	/* clang-format on */

	return SUCCESS;
}

/* Makes the CA file's path absolute, because it is opened at each connection, by when the script may have changed its
   directory. Returns false with an exception if there is no such path, or the script may not read it. The core reports what
   is not a path. */
static bool resolve_ca_file(struct dojo_text *file, char path[MAXPATHLEN])
{
	if (file->length == 0 || strlen(file->data) != file->length) {
		return true;
	}
	if (!expand_filepath(file->data, path) || !IS_ABSOLUTE_PATH(path, strlen(path))) {
		php_dojo_throw_invalid("caFile", "caFile can't be resolved to an absolute path: %.300s", file->data);
		return false;
	}
	if (php_check_open_basedir_ex(path, false)) {
		php_dojo_throw_invalid("caFile", "caFile is outside open_basedir");
		return false;
	}
	file->data = path;
	file->length = strlen(path);
	return true;
}

ZEND_METHOD(Dojo_Client, __construct)
{
	struct php_dojo_client *client = client_of(Z_OBJ_P(ZEND_THIS));
	zend_fcall_info callback = empty_fcall_info;
	zend_fcall_info_cache callback_cache = empty_fcall_info_cache;
	struct dojo_options options = dojo_default_options;
	struct dojo_error error;
	struct dojo_library libraries[DOJO_LIBRARY_COUNT];
	char agent[96], ca_path[MAXPATHLEN];

	if (parse_options(INTERNAL_FUNCTION_PARAM_PASSTHRU, &options, &callback, &callback_cache) == FAILURE) {
		RETURN_THROWS();
	}
	if (client->core) {
		zend_throw_error(NULL, "a Dojo\\Client can't be constructed twice: create a new one");
		RETURN_THROWS();
	}
	if (!resolve_ca_file(&options.ca_file, ca_path)) {
		RETURN_THROWS();
	}
	dojo_libraries(libraries);
	snprintf(agent, sizeof agent, "dojo-php/" PHP_DOJO_VERSION " php/" PHP_VERSION " libcurl/%s", libraries[0].loaded);
	options.agent = (struct dojo_text){agent, strlen(agent)};
	if (dojo_client_new(&options, &client->core, &error) != DOJO_OK) {
		php_dojo_throw(&error, NULL);
		RETURN_THROWS();
	}
	if (ZEND_FCI_INITIALIZED(callback)) {
		ZVAL_COPY(&client->on_exchange, &callback.function_name);
		client->callback = callback_cache;
		if (client->callback.object) {
			GC_ADDREF(client->callback.object);
		}
	}
}

struct php_dojo_client *php_dojo_ready_client(zend_execute_data *execute_data)
{
	struct php_dojo_client *client = client_of(Z_OBJ_P(ZEND_THIS));

	if (!client->core) {
		zend_throw_error(NULL,
		                 "Dojo\\Client::%s() was called on a client that was not constructed: call parent::__construct() "
		                 "in your subclass, and don't use a client whose constructor threw",
		                 ZSTR_VAL(EX(func)->common.function_name));
		return NULL;
	}
	return client;
}

/* ------------------------------------------------------------------------------------------------------------- no calls -- */

ZEND_METHOD(Dojo_Client, isSandbox)
{
	struct php_dojo_client *client;

	ZEND_PARSE_PARAMETERS_NONE();
	client = php_dojo_ready_client(execute_data);
	if (!client) {
		RETURN_THROWS();
	}
	RETURN_BOOL(dojo_client_is_sandbox(client->core));
}

static void free_buffer(void *buffer)
{
	dojo_buffer_free(buffer);
}

ZEND_METHOD(Dojo_Client, checkoutUrl)
{
	zend_string *id;
	struct dojo_buffer *url;
	struct dojo_error error;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_STR(id)
	ZEND_PARSE_PARAMETERS_END();

	url = php_dojo_owned_new(sizeof *url, free_buffer);
	if (!url) {
		RETURN_THROWS();
	}
	if (dojo_checkout_url(php_dojo_text(id), url, &error) == DOJO_OK) {
		RETVAL_STRINGL(url->data, url->length);
	} else {
		php_dojo_throw(&error, NULL);
	}
	php_dojo_owned_free(url);
}

static void iterate_search(INTERNAL_FUNCTION_PARAMETERS, const char *method, bool cursor_is_nested)
{
	HashTable *request = (HashTable *) &zend_empty_array;

	ZEND_PARSE_PARAMETERS_START(0, 1)
		Z_PARAM_OPTIONAL
		Z_PARAM_ARRAY_HT(request)
	ZEND_PARSE_PARAMETERS_END();

	php_dojo_iterator_make(Z_OBJ_P(ZEND_THIS), method, cursor_is_nested, request, return_value);
}

ZEND_METHOD(Dojo_Client, iteratePaymentIntents)
{
	iterate_search(INTERNAL_FUNCTION_PARAM_PASSTHRU, "searchpaymentintents", true);
}

ZEND_METHOD(Dojo_Client, iterateCustomers)
{
	iterate_search(INTERNAL_FUNCTION_PARAM_PASSTHRU, "searchcustomers", false);
}

ZEND_METHOD(Dojo_Client, poolStats)
{
	struct dojo_pool_stats stats;

	ZEND_PARSE_PARAMETERS_NONE();
	dojo_pool_get_stats(DOJO_G(pool), &stats);
	array_init(return_value);
	add_assoc_long(return_value, "open", (zend_long) stats.open);
	add_assoc_long(return_value, "opened", (zend_long) stats.opened);
	add_assoc_long(return_value, "reused", (zend_long) stats.reused);
	add_assoc_long(return_value, "dropped", (zend_long) stats.dropped);
	add_assoc_long(return_value, "requests", (zend_long) stats.requests);
}

ZEND_METHOD(Dojo_Client, resetPool)
{
	ZEND_PARSE_PARAMETERS_NONE();
	dojo_pool_reset(DOJO_G(pool));
}
