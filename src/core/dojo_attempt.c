/*
 * One attempt: one send of a request, and what came of it. libcurl repeats a request by itself on a fresh connection when a
 * reused one dies early, a POST too; the callback that runs before each request goes out stops that. The same callback tells
 * whether anything can have left this machine.
 */
#include "dojo_internal.h"

#include <openssl/crypto.h>
#include <openssl/ssl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

double dojo_now(void)
{
#ifdef _WIN32
	return (double) GetTickCount64() / 1000.0;
#else
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
#endif
}

void dojo_sleep(double seconds)
{
#ifdef _WIN32
	Sleep((DWORD) (seconds * 1000) + 1);
#else
	struct timespec time = {(time_t) seconds, (long) ((seconds - (double) (time_t) seconds) * 1e9)};

	nanosleep(&time, NULL);
#endif
}

static double unix_time(void)
{
	struct timespec time = {0, 0};

	timespec_get(&time, TIME_UTC);
	return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

/* ----------------------------------------------------------------------------------------------------------- callbacks -- */

static int before_send(void *context, char *remote_ip, char *local_ip, int remote_port, int local_port)
{
	struct dojo_attempt *attempt = context;

	(void) remote_ip;
	(void) local_ip;
	(void) remote_port;
	(void) local_port;
	return ++attempt->sends > 1 ? CURL_PREREQFUNC_ABORT : CURL_PREREQFUNC_OK;
}

static size_t on_body(char *data, size_t size, size_t count, void *context)
{
	struct dojo_attempt *attempt = context;
	size_t length = size * count;

	return dojo_buffer_append(&attempt->outcome->response.body, data, length) ? length : 0;
}

static void take_trace_id(struct dojo_response *response, const char *value, size_t length)
{
	struct dojo_text text = {value, length};

	if (length < sizeof response->trace_id && dojo_is_word(text)) {
		memcpy(response->trace_id, value, length);
		response->trace_id[length] = '\0';
	}
}

static void take_retry_after(struct dojo_response *response, const char *value, size_t length)
{
	char text[64], *end;
	double seconds;
	time_t date;

	snprintf(text, sizeof text, "%.*s", (int) (length < sizeof text ? length : sizeof text - 1), value);
	seconds = (double) strtol(text, &end, 10);
	if (end != text && *end == '\0') {
		response->retry_after = seconds < 0 ? -1 : seconds;
		return;
	}
	date = curl_getdate(text, NULL);
	if (date != -1) {
		seconds = difftime(date, time(NULL));
		response->retry_after = seconds < 0 ? 0 : seconds;
	}
}

static size_t on_header(char *data, size_t size, size_t count, void *context)
{
	static const char *const trace_headers[] = {"trace-id", "x-trace-id", "traceid", "x-request-id", NULL};
	struct dojo_attempt *attempt = context;
	size_t length = size * count, name = 0, value;

	if (length >= 5 && memcmp(data, "HTTP/", 5) == 0) {
		/* A new block: what an interim answer said is not the answer. */
		attempt->outcome->response.retry_after = -1;
		attempt->outcome->response.trace_id[0] = '\0';
		attempt->head_ended = false;
		return length;
	}
	if (length && (data[0] == '\r' || data[0] == '\n')) {
		attempt->head_ended = true;
	}
	while (name < length && data[name] != ':') {
		name++;
	}
	value = name + 1;
	while (value < length && (data[value] == ' ' || data[value] == '\t')) {
		value++;
	}
	if (value < length) {
		size_t end = length;

		while (end > value && strchr(" \t\r\n", data[end - 1])) {
			end--;
		}
		if (dojo_same_word(data, name, "retry-after")) {
			take_retry_after(&attempt->outcome->response, data + value, end - value);
		}
		for (size_t i = 0; trace_headers[i]; i++) {
			if (dojo_same_word(data, name, trace_headers[i])) {
				take_trace_id(&attempt->outcome->response, data + value, end - value);
			}
		}
	}
	return length;
}

/* ------------------------------------------------------------------------------------------------------------- options -- */

static bool set_request(CURL *easy, const struct dojo_request *request)
{
	CURLcode code = curl_easy_setopt(easy, CURLOPT_URL, request->url.data);

	code = code ? code : curl_easy_setopt(easy, CURLOPT_PATH_AS_IS, 1L);
	code = code ? code : curl_easy_setopt(easy, CURLOPT_HTTPHEADER, request->headers);
	if (request->method == DOJO_GET) {
		return !code && curl_easy_setopt(easy, CURLOPT_HTTPGET, 1L) == CURLE_OK;
	}
	/* POSTFIELDS makes it a POST, with a Content-Length even where the body is empty; the name is then set over it. */
	if (request->method != DOJO_DELETE || request->body.length) {
		code = code ? code : curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t) request->body.length);
		code = code ? code : curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request->body.length ? request->body.data : "");
	}
	if (request->method != DOJO_POST) {
		code = code ? code : curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, dojo_method_name(request->method));
	}
	return code == CURLE_OK;
}

