/*
 * Sends a request once. When a reused connection closes early, libcurl sends the request again on a new one, even a POST.
 * CURLOPT_PREREQFUNCTION, which runs before each send, prevents that. It also shows whether anything has left this machine, and
 * rejects a kept connection that has closed since its last call.
 */
#include "dojo_attempt.h"

#include "dojo_client_internal.h"
#include "dojo_header.h"
#include "dojo_platform.h"
#include "dojo_pool_internal.h"
#include "dojo_setup.h"

#include <openssl/ssl.h>
#include <string.h>

/* ----------------------------------------------------------------------------------------------------------- callbacks -- */

/* Whether OpenSSL has buffered bytes beyond the responses read so far. Peeking at the socket doesn't show them, and the next
   request would mistake them for its response. */
static bool has_unread(const struct dojo_attempt *attempt)
{
	const struct curl_tlssessioninfo *session = NULL;

	return dojo_libcurl_shares_openssl() && curl_easy_getinfo(attempt->easy, CURLINFO_TLS_SSL_PTR, &session) == CURLE_OK &&
	       session && session->backend == CURLSSLBACKEND_OPENSSL && session->internals && SSL_has_pending(session->internals);
}

static int before_send(void *context, char *remote_ip, char *local_ip, int remote_port, int local_port)
{
	struct dojo_attempt *attempt = context;
	long opened = 0;

	(void) remote_ip;
	(void) local_ip;
	(void) remote_port;
	curl_easy_getinfo(attempt->easy, CURLINFO_NUM_CONNECTS, &opened);
	if (attempt->sends == 0) {
		attempt->reused = opened == 0;
		if (attempt->reused && (!dojo_pool_is_silent(attempt->pool, local_port) || has_unread(attempt))) {
			attempt->stale = true;
			return CURL_PREREQFUNC_ABORT;
		}
	}
	return ++attempt->sends > 1 ? CURL_PREREQFUNC_ABORT : CURL_PREREQFUNC_OK;
}

static size_t on_body(char *data, size_t size, size_t count, void *context)
{
	struct dojo_attempt *attempt = context;
	size_t length = size * count;

	/* Checked here if there is no callback before the next send. */
	if (!dojo_libcurl_has(DOJO_LIBCURL_PREREQ) && has_unread(attempt)) {
		curl_easy_setopt(attempt->easy, CURLOPT_FORBID_REUSE, 1L);
	}
	return dojo_buffer_append(&attempt->call->outcome.response.body, data, length) ? length : 0;
}

static size_t on_header(char *data, size_t size, size_t count, void *context)
{
	return dojo_header_take(context, data, size * count) ? size * count : 0;
}

/* ----------------------------------------------------------------------------------------------------------- the attempt -- */

static void set_callbacks(struct dojo_setup *setup, struct dojo_attempt *attempt)
{
	DOJO_SET(setup, CURLOPT_PRIVATE, attempt->owner);
	if (dojo_libcurl_has(DOJO_LIBCURL_PREREQ)) {
		DOJO_SET(setup, CURLOPT_PREREQFUNCTION, before_send);
		DOJO_SET(setup, CURLOPT_PREREQDATA, attempt);
	}
	DOJO_SET(setup, CURLOPT_WRITEFUNCTION, on_body);
	DOJO_SET(setup, CURLOPT_WRITEDATA, attempt);
	DOJO_SET(setup, CURLOPT_HEADERFUNCTION, on_header);
	DOJO_SET(setup, CURLOPT_HEADERDATA, attempt);
	DOJO_SET(setup, CURLOPT_ERRORBUFFER, attempt->detail);
}

/* Whether the request must not be sent on a kept connection. */
static bool needs_fresh_connection(const struct dojo_attempt *attempt)
{
	/* Before libcurl 7.80, no callback can prevent the second send. It only happens after a kept connection has closed. */
	if (!dojo_libcurl_has(DOJO_LIBCURL_PREREQ) &&
	    (attempt->call->request.settle || attempt->call->request.retry == DOJO_ONCE)) {
		return true;
	}
	/* has_unread() needs OpenSSL, and doesn't see the API's TLS session inside that of an https proxy. */
	return attempt->client->is_https && (!dojo_libcurl_shares_openssl() || dojo_has_tls_proxy(attempt->client));
}

