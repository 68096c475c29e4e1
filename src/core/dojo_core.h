/*
 * The C core of dojo: requests to the Dojo API, their transport, and webhook signatures.
 *
 * Nothing in this folder knows PHP. Rules that hold for every function here:
 *
 *  - A function that can fail returns an enum dojo_code; everything but DOJO_OK leaves a message in the struct dojo_error.
 *    Outputs are always written: on failure they are zero or NULL.
 *  - `*_free` accepts NULL and zeroed structs, and leaves the struct zeroed, so that it can be called twice.
 *  - Memory is malloc'd through dojo_realloc. A pointer parameter is borrowed for the length of the call unless its comment
 *    says "consumed". A pointer in a struct is owned by the struct unless its comment says "borrowed".
 *  - Messages never hold an API key, a secret, a MAC, card data or a proxy's password.
 */
#ifndef DOJO_CORE_H
#define DOJO_CORE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct json_object;

/* The release of the API that the tables describe. */
#define DOJO_API_VERSION "2026-02-27"
#define DOJO_BASE_URL "https://api.dojo.tech"
#define DOJO_CHECKOUT_URL "https://pay.dojo.tech/checkout/"

#if defined(__GNUC__)
#define DOJO_PRINTF(text, first) __attribute__((format(printf, text, first)))
#else
#define DOJO_PRINTF(text, first)
#endif

/* ---------------------------------------------------------------------------------------------------- memory and text -- */

/* The core's one allocator (realloc's contract). A test replaces it to make every allocation fail in turn. */
extern void *(*dojo_realloc)(void *pointer, size_t size);
void *dojo_malloc_zeroed(size_t size);
void dojo_free(void *pointer);

/* Bytes with a length; borrowed, may hold NUL, not necessarily NUL-terminated. */
struct dojo_text {
	const char *data;
	size_t length;
};

/* A growing byte buffer, always NUL-terminated once it has data. A failed allocation sets `failed` and makes every later
   append a no-op, so that a caller checks once, at the end. With limit > 0 the buffer refuses to grow beyond it. What it grows
   out of is overwritten, so that dojo_buffer_wipe() leaves nothing. */
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
/* Percent-encodes all but RFC 3986's unreserved characters. */
bool dojo_buffer_append_encoded(struct dojo_buffer *buffer, const char *data, size_t length);
void dojo_buffer_free(struct dojo_buffer *buffer);
/* The same, overwriting the bytes first: for whatever held a secret. */
void dojo_buffer_wipe(struct dojo_buffer *buffer);

/* Well-formed UTF-8 by Unicode's table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF. */
bool dojo_utf8_valid(const char *data, size_t length);

/* Whether the text is that word, ASCII letters in either case, whatever the locale. */
bool dojo_same_word(const char *data, size_t length, const char *word);

/* Whether the host of "scheme://host…" is this machine: localhost, 127.0.0.0/8 or [::1]. */
bool dojo_url_is_loopback(const char *url);

/* ------------------------------------------------------------------------------------------------------------- errors -- */

enum dojo_code {
	DOJO_OK = 0,
	DOJO_ERROR_MEMORY,
	DOJO_ERROR_LIBRARY,           /* a library lacks something that is needed of it; the message names both */
	DOJO_ERROR_INVALID,           /* a value of the caller's, refused before anything was sent; `field` names it */
	DOJO_ERROR_RESOLVE,           /* the host's name did not resolve */
	DOJO_ERROR_CONNECT,           /* no connection: refused, unreachable, proxy said no */
	DOJO_ERROR_TLS,               /* no trustworthy TLS connection */
	DOJO_ERROR_TIMEOUT,           /* the deadline passed */
	DOJO_ERROR_INTERRUPTED,       /* the caller's interrupt hook asked to stop */
	DOJO_ERROR_CUT_OFF,           /* the connection ended before a whole answer was there */
	DOJO_ERROR_TOO_LARGE,         /* the answer is larger than the limit */
	DOJO_ERROR_NOT_JSON,          /* the answer is not the JSON it has to be */
	DOJO_ERROR_INCOMPLETE,        /* it is, and lacks what the operation promises */
	DOJO_ERROR_API,               /* the API answered with an error status; the response holds it */
	DOJO_ERROR_SIGNATURE_MISSING, /* there is no signature to check */
	DOJO_ERROR_SIGNATURE_MALFORMED,
	DOJO_ERROR_SIGNATURE_MISMATCH
};

