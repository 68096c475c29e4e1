/* Requests: built from a caller's arguments, then sent any number of times as the same bytes. */
#ifndef DOJO_REQUEST_H
#define DOJO_REQUEST_H

#include "dojo_buffer.h"
#include "dojo_client.h"
#include "dojo_error.h"
#include "dojo_tables.h"
#include "dojo_text.h"

#define DOJO_MAX_PATH_ARGUMENTS 2
#define DOJO_IDEMPOTENCY_KEY_MAX 100

struct json_object;
struct curl_slist;

/* The arguments of an operation. All borrowed. */
struct dojo_arguments {
	const struct dojo_operation *operation;
	struct dojo_text path_arguments[DOJO_MAX_PATH_ARGUMENTS]; /* in the order of the path's braces */
	const struct dojo_text *list;                             /* the ids of a {…,} path, or the values of a list query */
	size_t list_count;
	bool query_flag; /* of a boolean query; sent if true */
	struct dojo_text idempotency_key;
	struct dojo_text customer_secret;
	struct json_object *body; /* checked by dojo_schema_check(); NULL is sent as null */
	bool has_body;
};

/* The arguments of a request that no operation describes. All borrowed. */
struct dojo_raw_arguments {
	struct dojo_text method;
	struct dojo_text path; /* starts with '/', includes the query, already encoded */
	const struct dojo_text *header_names;
	const struct dojo_text *header_values;
	size_t header_count;
	struct json_object *body;
	bool has_body;
};

struct dojo_request {
	const char *operation; /* borrowed from the table, or "request" */
	const char *promise;   /* borrowed from the table, or NULL */
	const char *settle;    /* borrowed from the table; NULL if the request changes nothing */
	enum dojo_method method;
	enum dojo_retry retry;
	bool answers_nothing;  /* a success has no body */
	bool answers_anything; /* a success may have any JSON as its body, or none */
	struct dojo_buffer url;
	size_t path_offset;         /* of the path in `url` */
	struct curl_slist *headers; /* contain the key: overwritten when freed */
	struct dojo_buffer body;
};

enum dojo_code dojo_request_build(const struct dojo_client *client, const struct dojo_arguments *arguments,
                                  struct dojo_request *out, struct dojo_error *error);
enum dojo_code dojo_request_build_raw(const struct dojo_client *client, const struct dojo_raw_arguments *arguments,
                                      struct dojo_request *out, struct dojo_error *error);
void dojo_request_free(struct dojo_request *request);

/* The path with its query, which messages and exchanges show. */
const char *dojo_request_path(const struct dojo_request *request);
/* Sets an error whose message starts with the request's method and path: "POST /payment-intents timed out". */
enum dojo_code dojo_request_error(const struct dojo_request *request, enum dojo_code code, struct dojo_error *error,
                                  const char *format, ...) DOJO_PRINTF(4, 5);

#endif
