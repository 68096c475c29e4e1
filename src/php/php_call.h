/* Sending calls, and what they return or throw. */
#ifndef PHP_DOJO_CALL_H
#define PHP_DOJO_CALL_H

#include "php_client.h"

#include "dojo_core.h"

/* A zeroed call that belongs to the web request: freed by php_dojo_owned_free(). Returns NULL with an exception if out of
   memory. */
struct dojo_call *php_dojo_call_new(void);
/* Sends and frees the call. Leaves a result or an exception. */
void php_dojo_call_send(struct php_dojo_client *client, struct dojo_call *call, zval *return_value);
/* Sends and frees all of them. Leaves in each of `results` a result or an exception object. If the script is ending or memory
   has run out, an exception is thrown instead and the results are undefined. */
void php_dojo_call_send_all(struct php_dojo_client *client, struct dojo_call **calls, size_t count, size_t concurrency,
                            zval *results);

#endif
