/*
 * The C core of dojo: requests to the Dojo API, their transport, and webhook signatures.
 *
 * A caller's *arguments* are built into a *request*, which is the bytes. A *call* is a request and its *outcome*: it is sent in one
 * or more *attempts*, each finished attempt is reported as an *exchange*, and the last one decides the outcome. Calls that are sent
 * together are a *batch*.
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

#include "dojo_buffer.h"
#include "dojo_error.h"
#include "dojo_json.h"
#include "dojo_mac.h"
#include "dojo_money.h"
#include "dojo_schema.h"
#include "dojo_tables.h"
#include "dojo_text.h"
#include "dojo_url.h"
#include "dojo_webhook.h"

#include <stdint.h>

struct json_object;

/* The release of the API that the tables describe. */
#define DOJO_API_VERSION "2026-02-27"
#define DOJO_BASE_URL "https://api.dojo.tech"
#define DOJO_CHECKOUT_URL "https://pay.dojo.tech/checkout/"

/* -------------------------------------------------------------------------------------------------------------- client -- */

/* What a client is created from. Every text is borrowed and ends in a NUL beyond its length; zeroed text means "not given". */
struct dojo_options {
#define DOJO_OPTION_TEXT(name, ...) struct dojo_text name;
#define DOJO_OPTION_SECONDS(name, ...) double name;
#define DOJO_OPTION_COUNT(name, ...) int64_t name;
#include "dojo_options.def"
	struct dojo_text agent; /* "dojo-php/0.1.0 php/8.2.0": the User-Agent, which app_info follows */
};

/* Every option at its default; the required ones and the agent are absent. */
extern const struct dojo_options dojo_default_options;

/* Options that were checked and copied. Immutable; freeing it overwrites them, because some are secret. */
struct dojo_client;

enum dojo_code dojo_client_new(const struct dojo_options *options, struct dojo_client **out, struct dojo_error *error);
void dojo_client_free(struct dojo_client *client);
bool dojo_client_is_sandbox(const struct dojo_client *client);

/* ------------------------------------------------------------------------------------------------------------- request -- */

#define DOJO_MAX_PATH_ARGUMENTS 2
#define DOJO_IDEMPOTENCY_KEY_MAX 100

/* What the caller of an operation gives. All borrowed. */
struct dojo_arguments {
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

/* The same for a request that no operation describes. All borrowed. */
struct dojo_raw_arguments {
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

enum dojo_code dojo_request_build(const struct dojo_client *client, const struct dojo_arguments *arguments,
                                  struct dojo_request *out, struct dojo_error *error);
enum dojo_code dojo_request_build_raw(const struct dojo_client *client, const struct dojo_raw_arguments *arguments,
                                      struct dojo_request *out, struct dojo_error *error);
void dojo_request_free(struct dojo_request *request);

/* Appends the hosted checkout page's address of a payment intent. */
enum dojo_code dojo_checkout_url(struct dojo_text payment_intent_id, struct dojo_buffer *out, struct dojo_error *error);

/* ------------------------------------------------------------------------------------------------------------ response -- */

#define DOJO_TRACE_ID_SIZE 128

/* An answer of the API. */
struct dojo_response {
	long status;
	double retry_after; /* seconds, from the header in either of its forms; negative where there is none */
	struct dojo_buffer body;
	bool is_json; /* the body is one well-formed JSON document; false for an empty one */
	struct json_object
		*json; /* of an error, what dojo_response_problem() reads; NULL for a success, whose body its reader parses */
	char trace_id[DOJO_TRACE_ID_SIZE]; /* from the header where the body has none */
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

/* ---------------------------------------------------------------------------------------------------- call and outcome -- */

/*
 * How a call ended: the last answer, and the error if the call failed. If it succeeded, the code is DOJO_OK and the rest of the
 * error is zero.
 */
struct dojo_outcome {
	struct dojo_response response;
	struct dojo_error error;
	bool maybe_done; /* an attempt that is over was sent, and may have been carried out */
};

void dojo_outcome_free(struct dojo_outcome *outcome);

/* A request, and its outcome once it has been sent. Zeroed before the request is built into it. */
struct dojo_call {
	struct dojo_request request;
	struct dojo_outcome outcome;
};

void dojo_call_free(struct dojo_call *call);

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

/* What one attempt did; free of secrets. The pointers are borrowed from the call's request. */
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
	char trace_id[DOJO_TRACE_ID_SIZE]; /* "" if there is none */
	enum dojo_code code;               /* DOJO_OK, DOJO_ERROR_API, or why there is no answer */
};

/* What the sender of a call provides. Every member may be NULL. */
struct dojo_hooks {
	void *context;
	bool (*interrupted)(void *context);                                     /* asked at least every 250 ms: true aborts */
	void (*exchanged)(void *context, const struct dojo_exchange *exchange); /* after each attempt, with no transfer open */
	double (*jitter)(void *context);                                        /* 0 <= x < 1; random where NULL */
};

/*
 * Sends the call's request, waits for the whole answer and writes the outcome. Honours the client's deadline and retry count, and
 * the request's retry class. Returns the outcome's code. The call remains the caller's to free.
 */
enum dojo_code dojo_transport_send(struct dojo_pool *pool, const struct dojo_client *client, struct dojo_call *call,
                                   const struct dojo_hooks *hooks);

/* What dojo_transport_send_all() needs while it runs. Its caller's, because a hook may never return: by then no transfer is
   open, and what is left can be freed at any time. */
struct dojo_batch;
/* NULL when out of memory. */
struct dojo_batch *dojo_batch_new(void);
void dojo_batch_free(struct dojo_batch *batch);

/*
 * The same for many calls of one client, at most `concurrency` (1 or more) at a time, within one deadline. Each is retried on its
 * own and has its own outcome. `exchanged` is called when no transfer is open, which may be at the end. A batch is used once.
 */
void dojo_transport_send_all(struct dojo_batch *batch, struct dojo_pool *pool, const struct dojo_client *client,
                             struct dojo_call *const *calls, size_t count, size_t concurrency, const struct dojo_hooks *hooks);

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

#endif
