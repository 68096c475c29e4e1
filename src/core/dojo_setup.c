/*
 * What libcurl is told before an attempt: the request, whom to trust, how long to take. The first option that it refuses is kept,
 * so that the error can name it.
 */
#include "dojo_setup.h"

#include "dojo_attempt.h"
#include "dojo_client_internal.h"
#include "dojo_pool_internal.h"

#include <openssl/ssl.h>
#include <string.h>

#define SET(option, value) DOJO_SET(setup, option, value)

/* Of what a library may lack, such as proxies: then there is nothing to turn off. */
#define TURN_OFF(option, value)                                                                                                \
	do {                                                                                                                       \
		if (setup->code == CURLE_OK) {                                                                                         \
			SET(option, value);                                                                                                \
			forgive_lack(setup);                                                                                               \
		}                                                                                                                      \
	} while (0)

static void forgive_lack(struct dojo_setup *setup)
{
	if (setup->code == CURLE_UNKNOWN_OPTION || setup->code == CURLE_NOT_BUILT_IN) {
		setup->code = CURLE_OK;
	}
}

static void set_request(struct dojo_setup *setup, const struct dojo_request *request)
{
	SET(CURLOPT_URL, request->url.data);
	SET(CURLOPT_PATH_AS_IS, 1L);
	SET(CURLOPT_HTTPHEADER, request->headers);
	if (request->method == DOJO_GET) {
		SET(CURLOPT_HTTPGET, 1L);
		return;
	}
	/* POSTFIELDS makes it a POST, with a Content-Length even where the body is empty; the name is then set over it. */
	if (request->method != DOJO_DELETE || request->body.length) {
		SET(CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t) request->body.length);
		SET(CURLOPT_POSTFIELDS, request->body.length ? request->body.data : "");
	}
	if (request->method != DOJO_POST) {
		SET(CURLOPT_CUSTOMREQUEST, dojo_method_name(request->method));
	}
}

static void set_protocol(struct dojo_setup *setup, bool is_https)
{
	if (dojo_libcurl_has(DOJO_LIBCURL_PROTOCOLS_STR)) {
		SET(CURLOPT_PROTOCOLS_STR, is_https ? "https" : "http");
	} else {
		SET(CURLOPT_PROTOCOLS, (long) (is_https ? CURLPROTO_HTTPS : CURLPROTO_HTTP));
	}
}

/* libcurl writes TLS keys to the file that SSLKEYLOGFILE named when it was initialised, for every user of the process, and
   whatever the environment has become since; not for payments. */
static CURLcode forbid_key_log(CURL *easy, void *context, void *user)
{
	(void) easy;
	(void) user;
	SSL_CTX_set_keylog_callback(context, NULL);
	return CURLE_OK;
}

bool dojo_has_tls_proxy(const struct dojo_client *client)
{
	return client->proxy.length && strncmp(client->proxy.data, "https://", 8) == 0;
}

/* To a proxy that is spoken to in TLS, the rules are those for the API: what it gets includes its password. */
static void set_proxy_tls(struct dojo_setup *setup, const struct dojo_client *client)
{
	SET(CURLOPT_PROXY_SSL_VERIFYPEER, 1L);
	SET(CURLOPT_PROXY_SSL_VERIFYHOST, 2L);
	SET(CURLOPT_PROXY_SSLVERSION, (long) CURL_SSLVERSION_TLSv1_2);
	if (client->ca_file.length) {
		SET(CURLOPT_PROXY_CAINFO, client->ca_file.data);
		TURN_OFF(CURLOPT_PROXY_CAPATH, NULL);
	}
}

/* Set in any case, so that the environment's *_proxy variables never decide where payments go. */
static void set_proxy(struct dojo_setup *setup, const struct dojo_client *client)
{
	TURN_OFF(CURLOPT_NOPROXY, "");
	if (!client->proxy.length) {
		TURN_OFF(CURLOPT_PROXY, "");
		return;
	}
	SET(CURLOPT_PROXY, client->proxy.data);
	/* What a proxy says when it is asked for a tunnel is no answer of the API's. */
	SET(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
	if (dojo_has_tls_proxy(client)) {
		set_proxy_tls(setup, client);
	}
}

static void set_security(struct dojo_setup *setup, const struct dojo_client *client)
{
	set_protocol(setup, client->is_https);
	SET(CURLOPT_FOLLOWLOCATION, 0L);
	TURN_OFF(CURLOPT_NETRC, (long) CURL_NETRC_IGNORED);
	TURN_OFF(CURLOPT_HTTPAUTH, (long) CURLAUTH_NONE);
	SET(CURLOPT_SSL_VERIFYPEER, 1L);
	SET(CURLOPT_SSL_VERIFYHOST, 2L);
	SET(CURLOPT_SSLVERSION, (long) CURL_SSLVERSION_TLSv1_2);
	if (dojo_libcurl_shares_openssl()) {
		SET(CURLOPT_SSL_CTX_FUNCTION, forbid_key_log);
	}
	if (client->ca_file.length) {
		SET(CURLOPT_CAINFO, client->ca_file.data);
	}
	/* A CA folder beside the file would make caFile no restriction, and keeps libcurl from caching the parsed store. */
	if (client->ca_file.length || dojo_libcurl_has_ca_file()) {
		TURN_OFF(CURLOPT_CAPATH, NULL);
	}
	set_proxy(setup, client);
}

static void set_limits(struct dojo_setup *setup, const struct dojo_attempt *attempt)
{
	long total = (long) (attempt->seconds * 1000), connect = (long) (attempt->client->connect_timeout * 1000);

	SET(CURLOPT_NOSIGNAL, 1L);
	SET(CURLOPT_TIMEOUT_MS, total > 0 ? total : 1);
	SET(CURLOPT_CONNECTTIMEOUT_MS, connect > 0 ? connect : 1);
	/* Else the end of the time is no end: libcurl waits for a look-up's thread, which nothing can hurry. */
	if (dojo_libcurl_has(DOJO_LIBCURL_QUICK_EXIT)) {
		SET(CURLOPT_QUICK_EXIT, 1L);
	}
	SET(CURLOPT_HTTP_VERSION, (long) CURL_HTTP_VERSION_1_1);
	SET(CURLOPT_TCP_KEEPALIVE, 1L);
	SET(CURLOPT_FRESH_CONNECT, attempt->fresh_connection ? 1L : 0L);
	SET(CURLOPT_MAXFILESIZE_LARGE, (curl_off_t) dojo_pool_response_limit(attempt->pool));
}

void dojo_setup_attempt(struct dojo_setup *setup, const struct dojo_attempt *attempt)
{
	set_request(setup, &attempt->call->request);
	set_security(setup, attempt->client);
	set_limits(setup, attempt);
	dojo_pool_adopt(attempt->pool, setup);
}