bool dojo_attempt_begin(struct dojo_attempt *attempt, CURLM *multi)
{
	struct dojo_outcome *outcome = &attempt->call->outcome;
	struct dojo_setup setup = {0};
	CURLMcode added = CURLM_OUT_OF_MEMORY;

	attempt->began = dojo_now();
	attempt->started_at = dojo_unix_time();
	attempt->connecting_bounded = attempt->client->connect_timeout < attempt->seconds;
	attempt->fresh_connection |= needs_fresh_connection(attempt);
	dojo_response_free(&outcome->response);
	outcome->response.retry_after = -1;
	outcome->response.body.limit = dojo_pool_response_limit(attempt->pool);
	attempt->easy = setup.easy = dojo_pool_take_easy(attempt->pool);
	if (setup.easy) {
		set_callbacks(&setup, attempt);
		dojo_setup_attempt(&setup, attempt);
		added = setup.code == CURLE_OK ? curl_multi_add_handle(multi, setup.easy) : CURLM_OK;
	}
	if (setup.code == CURLE_OK && added == CURLM_OK) {
		return true;
	}
	if (setup.code == CURLE_OUT_OF_MEMORY || added == CURLM_OUT_OF_MEMORY) {
		dojo_outcome_unsent(attempt->call, DOJO_ERROR_MEMORY, "ran out of memory");
	} else if (setup.code != CURLE_OK) {
		dojo_outcome_unsent(attempt->call, DOJO_ERROR_LIBRARY, "needs %s, which libcurl %s rejects (%s)", setup.refused,
		                    dojo_libcurl_version(), curl_easy_strerror(setup.code));
	} else {
		dojo_outcome_unsent(attempt->call, DOJO_ERROR_LIBRARY, "was rejected by libcurl %s (%s)", dojo_libcurl_version(),
		                    curl_multi_strerror(added));
	}
	dojo_pool_give_easy(attempt->pool, attempt->easy);
	attempt->easy = NULL;
	return false;
}

bool dojo_attempt_renew(struct dojo_attempt *attempt, CURLM *multi)
{
	attempt->stale = attempt->reused = false;
	attempt->fresh_connection = true;
	attempt->detail[0] = '\0';
	return curl_multi_remove_handle(multi, attempt->easy) == CURLM_OK &&
	       curl_easy_setopt(attempt->easy, CURLOPT_FRESH_CONNECT, 1L) == CURLE_OK &&
	       curl_multi_add_handle(multi, attempt->easy) == CURLM_OK;
}

bool dojo_attempt_failed_in_tls(const struct dojo_attempt *attempt)
{
	switch (attempt->result) {
		case CURLE_SSL_CONNECT_ERROR:
		case CURLE_PEER_FAILED_VERIFICATION:
		case CURLE_SSL_CACERT_BADFILE:
		case CURLE_SSL_CERTPROBLEM:
		case CURLE_SSL_CIPHER:
		case CURLE_SSL_ISSUER_ERROR:
		case CURLE_SSL_CRL_BADFILE:
		case CURLE_SSL_INVALIDCERTSTATUS:
		case CURLE_SSL_ENGINE_NOTFOUND:
		case CURLE_SSL_ENGINE_SETFAILED:
		case CURLE_USE_SSL_FAILED:
			return true;
		default:
			return false;
	}
}

