/* Turns the core's errors into exceptions; nothing else in the Zend layer throws a Dojo\DojoException. */
#ifndef PHP_DOJO_EXCEPTION_H
#define PHP_DOJO_EXCEPTION_H

#include "php_dojo.h"
#include "dojo_core.h"

/* Returns false if the exceptions' slots are not the stub's. Called once, after the classes are registered. */
bool php_dojo_exception_init(void);

/* `response` is the API's, or NULL; it is borrowed. */

/* Makes the exception for an error. The caller releases it. */
zend_object *php_dojo_make_exception(const struct dojo_error *error, const struct dojo_response *response);
/* Throws it. */
void php_dojo_throw(const struct dojo_error *error, const struct dojo_response *response);
/* Throws a ValidationException for the argument or field of that name. */
void php_dojo_throw_invalid(const char *field, const char *format, ...) ZEND_ATTRIBUTE_FORMAT(printf, 2, 3);
/* Throws the exception for memory that could not be allocated. */
void php_dojo_throw_memory(void);

#endif
