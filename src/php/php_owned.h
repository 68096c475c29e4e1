/* Memory that the web request owns, so that nothing leaks if a script never returns to this code. */
#ifndef PHP_DOJO_OWNED_H
#define PHP_DOJO_OWNED_H

#include "php_dojo.h"

/*
 * A fatal error in userland code, or an exhausted memory limit, ends a script with a longjmp past every C function. So whatever
 * the core allocates while Zend code may run belongs to one of these. Returns zeroed memory, or NULL with an exception if out
 * of memory. `free_members` frees what the block points to, not the block itself.
 */
void *php_dojo_owned_new(size_t size, void (*free_members)(void *block));
/* Frees a block and what it points to. Accepts NULL. */
void php_dojo_owned_free(void *block);
/* Frees whatever an interrupted script has left. Called by RSHUTDOWN. */
void php_dojo_owned_end_request(void);

#endif
