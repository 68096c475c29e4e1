/* Pools: the connections of one thread, kept open between calls. */
#ifndef DOJO_POOL_H
#define DOJO_POOL_H

#include "dojo_error.h"

#include <stdint.h>

struct dojo_pool_options {
	size_t size;           /* connections kept open */
	long idle_seconds;     /* how long an idle connection may be reused */
	size_t response_limit; /* bytes of a response's body */
};

struct dojo_pool_stats {
	uint64_t opened;   /* connections established */
	uint64_t reused;   /* requests sent on an open connection */
	uint64_t dropped;  /* times all connections were closed: after a fork, a broken transfer or a reset */
	uint64_t requests; /* attempts */
	size_t open;       /* sockets open now */
};

/* Connections are opened when needed. After a fork, the child never uses the parent's. */
struct dojo_pool;

enum dojo_code dojo_pool_new(const struct dojo_pool_options *options, struct dojo_pool **out, struct dojo_error *error);
void dojo_pool_free(struct dojo_pool *pool);
/* Closes all connections; the next request opens new ones. */
void dojo_pool_reset(struct dojo_pool *pool);
void dojo_pool_get_stats(const struct dojo_pool *pool, struct dojo_pool_stats *stats);

#endif
