/*
 * Event envelopes: every text read from one is in the payload, and nothing is read from other payloads.
 *
 * Input: the payload.
 */
#include "fuzz.h"

static bool is_zero(const struct dojo_event *event)
{
	struct dojo_event zero;

	memset(&zero, 0, sizeof zero);
	return memcmp(event, &zero, sizeof zero) == 0;
}

/* The text is the value of a key that equals `name` in some case. */
static void check_event_text(const struct dojo_event *event, struct dojo_text text, const char *name)
{
	bool found = text.length == 0;

	FUZZ_CHECK(text.length == 0 || dojo_utf8_valid(text.data, text.length));
	json_object_object_foreach(event->json, key, value)
	{
		found = found || (strcasecmp(key, name) == 0 && json_object_is_type(value, json_type_string) &&
		                  (size_t) json_object_get_string_len(value) == text.length &&
		                  memcmp(json_object_get_string(value), text.data, text.length) == 0);
	}
	FUZZ_CHECK(found);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct dojo_text payload = {(const char *) data, size};
	struct dojo_event event;
	struct dojo_error error;
	enum dojo_code code;
	char first;

	memset(&event, 'x', sizeof event);
	code = dojo_event_parse(payload, &event, &error);
	fuzz_check_error(code, &error);
	if (code != DOJO_OK) {
		FUZZ_CHECK(is_zero(&event));
		FUZZ_CHECK(code == DOJO_ERROR_NOT_JSON);
		return 0;
	}
	FUZZ_CHECK(dojo_json_check(payload.data, payload.length, &first, NULL, 0, NULL) == DOJO_OK && first == '{');
	FUZZ_CHECK(event.id.length && event.event.length && json_object_is_type(event.data, json_type_object));
	check_event_text(&event, event.id, "id");
	check_event_text(&event, event.event, "event");
	check_event_text(&event, event.account_id, "accountId");
	check_event_text(&event, event.created_at, "createdAt");
	dojo_event_free(&event);
	FUZZ_CHECK(is_zero(&event));
	dojo_event_free(&event);
	return 0;
}
