/* Builds requests from the arguments of an operation, or from those of a raw request. */
#include "dojo_request.h"

#include "dojo_client_internal.h"
#include "dojo_json.h"
#include "dojo_request_url.h"

#include <curl/curl.h>
#include <openssl/crypto.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static bool add_header(struct dojo_request *request, const char *name, const char *value, size_t length)
{
	struct dojo_buffer line = {0};
	struct curl_slist *longer = NULL;

	dojo_buffer_append_string(&line, name);
	dojo_buffer_append_string(&line, ": ");
	if (dojo_buffer_append(&line, value, length)) {
		longer = curl_slist_append(request->headers, line.data);
	}
	dojo_buffer_wipe(&line);
	if (!longer) {
		return false;
	}
	request->headers = longer;
	return true;
}

static bool add_text_header(struct dojo_request *request, const char *name, struct dojo_text value)
{
	return add_header(request, name, value.data, value.length);
}

static bool add_buffer_header(struct dojo_request *request, const char *name, const struct dojo_buffer *value)
{
	return value->length == 0 || add_header(request, name, value->data, value->length);
}

static bool add_body(struct dojo_request *request, struct json_object *json)
{
	return json ? dojo_json_write(json, &request->body) : dojo_buffer_append_string(&request->body, "null");
}

/* ----------------------------------------------------------------------------------------------------------- operations -- */

static enum dojo_code check_headers(const struct dojo_client *client, const struct dojo_arguments *arguments,
                                    struct dojo_error *error)
{
	unsigned flags = arguments->operation->flags;

	if ((flags & DOJO_SENDS_TERMINAL_HEADERS) && client->software_house_id.length == 0) {
		return dojo_error_invalid(error, "softwareHouseId",
		                          "%s() needs the software house id: pass softwareHouseId to the client's constructor",
		                          arguments->operation->name);
	}
	if ((flags & DOJO_SENDS_IDEMPOTENCY_KEY) &&
	    (!dojo_is_word(arguments->idempotency_key) || arguments->idempotency_key.length > DOJO_IDEMPOTENCY_KEY_MAX)) {
		return dojo_error_invalid(
			error, "idempotencyKey",
			"idempotencyKey must be 1 to %d printable ASCII characters without spaces: store one per refund "
			"before the first attempt, and pass the same one each time",
			DOJO_IDEMPOTENCY_KEY_MAX);
	}
	if ((flags & DOJO_SENDS_CUSTOMER_SECRET) &&
	    (!dojo_is_word(arguments->customer_secret) || arguments->customer_secret.length > 500)) {
		return dojo_error_invalid(error, "customerSecret",
		                          "customerSecret must be 1 to 500 printable ASCII characters without spaces: pass what "
		                          "createCustomerSecret() returned");
	}
	return DOJO_OK;
}

static bool add_operation_headers(const struct dojo_client *client, const struct dojo_arguments *arguments,
                                  struct dojo_request *out)
{
	unsigned flags = arguments->operation->flags;
	struct dojo_buffer basic = {0};
	bool done;

	if (flags & DOJO_SENDS_CUSTOMER_SECRET) {
		done = dojo_buffer_append_string(&basic, "Basic ") &&
		       dojo_buffer_append(&basic, arguments->customer_secret.data, arguments->customer_secret.length) &&
		       add_buffer_header(out, "Authorization", &basic);
		dojo_buffer_wipe(&basic);
	} else {
		done = add_buffer_header(out, "Authorization", &client->authorization);
	}
	done = done && (!(flags & DOJO_SENDS_VERSION) || add_buffer_header(out, "version", &client->api_version));
	if (flags & DOJO_SENDS_TERMINAL_HEADERS) {
		done = done && add_buffer_header(out, "software-house-id", &client->software_house_id) &&
		       add_buffer_header(out, "reseller-id", &client->reseller_id);
	}
	if (flags & DOJO_SENDS_IDEMPOTENCY_KEY) {
		done = done && add_text_header(out, "idempotencyKey", arguments->idempotency_key);
	}
	return done;
}

/* Blank if there is no body: libcurl then sends no such header, instead of marking an empty POST as a form. */
static struct dojo_text content_type(bool has_body)
{
	return has_body ? (struct dojo_text){"application/json", 16} : (struct dojo_text){"", 0};
}

/* For a body of more than 1 MiB, libcurl would send "Expect: 100-continue" and wait up to a second for the response. */
static bool forbid_expect(struct dojo_request *out)
{
	return out->body.length <= 1024 * 1024 || add_header(out, "Expect", "", 0);
}

