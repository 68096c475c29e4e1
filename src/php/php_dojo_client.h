/* What the files of Dojo\Client share: the object, and one call on its way. */
#ifndef PHP_DOJO_CLIENT_H
#define PHP_DOJO_CLIENT_H

#include "php_dojo_classes.h"

struct php_dojo_client {
	struct dojo_client *core;       /* NULL until the constructor is through */
	zval on_exchange;               /* a callable, or undefined */
	zend_fcall_info_cache callback; /* of it: found where the constructor was called, which may reach a private method */
	zend_object std;
};

/* The client behind $this; NULL, with an exception, where no constructor has run to its end. */
struct php_dojo_client *php_dojo_ready_client(zend_execute_data *execute_data);

/* One request on its way, with all that comes of it. Belongs to the web request: freed by php_dojo_owned_free(). */
struct php_dojo_call {
	struct json_object *body; /* while the request is built */
	struct dojo_request request;
	struct dojo_outcome outcome;
};

/* NULL, with an exception, when out of memory. */
struct php_dojo_call *php_dojo_call_new(void);
/* Sends, frees the call, and leaves either a result or an exception. */
void php_dojo_call_send(struct php_dojo_client *client, struct php_dojo_call *call, zval *return_value);
/* Sends all of them and leaves in each of `results` what it brought: a result, or an exception object. Where the script is over,
   or memory is, there is an exception instead, and results are undefined. Frees the calls. */
void php_dojo_call_send_all(struct php_dojo_client *client, struct php_dojo_call **calls, size_t count, size_t concurrency,
                            zval *results);

#endif
