/* Calls and their outcomes: success, an error response, or a failure after which the outcome is known or unknown. */
#ifndef DOJO_OUTCOME_H
#define DOJO_OUTCOME_H

#include "dojo_request.h"
#include "dojo_response.h"

struct dojo_attempt;

/* The last response, and the error if the call failed; after a success, the whole error is zero (DOJO_OK). */
struct dojo_outcome {
	struct dojo_response response;
	struct dojo_error error;
	bool maybe_done; /* an earlier attempt was sent and may have been carried out */
};

/* Zeroed before the request is built into it. */
struct dojo_call {
	struct dojo_request request;
	struct dojo_outcome outcome;
};

void dojo_outcome_free(struct dojo_outcome *outcome);
void dojo_call_free(struct dojo_call *call);

/* Marks the outcome as unknown and appends how to find out, if the request changes anything. */
void dojo_outcome_mark_unknown(const struct dojo_request *request, struct dojo_error *error);
/* Sets the error of a call whose attempt could not start; the text follows the method and the path. */
void dojo_outcome_unsent(struct dojo_call *call, enum dojo_code code, const char *format, ...) DOJO_PRINTF(3, 4);
/* Writes the result of this attempt alone to its call's outcome, and returns its code. */
enum dojo_code dojo_outcome_judge(const struct dojo_attempt *attempt);
/* Turns that result into the call's, taking earlier attempts into account. */
void dojo_outcome_conclude(struct dojo_call *call);

#endif
