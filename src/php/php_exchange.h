/* Dojo\Exchange objects. */
#ifndef PHP_DOJO_EXCHANGE_H
#define PHP_DOJO_EXCHANGE_H

#include "php_dojo.h"
#include "dojo_core.h"

/* Sets the class's handlers, once. Returns false if its slots are not the stub's. */
bool php_dojo_exchange_init(void);
/* Makes the object of an attempt, with copies of everything in it. */
void php_dojo_exchange_create(const struct dojo_exchange *exchange, zval *out);

#endif
