/* Decides whether a call gets another attempt, and when. */
#include "dojo_retry.h"

#include "dojo_client_internal.h"
#include "dojo_platform.h"

#include <openssl/rand.h>

#define FIRST_PAUSE 0.25
#define LONGEST_PAUSE 4.0

/* Whether another attempt is safe and may succeed. `code` is that of the last attempt alone. */
static bool is_worth_repeating(const struct dojo_attempt *attempt, enum dojo_code code)
{
	const struct dojo_request *request = &attempt->call->request;
	long status = attempt->call->outcome.response.status;

	/* Nothing was sent, so any request may be repeated; but a bad certificate or proxy password would fail again. */
	if (attempt->sends == 0 && attempt->tunnel_status != 407 &&
	    (code == DOJO_ERROR_RESOLVE || code == DOJO_ERROR_CONNECT || attempt->result == CURLE_SSL_CONNECT_ERROR)) {
		return true;
	}
	if (request->retry != DOJO_REPEATABLE) {
		return false;
	}
	if (code == DOJO_ERROR_API) {
		return status == 408 || status == 429 || status == 502 || status == 503 || status == 504 ||
		       (status == 500 && request->method == DOJO_GET);
	}
	return code == DOJO_ERROR_CUT_OFF;
}

/* Exponential, with full jitter, so that workers that failed together don't all retry together. */
static double pause_before(int retry, const struct dojo_hooks *hooks)
{
	double ceiling = FIRST_PAUSE, share;

	for (int i = 1; i < retry && ceiling < LONGEST_PAUSE; i++) {
		ceiling *= 2;
	}
	if (ceiling > LONGEST_PAUSE) {
		ceiling = LONGEST_PAUSE;
	}
	if (hooks && hooks->jitter) {
		share = hooks->jitter(hooks->context);
	} else {
		unsigned char random[2] = {0};

		RAND_bytes(random, sizeof random);
		share = (random[0] * 256 + random[1]) / 65536.0;
	}
	return ceiling * share;
}

bool dojo_retry_is_due(const struct dojo_attempt *attempt, enum dojo_code code, double deadline, const struct dojo_hooks *hooks,
                       struct dojo_retries *retries)
{
	const struct dojo_call *call = attempt->call;
	double now = dojo_now(), asked = call->outcome.response.retry_after, pause, room;

	if (call->outcome.error.code == DOJO_OK) {
		return false;
	}
	/* A kept connection had closed. A repeatable request then gets one more attempt, which doesn't count as a retry. */
	if (code == DOJO_ERROR_CUT_OFF && attempt->sends > 1 && call->request.retry == DOJO_REPEATABLE &&
	    !retries->fresh_connection && now < deadline) {
		retries->fresh_connection = true;
		retries->due = now;
		return true;
	}
	if (retries->count == attempt->client->max_retries || !is_worth_repeating(attempt, code)) {
		return false;
	}
	asked = asked > 0 ? asked : 0;
	/* Added to the API's Retry-After, which is the same for all workers. */
	pause = pause_before(retries->count + 1, hooks);
	room = deadline - now - asked;
	if (asked > 0 && pause > room / 2) {
		pause = room / 2;
	}
	/* If there is no time for another attempt after the pause, the caller gets this one's error now. */
	if (pause >= room) {
		return false;
	}
	retries->count++;
	retries->due = now + asked + pause;
	return true;
}
