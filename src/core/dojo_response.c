#include "dojo_internal.h"

#include <json-c/json.h>
#include <stdio.h>
#include <string.h>

static enum dojo_code refuse(const struct dojo_request *request, const struct dojo_response *response, const char *what,
                             struct dojo_error *error)
{
	dojo_error_set(error, DOJO_ERROR_NOT_JSON, "%s %.200s answered %ld, %s", dojo_method_name(request->method),
	               request->url.data + request->path_offset, response->status, what);
	dojo_mark_unknown(request, error);
	return DOJO_ERROR_NOT_JSON;
}

static bool is_blank(const struct dojo_buffer *body)
{
	return body->length == 0 || strspn(body->data, " \t\r\n") == body->length;
}

/* The message of an error answer: what was asked, what the API says, and where to look it up. */
static enum dojo_code report_problem(const struct dojo_request *request, struct dojo_response *response,
                                     struct dojo_error *error)
{
	struct dojo_problem problem;
	struct dojo_text said;
	size_t used;

	dojo_response_problem(response, &problem);
	said = problem.detail.length ? problem.detail : problem.title;
	dojo_error_set(error, DOJO_ERROR_API, "%s %.200s answered %ld%s%.*s", dojo_method_name(request->method),
	               request->url.data + request->path_offset, response->status, said.length ? ": " : "",
	               (int) (said.length > 300 ? 300 : said.length), said.length ? said.data : "");
	used = strlen(error->message);
	if (json_object_is_type(problem.errors, json_type_object)) {
		const char *separator = " (";

		json_object_object_foreach(problem.errors, key, value)
		{
			struct json_object *first =
				json_object_is_type(value, json_type_array) ? json_object_array_get_idx(value, 0) : value;

			if (json_object_is_type(first, json_type_string) && used < 512) {
				snprintf(error->message + used, sizeof error->message - used, "%s%.60s: %.100s", separator, key,
				         json_object_get_string(first));
				used = strlen(error->message);
				separator = "; ";
			}
		}
		if (*separator == ';') {
			snprintf(error->message + used, sizeof error->message - used, ")");
		}
		dojo_error_clean(error);
	}
	if (response->status >= 500 || response->status == 408) {
		dojo_mark_unknown(request, error);
	}
	return DOJO_ERROR_API;
}

/* Of an error's body, only what a problem is made of becomes a tree, which can be 270 times as large as its text: texts whatever
   their length, anything else up to a bound. If that can't be, the body is kept as text all the same. */
static void parse_problem(struct dojo_response *response)
{
	static const char *const members[] = {"type", "title", "detail", "traceId", "errors", "extensions"};
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

static enum dojo_code finish_error(const struct dojo_request *request, struct dojo_response *response, struct dojo_error *error)
{
	if (!is_blank(&response->body)) {
		parse_problem(response);
	}
	return report_problem(request, response, error);
}

enum dojo_code dojo_response_finish(const struct dojo_request *request, struct dojo_response *response,
                                    struct dojo_error *error)
{
	char what[256], first = '\0';

	if (response->status >= 400) {
		return finish_error(request, response, error);
	}
	if (response->status < 200 || response->status >= 300) {
		return refuse(request, response, "which is neither success nor error (redirects are not followed)", error);
	}
	if (!is_blank(&response->body)) {
		if (dojo_json_check(response->body.data, response->body.length, &first, NULL, 0, error) != DOJO_OK) {
			snprintf(what, sizeof what, "and its body is %.200s", error->message);
			return refuse(request, response, what, error);
		}
		response->is_json = true;
		if (!request->answers_anything && first != '{' && first != '[') {
			return refuse(request, response, "and its body is neither an object nor a list", error);
		}
	}
	/* A DELETE may answer 204; where an object was asked for or made, its absence is no success. */
	if (!response->is_json && !request->answers_nothing && !request->answers_anything && request->method != DOJO_DELETE) {
		return refuse(request, response, "with no body where there must be one", error);
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
	problem->errors = dojo_json_member(json, "errors");
	if (problem->trace_id.length == 0) {
		/* Where newer releases keep it. */
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
		dojo_buffer_wipe(&response->body); /* a customer's or a webhook's secret may have been in it */
		dojo_json_free(response->json);
		memset(response, 0, sizeof *response);
	}
}