static bool add_common_headers(const struct dojo_client *client, bool has_body, struct dojo_request *out)
{
	return add_buffer_header(out, "User-Agent", &client->user_agent) &&
	       add_text_header(out, "Content-Type", content_type(has_body));
}

enum dojo_code dojo_request_build(const struct dojo_client *client, const struct dojo_arguments *arguments,
                                  struct dojo_request *out, struct dojo_error *error)
{
	const struct dojo_operation *operation = arguments->operation;
	enum dojo_code code;
	bool done;

	memset(out, 0, sizeof *out);
	out->operation = operation->name;
	out->promise = operation->promise;
	out->settle = operation->settle;
	out->method = operation->method;
	out->retry = operation->retry;
	out->answers_nothing = operation->flags & DOJO_ANSWERS_NOTHING;

	dojo_buffer_append(&out->url, client->base_url.data, client->base_url.length);
	out->path_offset = out->url.length;
	code = check_headers(client, arguments, error);
	code = code ? code : dojo_request_append_path(arguments, &out->url, error);
	if (code != DOJO_OK) {
		dojo_request_free(out);
		return code;
	}
	done = !out->url.failed && add_operation_headers(client, arguments, out) &&
	       add_header(out, "Accept", "application/json", 16) && add_common_headers(client, arguments->has_body, out) &&
	       (!arguments->has_body || add_body(out, arguments->body)) && forbid_expect(out);
	if (!done) {
		dojo_request_free(out);
		return dojo_error_memory(error);
	}
	return DOJO_OK;
}

/* ---------------------------------------------------------------------------------------------------------- raw requests -- */

static bool is_token(struct dojo_text name)
{
	for (size_t i = 0; i < name.length; i++) {
		char c = name.data[i];

		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		      (c && strchr("!#$%&'*+-.^_`|~", c)))) {
			return false;
		}
	}
	return name.length > 0;
}

static enum dojo_code check_raw_headers(const struct dojo_raw_arguments *arguments, struct dojo_error *error)
{
	static const char *const ours[] = {"Host", "Content-Length", "Transfer-Encoding", "Connection", "Expect", NULL};

	for (size_t i = 0; i < arguments->header_count; i++) {
		struct dojo_text name = arguments->header_names[i];
		char field[DOJO_FIELD_SIZE];

		if (!is_token(name)) {
			return dojo_error_invalid(error, "headers",
			                          "headers: a header name is empty or contains a character that is not allowed");
		}
		snprintf(field, sizeof field, "headers[%.*s]", (int) (name.length > 60 ? 60 : name.length), name.data);
		if (!dojo_is_header_value(arguments->header_values[i])) {
			return dojo_error_invalid(error, field, "%s must be printable ASCII without line breaks, and not only spaces",
			                          field);
		}
		for (size_t j = 0; ours[j]; j++) {
			if (dojo_same_word(name.data, name.length, ours[j])) {
				return dojo_error_invalid(error, field, "%s can't be passed: the extension sets this header", field);
			}
		}
	}
	return DOJO_OK;
}

static enum dojo_code check_raw_path(struct dojo_text path, struct dojo_error *error)
{
	const char *query = path.length ? memchr(path.data, '?', path.length) : NULL;
	size_t length = query ? (size_t) (query - path.data) : path.length;

	if (!dojo_is_word(path) || path.data[0] != '/' || memchr(path.data, '#', path.length) ||
	    memchr(path.data, '\\', path.length)) {
		return dojo_error_invalid(
			error, "path", "path must start with a slash and contain only printable ASCII: encode ids with rawurlencode()");
	}
	for (size_t i = 0; i < length; i++) {
		size_t left = length - i - 1;
		const char *segment = path.data + i + 1;

		if (path.data[i] == '/' && ((left >= 1 && segment[0] == '.' && (left == 1 || segment[1] == '/')) ||
		                            (left >= 2 && memcmp(segment, "..", 2) == 0 && (left == 2 || segment[2] == '/')))) {
			return dojo_error_invalid(error, "path", "path contains a \".\" or \"..\" segment");
		}
	}
	return DOJO_OK;
}

static enum dojo_code parse_method(struct dojo_text name, enum dojo_method *out, struct dojo_error *error)
{
	for (int method = DOJO_GET; method <= DOJO_DELETE; method++) {
		if (dojo_same_word(name.data, name.length, dojo_method_name((enum dojo_method) method))) {
			*out = (enum dojo_method) method;
			return DOJO_OK;
		}
	}
	return dojo_error_invalid(error, "method", "method must be one of GET, POST, PUT, PATCH, DELETE");
}

