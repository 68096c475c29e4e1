/* Percent-encodes path and query parts, and recognises loopback URLs. */
#include "dojo_url.h"

#include "dojo_text.h"

#include <string.h>

static bool is_unreserved(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
	       c == '~';
}

bool dojo_url_append_encoded(struct dojo_buffer *buffer, const char *data, size_t length)
{
	static const char digits[] = "0123456789ABCDEF";

	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char) data[i];
		char escaped[3] = {'%', digits[c >> 4], digits[c & 15]};

		if (!(is_unreserved(c) ? dojo_buffer_append(buffer, &data[i], 1) : dojo_buffer_append(buffer, escaped, 3))) {
			return false;
		}
	}
	return dojo_buffer_append(buffer, "", 0);
}

bool dojo_url_is_loopback(const char *url)
{
	const char *host = strstr(url, "://");
	size_t length;

	if (!host) {
		return false;
	}
	host += 3;
	length = strcspn(host, "/?#");
	/* Parsers disagree about where the host starts after '@' or '\\', so refuse both. */
	if (memchr(host, '@', length) || memchr(host, '\\', length)) {
		return false;
	}
	if (length >= 5 && memcmp(host, "[::1]", 5) == 0) {
		return length == 5 || host[5] == ':';
	}
	length = strcspn(host, ":/?#");
	if (dojo_same_word(host, length, "localhost")) {
		return true;
	}
	if (length < 7 || memcmp(host, "127.", 4) != 0) {
		return false;
	}
	/* Exactly four decimal bytes, so that neither 127.0.0.1.example.com nor any other name that needs a DNS look-up passes. */
	for (size_t i = 0, dots = 0, digits = 0, byte = 0; i <= length; i++) {
		if (i == length || host[i] == '.') {
			if (digits == 0 || (i == length ? dots != 3 : ++dots > 3)) {
				return false;
			}
			digits = byte = 0;
			continue;
		}
		byte = byte * 10 + (size_t) (host[i] - '0');
		if (host[i] < '0' || host[i] > '9' || ++digits > 3 || byte > 255) {
			return false;
		}
	}
	return true;
}
