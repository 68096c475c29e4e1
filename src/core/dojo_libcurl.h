/* What the loaded libcurl offers, regardless of the headers that this was compiled with. */
#ifndef DOJO_LIBCURL_H
#define DOJO_LIBCURL_H

#include <stdbool.h>

/* Options that the oldest supported release needs are deprecated in newer ones. */
#define CURL_DISABLE_DEPRECATION
#include <curl/curl.h>

/*
 * Features by the version that introduced them. The version that counts is that of the loaded library, which may be older or
 * newer than the headers. Constants that older headers lack are defined below; their numbers never change. A build with
 * -DDOJO_LIBCURL_AS=0x074c00 treats any libcurl as 7.76.0. Valid after dojo_global_init().
 */
enum dojo_libcurl_since {
	DOJO_LIBCURL_PREREQ = 0x075000,          /* CURLOPT_PREREQFUNCTION: a callback before each send */
	DOJO_LIBCURL_PROTOCOLS_STR = 0x075500,   /* CURLOPT_PROTOCOLS_STR */
	DOJO_LIBCURL_QUICK_EXIT = 0x075700,      /* CURLOPT_QUICK_EXIT: the end of a transfer doesn't wait for its DNS thread */
	DOJO_LIBCURL_MULTI_QUICK_EXIT = 0x081400 /* CURLMOPT_QUICK_EXIT: nor does curl_multi_cleanup() */
};
bool dojo_libcurl_has(enum dojo_libcurl_since since);

#if LIBCURL_VERSION_NUM < 0x075000
#define CURLOPT_PREREQFUNCTION ((CURLoption) (CURLOPTTYPE_FUNCTIONPOINT + 312))
#define CURLOPT_PREREQDATA ((CURLoption) (CURLOPTTYPE_OBJECTPOINT + 313))
#define CURL_PREREQFUNC_OK 0
#define CURL_PREREQFUNC_ABORT 1
#endif
#if LIBCURL_VERSION_NUM < 0x075500
#define CURLOPT_PROTOCOLS_STR ((CURLoption) (CURLOPTTYPE_OBJECTPOINT + 318))
#endif
#if LIBCURL_VERSION_NUM < 0x075700
#define CURLOPT_QUICK_EXIT ((CURLoption) (CURLOPTTYPE_LONG + 322))
#endif
#if LIBCURL_VERSION_NUM < 0x081400
#define CURLMOPT_QUICK_EXIT ((CURLMoption) (CURLOPTTYPE_LONG + 21))
#endif

/* Records the version and features, once per process. Called by dojo_global_init(). */
void dojo_libcurl_inspect(void);
/* Whether libcurl was built with a default CA file. */
bool dojo_libcurl_has_ca_file(void);
/* Whether libcurl's TLS is the OpenSSL that this code is linked with, so that its SSL and SSL_CTX can be used here. */
bool dojo_libcurl_shares_openssl(void);
const char *dojo_libcurl_version(void);

#endif
