/* Attempts: each sends a call's request once. */
#ifndef DOJO_ATTEMPT_H
#define DOJO_ATTEMPT_H

#include "dojo_libcurl.h"
#include "dojo_outcome.h"
#include "dojo_pool.h"
#include "dojo_transport.h"

#define DOJO_LARGEST_HEAD ((size_t) 256 * 1024)

/* Everything is borrowed; `easy` exists from dojo_attempt_begin() to dojo_attempt_end(). */
struct dojo_attempt {
	struct dojo_pool *pool;
	const struct dojo_client *client;
	struct dojo_call *call;
	void *owner;           /* the easy handle's CURLINFO_PRIVATE */
	int number;            /* from 1 */
	double seconds;        /* until the deadline, when it begins */
	bool fresh_connection; /* must not use a kept connection */
	CURL *easy;
	double began;            /* by dojo_now() */
	double started_at;       /* Unix time */
	bool connecting_bounded; /* the connect timeout is shorter than `seconds` */
	int sends;               /* times libcurl was about to send the request; if 0, none of it has left this machine */
	bool reused;             /* sent on a connection kept from an earlier call */
	bool stale;              /* stopped before sending, because the kept connection had ended */
	size_t head_length;      /* of all responses, interim ones included */
	bool head_ended;         /* the response's headers are complete, which libcurl does not check */
	long tunnel_status;      /* the proxy's response to CONNECT */
	bool interrupted;
	CURLcode result; /* libcurl's, once the attempt has ended */
	char detail[CURL_ERROR_SIZE];
};

/* Adds the attempt to the multi handle. Returns false and sets the outcome's error if that fails. */
bool dojo_attempt_begin(struct dojo_attempt *attempt, CURLM *multi);
/* Restarts a stale attempt on a new connection; false when out of memory. */
bool dojo_attempt_renew(struct dojo_attempt *attempt, CURLM *multi);
/* Removes an attempt from the multi handle, given libcurl's result. Writes the call's outcome so far and the exchange, and
   returns the exchange's code. */
enum dojo_code dojo_attempt_end(struct dojo_attempt *attempt, CURLM *multi, CURLcode result, struct dojo_exchange *exchange);
/* Whether libcurl's result says that the TLS handshake failed. */
bool dojo_attempt_failed_in_tls(const struct dojo_attempt *attempt);

#endif
