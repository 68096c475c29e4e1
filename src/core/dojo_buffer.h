/* Memory, and byte buffers that grow. */
#ifndef DOJO_BUFFER_H
#define DOJO_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

/* The core's only allocator, with realloc's contract. Tests replace it to make each allocation fail in turn. */
extern void *(*dojo_realloc)(void *pointer, size_t size);
void *dojo_malloc_zeroed(size_t size);
void dojo_free(void *pointer);

/* A growing byte buffer, NUL-terminated once it has data. A failed allocation sets `failed` and makes later appends do nothing,
   so a caller can check once, at the end. With limit > 0 the buffer refuses to grow beyond it, which also sets `over_limit`.
   When the data moves, the old block is overwritten, so dojo_buffer_wipe() leaves no copy. */
struct dojo_buffer {
	char *data;
	size_t length;
	size_t capacity;
	size_t limit;
	bool failed;
	bool over_limit;
};

bool dojo_buffer_append(struct dojo_buffer *buffer, const char *data, size_t length);
bool dojo_buffer_append_string(struct dojo_buffer *buffer, const char *string);
void dojo_buffer_free(struct dojo_buffer *buffer);
/* Overwrites the bytes, then frees the buffer: for anything that held a secret. */
void dojo_buffer_wipe(struct dojo_buffer *buffer);

#endif