#define DOJO_FIELD_SIZE 192
#define DOJO_MESSAGE_SIZE 768

struct dojo_error {
	enum dojo_code code;
	bool outcome_unknown;        /* a request that changes something may have been carried out, and no answer says so */
	int http_status;             /* with a DOJO_ERROR_SIGNATURE_*: what to answer to the delivery; 0 means 401 */
	char field[DOJO_FIELD_SIZE]; /* with DOJO_ERROR_INVALID: the argument or the path of the field, e.g. itemLines[2].name */
	char message[DOJO_MESSAGE_SIZE];
};

/* Both record the error and return its code, so that a function can end in `return dojo_error_set(...)`. */
enum dojo_code dojo_error_set(struct dojo_error *error, enum dojo_code code, const char *format, ...) DOJO_PRINTF(3, 4);
enum dojo_code dojo_error_invalid(struct dojo_error *error, const char *field, const char *format, ...) DOJO_PRINTF(3, 4);
enum dojo_code dojo_error_memory(struct dojo_error *error);
/* A stable word for a code ("timeout"), as reports and metrics want it. */
const char *dojo_error_word(enum dojo_code code);

/* Where in a document something is: a list of steps that lives on the callers' stacks. key NULL means a list's index. */
struct dojo_path {
	const struct dojo_path *parent;
	const char *key;
	size_t index;
};

/* Writes itemLines[2].amountTotal.value; "request" for the document itself (path NULL). Never overflows `out`. */
void dojo_path_format(const struct dojo_path *path, char *out, size_t size);

#include "dojo_json.h"

/* ------------------------------------------------------------------------------------------------ operations and shapes -- */

enum dojo_method { DOJO_GET, DOJO_POST, DOJO_PUT, DOJO_PATCH, DOJO_DELETE };
const char *dojo_method_name(enum dojo_method method);

/* Whether a request may be sent again once its bytes may have left this machine. */
enum dojo_retry {
	DOJO_ONCE,      /* never: it may move money or make a second object */
	DOJO_REPEATABLE /* sending it twice has the effect of sending it once */
};

enum dojo_operation_flags {
	DOJO_SENDS_VERSION = 1 << 0,          /* `version` header */
	DOJO_SENDS_TERMINAL_HEADERS = 1 << 1, /* `software-house-id` (required) and `reseller-id` */
	DOJO_SENDS_IDEMPOTENCY_KEY = 1 << 2,  /* the call takes an idempotency key, sent as `idempotencyKey` */
	DOJO_SENDS_CUSTOMER_SECRET = 1 << 3,  /* the call takes a customer's secret, sent in the API key's place */
	DOJO_BODY_OPTIONAL = 1 << 4,          /* the request array may be left out */
	DOJO_ANSWERS_NOTHING = 1 << 5,        /* 204: there is nothing to return */
	DOJO_QUERY_LIST = 1 << 6              /* the query parameter is a list, repeated; otherwise it is a boolean */
};

enum dojo_field_kind {
	DOJO_KIND_END = 0, /* closes a shape */
	DOJO_KIND_STRING,
	DOJO_KIND_INTEGER,
	DOJO_KIND_BOOLEAN,
	DOJO_KIND_OBJECT,
	DOJO_KIND_LIST, /* of `item` */
	DOJO_KIND_MAP,  /* string to string */
	DOJO_KIND_ENUM, /* closed: `values` has them all; an open one is a string */
	DOJO_KIND_DATE_TIME,
	DOJO_KIND_TIME_SPAN,
	DOJO_KIND_URL,
	DOJO_KIND_WEBHOOK_URL, /* https, or http on a loopback host (which only the offline Dojo delivers to) */
	DOJO_KIND_CURRENCY,
	DOJO_KIND_ONE_OF /* not a field: of those in `values`, exactly one is there */
};

/* One row of dojo_schemas.def: a field of a request body. A shape is an array of them that ends in DOJO_KIND_END. */
struct dojo_field {
	const char *name;
	enum dojo_field_kind kind;
	enum dojo_field_kind item; /* of a list's members */
	bool required;
	bool nullable;
	int64_t minimum; /* of an integer's value, or of a string's length in characters */
	int64_t maximum;
	const struct dojo_field *shape; /* of an object, or of a list's members */
	const char *values;             /* of an enum: "Auto|Manual" */
	const char *unit;               /* what the error says is expected, e.g. "integer minor units" */
};

