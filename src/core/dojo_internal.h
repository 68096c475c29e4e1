/* What the core's files share with each other and with nobody else. */
#ifndef DOJO_INTERNAL_H
#define DOJO_INTERNAL_H

/* clock_gettime, nanosleep and SOCK_CLOEXEC are not C11's. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include "dojo_core.h"

#include <curl/curl.h>

struct dojo_client {
	struct dojo_buffer authorization; /* "Basic sk_…": secret */
	struct dojo_buffer proxy;         /* may hold a password: secret; no data where none is used */
	struct dojo_buffer api_version;
	struct dojo_buffer base_url; /* no slash at its end */
	struct dojo_buffer ca_file;
	struct dojo_buffer software_house_id;
	struct dojo_buffer reseller_id;
	struct dojo_buffer user_agent;
	double timeout;
	double connect_timeout;
	int max_retries;
	bool is_sandbox;
	bool is_https;
};

/* Whether the text can stand in a header's value: printable ASCII and spaces, which leaves no room for CR or LF. */
bool dojo_is_header_value(struct dojo_text text);
/* Whether it can stand in a header as one word: printable ASCII without spaces. */
bool dojo_is_word(struct dojo_text text);

/* The pool's multi handle, ready for one transfer, made where there is none. NULL with *error set when out of memory. Every
   acquire is paired with a release; one that is not (the script was torn away) costs the pool its connections. */
CURLM *dojo_pool_acquire(struct dojo_pool *pool, struct dojo_error *error);
void dojo_pool_release(struct dojo_pool *pool);
/* Sets what makes the easy handle's sockets the pool's. */
bool dojo_pool_adopt(struct dojo_pool *pool, CURL *easy);
void dojo_pool_count(struct dojo_pool *pool, long opened, bool reused);
size_t dojo_pool_response_limit(const struct dojo_pool *pool);

#endif
