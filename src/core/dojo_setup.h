/* The libcurl options of one attempt. */
#ifndef DOJO_SETUP_H
#define DOJO_SETUP_H

#include "dojo_client.h"
#include "dojo_libcurl.h"

struct dojo_attempt;

/* Options being set on an easy handle. The first one that libcurl refuses is recorded with its code; later ones are skipped. */
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

/* Sets the request, the TLS and proxy options and the time limits. */
void dojo_setup_attempt(struct dojo_setup *setup, const struct dojo_attempt *attempt);
/* Whether the client's proxy is an https one. */
bool dojo_has_tls_proxy(const struct dojo_client *client);

#endif
