/* Judges complete responses, and reads what an error response says. */
#include "dojo_response.h"

#include "dojo_json.h"
#include "dojo_outcome.h"

#include <json-c/json.h>
#include <stdio.h>
#include <string.h>

static enum dojo_code reject_response(const struct dojo_request *request, const struct dojo_response *response,
                                      enum dojo_code code, const char *what, struct dojo_error *error)
{
	dojo_request_error(request, code, error, "returned %ld, %s", response->status, what);
	dojo_outcome_mark_unknown(request, error);
	return code;
}

enum dojo_code dojo_response_reject(const struct dojo_request *request, const struct dojo_response *response, const char *what,
                                    struct dojo_error *error)
{
	return reject_response(request, response, DOJO_ERROR_NOT_JSON, what, error);
}

static bool is_blank(const struct dojo_buffer *body)
{
	return body->length == 0 || strspn(body->data, " \t\r\n") == body->length;
}

/* What a status means, for responses that say nothing themselves. */
static const char *status_words(long status)
{
	static const struct {
		long status;
		const char *words;
	} all[] = {
		{400, "Bad request"},
		{401, "Not authorised"},
		{403, "Not permitted"},
		{404, "Not found"},
		{405, "Not allowed"},
		{408, "The request took too long"},
		{409, "Conflict"},
		{413, "The request is too large"},
		{422, "The request can't be processed"},
		{429, "Too many requests"},
		{500, "The API failed"},
		{502, "The gateway received no response from the API"},
		{503, "The API is not available"},
		{504, "The API took too long"},
	};

	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		if (all[i].status == status) {
			return all[i].words;
		}
	}
	return status >= 500 ? "The API failed" : "The API rejected the request";
}

/* A line that is written piece by piece and truncated to `size`. */
struct reason_line {
	char *text;
	size_t size, used;
};

static void add_piece(struct reason_line *line, const char *separator, const char *text, size_t length, size_t most)
{
	int wrote;

	if (line->used + 1 >= line->size) {
		return;
	}
	wrote = snprintf(line->text + line->used, line->size - line->used, "%s%.*s", separator,
	                 (int) (length > most ? most : length), text);
	if (wrote > 0) {
		line->used = line->used + (size_t) wrote < line->size ? line->used + (size_t) wrote : line->size - 1;
	}
}

/* Adds the sentences of one field, which has a string or a list of strings. False if there are none. */
static bool add_sentences(struct reason_line *line, const char *separator, const char *field, struct json_object *value)
{
	size_t count = json_object_is_type(value, json_type_array) ? json_object_array_length(value) : 1;
	bool any = false;

	for (size_t i = 0; i < count; i++) {
		struct json_object *text = json_object_is_type(value, json_type_array) ? json_object_array_get_idx(value, i) : value;

		if (!json_object_is_type(text, json_type_string)) {
			continue;
		}
		if (!any && *field) {
			add_piece(line, separator, field, strlen(field), 60);
			separator = ": ";
		}
		if (any) {
			separator = line->used && line->text[line->used - 1] == '.' ? " " : ", ";
		}
		add_piece(line, separator, json_object_get_string(text), (size_t) json_object_get_string_len(text), 100);
		any = true;
	}
	return any;
}

static void add_errors(struct reason_line *line, struct json_object *errors)
{
	const char *separator = " (";

	line->size--; /* for the closing bracket */
	if (json_object_is_type(errors, json_type_object)) {
		json_object_object_foreach(errors, key, value)
		{
			if (line->used + 100 < line->size && add_sentences(line, separator, key, value)) {
				separator = "; ";
			}
		}
	} else if (json_object_is_type(errors, json_type_array) && add_sentences(line, separator, "", errors)) {
		separator = "; ";
	}
	line->size++;
	if (*separator == ';') {
		add_piece(line, ")", "", 0, 0);
	}
}

bool dojo_response_reason(const struct dojo_response *response, char *out, size_t size)
{
	struct reason_line line = {out, size, 0};
	struct dojo_problem problem;
	struct dojo_text said;
	const char *words;
	size_t before;
	bool says;

	out[0] = '\0';
	dojo_response_problem(response, &problem);
	said = problem.detail.length ? problem.detail : problem.title.length ? problem.title : problem.code;
	add_piece(&line, "", said.data ? said.data : "", said.length, 300);
	says = line.used > 0;
	if (!says) {
		words = status_words(response->status);
		add_piece(&line, "", words, strlen(words), 300);
	}
	before = line.used;
	add_errors(&line, problem.errors);
	dojo_text_clean(out);
	return says || line.used > before;
}

/* The message of an error response: the request, the status and the API's reason. */
static enum dojo_code set_problem_error(const struct dojo_request *request, struct dojo_response *response,
                                        struct dojo_error *error)
{
	char reason[DOJO_REASON_SIZE];
	bool says = dojo_response_reason(response, reason, sizeof reason);

	dojo_request_error(request, DOJO_ERROR_API, error, "returned %ld%s%s", response->status, says ? ": " : "",
	                   says ? reason : "");
	if (response->status >= 500 || response->status == 408) {
		dojo_outcome_mark_unknown(request, error);
	}
	return DOJO_ERROR_API;
}

