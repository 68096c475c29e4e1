/* Sets the libcurl options of an attempt: the request, TLS and proxy, and time limits. */
#include "dojo_setup.h"

#include "dojo_attempt.h"
#include "dojo_client_internal.h"
#include "dojo_pool_internal.h"

#include <openssl/ssl.h>
#include <string.h>

#define SET(option, value) DOJO_SET(setup, option, value)

/* Turns off a feature that libcurl may have been built without, such as proxies: then there is nothing to turn off. */
#define TURN_OFF(option, value)                                                                                                \
	do {                                                                                                                       \
		if (setup->code == CURLE_OK) {                                                                                         \
			SET(option, value);                                                                                                \
			ignore_missing_feature(setup);                                                                                     \
		}                                                                                                                      \
	} while (0)

static void ignore_missing_feature(struct dojo_setup *setup)
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
	/* CURLOPT_POSTFIELDS makes it a POST with a Content-Length, even if the body is empty; CURLOPT_CUSTOMREQUEST changes the
	   name. */
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

/* If SSLKEYLOGFILE was set when libcurl was initialised, libcurl writes the TLS keys of every transfer in the process to that
   file. It must not write those of payments. */
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

/* An https proxy is verified like the API, because it receives the proxy password. */
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

/* Always set, so that the environment variables *_proxy never decide where payments go. */
static void set_proxy(struct dojo_setup *setup, const struct dojo_client *client)
{
	TURN_OFF(CURLOPT_NOPROXY, "");
	if (!client->proxy.length) {
		TURN_OFF(CURLOPT_PROXY, "");
		return;
	}
	SET(CURLOPT_PROXY, client->proxy.data);
	/* The proxy's response to CONNECT is not the API's. */
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
	/* A CA folder would be trusted in addition to caFile, and would stop libcurl from caching the parsed CA store. */
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
	/* Otherwise a call that times out waits for the thread of its DNS look-up. */
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
