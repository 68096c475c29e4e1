/*
 * Response header lines, as libcurl passes them on: the trace id is always a word and the delay always a finite number.
 *
 * Input: the lines.
 */
#include "dojo_header.h"
#include "fuzz.h"

#include <math.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_input input = {data, size};
	struct dojo_call call = {.outcome = {.response = {.retry_after = -1}}};
	struct dojo_response *const response = &call.outcome.response;
	struct dojo_attempt attempt = {.call = &call};

	while (input.length) {
		/* libcurl passes lines on with their line breaks. */
		const uint8_t *end = memchr(input.data, '\n', input.length);
		size_t length = end ? (size_t) (end - input.data) + 1 : input.length;
		char *line = malloc(length);
		size_t trace;

		FUZZ_CHECK(line);
		memcpy(line, input.data, length);
		input.data += length;
		input.length -= length;
		FUZZ_CHECK(dojo_header_take(&attempt, line, length));
		free(line);

		trace = strnlen(response->trace_id, sizeof response->trace_id);
		FUZZ_CHECK(trace < sizeof response->trace_id);
		FUZZ_CHECK(trace == 0 || dojo_is_word((struct dojo_text){response->trace_id, trace}));
		FUZZ_CHECK(isfinite(response->retry_after) && (response->retry_after >= 0 || response->retry_after == -1));
	}
	return 0;
}
