/* Decides the outcome of a call: success, an error response, or a failure after which it may be unknown whether the API carried
   the request out. */
#include "dojo_outcome.h"

#include "dojo_attempt.h"
#include "dojo_client_internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void dojo_outcome_mark_unknown(const struct dojo_request *request, struct dojo_error *error)
{
	size_t length = strlen(error->message);

	if (request->settle) {
		error->outcome_unknown = true;
		if (length && error->message[length - 1] == '.') {
			error->message[length - 1] = '\0'; /* the API's own message may end with a full stop */
		}
		dojo_error_append(error, "; the outcome is unknown%s: %s",
		                  request->retry == DOJO_ONCE ? ", so don't repeat the call until you know it" : "", request->settle);
	}
}

/* libcurl's releases report the same fault with different CURLcodes, so these are grouped. Whether anything was sent matters
   more. */
static enum dojo_code classify(const struct dojo_attempt *attempt, CURLcode result)
{
	if (dojo_attempt_failed_in_tls(attempt)) {
		return attempt->sends ? DOJO_ERROR_CUT_OFF : DOJO_ERROR_TLS;
	}
	switch (result) {
		case CURLE_OUT_OF_MEMORY:
			return DOJO_ERROR_MEMORY;
		case CURLE_COULDNT_RESOLVE_HOST:
		case CURLE_COULDNT_RESOLVE_PROXY:
			/* If the request was sent, this is the look-up of libcurl's own second try, after a kept connection had closed. */
			return attempt->sends ? DOJO_ERROR_CUT_OFF : DOJO_ERROR_RESOLVE;
		case CURLE_OPERATION_TIMEDOUT:
			return attempt->sends == 0 && attempt->connecting_bounded ? DOJO_ERROR_CONNECT : DOJO_ERROR_TIMEOUT;
		case CURLE_FILESIZE_EXCEEDED:
			return DOJO_ERROR_TOO_LARGE;
		case CURLE_WRITE_ERROR:
			return attempt->call->outcome.response.body.over_limit || attempt->head_length > DOJO_LARGEST_HEAD
			           ? DOJO_ERROR_TOO_LARGE
			           : DOJO_ERROR_MEMORY;
		case CURLE_UNSUPPORTED_PROTOCOL:
		case CURLE_WEIRD_SERVER_REPLY:
			return attempt->sends ? DOJO_ERROR_NOT_JSON : DOJO_ERROR_CONNECT;
		default:
			return attempt->sends ? DOJO_ERROR_CUT_OFF : DOJO_ERROR_CONNECT;
	}
}

static const char *what_happened(const struct dojo_attempt *attempt, enum dojo_code code)
{
	switch (code) {
		case DOJO_ERROR_RESOLVE:
			return "could not resolve the host name";
		case DOJO_ERROR_CONNECT:
			return "could not connect";
		case DOJO_ERROR_TLS:
			return "could not establish a trusted TLS connection";
		case DOJO_ERROR_TIMEOUT:
			return "timed out";
		case DOJO_ERROR_INTERRUPTED:
			return "was aborted because the script ended";
		case DOJO_ERROR_TOO_LARGE:
			return attempt->head_length > DOJO_LARGEST_HEAD ? "received a response with more than 256 KB of headers"
			                                                : "received a response larger than dojo.max_response_bytes";
		case DOJO_ERROR_NOT_JSON:
			return "received a response that is not HTTP";
		case DOJO_ERROR_MEMORY:
			return "ran out of memory";
		default:
			return "lost the connection before the response was complete";
	}
}

/* libcurl's error text explains DNS failures, certificates and refused connections. It is omitted if it may contain a proxy
   URL, or if it only describes that this code stopped a second send or refused the rest of a response. */
static void describe_cause(const struct dojo_attempt *attempt, enum dojo_code code, char *out, size_t size)
{
	out[0] = '\0';
	if (code == DOJO_ERROR_TOO_LARGE || code == DOJO_ERROR_MEMORY || code == DOJO_ERROR_INTERRUPTED) {
		return;
	}
	if (attempt->sends > 1) {
		snprintf(out, size, " (it was kept from an earlier call)");
	} else if (!attempt->client->proxy.length) {
		snprintf(out, size, "%s%.200s%s", attempt->detail[0] ? " (" : "", attempt->detail, attempt->detail[0] ? ")" : "");
	} else if (attempt->tunnel_status >= 300) {
		snprintf(out, size, " (the proxy returned %ld)", attempt->tunnel_status);
	}
}