/* One row of dojo_operations.def. */
struct dojo_operation {
	const char *name; /* the method of Dojo\Client, e.g. "createPaymentIntent" */
	enum dojo_method method;
	const char *path; /* "/payment-intents/{paymentIntentId}"; {customerIds,} takes a list, joined by commas */
	enum dojo_retry retry;
	unsigned flags;
	const char *query;              /* the name of its query parameter, or NULL */
	const struct dojo_field *shape; /* of its request body, or NULL where it has none */
	const char *promise;            /* the key that a success has, or "[]": it is a list; NULL where nothing is certain */
	const char *settle;             /* how to settle what became of it, when no answer came; NULL for what changes nothing */
};

enum dojo_operation_id {
#define DOJO_OPERATION(name, method, path, retry, flags, query, shape, promise, settle) DOJO_OP_##name,
#include "dojo_operations.def"
#undef DOJO_OPERATION
	DOJO_OPERATION_COUNT
};

extern const struct dojo_operation dojo_operations[DOJO_OPERATION_COUNT];

/*
 * Checks a request body against its shape and reports the first field that the API is certain to refuse, with its path.
 * Unknown fields pass. An empty list where an object belongs (PHP's [] is both) is replaced by an empty object, *body too.
 */
enum dojo_code dojo_schema_check(const struct dojo_field *shape, struct json_object **body, struct dojo_error *error);

/* -------------------------------------------------------------------------------------------------------------- client -- */

/* What a client is made of. Everything is borrowed and copied; each text ends in a NUL that its length leaves out. Zeroed
   text means "not given". */
struct dojo_options {
	struct dojo_text api_key;
	struct dojo_text api_version;
	struct dojo_text base_url;
	struct dojo_text ca_file;
	struct dojo_text proxy;
	struct dojo_text software_house_id;
	struct dojo_text reseller_id;
	struct dojo_text app_info;
	struct dojo_text agent; /* "dojo-php/0.1.0 php/8.2.0": who is calling; app_info goes behind it */
	double timeout;         /* seconds for a whole call, retries and waits included */
	double connect_timeout; /* seconds for one connection, TLS handshake included */
	int64_t max_retries;
};

/* An immutable, checked set of options with its secrets, which are overwritten when it is freed. */
struct dojo_client;

enum dojo_code dojo_client_new(const struct dojo_options *options, struct dojo_client **out, struct dojo_error *error);
void dojo_client_free(struct dojo_client *client);
bool dojo_client_is_sandbox(const struct dojo_client *client);

/* ------------------------------------------------------------------------------------------------------------- request -- */

#define DOJO_MAX_PATH_ARGUMENTS 2
#define DOJO_IDEMPOTENCY_KEY_MAX 100

/* One call as its caller describes it. All borrowed. */
struct dojo_call {
	const struct dojo_operation *operation;
	struct dojo_text path_arguments[DOJO_MAX_PATH_ARGUMENTS]; /* in the order of the path's braces */
	const struct dojo_text *list;                             /* the ids of a {…,} path or the values of a list query */
	size_t list_count;
	bool query_flag; /* of a boolean query; sent when true */
	struct dojo_text idempotency_key;
	struct dojo_text customer_secret;
	struct json_object *body; /* checked by dojo_schema_check(); NULL with has_body false */
	bool has_body;
};

/* A call that no operation describes. All borrowed. */
struct dojo_raw_call {
	struct dojo_text method;
	struct dojo_text path; /* from '/', with its query, already encoded */
	const struct dojo_text *header_names;
	const struct dojo_text *header_values;
	size_t header_count;
	struct json_object *body;
	bool has_body;
};

struct curl_slist;

/* A request that is ready to be sent, any number of times, always the same bytes. */
struct dojo_request {
	const char *operation; /* borrowed from the table, or "request" */
	const char *promise;   /* borrowed from the table, or NULL */
	const char *settle;    /* borrowed from the table, or NULL where it changes nothing */
	enum dojo_method method;
	enum dojo_retry retry;
	bool answers_nothing;  /* there is no body to expect */
	bool answers_anything; /* any JSON is an answer, and none is one too */
	struct dojo_buffer url;
	size_t path_offset;         /* url.data + path_offset is the path, which is what messages show */
	struct curl_slist *headers; /* hold the key: overwritten when freed */
	struct dojo_buffer body;
};

