/* Reads the header lines of a response: its trace id and Retry-After, and whether the headers are complete. */
#include "dojo_header.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static void take_trace_id(struct dojo_response *response, const char *value, size_t length)
{
	struct dojo_text text = {value, length};

	if (length < sizeof response->trace_id && dojo_is_word(text)) {
		memcpy(response->trace_id, value, length);
		response->trace_id[length] = '\0';
	}
}

static void take_retry_after(struct dojo_response *response, const char *value, size_t length)
{
	char text[64], *end;
	double seconds;
	time_t date;

	snprintf(text, sizeof text, "%.*s", (int) (length < sizeof text ? length : sizeof text - 1), value);
	seconds = (double) strtol(text, &end, 10);
	if (end != text && *end == '\0') {
		response->retry_after = seconds < 0 ? -1 : seconds;
		return;
	}
	date = curl_getdate(text, NULL);
	if (date != -1) {
		seconds = difftime(date, time(NULL));
		response->retry_after = seconds < 0 ? 0 : seconds;
	}
}

bool dojo_header_take(struct dojo_attempt *attempt, const char *line, size_t length)
{
	static const char *const trace_headers[] = {"trace-id", "x-trace-id", "traceid", "x-request-id", NULL};
	struct dojo_response *response = &attempt->call->outcome.response;
	size_t name = 0, value;

	/* Not every release of libcurl has a limit. */
	attempt->head_length += length;
	if (attempt->head_length > DOJO_LARGEST_HEAD) {
		return false;
	}
	if (length >= 5 && memcmp(line, "HTTP/", 5) == 0) {
		/* The headers of an interim response don't count. */
		response->retry_after = -1;
		response->trace_id[0] = '\0';
		attempt->head_ended = false;
		return true;
	}
	if (length && (line[0] == '\r' || line[0] == '\n')) {
		attempt->head_ended = true;
	}
	while (name < length && line[name] != ':') {
		name++;
	}
	value = name + 1;
	while (value < length && (line[value] == ' ' || line[value] == '\t')) {
		value++;
	}
	if (value < length) {
		size_t end = length;

		while (end > value && strchr(" \t\r\n", line[end - 1])) {
			end--;
		}
		if (dojo_same_word(line, name, "retry-after")) {
			take_retry_after(response, line + value, end - value);
		}
		for (size_t i = 0; trace_headers[i]; i++) {
			if (dojo_same_word(line, name, trace_headers[i])) {
				take_trace_id(response, line + value, end - value);
			}
		}
	}
	return true;
}
