/* Reads a webhook delivery from the current web request, even if $_SERVER is incomplete. */
#include "php_delivery.h"

#include "php_exception.h"

#include "SAPI.h"
#include "php_variables.h"

enum dojo_code php_dojo_delivery_check_size(size_t size, struct dojo_error *error)
{
	if (size <= (size_t) DOJO_G(max_webhook_bytes)) {
		return DOJO_OK;
	}
	dojo_error_set(error, DOJO_ERROR_SIGNATURE_MALFORMED,
	               "the body is larger than dojo.max_webhook_bytes (%zu > " ZEND_LONG_FMT "); Dojo's events never are", size,
	               DOJO_G(max_webhook_bytes));
	if (error) {
		error->http_status = 413;
	}
	return DOJO_ERROR_SIGNATURE_MALFORMED;
}

static void find_server_table(struct php_dojo_delivery *delivery)
{
	zval *server;

	zend_is_auto_global(ZSTR_KNOWN(ZEND_STR_AUTOGLOBAL_SERVER));
	server = zend_hash_find_deref(&EG(symbol_table), ZSTR_KNOWN(ZEND_STR_AUTOGLOBAL_SERVER));
	if (server && Z_TYPE_P(server) == IS_ARRAY) {
		ZVAL_COPY(&delivery->server, server);
	}
}

static zend_string *text_in_table(const zval *table, const char *name)
{
	zval *value = Z_TYPE_P(table) == IS_ARRAY ? zend_hash_str_find_deref(Z_ARRVAL_P(table), name, strlen(name)) : NULL;

	return value && Z_TYPE_P(value) == IS_STRING && Z_STRLEN_P(value) ? Z_STR_P(value) : NULL;
}

/* Fills a table as PHP fills $_SERVER. It must take the place of PHP's own, because the filter extension always writes to that
   one. */
static void ask_web_server(zval *out)
{
	zval *table = &PG(http_globals)[TRACK_VARS_SERVER], kept;

	ZVAL_COPY_VALUE(&kept, table);
	array_init(table);
	if (sapi_module.register_server_variables) {
		sapi_module.register_server_variables(table);
	}
	ZVAL_COPY_VALUE(out, table);
	ZVAL_COPY_VALUE(table, &kept);
}

/* Borrowed; NULL if it is absent or empty. */
static zend_string *server_variable(struct php_dojo_delivery *delivery, const char *name)
{
	zend_string *value = text_in_table(&delivery->server, name);

	if (value) {
		return value;
	}
	if (Z_ISUNDEF(delivery->web_server)) {
		ask_web_server(&delivery->web_server);
	}
	return text_in_table(&delivery->web_server, name);
}

static zend_string *signature_header(struct php_dojo_delivery *delivery)
{
	/* Each internal redirect of a web server prefixes the variables. */
	static const char *const names[] = {"HTTP_DOJO_SIGNATURE", "REDIRECT_HTTP_DOJO_SIGNATURE",
	                                    "REDIRECT_REDIRECT_HTTP_DOJO_SIGNATURE", NULL};

	for (size_t i = 0; names[i]; i++) {
		zend_string *value = server_variable(delivery, names[i]);

		if (value) {
			return value;
		}
	}
	return NULL;
}

/* Reads php://input, which works even if it was read before. Returns NULL if there is no body. */
static zend_string *read_input(size_t limit)
{
	php_stream *stream = php_stream_open_wrapper("php://input", "rb", REPORT_ERRORS, NULL);
	zend_string *body = stream ? php_stream_copy_to_mem(stream, limit, 0) : NULL;

	if (stream) {
		php_stream_close(stream);
	}
	if (body && ZSTR_LEN(body) == 0) {
		zend_string_release(body);
		body = NULL;
	}
	return body;
}

/* Returns NULL with *error set if the request has no body to verify. */
static zend_string *read_body(zend_string *method, struct dojo_error *error)
{
	const char *type = SG(request_info).content_type;
	zend_string *body;

	if (method && !zend_string_equals_literal(method, "POST")) {
		dojo_error_set(error, DOJO_ERROR_SIGNATURE_MISSING, "this is a %.16s request: webhooks are delivered by POST only",
		               ZSTR_VAL(method));
		error->http_status = 405;
		return NULL;
	}
	if (SG(request_info).content_length > 0 &&
	    php_dojo_delivery_check_size((size_t) SG(request_info).content_length, error) != DOJO_OK) {
		return NULL;
	}
	body = read_input((size_t) DOJO_G(max_webhook_bytes) + 1);
	if (!body) {
		dojo_error_set(error, DOJO_ERROR_SIGNATURE_MISMATCH, "%s",
		               type && strncasecmp(type, "multipart/form-data", 19) == 0
		                   ? "the body is multipart/form-data, which PHP does not pass on: webhooks are delivered as JSON"
		                   : "the body is empty: this request is not from Dojo, or something on the way dropped its body");
	}
	return body;
}

bool php_dojo_delivery_read(struct php_dojo_delivery *delivery)
{
	struct dojo_error error;

	delivery->signature = NULL;
	ZVAL_UNDEF(&delivery->server);
	ZVAL_UNDEF(&delivery->web_server);
	find_server_table(delivery);
	delivery->body = read_body(server_variable(delivery, "REQUEST_METHOD"), &error);
	if (!delivery->body) {
		php_dojo_throw(&error, NULL);
		return false;
	}
	delivery->signature = signature_header(delivery);
	return true;
}

void php_dojo_delivery_free(struct php_dojo_delivery *delivery)
{
	if (delivery->body) {
		zend_string_release(delivery->body);
		delivery->body = NULL;
	}
	delivery->signature = NULL;
	zval_ptr_dtor(&delivery->server);
	zval_ptr_dtor(&delivery->web_server);
	ZVAL_UNDEF(&delivery->server);
	ZVAL_UNDEF(&delivery->web_server);
}
