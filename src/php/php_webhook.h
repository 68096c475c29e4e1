/* Dojo\Webhook objects. */
#ifndef PHP_DOJO_WEBHOOK_H
#define PHP_DOJO_WEBHOOK_H

#include "php_dojo.h"

/* Sets the class's handlers, once. Returns false if its slots are not the stub's. */
bool php_dojo_webhook_init(void);

#endif
