/*
 * What came of an attempt, and of the call that it belongs to: success, an answer that says no, or a failure of which it is known
 * or not whether the API has carried the request out.
 */
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
			error->message[length - 1] = '\0'; /* the API's sentence ends here, ours goes on */
		}
		dojo_error_append(error, "; the outcome is unknown%s: %s",
		                  request->retry == DOJO_ONCE ? ", so don't repeat the call before you know" : "", request->settle);
	}
}

/* The same fault has different CURLcodes in different releases, so they count as kinds, and what was sent counts more. */
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
			/* The second look-up, after a kept connection had died with the request, is libcurl's own affair. */
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
			return "could not find the host's address";
		case DOJO_ERROR_CONNECT:
			return "could not connect";
		case DOJO_ERROR_TLS:
			return "could not make a trustworthy TLS connection";
		case DOJO_ERROR_TIMEOUT:
			return "ran out of time";
		case DOJO_ERROR_INTERRUPTED:
			return "was stopped with the script";
		case DOJO_ERROR_TOO_LARGE:
			return attempt->head_length > DOJO_LARGEST_HEAD ? "got an answer with more than 256 KB of headers"
			                                                : "got an answer larger than dojo.max_response_bytes";
		case DOJO_ERROR_NOT_JSON:
			return "got an answer that is not HTTP";
		case DOJO_ERROR_MEMORY:
			return "ran out of memory";
		default:
			return "lost the connection before the answer was complete";
	}
}

/* libcurl's own words help with names, certificates and refusals. They are left out where a proxy's URL may be among them, and
   where they tell of what we did ourselves: stopped a second send, or took no more of an answer. */
static void describe_cause(const struct dojo_attempt *attempt, enum dojo_code code, char *out, size_t size)
{
	out[0] = '\0';
	if (code == DOJO_ERROR_TOO_LARGE || code == DOJO_ERROR_MEMORY || code == DOJO_ERROR_INTERRUPTED) {
		return;
	}
	if (attempt->sends > 1) {
		snprintf(out, size, " (it had been kept from an earlier call)");
	} else if (!attempt->client->proxy.length) {
		snprintf(out, size, "%s%.200s%s", attempt->detail[0] ? " (" : "", attempt->detail, attempt->detail[0] ? ")" : "");
	} else if (attempt->tunnel_status >= 300) {
		snprintf(out, size, " (the proxy answered %ld)", attempt->tunnel_status);
	}
}

/* Ends the message of a request that got no answer. */
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

/* What an answer says. That this attempt was refused says nothing of the one before it. */
static enum dojo_code read_answer(const struct dojo_attempt *attempt)
{
	const struct dojo_request *request = &attempt->call->request;
	struct dojo_outcome *outcome = &attempt->call->outcome;
	enum dojo_code code = dojo_response_finish(request, &outcome->response, &outcome->error);

	if (code == DOJO_OK) {
		memset(&outcome->error, 0, sizeof outcome->error); /* of an earlier attempt */
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
	/* To libcurl, an answer that ends among its headers is one without a body. */
	if (result == CURLE_OK && !attempt->head_ended) {
		result = CURLE_PARTIAL_FILE;
	}
	/* An error status is an answer, even if the text that explains it was cut off; a proxy's is none. */
	if (result == CURLE_OK || (attempt->call->outcome.response.status >= 400 && attempt->sends > 0)) {
		return read_answer(attempt);
	}
	return report_failure(attempt, classify(attempt, result));
}

void dojo_outcome_conclude(struct dojo_call *call)
{
	const struct dojo_request *request = &call->request;
	struct dojo_outcome *outcome = &call->outcome;
	struct dojo_error *error = &outcome->error;

	/* What a second DELETE does not find is not there, as was asked. Where the answer is an object, it is a payment's or a saved
	   card's, and that the id finds nothing proves nothing of it: the id may be a wrong one, and the right one still be paid. */
	if (error->code == DOJO_ERROR_API && outcome->response.status == 404 && request->method == DOJO_DELETE &&
	    request->answers_nothing && outcome->maybe_done) {
		dojo_outcome_free(outcome);
		outcome->response.status = 204;
	}
	outcome->maybe_done |= error->outcome_unknown;
	/* A failed connection stands for a call of which nothing was sent, and an earlier attempt's may have been. */
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
