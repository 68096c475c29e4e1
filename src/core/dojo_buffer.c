#include "dojo_core.h"

#include <openssl/crypto.h>
#include <stdlib.h>
#include <string.h>

void *(*dojo_realloc)(void *pointer, size_t size) = realloc;

void *dojo_malloc_zeroed(size_t size)
{
	void *pointer = dojo_realloc(NULL, size);

	if (pointer) {
		memset(pointer, 0, size);
	}
	return pointer;
}

void dojo_free(void *pointer)
{
	free(pointer);
}

static bool dojo_buffer_reserve(struct dojo_buffer *buffer, size_t extra)
{
	size_t needed, capacity;
	char *data;

	if (buffer->failed) {
		return false;
	}
	if (extra > SIZE_MAX / 4 - buffer->length || (buffer->limit && buffer->length + extra > buffer->limit)) {
		buffer->failed = true;
		buffer->over_limit = true;
		return false;
	}
	needed = buffer->length + extra + 1;
	if (needed <= buffer->capacity) {
		return true;
	}
	capacity = buffer->capacity ? buffer->capacity : 128;
	while (capacity < needed) {
		capacity *= 2;
	}
	/* Not by growing the block, which may leave what was in it where it was. */
	data = dojo_realloc(NULL, capacity);
	if (!data) {
		buffer->failed = true;
		return false;
	}
	if (buffer->data) {
		memcpy(data, buffer->data, buffer->length + 1);
		OPENSSL_cleanse(buffer->data, buffer->capacity);
		dojo_free(buffer->data);
	}
	buffer->data = data;
	buffer->capacity = capacity;
	return true;
}

bool dojo_buffer_append(struct dojo_buffer *buffer, const char *data, size_t length)
{
	if (!dojo_buffer_reserve(buffer, length)) {
		return false;
	}
	if (length) {
		memcpy(buffer->data + buffer->length, data, length);
		buffer->length += length;
	}
	buffer->data[buffer->length] = '\0';
	return true;
}

bool dojo_buffer_append_string(struct dojo_buffer *buffer, const char *string)
{
	return dojo_buffer_append(buffer, string, strlen(string));
}

static bool dojo_is_unreserved(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
	       c == '~';
}

bool dojo_buffer_append_encoded(struct dojo_buffer *buffer, const char *data, size_t length)
{
	static const char digits[] = "0123456789ABCDEF";

	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char) data[i];
		char escaped[3] = {'%', digits[c >> 4], digits[c & 15]};

		if (!(dojo_is_unreserved(c) ? dojo_buffer_append(buffer, &data[i], 1) : dojo_buffer_append(buffer, escaped, 3))) {
			return false;
		}
	}
	return dojo_buffer_append(buffer, "", 0);
}

void dojo_buffer_free(struct dojo_buffer *buffer)
{
	if (buffer) {
		dojo_free(buffer->data);
		memset(buffer, 0, sizeof *buffer);
	}
}

void dojo_buffer_wipe(struct dojo_buffer *buffer)
{
	if (buffer && buffer->data) {
		OPENSSL_cleanse(buffer->data, buffer->capacity);
	}
	dojo_buffer_free(buffer);
}

static char ascii_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
}

bool dojo_same_word(const char *data, size_t length, const char *word)
{
	for (size_t i = 0; i < length; i++) {
		if (!word[i] || ascii_lower(data[i]) != ascii_lower(word[i])) {
			return false;
		}
	}
	return word[length] == '\0';
}

bool dojo_utf8_valid(const char *data, size_t length)
{
	const unsigned char *p = (const unsigned char *) data, *end = p + length;

	while (p < end) {
		unsigned char lead = *p++, low = 0x80, high = 0xBF;
		int more;

		if (lead < 0x80) {
			uint64_t eight;

			/* Most text is ASCII, which goes eight bytes at a time. */
			while (end - p >= 8 && (memcpy(&eight, p, 8), (eight & UINT64_C(0x8080808080808080)) == 0)) {
				p += 8;
			}
			continue;
		}
		if (lead < 0xC2 || lead > 0xF4) {
			return false;
		}
		more = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
		/* The second byte's range is what rules out overlong forms, surrogates and code points above U+10FFFF. */
		switch (lead) {
			case 0xE0:
				low = 0xA0;
				break;
			case 0xED:
				high = 0x9F;
				break;
			case 0xF0:
				low = 0x90;
				break;
			case 0xF4:
				high = 0x8F;
				break;
		}
		while (more--) {
			if (p == end || *p < low || *p > high) {
				return false;
			}
			p++;
			low = 0x80;
			high = 0xBF;
		}
	}
	return true;
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
	/* user:password@host would make the host's start a matter of opinion. */
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
	/* 127.x.y.z, four decimal bytes, so that 127.0.0.1.example.com is none and nothing that needs a look-up is either. */
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
