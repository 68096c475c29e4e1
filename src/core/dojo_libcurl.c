/* What the loaded libcurl offers, recorded once. */
#include "dojo_libcurl.h"

#include "dojo_platform.h"

#include <openssl/ssl.h>
#include <stdio.h>
#include <string.h>

/* Recorded once, because each curl_version_info() rewrites memory that other threads may be reading. */
static struct {
	bool known;
	unsigned number;
	char version[32];
	bool has_ca_file;
	bool shares_openssl;
} libcurl;

/* When a call times out during a DNS look-up, libcurl leaves the look-up's thread behind. PHP unloads its modules before the
   process ends, and libcurl with the last module that uses it; the thread would then return into unmapped code. So libcurl
   stays loaded, or the module does if libcurl is linked into it. */
static bool keep_libcurl_loaded(void)
{
	CURL *(*libcurls)(void) = curl_easy_init;
	void (*openssls)(SSL_CTX *, SSL_CTX_keylog_cb_func) = SSL_CTX_set_keylog_callback;

	return dojo_keep_loaded(*(void **) &libcurls, "SSL_CTX_set_keylog_callback", *(void **) &openssls);
}

void dojo_libcurl_inspect(void)
{
	const curl_version_info_data *info;
	bool same_openssl;

	if (libcurl.known) {
		return;
	}
	info = curl_version_info(CURLVERSION_NOW);
	same_openssl = keep_libcurl_loaded();
#ifdef DOJO_LIBCURL_AS
	libcurl.number = DOJO_LIBCURL_AS;
	snprintf(libcurl.version, sizeof libcurl.version, "%u.%u.%u", libcurl.number >> 16, libcurl.number >> 8 & 255,
	         libcurl.number & 255);
#else
	libcurl.number = info->version_num;
	snprintf(libcurl.version, sizeof libcurl.version, "%s", info->version);
#endif
	libcurl.has_ca_file = info->cainfo != NULL;
	libcurl.shares_openssl = same_openssl && info->ssl_version && strncmp(info->ssl_version, "OpenSSL/", 8) == 0;
	libcurl.known = true;
}

bool dojo_libcurl_has(enum dojo_libcurl_since since)
{
	return libcurl.number >= (unsigned) since;
}

bool dojo_libcurl_has_ca_file(void)
{
	return libcurl.has_ca_file;
}

bool dojo_libcurl_shares_openssl(void)
{
	return libcurl.shares_openssl;
}

const char *dojo_libcurl_version(void)
{
	return libcurl.version;
}
