/* The libcurl handles of a pool, for the files that send requests. */
#ifndef DOJO_POOL_INTERNAL_H
#define DOJO_POOL_INTERNAL_H

#include "dojo_pool.h"
#include "dojo_setup.h"

/* The pool's multi handle, created if necessary and set up for that many simultaneous transfers. NULL when out of memory. Every
   acquire needs a release; if one is missing because a fatal error ended the script, the next acquire drops the connections. */
CURLM *dojo_pool_acquire(struct dojo_pool *pool, size_t transfers);
void dojo_pool_release(struct dojo_pool *pool);
/* An easy handle with libcurl's default options; NULL when out of memory. Give it back before the pool is released; NULL is
   allowed. */
CURL *dojo_pool_take_easy(struct dojo_pool *pool);
void dojo_pool_give_easy(struct dojo_pool *pool, CURL *easy);
/* Sets the options that make the pool open and close the easy handle's sockets. */
void dojo_pool_adopt(struct dojo_pool *pool, struct dojo_setup *setup);
/* Whether there is a connection with that local port, and every such connection is idle: open, and nothing to read from it. */
bool dojo_pool_is_silent(const struct dojo_pool *pool, int local_port);
void dojo_pool_count(struct dojo_pool *pool, long opened, bool reused);
size_t dojo_pool_response_limit(const struct dojo_pool *pool);

#endif