enum dojo_code dojo_request_build(const struct dojo_client *client, const struct dojo_call *call, struct dojo_request *out,
                                  struct dojo_error *error);
enum dojo_code dojo_request_build_raw(const struct dojo_client *client, const struct dojo_raw_call *call,
                                      struct dojo_request *out, struct dojo_error *error);
void dojo_request_free(struct dojo_request *request);

/* Appends the hosted checkout page's address of a payment intent. */
enum dojo_code dojo_checkout_url(struct dojo_text payment_intent_id, struct dojo_buffer *out, struct dojo_error *error);

/* ------------------------------------------------------------------------------------------------------------ response -- */

/* An answer of the API. */
struct dojo_response {
	long status;
	double retry_after; /* seconds, from the header in either of its forms; negative where there is none */
	struct dojo_buffer body;
	bool is_json; /* the body is one well-formed JSON document; false for an empty one */
	struct json_object
		*json;          /* of an error, what dojo_response_problem() reads; NULL for a success, whose body its reader parses */
	char trace_id[128]; /* from the header where the body has none */
};

/* Where `errors` or `extensions` is longer than this, it counts as absent: the body has it still. */
#define DOJO_PROBLEM_MEMBER_MAX ((size_t) 64 * 1024)

/* What an error answer says, in any of the API's shapes and in any case of its keys. Borrowed from the response. */
struct dojo_problem {
	struct dojo_text type;
	struct dojo_text title;
	struct dojo_text detail;
	struct dojo_text trace_id;
	struct dojo_text code;      /* terminals: TERMINAL_UNAVAILABLE and its like */
	struct json_object *errors; /* an object or a list, or NULL */
};

/*
 * Judges an answer that has arrived whole: DOJO_OK, DOJO_ERROR_API for a status >= 400, whose body is parsed for its message, or
 * DOJO_ERROR_NOT_JSON where a success's body is not the JSON it has to be, or DOJO_ERROR_INCOMPLETE where it lacks what the
 * operation promises. A success's body is checked and left to its reader.
 */
enum dojo_code dojo_response_finish(const struct dojo_request *request, struct dojo_response *response,
                                    struct dojo_error *error);
/* Records that an answer with a success' status is none, because of what it is ("and its body is ..."). */
enum dojo_code dojo_response_refuse(const struct dojo_request *request, const struct dojo_response *response, const char *what,
                                    struct dojo_error *error);
void dojo_response_problem(const struct dojo_response *response, struct dojo_problem *problem);

#define DOJO_REASON_SIZE 480

/* Writes what an error answer comes to, in one line of UTF-8 that is never empty: its detail (or title, or code) and the fields'
   errors. False where the answer says nothing, and the line is what its status means. */
bool dojo_response_reason(const struct dojo_response *response, char *out, size_t size);
void dojo_response_free(struct dojo_response *response);

/* ------------------------------------------------------------------------------------------------------------- outcome -- */

/*
 * What became of a call, and nothing else says so: the answer that came last, and the error that makes it no success. The code
 * is DOJO_OK where it is one, and then the rest of the error is zero.
 */
struct dojo_outcome {
	struct dojo_response response;
	struct dojo_error error;
	bool maybe_done; /* an attempt that is over was sent, and may have been carried out */
};

void dojo_outcome_free(struct dojo_outcome *outcome);

/* ----------------------------------------------------------------------------------------------------- pool, transport -- */

struct dojo_pool_options {
	size_t size;           /* connections kept open */
	long idle_seconds;     /* how long an idle one is used again */
	size_t response_limit; /* bytes of an answer's body */
};

struct dojo_pool_stats {
	uint64_t opened;   /* connections made */
	uint64_t reused;   /* requests that found one open */
	uint64_t dropped;  /* pools given up: after a fork, a broken transfer, a reset */
	uint64_t requests; /* attempts */
	size_t open;       /* sockets open now */
};

/* The connections of one thread. Made lazily; knows its process, and never touches connections inherited over a fork. */
struct dojo_pool;

