/* Webhook signatures and events. */
#ifndef DOJO_WEBHOOK_H
#define DOJO_WEBHOOK_H

#include "dojo_error.h"
#include "dojo_mac.h"
#include "dojo_text.h"

struct json_object;

#define DOJO_SIGNATURE_LENGTH 102 /* "sha256=" and 32 hex pairs joined by 31 dashes */

/*
 * Checks `signature` (the value of the dojo-signature header) over the payload's bytes against every secret, in constant time
 * whichever matches. *matched is the index of the first secret that does. An empty payload, signature, secret or list of
 * secrets never verifies. If `error` is not NULL, a mismatch is diagnosed and its message names the likely cause.
 */
enum dojo_code dojo_webhook_verify(struct dojo_mac *mac, struct dojo_text payload, struct dojo_text signature,
                                   const struct dojo_text *secrets, size_t secret_count, size_t *matched,
                                   struct dojo_error *error);
/* Writes the header's value and a NUL. */
enum dojo_code dojo_webhook_sign(struct dojo_mac *mac, struct dojo_text payload, struct dojo_text secret,
                                 char out[DOJO_SIGNATURE_LENGTH + 1], struct dojo_error *error);

/* A verified event. The texts are borrowed from json. */
struct dojo_event {
	struct json_object *json;
	struct dojo_text id;
	struct dojo_text event;
	struct dojo_text account_id;
	struct dojo_text created_at;
	struct json_object *data; /* borrowed from json */
};

/* Reads the envelope, with its keys in any case. Call it only after dojo_webhook_verify(). */
enum dojo_code dojo_event_parse(struct dojo_text payload, struct dojo_event *out, struct dojo_error *error);
void dojo_event_free(struct dojo_event *event);

#endif