/* libcurl writes TLS keys to the file that SSLKEYLOGFILE names, for every user of the process; not for payments. */
static CURLcode forbid_key_log(CURL *easy, void *context, void *user)
{
	(void) easy;
	(void) user;
	SSL_CTX_set_keylog_callback(context, NULL);
	return CURLE_OK;
}

/* Whether libcurl's TLS is the OpenSSL that this code is linked with, so that its SSL_CTX is ours to touch. */
static bool shares_openssl(void)
{
	const char *theirs = curl_version_info(CURLVERSION_NOW)->ssl_version, *ours = OpenSSL_version(OPENSSL_VERSION_STRING);

	return theirs && strncmp(theirs, "OpenSSL/", 8) == 0 && strcmp(theirs + 8, ours) == 0;
}

/* To a proxy that is spoken to in TLS, the rules are those for the API: what it gets includes its password. */
static CURLcode set_proxy_tls(CURL *easy, const struct dojo_client *client)
{
	CURLcode code = curl_easy_setopt(easy, CURLOPT_PROXY_SSL_VERIFYPEER, 1L);

	code = code ? code : curl_easy_setopt(easy, CURLOPT_PROXY_SSL_VERIFYHOST, 2L);
	code = code ? code : curl_easy_setopt(easy, CURLOPT_PROXY_SSLVERSION, (long) CURL_SSLVERSION_TLSv1_2);
	if (client->ca_file.length) {
		code = code ? code : curl_easy_setopt(easy, CURLOPT_PROXY_CAINFO, client->ca_file.data);
		code = code ? code : curl_easy_setopt(easy, CURLOPT_PROXY_CAPATH, NULL);
	}
	return code;
}

static bool set_security(CURL *easy, const struct dojo_client *client)
{
	bool proxy_is_https = client->proxy.length && strncmp(client->proxy.data, "https://", 8) == 0;
	CURLcode code = curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, client->is_https ? "https" : "http");

	code = code ? code : curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
	code = code ? code : curl_easy_setopt(easy, CURLOPT_NETRC, (long) CURL_NETRC_IGNORED);
	code = code ? code : curl_easy_setopt(easy, CURLOPT_HTTPAUTH, (long) CURLAUTH_NONE);
	code = code ? code : curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
	code = code ? code : curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
	code = code ? code : curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long) CURL_SSLVERSION_TLSv1_2);
	if ((client->is_https || proxy_is_https) && getenv("SSLKEYLOGFILE") && shares_openssl()) {
		code = code ? code : curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, forbid_key_log);
	}
	if (client->ca_file.length) {
		code = code ? code : curl_easy_setopt(easy, CURLOPT_CAINFO, client->ca_file.data);
	}
	/* A CA folder beside the file would make caFile no restriction, and keeps libcurl from caching the parsed store. */
	if (client->ca_file.length || curl_version_info(CURLVERSION_NOW)->cainfo) {
		code = code ? code : curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
	}
	/* Set in any case, so that the environment's *_proxy variables never decide where payments go. */
	code = code ? code : curl_easy_setopt(easy, CURLOPT_PROXY, client->proxy.length ? client->proxy.data : "");
	code = code ? code : curl_easy_setopt(easy, CURLOPT_NOPROXY, "");
	if (proxy_is_https) {
		code = code ? code : set_proxy_tls(easy, client);
	}
	return code == CURLE_OK;
}

static bool set_limits(CURL *easy, struct dojo_attempt *attempt)
{
	long total = (long) (attempt->seconds * 1000), connect = (long) (attempt->client->connect_timeout * 1000);
	CURLcode code = curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);

	attempt->connecting_bounded = connect < total;
	code = code ? code : curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, total > 0 ? total : 1);
	code = code ? code : curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, connect > 0 ? connect : 1);
	code = code ? code : curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long) CURL_HTTP_VERSION_1_1);
	code = code ? code : curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
	code = code ? code : curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, attempt->fresh_connection ? 1L : 0L);
	code =
		code ? code : curl_easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t) dojo_pool_response_limit(attempt->pool));
	return code == CURLE_OK;
}