static bool is_header_given(const struct dojo_raw_arguments *arguments, const char *name)
{
	for (size_t i = 0; i < arguments->header_count; i++) {
		if (dojo_same_word(arguments->header_names[i].data, arguments->header_names[i].length, name)) {
			return true;
		}
	}
	return false;
}

static bool add_raw_headers(const struct dojo_client *client, const struct dojo_raw_arguments *arguments,
                            struct dojo_request *out)
{
	const struct {
		const char *name;
		struct dojo_text value;
	} defaults[] = {
		{"Authorization", {client->authorization.data, client->authorization.length}},
		{"version", {client->api_version.data, client->api_version.length}},
		{"software-house-id", {client->software_house_id.data, client->software_house_id.length}},
		{"reseller-id", {client->reseller_id.data, client->reseller_id.length}},
		{"User-Agent", {client->user_agent.data, client->user_agent.length}},
		{"Accept", {"application/json", 16}},
	};
	bool done = true;

	for (size_t i = 0; i < sizeof defaults / sizeof *defaults && done; i++) {
		done = defaults[i].value.length == 0 || is_header_given(arguments, defaults[i].name) ||
		       add_text_header(out, defaults[i].name, defaults[i].value);
	}
	done = done && (is_header_given(arguments, "Content-Type") ||
	                add_text_header(out, "Content-Type", content_type(arguments->has_body)));
	for (size_t i = 0; i < arguments->header_count && done; i++) {
		struct dojo_buffer name = {0};

		done = dojo_buffer_append(&name, arguments->header_names[i].data, arguments->header_names[i].length) &&
		       add_text_header(out, name.data, arguments->header_values[i]);
		dojo_buffer_free(&name);
	}
	return done;
}

enum dojo_code dojo_request_build_raw(const struct dojo_client *client, const struct dojo_raw_arguments *arguments,
                                      struct dojo_request *out, struct dojo_error *error)
{
	enum dojo_method method = DOJO_GET;
	enum dojo_code code = parse_method(arguments->method, &method, error);
	bool done;

	memset(out, 0, sizeof *out);
	code = code ? code : check_raw_path(arguments->path, error);
	code = code ? code : check_raw_headers(arguments, error);
	if (!code && method == DOJO_GET && arguments->has_body) {
		code = dojo_error_invalid(error, "body", "body: a GET has no body; put parameters in the query of the path");
	}
	if (code != DOJO_OK) {
		return code;
	}
	out->operation = "request";
	out->answers_anything = true;
	out->method = method;
	out->retry = method == DOJO_GET ? DOJO_REPEATABLE : DOJO_ONCE;
	out->settle = method == DOJO_GET ? NULL : "a GET of the same resource shows its state";
	dojo_buffer_append(&out->url, client->base_url.data, client->base_url.length);
	out->path_offset = out->url.length;
	dojo_buffer_append(&out->url, arguments->path.data, arguments->path.length);
	done = !out->url.failed && add_raw_headers(client, arguments, out) &&
	       (!arguments->has_body || add_body(out, arguments->body)) && forbid_expect(out);
	if (!done) {
		dojo_request_free(out);
		return dojo_error_memory(error);
	}
	return DOJO_OK;
}

const char *dojo_request_path(const struct dojo_request *request)
{
	return request->url.data + request->path_offset;
}

enum dojo_code dojo_request_error(const struct dojo_request *request, enum dojo_code code, struct dojo_error *error,
                                  const char *format, ...)
{
	char text[DOJO_MESSAGE_SIZE];
	va_list values;

	va_start(values, format);
	vsnprintf(text, sizeof text, format, values);
	va_end(values);
	return dojo_error_set(error, code, "%s %.200s %s", dojo_method_name(request->method), dojo_request_path(request), text);
}

void dojo_request_free(struct dojo_request *request)
{
	if (!request) {
		return;
	}
	for (struct curl_slist *line = request->headers; line; line = line->next) {
		OPENSSL_cleanse(line->data, strlen(line->data));
	}
	curl_slist_free_all(request->headers);
	dojo_buffer_free(&request->url);
	dojo_buffer_wipe(&request->body); /* may contain a customer's secret or an EPOS password */
	memset(request, 0, sizeof *request);
}
