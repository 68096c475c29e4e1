/* Dojo\Client objects. */
#ifndef PHP_DOJO_CLIENT_H
#define PHP_DOJO_CLIENT_H

#include "php_dojo.h"
#include "dojo_core.h"

/* The object owns all of its members. */
struct php_dojo_client {
	struct dojo_client *core;       /* NULL until the constructor has succeeded */
	zval on_exchange;               /* a callable, or undefined */
	zend_fcall_info_cache callback; /* its cache, resolved in the constructor's scope, which may reach a private method */
	zend_object std;
};

/* Sets the class's handlers, once. */
void php_dojo_client_init(void);
/* The client behind $this, borrowed; NULL with an exception if its constructor has not succeeded. */
struct php_dojo_client *php_dojo_ready_client(zend_execute_data *execute_data);

#endif
