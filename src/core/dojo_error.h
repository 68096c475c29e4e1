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

enum dojo_code {
	DOJO_OK = 0,
	DOJO_ERROR_MEMORY,
	DOJO_ERROR_LIBRARY,           /* a library lacks a feature that is needed; the message names both */
	DOJO_ERROR_INVALID,           /* the caller passed a bad value; nothing was sent; `field` names it */
	DOJO_ERROR_RESOLVE,           /* the host name did not resolve */
	DOJO_ERROR_CONNECT,           /* no connection: refused, unreachable, or rejected by the proxy */
	DOJO_ERROR_TLS,               /* no trustworthy TLS connection */
	DOJO_ERROR_TIMEOUT,           /* the deadline passed */
	DOJO_ERROR_INTERRUPTED,       /* the caller's interrupt hook asked to stop */
	DOJO_ERROR_CUT_OFF,           /* the connection ended before the response was complete */
	DOJO_ERROR_TOO_LARGE,         /* the response is larger than the limit */
	DOJO_ERROR_NOT_JSON,          /* the response must be JSON and is not */
	DOJO_ERROR_INCOMPLETE,        /* the response is JSON but lacks what the operation promises */
	DOJO_ERROR_API,               /* the API responded with an error status; the response holds it */
	DOJO_ERROR_SIGNATURE_MISSING, /* there is no signature to check */
	DOJO_ERROR_SIGNATURE_MALFORMED,
	DOJO_ERROR_SIGNATURE_MISMATCH
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