static void fill_exchange(const struct dojo_attempt *attempt, enum dojo_code code, struct dojo_exchange *exchange)
{
	const struct dojo_request *request = &attempt->call->request;
	struct dojo_problem problem;
	curl_off_t micro, bytes;
	long fresh = 0, sent = 0, received = 0;

	memset(exchange, 0, sizeof *exchange);
	exchange->operation = request->operation;
	exchange->method = dojo_method_name(request->method);
	exchange->path = dojo_request_path(request);
	exchange->attempt = attempt->number;
	exchange->status = attempt->call->outcome.response.status;
	exchange->started_at = attempt->started_at;
	exchange->duration = dojo_now() - attempt->began;
	exchange->code = code;
#define SECONDS(member, info)                                                                                                  \
	if (curl_easy_getinfo(attempt->easy, info, &micro) == CURLE_OK) {                                                          \
		exchange->member = (double) micro / 1e6;                                                                               \
	}
	SECONDS(name_lookup, CURLINFO_NAMELOOKUP_TIME_T)
	SECONDS(connect, CURLINFO_CONNECT_TIME_T)
	SECONDS(tls, CURLINFO_APPCONNECT_TIME_T)
	SECONDS(first_byte, CURLINFO_STARTTRANSFER_TIME_T)
#undef SECONDS
	curl_easy_getinfo(attempt->easy, CURLINFO_NUM_CONNECTS, &fresh);
	exchange->connection_reused = attempt->sends > 0 && attempt->reused;
	curl_easy_getinfo(attempt->easy, CURLINFO_REQUEST_SIZE, &sent);
	exchange->bytes_sent = sent;
	/* CURLINFO_REQUEST_SIZE includes the body, except a large one before libcurl 8.7. */
	if (curl_easy_getinfo(attempt->easy, CURLINFO_SIZE_UPLOAD_T, &bytes) == CURLE_OK && bytes > sent) {
		exchange->bytes_sent += bytes;
	}
	curl_easy_getinfo(attempt->easy, CURLINFO_HEADER_SIZE, &received);
	exchange->bytes_received = received + (int64_t) attempt->call->outcome.response.body.length;
	dojo_response_problem(&attempt->call->outcome.response, &problem);
	if (problem.trace_id.length < sizeof exchange->trace_id && dojo_is_word(problem.trace_id)) {
		memcpy(exchange->trace_id, problem.trace_id.data, problem.trace_id.length);
	}
	dojo_pool_count(attempt->pool, fresh, exchange->connection_reused);
}

/* For libcurl before 7.80, which does not say when it sends. On a kept connection something was sent if libcurl counts a byte;
   on a new one it may have been once the connection, the tunnel and TLS were established. */
static bool may_have_sent(const struct dojo_attempt *attempt, bool kept)
{
	bool tunnelled = !attempt->client->proxy.length || attempt->tunnel_status / 100 == 2;
	curl_off_t connected = 0, secured = 0;
	long bytes = 0;

	if (kept) {
		return curl_easy_getinfo(attempt->easy, CURLINFO_REQUEST_SIZE, &bytes) != CURLE_OK || bytes > 0;
	}
	curl_easy_getinfo(attempt->easy, CURLINFO_CONNECT_TIME_T, &connected);
	curl_easy_getinfo(attempt->easy, CURLINFO_APPCONNECT_TIME_T, &secured);
	if (connected == 0 || !attempt->client->is_https) {
		return connected > 0;
	}
	return tunnelled && secured > 0 && !dojo_attempt_failed_in_tls(attempt);
}

enum dojo_code dojo_attempt_end(struct dojo_attempt *attempt, CURLM *multi, CURLcode result, struct dojo_exchange *exchange)
{
	enum dojo_code code;
	long opened = 0;

	curl_easy_getinfo(attempt->easy, CURLINFO_NUM_CONNECTS, &opened);
	curl_easy_getinfo(attempt->easy, CURLINFO_RESPONSE_CODE, &attempt->call->outcome.response.status);
	curl_easy_getinfo(attempt->easy, CURLINFO_HTTP_CONNECTCODE, &attempt->tunnel_status);
	attempt->result = result;
	if (!dojo_libcurl_has(DOJO_LIBCURL_PREREQ)) {
		attempt->reused = opened == 0;
		attempt->sends = may_have_sent(attempt, attempt->reused) ? 1 : 0;
	}
	curl_multi_remove_handle(multi, attempt->easy);
	code = dojo_outcome_judge(attempt);
	fill_exchange(attempt, code, exchange);
	dojo_pool_give_easy(attempt->pool, attempt->easy);
	attempt->easy = NULL;
	return code;
}
