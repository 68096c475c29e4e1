/* One call on its way. */
#ifndef PHP_DOJO_CALL_H
#define PHP_DOJO_CALL_H

#include "php_client.h"
#include "php_exception.h"
#include "php_exchange.h"
#include "php_owned.h"
#include "php_text.h"
#include "php_thread.h"
#include "php_to_json.h"

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
