/* Retries: whether a call gets another attempt, and when. */
#ifndef DOJO_RETRY_H
#define DOJO_RETRY_H

#include "dojo_attempt.h"

/* A call's retries so far. Starts zeroed. */
struct dojo_retries {
	int count;
	bool fresh_connection; /* the next attempt must not use a kept connection */
	double due;            /* when the next attempt may begin, by dojo_now() */
};

/* Whether another attempt follows this one, which ended with `code`. If so, *retries says when and how. */
bool dojo_retry_is_due(const struct dojo_attempt *attempt, enum dojo_code code, double deadline, const struct dojo_hooks *hooks,
                       struct dojo_retries *retries);

#endif
