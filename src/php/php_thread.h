/* What a thread keeps between calls: the connection pool and the MAC. The module globals own both; they end with the thread. */
#ifndef PHP_DOJO_THREAD_H
#define PHP_DOJO_THREAD_H

#include "php_dojo.h"
#include "dojo_core.h"

/* This thread's pool, created on first use with the limits of php.ini. Borrowed; NULL with *error set if out of memory. */
struct dojo_pool *php_dojo_thread_pool(struct dojo_error *error);

/* This thread's MAC, created on first use. *out is borrowed; on failure it is NULL. `error` may be NULL. */
enum dojo_code php_dojo_thread_mac(struct dojo_mac **out, struct dojo_error *error);

/* Frees both. Takes the globals, because GSHUTDOWN runs for threads other than the current one. */
void php_dojo_thread_free(zend_dojo_globals *globals);

#endif