/* Parses only the members that dojo_response_problem() reads, because json-c's tree can take 270 times the memory of its text.
   Strings may have any length, other values up to DOJO_PROBLEM_MEMBER_MAX. If parsing fails, the body is still kept as text. */
static void parse_problem(struct dojo_response *response)
{
	static const char *const members[] = {"type", "title", "detail", "code", "traceId", "errors", "extensions"};
	struct dojo_json_wanted wanted[sizeof members / sizeof *members];
	const size_t count = sizeof wanted / sizeof *wanted;
	char first;

	for (size_t i = 0; i < count; i++) {
		wanted[i].name = members[i];
	}
	if (dojo_json_check(response->body.data, response->body.length, &first, wanted, count, NULL) != DOJO_OK) {
		return;
	}
	response->is_json = true;
	response->json = json_object_new_object();
	for (size_t i = 0; i < count && response->json; i++) {
		struct dojo_text value = wanted[i].value;
		struct json_object *member = NULL;

		if (value.length && (*value.data == '"' || value.length <= DOJO_PROBLEM_MEMBER_MAX) &&
		    dojo_json_parse(value.data, value.length, &member, NULL) == DOJO_OK &&
		    json_object_object_add(response->json, members[i], member) != 0) {
			dojo_json_free(member);
		}
	}
}

static enum dojo_code finish_error_response(const struct dojo_request *request, struct dojo_response *response,
                                            struct dojo_error *error)
{
	if (!is_blank(&response->body)) {
		parse_problem(response);
	}
	return set_problem_error(request, response, error);
}

/* A success that lacks the promised key counts as an error: otherwise a shop would store null as the payment's id, as it would
   if the key were in a different case. */
static bool is_promise_kept(const char *promise, char first, const struct dojo_json_wanted *wanted)
{
	struct dojo_text value = wanted->value;

	if (strcmp(promise, "[]") == 0) {
		return first == '[';
	}
	return wanted->exact && !(value.length == 4 && memcmp(value.data, "null", 4) == 0) &&
	       !(value.length == 2 && memcmp(value.data, "\"\"", 2) == 0);
}

static enum dojo_code reject_incomplete(const struct dojo_request *request, const struct dojo_response *response,
                                        const struct dojo_json_wanted *wanted, struct dojo_error *error)
{
	char what[128];

	if (strcmp(request->promise, "[]") == 0) {
		snprintf(what, sizeof what, "but the body is not a list");
	} else {
		snprintf(what, sizeof what,
		         wanted->value.data && !wanted->exact ? "but the body has \"%s\" only in a different letter case"
		                                              : "but the body lacks \"%s\"",
		         request->promise);
	}
	return reject_response(request, response, DOJO_ERROR_INCOMPLETE, what, error);
}

static enum dojo_code check_body(const struct dojo_request *request, struct dojo_response *response, struct dojo_error *error)
{
	struct dojo_json_wanted wanted = {.name = request->promise};
	char what[256], first;

	if (dojo_json_check(response->body.data, response->body.length, &first, &wanted, request->promise ? 1 : 0, error) !=
	    DOJO_OK) {
		snprintf(what, sizeof what, "but the body is %.200s", error->message);
		return dojo_response_reject(request, response, what, error);
	}
	response->is_json = true;
	if (!request->answers_anything && first != '{' && first != '[') {
		return dojo_response_reject(request, response, "but the body is neither an object nor a list", error);
	}
	return request->promise && !is_promise_kept(request->promise, first, &wanted)
	           ? reject_incomplete(request, response, &wanted, error)
	           : DOJO_OK;
}

enum dojo_code dojo_response_finish(const struct dojo_request *request, struct dojo_response *response,
                                    struct dojo_error *error)
{
	if (response->status >= 400) {
		return finish_error_response(request, response, error);
	}
	if (response->status < 200 || response->status >= 300) {
		return dojo_response_reject(request, response, "which is neither a success nor an error (redirects are not followed)",
		                            error);
	}
	if (!is_blank(&response->body)) {
		return check_body(request, response, error);
	}
	/* Operations that return an object are not successful without one. */
	if (!request->answers_nothing && !request->answers_anything) {
		return dojo_response_reject(request, response, "but has no body", error);
	}
	return DOJO_OK;
}

void dojo_response_problem(const struct dojo_response *response, struct dojo_problem *problem)
{
	struct json_object *json = response->json;

	memset(problem, 0, sizeof *problem);
	problem->type = dojo_json_text(json, "type");
	problem->title = dojo_json_text(json, "title");
	problem->detail = dojo_json_text(json, "detail");
	problem->trace_id = dojo_json_text(json, "traceId");
	problem->code = dojo_json_text(json, "code");
	problem->errors = dojo_json_member(json, "errors");
	if (problem->trace_id.length == 0) {
		/* Newer releases of the API have it here. */
		problem->trace_id = dojo_json_text(dojo_json_member(json, "extensions"), "traceId");
	}
	if (problem->trace_id.length == 0) {
		problem->trace_id.data = response->trace_id;
		problem->trace_id.length = strlen(response->trace_id);
	}
}

void dojo_response_free(struct dojo_response *response)
{
	if (response) {
		dojo_buffer_wipe(&response->body); /* it may contain a customer's or a webhook's secret */
		dojo_json_free(response->json);
		memset(response, 0, sizeof *response);
	}
}
