/* The libraries: libcurl's initialisation, and the versions of libcurl, OpenSSL and json-c. */
#include "dojo_library.h"

#include "dojo_libcurl.h"
#include "dojo_platform.h"

#include <json-c/json_c_version.h>
#include <openssl/crypto.h>
#include <openssl/opensslv.h>

/* Counted here, because curl_global_init() is not thread-safe before libcurl 7.84. The first call is made before there are
   threads. */
static dojo_counter users;

bool dojo_global_init(void)
{
	if (dojo_counter_add(&users, 1) == 1 && curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
		dojo_counter_add(&users, -1);
		return false;
	}
	dojo_libcurl_inspect();
	return true;
}

void dojo_global_cleanup(void)
{
	if (dojo_counter_add(&users, -1) == 0) {
		curl_global_cleanup();
	}
}

void dojo_libraries(struct dojo_library out[DOJO_LIBRARY_COUNT])
{
	out[0] = (struct dojo_library){"libcurl", LIBCURL_VERSION, dojo_libcurl_version()};
	out[1] = (struct dojo_library){"OpenSSL", OPENSSL_VERSION_STR, OpenSSL_version(OPENSSL_VERSION_STRING)};
	out[2] = (struct dojo_library){"json-c", JSON_C_VERSION, json_c_version()};
}
