/*
 * The libraries: their versions, what libcurl's version offers, and that libcurl's code stays where its threads run.
 */
#include "dojo_internal.h"

#include <json-c/json_c_version.h>
#include <openssl/crypto.h>
#include <openssl/opensslv.h>
#include <openssl/ssl.h>
#include <stdio.h>
#include <string.h>
#ifdef _WIN32
#include <windows.h>
#else
#include <dlfcn.h>
#include <stdatomic.h>
#endif

/* What libcurl says of itself. Asked for once: each question makes it write the same memory anew, which other threads may be
   reading. */
static struct {
	bool known;
	unsigned number;
	char version[32];
	bool has_ca_file;
	bool shares_openssl;
} libcurl;

/* A look-up that hangs is left behind in a thread of libcurl's, for the call's time is up. PHP unloads its modules before its
   process ends, and libcurl with the last that uses it; the thread would come back to code that is no longer there. So libcurl
   stays; where a module has it in itself, it is the module that stays. */
#if defined(_WIN32)
static bool keep_loaded(void)
{
	HMODULE module;

	GetModuleHandleExA(GET_MODULE_HANDLE_EX_FLAG_PIN | GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS, (LPCSTR) curl_easy_init,
	                   &module);
	return true;
}
#else
#ifndef RTLD_NODELETE
#define RTLD_NODELETE 0
#endif
#ifndef RTLD_NOLOAD
#define RTLD_NOLOAD 0
#endif

/* Tells whether libcurl finds the same OpenSSL as this code does, or is linked with it into one file. */
static bool keep_loaded(void)
{
	CURL *(*libcurls)(void) = curl_easy_init;
	void (*openssls)(SSL_CTX *, SSL_CTX_keylog_cb_func) = SSL_CTX_set_keylog_callback;
	Dl_info place, own;
	void *handle = NULL;
	bool same = false;

	if (dladdr(*(void **) &libcurls, &place) && place.dli_fname && dladdr(&libcurl, &own)) {
		handle = dlopen(place.dli_fname, RTLD_LAZY | RTLD_NOLOAD | RTLD_NODELETE);
		same = place.dli_fbase == own.dli_fbase;
	}
	if (handle) {
		same = same || dlsym(handle, "SSL_CTX_set_keylog_callback") == *(void **) &openssls;
		dlclose(handle);
	}
	return same;
}
#endif

static void ask_libcurl(void)
{
	const curl_version_info_data *info = curl_version_info(CURLVERSION_NOW);
	bool same_openssl = keep_loaded();

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

/* Counted here, because libcurl's own count is not safe among threads before 7.84. The first is counted before there are any. */
static long count_users(int change)
{
#ifdef _WIN32
	static volatile LONG users;

	return InterlockedExchangeAdd(&users, change) + change;
#else
	static atomic_long users;

	return atomic_fetch_add(&users, change) + change;
#endif
}

bool dojo_global_init(void)
{
	if (count_users(1) == 1 && curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
		count_users(-1);
		return false;
	}
	if (!libcurl.known) {
		ask_libcurl();
	}
	return true;
}

void dojo_global_cleanup(void)
{
	if (count_users(-1) == 0) {
		curl_global_cleanup();
	}
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

void dojo_libraries(struct dojo_library out[DOJO_LIBRARY_COUNT])
{
	out[0] = (struct dojo_library){"libcurl", LIBCURL_VERSION, libcurl.version};
	out[1] = (struct dojo_library){"OpenSSL", OPENSSL_VERSION_STR, OpenSSL_version(OPENSSL_VERSION_STRING)};
	out[2] = (struct dojo_library){"json-c", JSON_C_VERSION, json_c_version()};
}