/* Ends the message of a call without a response. */
static void say_what_was_sent(struct dojo_call *call, bool sent)
{
	struct dojo_outcome *outcome = &call->outcome;

	if (sent || outcome->maybe_done) {
		dojo_outcome_mark_unknown(&call->request, &outcome->error);
	} else {
		dojo_error_append(&outcome->error, "; nothing was sent");
	}
}

void dojo_outcome_unsent(struct dojo_call *call, enum dojo_code code, const char *format, ...)
{
	char what[256];
	va_list values;

	va_start(values, format);
	vsnprintf(what, sizeof what, format, values);
	va_end(values);
	dojo_request_error(&call->request, code, &call->outcome.error, "%s", what);
	say_what_was_sent(call, false);
}

static enum dojo_code report_failure(const struct dojo_attempt *attempt, enum dojo_code code)
{
	struct dojo_call *call = attempt->call;
	char cause[256];

	describe_cause(attempt, code, cause, sizeof cause);
	dojo_request_error(&call->request, code, &call->outcome.error, "%s%s", what_happened(attempt, code), cause);
	say_what_was_sent(call, attempt->sends > 0);
	return code;
}

/* An error response to this attempt doesn't say whether an earlier attempt was carried out. */
static enum dojo_code judge_response(const struct dojo_attempt *attempt)
{
	const struct dojo_request *request = &attempt->call->request;
	struct dojo_outcome *outcome = &attempt->call->outcome;
	enum dojo_code code = dojo_response_finish(request, &outcome->response, &outcome->error);

	if (code == DOJO_OK) {
		memset(&outcome->error, 0, sizeof outcome->error); /* an earlier attempt's */
	} else if (code == DOJO_ERROR_API && outcome->maybe_done && !outcome->error.outcome_unknown) {
		dojo_outcome_mark_unknown(request, &outcome->error);
	}
	return code;
}

enum dojo_code dojo_outcome_judge(const struct dojo_attempt *attempt)
{
	CURLcode result = attempt->result;

	if (attempt->interrupted) {
		return report_failure(attempt, DOJO_ERROR_INTERRUPTED);
	}
	/* libcurl accepts a response that ends within its headers. */
	if (result == CURLE_OK && !attempt->head_ended) {
		result = CURLE_PARTIAL_FILE;
	}
	/* An error status counts even if its body was cut off. A proxy's error status, with nothing sent, doesn't. */
	if (result == CURLE_OK || (attempt->call->outcome.response.status >= 400 && attempt->sends > 0)) {
		return judge_response(attempt);
	}
	return report_failure(attempt, classify(attempt, result));
}

void dojo_outcome_conclude(struct dojo_call *call)
{
	const struct dojo_request *request = &call->request;
	struct dojo_outcome *outcome = &call->outcome;
	struct dojo_error *error = &outcome->error;

	/* If a repeated DELETE returns 404, the first one worked. That doesn't hold for operations that return an object (a payment
	   intent or a saved card): the id may simply be wrong, and the right one can still be paid. */
	if (error->code == DOJO_ERROR_API && outcome->response.status == 404 && request->method == DOJO_DELETE &&
	    request->answers_nothing && outcome->maybe_done) {
		dojo_outcome_free(outcome);
		outcome->response.status = 204;
	}
	outcome->maybe_done |= error->outcome_unknown;
	/* These codes mean that nothing was sent, but an earlier attempt may have been. */
	if (outcome->maybe_done &&
	    (error->code == DOJO_ERROR_RESOLVE || error->code == DOJO_ERROR_CONNECT || error->code == DOJO_ERROR_TLS)) {
		error->code = DOJO_ERROR_CUT_OFF;
	}
}

void dojo_outcome_free(struct dojo_outcome *outcome)
{
	if (outcome) {
		dojo_response_free(&outcome->response);
		memset(outcome, 0, sizeof *outcome);
	}
}

void dojo_call_free(struct dojo_call *call)
{
	if (call) {
		dojo_request_free(&call->request);
		dojo_outcome_free(&call->outcome);
	}
}
