/* Responses of the API: whether one is a success, and what an error response says. */
#ifndef DOJO_RESPONSE_H
#define DOJO_RESPONSE_H

#include "dojo_request.h"

#define DOJO_TRACE_ID_SIZE 128
#define DOJO_REASON_SIZE 480
/* If `errors` or `extensions` is longer than this, dojo_response_problem() leaves it out; it is still in the body. */
#define DOJO_PROBLEM_MEMBER_MAX ((size_t) 64 * 1024)

struct dojo_response {
	long status;
	double retry_after; /* seconds, from either form of the header; negative if there is none */
	struct dojo_buffer body;
	bool is_json;             /* the body is one well-formed JSON document; false if it is empty */
	struct json_object *json; /* the parsed members of an error response; NULL for a success, whose body the caller parses */
	char trace_id[DOJO_TRACE_ID_SIZE]; /* from a header; the body's takes precedence */
};

/* The contents of an error response, in any shape that the API uses and any case of its keys. Borrowed from the response. */
struct dojo_problem {
	struct dojo_text type;
	struct dojo_text title;
	struct dojo_text detail;
	struct dojo_text trace_id;
	struct dojo_text code;      /* from the terminal endpoints, e.g. TERMINAL_UNAVAILABLE */
	struct json_object *errors; /* an object or a list, or NULL */
};

/*
 * Judges a complete response: DOJO_OK; DOJO_ERROR_API for a status >= 400, whose body is parsed for the message;
 * DOJO_ERROR_NOT_JSON if the body of a success is not JSON as required; DOJO_ERROR_INCOMPLETE if it lacks what the operation
 * promises. The body of a success is checked but not parsed.
 */
enum dojo_code dojo_response_finish(const struct dojo_request *request, struct dojo_response *response,
                                    struct dojo_error *error);
/* Sets DOJO_ERROR_NOT_JSON for a response that is not an error but can't be used either: a redirect, or a success with the wrong
   body. `what` continues the message ("but the body is ..."). */
enum dojo_code dojo_response_reject(const struct dojo_request *request, const struct dojo_response *response, const char *what,
                                    struct dojo_error *error);
void dojo_response_problem(const struct dojo_response *response, struct dojo_problem *problem);

/* Writes one non-empty line of UTF-8: the detail (or title, or code) of an error response and its field errors. Returns false
   if the response says nothing; the line is then the meaning of its status. */
bool dojo_response_reason(const struct dojo_response *response, char *out, size_t size);
void dojo_response_free(struct dojo_response *response);

#endif
