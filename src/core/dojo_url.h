/* Percent-encoding and loopback URLs. */
#ifndef DOJO_URL_H
#define DOJO_URL_H

#include "dojo_buffer.h"

/* Appends the bytes, percent-encoding all but RFC 3986's unreserved characters. */
bool dojo_url_append_encoded(struct dojo_buffer *url, const char *data, size_t length);

/* Whether the host of "scheme://host…" is this machine: localhost, 127.0.0.0/8 or [::1]. */
bool dojo_url_is_loopback(const char *url);

#endif
