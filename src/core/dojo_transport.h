/* Sending calls, one or many at a time. */
#ifndef DOJO_TRANSPORT_H
#define DOJO_TRANSPORT_H

#include "dojo_client.h"
#include "dojo_outcome.h"
#include "dojo_pool.h"

/* What one attempt did. Contains no secrets. The pointers are borrowed from the call's request. */
struct dojo_exchange {
	const char *operation;
	const char *method;
	const char *path;
	int attempt;                                            /* from 1 */
	long status;                                            /* 0 if no response came */
	double started_at;                                      /* Unix time, in seconds */
	double duration, name_lookup, connect, tls, first_byte; /* seconds since the attempt began */
	bool connection_reused;
	int64_t bytes_sent, bytes_received;
	char trace_id[DOJO_TRACE_ID_SIZE]; /* "" if there is none */
	enum dojo_code code;               /* DOJO_OK, DOJO_ERROR_API, or why there is no response */
};

/* Callbacks of a send. Every member may be NULL. */
struct dojo_hooks {
	void *context;
	bool (*interrupted)(void *context);                                     /* called at least every 250 ms; true aborts */
	void (*exchanged)(void *context, const struct dojo_exchange *exchange); /* for each attempt, when no transfer is open */
	double (*jitter)(void *context);                                        /* 0 <= x < 1; if NULL, a random number */
};

/*
 * Sends the call's request, waits for the complete response and writes the outcome. Respects the client's deadline and retry
 * limit and the request's retry class. Returns the outcome's code. The caller frees the call.
 */
enum dojo_code dojo_transport_send(struct dojo_pool *pool, const struct dojo_client *client, struct dojo_call *call,
                                   const struct dojo_hooks *hooks);

/* The memory of one dojo_transport_send_all(). The caller owns it, because a hook may never return: no transfer is open then,
   so that the batch can be freed at any time. */
struct dojo_batch;
/* NULL when out of memory. */
struct dojo_batch *dojo_batch_new(void);
void dojo_batch_free(struct dojo_batch *batch);

/*
 * Does the same for many calls of one client, at most `concurrency` (1 or more) at a time, within one deadline. Each call is
 * retried independently and has its own outcome. `exchanged` is called when no transfer is open, which may be only at the end.
 * A batch is used once.
 */
void dojo_transport_send_all(struct dojo_batch *batch, struct dojo_pool *pool, const struct dojo_client *client,
                             struct dojo_call *const *calls, size_t count, size_t concurrency, const struct dojo_hooks *hooks);

#endif
