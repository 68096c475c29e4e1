/* Allocates memory and grows byte buffers. */
#include "dojo_buffer.h"

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

static bool reserve_buffer(struct dojo_buffer *buffer, size_t extra)
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
	/* A new block rather than realloc(), which may move the data and leave the old bytes behind, secrets included. */
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
	if (!reserve_buffer(buffer, length)) {
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
