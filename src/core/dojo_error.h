/* Errors: a code, a message and the field that caused them. */
#ifndef DOJO_ERROR_H
#define DOJO_ERROR_H

#include <stdbool.h>
#include <stddef.h>

#if defined(__GNUC__)
#define DOJO_PRINTF(text, first) __attribute__((format(printf, text, first)))
#else
#define DOJO_PRINTF(text, first)
#endif

/* DOJO_OK and a DOJO_ERROR_* for each row of dojo_errors.def, which says what each means. */
enum dojo_code {
	DOJO_OK = 0,
#define DOJO_ERROR_CODE(code, ...) DOJO_ERROR_##code,
#include "dojo_errors.def"
};

#define DOJO_FIELD_SIZE 192
#define DOJO_MESSAGE_SIZE 768

struct dojo_error {
	enum dojo_code code;
	bool outcome_unknown;        /* a request that changes something may have been carried out, and no response confirms it */
	int http_status;             /* with DOJO_ERROR_SIGNATURE_*: the status to respond to the delivery with; 0 means 401 */
	char field[DOJO_FIELD_SIZE]; /* with DOJO_ERROR_INVALID: the argument or the field's path, e.g. itemLines[2].name */
	char message[DOJO_MESSAGE_SIZE];
};

/* These record the error and return its code, so a function can end in `return dojo_error_set(...)`. `error` may be NULL. */
enum dojo_code dojo_error_set(struct dojo_error *error, enum dojo_code code, const char *format, ...) DOJO_PRINTF(3, 4);
enum dojo_code dojo_error_invalid(struct dojo_error *error, const char *field, const char *format, ...) DOJO_PRINTF(3, 4);
enum dojo_code dojo_error_memory(struct dojo_error *error);
/* Appends to the message. Truncates the existing text if needed, because the end says what to do. */
void dojo_error_append(struct dojo_error *error, const char *format, ...) DOJO_PRINTF(2, 3);
/* A stable word for a code, such as "timeout", for logs and metrics. */
const char *dojo_error_word(enum dojo_code code);

/* A position in a document: a linked list of steps on the callers' stacks. With key NULL the step is a list index. */
struct dojo_path {
	const struct dojo_path *parent;
	const char *key;
	size_t index;
};

/* Writes itemLines[2].amountTotal.value, or "request" for the document itself (path NULL). Truncates to `size`. */
void dojo_path_format(const struct dojo_path *path, char *out, size_t size);

#endif