enum dojo_code dojo_pool_new(const struct dojo_pool_options *options, struct dojo_pool **out, struct dojo_error *error);
void dojo_pool_free(struct dojo_pool *pool);
/* Closes all connections; the next request opens new ones. */
void dojo_pool_reset(struct dojo_pool *pool);
void dojo_pool_get_stats(const struct dojo_pool *pool, struct dojo_pool_stats *stats);

/* What one attempt did; free of secrets. The strings are borrowed and live as long as the callback runs. */
struct dojo_exchange {
	const char *operation;
	const char *method;
	const char *path;
	int attempt;                                            /* from 1 */
	long status;                                            /* 0 where no answer came */
	double started_at;                                      /* Unix time, in seconds */
	double duration, name_lookup, connect, tls, first_byte; /* seconds since the attempt began */
	bool connection_reused;
	int64_t bytes_sent, bytes_received;
	const char *trace_id; /* "" where there is none */
	enum dojo_code code;  /* DOJO_OK, DOJO_ERROR_API, or why there is no answer */
};

/* What the caller of a transfer lends it. Every member may be NULL. */
struct dojo_hooks {
	void *context;
	bool (*interrupted)(void *context);                                     /* asked at least every 250 ms: true aborts */
	void (*exchanged)(void *context, const struct dojo_exchange *exchange); /* after each attempt, with no transfer open */
	double (*jitter)(void *context);                                        /* 0 <= x < 1; random where NULL */
};

/*
 * Sends the request, waits for the whole answer and judges it. Honours the client's deadline and retry count, and the
 * request's retry class. Returns the outcome's code. The outcome is overwritten, and the caller's to free in any case.
 */
enum dojo_code dojo_transport_send(struct dojo_pool *pool, const struct dojo_client *client, const struct dojo_request *request,
                                   const struct dojo_hooks *hooks, struct dojo_outcome *outcome);

/* One of many calls. Both borrowed. */
struct dojo_transfer {
	const struct dojo_request *request;
	struct dojo_outcome *outcome;
};

/* What dojo_transport_send_all() needs while it runs. Its caller's, because a hook may never return: by then no transfer is
   open, and what is left can be freed at any time. */
struct dojo_batch;
/* NULL when out of memory. */
struct dojo_batch *dojo_batch_new(void);
void dojo_batch_free(struct dojo_batch *batch);

/*
 * The same for many requests of one client, at most `concurrency` (1 or more) at a time, within one deadline. Each is retried
 * and judged by itself. `exchanged` is called when no transfer is open, so for many possibly at the end. A batch serves once.
 */
void dojo_transport_send_all(struct dojo_batch *batch, struct dojo_pool *pool, const struct dojo_client *client,
                             const struct dojo_transfer *transfers, size_t count, size_t concurrency,
                             const struct dojo_hooks *hooks);

/* Versions of the libraries that were compiled against and are loaded now, for a report. Asked after dojo_global_init(). */
struct dojo_library {
	const char *name;
	const char *compiled;
	const char *loaded;
};
#define DOJO_LIBRARY_COUNT 3
void dojo_libraries(struct dojo_library out[DOJO_LIBRARY_COUNT]);

/* Pairs, counted: before the first and after the last use of anything that sends. */
bool dojo_global_init(void);
void dojo_global_cleanup(void);

/* --------------------------------------------------------------------------------------------------------------- money -- */

#define DOJO_DECIMAL_SIZE 32

/* ISO 4217's minor units of an active currency, e.g. 2 for GBP; *out is -1 for any other code. */
enum dojo_code dojo_money_exponent(struct dojo_text currency, int *out, struct dojo_error *error);
/* "19.99" to 1999. Digits, with a minus before and a point between; no digit beyond the currency's but zeros. */
enum dojo_code dojo_money_from_decimal(struct dojo_text decimal, struct dojo_text currency, int64_t *out,
                                       struct dojo_error *error);
/* A float counts for its 15 significant decimal digits, rounded half away from zero. */
enum dojo_code dojo_money_from_double(double amount, struct dojo_text currency, int64_t *out, struct dojo_error *error);
/* 1999 to "19.99". */
enum dojo_code dojo_money_to_decimal(int64_t value, struct dojo_text currency, char out[DOJO_DECIMAL_SIZE],
                                     struct dojo_error *error);

#include "dojo_webhook.h"

#endif