static bool set_callbacks(CURL *easy, struct dojo_attempt *attempt)
{
	CURLcode code = curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, before_send);

	code = code ? code : curl_easy_setopt(easy, CURLOPT_PREREQDATA, attempt);
	code = code ? code : curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
	code = code ? code : curl_easy_setopt(easy, CURLOPT_WRITEDATA, attempt);
	code = code ? code : curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
	code = code ? code : curl_easy_setopt(easy, CURLOPT_HEADERDATA, attempt);
	code = code ? code : curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, attempt->detail);
	return code == CURLE_OK && dojo_pool_adopt(attempt->pool, easy);
}

/* ----------------------------------------------------------------------------------------------------------- the attempt -- */

bool dojo_attempt_begin(struct dojo_attempt *attempt, CURLM *multi)
{
	attempt->began = dojo_now();
	attempt->started_at = unix_time();
	dojo_response_free(&attempt->outcome->response);
	attempt->outcome->response.retry_after = -1;
	attempt->outcome->response.body.limit = dojo_pool_response_limit(attempt->pool);
	attempt->easy = dojo_pool_take_easy(attempt->pool);
	if (attempt->easy && curl_easy_setopt(attempt->easy, CURLOPT_PRIVATE, attempt->owner) == CURLE_OK &&
	    set_callbacks(attempt->easy, attempt) && set_request(attempt->easy, attempt->request) &&
	    set_security(attempt->easy, attempt->client) && set_limits(attempt->easy, attempt) &&
	    curl_multi_add_handle(multi, attempt->easy) == CURLM_OK) {
		return true;
	}
	dojo_pool_give_easy(attempt->pool, attempt->easy);
	attempt->easy = NULL;
	return false;
}

static void describe(const struct dojo_attempt *attempt, enum dojo_code code, struct dojo_exchange *exchange, char *trace_id,
                     size_t trace_id_size)
{
	const struct dojo_request *request = attempt->request;
	struct dojo_problem problem;
	curl_off_t micro, bytes;
	long fresh = 0, sent = 0, received = 0;

	memset(exchange, 0, sizeof *exchange);
	exchange->operation = request->operation;
	exchange->method = dojo_method_name(request->method);
	exchange->path = request->url.data + request->path_offset;
	exchange->attempt = attempt->number;
	exchange->status = attempt->outcome->response.status;
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
	exchange->connection_reused = attempt->sends > 0 && fresh == 0;
	curl_easy_getinfo(attempt->easy, CURLINFO_REQUEST_SIZE, &sent);
	exchange->bytes_sent = sent;
	/* The request's size has the body in it, but for a large one before libcurl 8.7. */
	if (curl_easy_getinfo(attempt->easy, CURLINFO_SIZE_UPLOAD_T, &bytes) == CURLE_OK && bytes > sent) {
		exchange->bytes_sent += bytes;
	}
	curl_easy_getinfo(attempt->easy, CURLINFO_HEADER_SIZE, &received);
	exchange->bytes_received = received + (int64_t) attempt->outcome->response.body.length;
	dojo_response_problem(&attempt->outcome->response, &problem);
	trace_id[0] = '\0';
	if (problem.trace_id.length < trace_id_size && dojo_is_word(problem.trace_id)) {
		memcpy(trace_id, problem.trace_id.data, problem.trace_id.length);
		trace_id[problem.trace_id.length] = '\0';
	}
	exchange->trace_id = trace_id;
	dojo_pool_count(attempt->pool, fresh, exchange->connection_reused);
}

enum dojo_code dojo_attempt_end(struct dojo_attempt *attempt, CURLM *multi, CURLcode result, struct dojo_exchange *exchange,
                                char *trace_id, size_t trace_id_size)
{
	enum dojo_code code;

	curl_easy_getinfo(attempt->easy, CURLINFO_RESPONSE_CODE, &attempt->outcome->response.status);
	curl_easy_getinfo(attempt->easy, CURLINFO_HTTP_CONNECTCODE, &attempt->tunnel_status);
	curl_multi_remove_handle(multi, attempt->easy);
	attempt->result = result;
	code = dojo_outcome_judge(attempt);
	describe(attempt, code, exchange, trace_id, trace_id_size);
	dojo_pool_give_easy(attempt->pool, attempt->easy);
	attempt->easy = NULL;
	return code;
}
