/* A webhook delivery, as the current web request carries it. */
#ifndef PHP_DOJO_DELIVERY_H
#define PHP_DOJO_DELIVERY_H

#include "php_dojo.h"
#include "dojo_core.h"

struct php_dojo_delivery {
	zend_string *body;      /* owned */
	zend_string *signature; /* borrowed from a table below; NULL if the request has none */
	zval server;            /* owned: $_SERVER, or undefined. Held, because a stream wrapper behind php://input may change it */
	zval web_server;        /* owned: the same from the web server; undefined until $_SERVER lacks something */
};

/* Reads the body and the signature's header. What $_SERVER lacks is read from the web server (php.ini's variables_order may
   leave it empty). Returns false with an exception if there is no body to verify. Free the delivery in either case. */
bool php_dojo_delivery_read(struct php_dojo_delivery *delivery);
void php_dojo_delivery_free(struct php_dojo_delivery *delivery);

/* Compares a body's size with dojo.max_webhook_bytes. `error` may be NULL. */
enum dojo_code php_dojo_delivery_check_size(size_t size, struct dojo_error *error);

#endif
