/* What the core's files share with each other and with nobody else. */
#ifndef DOJO_INTERNAL_H
#define DOJO_INTERNAL_H

/* clock_gettime, nanosleep and SOCK_CLOEXEC are not C11's. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include "dojo_core.h"

/* What the oldest release that is supported needs may have a successor in newer ones. */
#define CURL_DISABLE_DEPRECATION
#include <curl/curl.h>

/*
 * What libcurl offers by its version. Decided by the library that is loaded, which may be older or newer than the headers; what
 * older headers don't name has its number here, which never changes. A build with -DDOJO_LIBCURL_AS=0x074c00 takes whatever
 * libcurl there is for 7.76.0. Asked after dojo_global_init().
 */
enum dojo_libcurl_since {
	DOJO_LIBCURL_PREREQ = 0x075000,          /* a callback before each send */
	DOJO_LIBCURL_PROTOCOLS_STR = 0x075500,   /* protocols by their names */
	DOJO_LIBCURL_QUICK_EXIT = 0x075700,      /* a look-up that hangs does not hold up a transfer's end */
	DOJO_LIBCURL_MULTI_QUICK_EXIT = 0x081400 /* nor that of the connections */
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

/* Whether libcurl was built with a file of CAs. */
bool dojo_libcurl_has_ca_file(void);
/* Whether its TLS is the OpenSSL that this code is linked with, so that its SSL_CTX is ours to touch. */
bool dojo_libcurl_shares_openssl(void);
const char *dojo_libcurl_version(void);

struct dojo_client {
#define DOJO_OPTION_TEXT(name, argument, member, ...) struct dojo_buffer member; /* no data if it is absent */
#define DOJO_OPTION_SECONDS(name, ...) double name;
#define DOJO_OPTION_COUNT(name, ...) int name;
#include "dojo_options.def"
	bool is_sandbox;
	bool is_https;
};

/* The options of one transfer. The first that libcurl refuses is kept with its code, and none is set after it. */
struct dojo_setup {
	CURL *easy;
	CURLcode code;
	const char *refused;
};

#define DOJO_SET(setup, option, value)                                                                                         \
	do {                                                                                                                       \
		if ((setup)->code == CURLE_OK) {                                                                                       \
			(setup)->code = curl_easy_setopt((setup)->easy, option, value);                                                    \
			(setup)->refused = #option;                                                                                        \
		}                                                                                                                      \
	} while (0)

/* The pool's multi handle, ready for that many transfers at a time, made where there is none. NULL when out of memory. Every acquire is paired with a release; one that is not (the script was torn away) costs the pool its connections. */
CURLM *dojo_pool_acquire(struct dojo_pool *pool, size_t transfers);
void dojo_pool_release(struct dojo_pool *pool);
/* An easy handle at libcurl's defaults, NULL when out of memory; given back (NULL does nothing) between acquire and release. */
CURL *dojo_pool_take_easy(struct dojo_pool *pool);
void dojo_pool_give_easy(struct dojo_pool *pool, CURL *easy);
/* Sets what makes the easy handle's sockets the pool's. */
void dojo_pool_adopt(struct dojo_pool *pool, struct dojo_setup *setup);
/* Whether there is a connection from that port, and nothing can be read from it, not even its end: an idle one has nothing to say. */
bool dojo_pool_is_silent(const struct dojo_pool *pool, int local_port);
void dojo_pool_count(struct dojo_pool *pool, long opened, bool reused);
size_t dojo_pool_response_limit(const struct dojo_pool *pool);

/* A monotonic clock, in seconds. */
double dojo_now(void);
void dojo_sleep(double seconds);

#define DOJO_LARGEST_HEAD ((size_t) 256 * 1024)

/* One send of a call's request. Everything is borrowed; `easy` exists from dojo_attempt_begin() to dojo_attempt_end(). */
struct dojo_attempt {
	struct dojo_pool *pool;
	const struct dojo_client *client;
	struct dojo_call *call;
	void *owner;           /* what the multi handle's messages are told to belong to */
	int number;            /* from 1 */
	double seconds;        /* left for all of it when it begins */
	bool fresh_connection; /* asked for, as a kept one had died or must not be used */
	CURL *easy;
	double began;            /* by dojo_now() */
	double started_at;       /* Unix time */
	bool connecting_bounded; /* the connect timeout is shorter than what is left */
	int sends;               /* how often libcurl came to the point of sending; 0: nothing can have left this machine */
	bool reused;             /* it went out on a connection that was kept from an earlier call */
	bool stale;              /* stopped before it was sent, for the kept connection that it got had ended */
	size_t head_length;      /* of all answers, interim ones too */
	bool head_ended;         /* the answer's headers came whole, as libcurl does not check */
	long tunnel_status;      /* what a proxy answered when it was asked for a tunnel */
	bool interrupted;
	CURLcode result; /* libcurl's, once it has ended */
	char detail[CURL_ERROR_SIZE];
};

/* Adds the attempt to the multi handle; false with the outcome's error where that can't be. */
bool dojo_attempt_begin(struct dojo_attempt *attempt, CURLM *multi);
/* Tells libcurl of the request, whom to trust and how long to take. */
void dojo_setup_attempt(struct dojo_setup *setup, const struct dojo_attempt *attempt);
/* Whether its proxy is spoken to in TLS. */
bool dojo_has_tls_proxy(const struct dojo_client *client);
/* Begins a stale one again, on a new connection; false when out of memory. */
bool dojo_attempt_renew(struct dojo_attempt *attempt, CURLM *multi);
/* Removes the attempt, which has libcurl's result, from the multi handle. Writes the call's outcome so far and the exchange, and
   returns the exchange's code. */
enum dojo_code dojo_attempt_end(struct dojo_attempt *attempt, CURLM *multi, CURLcode result, struct dojo_exchange *exchange);

/* Says that nobody knows what became of the request, and what settles it; not of one that changes nothing. */
void dojo_mark_unknown(const struct dojo_request *request, struct dojo_error *error);
/* Writes that there is nothing to come of an attempt, as it could not be made; the text follows on the method and the path. */
void dojo_outcome_unsent(struct dojo_call *call, enum dojo_code code, const char *format, ...) DOJO_PRINTF(3, 4);
/* Whether libcurl's result says that TLS came to nothing. */
bool dojo_outcome_is_handshake(CURLcode result);
/* Writes to the outcome what came of this one attempt, and returns its code. */
enum dojo_code dojo_outcome_judge(const struct dojo_attempt *attempt);
/* Makes of that what has come of the call, of which this may not have been the first attempt. */
void dojo_outcome_conclude(struct dojo_call *call);

#endif
