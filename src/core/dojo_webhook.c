/*
 * Verifies and signs webhooks, and reads their events. What the checks prevent:
 *  - an empty payload, header, secret or list is refused, so that "nothing to check" never counts as verified;
 *  - every secret is tried and every byte compared, so that timing reveals neither which secret matched nor how much of a forged
 *    signature was right;
 *  - the MAC covers the bytes as received, before anything parses them.
 */
#include "dojo_webhook.h"

#include "dojo_diagnosis.h"
#include "dojo_json.h"

#include <json-c/json.h>
#include <openssl/crypto.h>
#include <string.h>

#define PREFIX "sha256="
#define PREFIX_LENGTH (sizeof PREFIX - 1)

/* Decodes "sha256=" and 32 bytes in hex, with dashes between all bytes or none. */
static bool decode_signature(struct dojo_text signature, unsigned char out[DOJO_MAC_BYTES])
{
	size_t step = signature.length == DOJO_SIGNATURE_LENGTH ? 3 : 2;

	if ((signature.length != DOJO_SIGNATURE_LENGTH && signature.length != PREFIX_LENGTH + 2 * DOJO_MAC_BYTES) ||
	    memcmp(signature.data, PREFIX, PREFIX_LENGTH) != 0) {
		return false;
	}
	for (size_t i = 0; i < DOJO_MAC_BYTES; i++) {
		const char *pair = signature.data + PREFIX_LENGTH + i * step;
		int high = dojo_hex_digit(pair[0]), low = dojo_hex_digit(pair[1]);

		if (high < 0 || low < 0 || (step == 3 && i + 1 < DOJO_MAC_BYTES && pair[2] != '-')) {
			return false;
		}
		out[i] = (unsigned char) (high << 4 | low);
	}
	return true;
}

static enum dojo_code check_arguments(struct dojo_text payload, struct dojo_text signature, const struct dojo_text *secrets,
                                      size_t count, struct dojo_error *error)
{
	if (count == 0) {
		return dojo_error_invalid(error, "secrets", "secrets is empty: pass the subscription's secret, or a list of them");
	}
	for (size_t i = 0; i < count; i++) {
		if (secrets[i].length == 0) {
			return dojo_error_invalid(
				error, "secrets",
				"secrets contains an empty secret, which anyone could sign with: check where it is read from");
		}
	}
	if (signature.length == 0) {
		return dojo_error_set(
			error, DOJO_ERROR_SIGNATURE_MISSING,
			"the dojo-signature header is missing: the request is not from Dojo, or a proxy removed the header");
	}
	if (payload.length == 0) {
		return dojo_error_set(error, DOJO_ERROR_SIGNATURE_MISMATCH,
		                      "the body is empty: the request is not from Dojo, or something has already read the body");
	}
	return DOJO_OK;
}

enum dojo_code dojo_webhook_verify(struct dojo_mac *mac, struct dojo_text payload, struct dojo_text signature,
                                   const struct dojo_text *secrets, size_t secret_count, size_t *matched,
                                   struct dojo_error *error)
{
	unsigned char given[DOJO_MAC_BYTES], computed[DOJO_MAC_BYTES];
	size_t found = secret_count;
	enum dojo_code code = check_arguments(payload, signature, secrets, secret_count, error);

	*matched = 0;
	if (code != DOJO_OK) {
		return code;
	}
	if (!decode_signature(signature, given)) {
		return dojo_error_set(
			error, DOJO_ERROR_SIGNATURE_MALFORMED,
			"the dojo-signature header is malformed: expected sha256= and 64 hex digits, with dashes between all "
			"bytes or none, got %zu bytes",
			signature.length);
	}
	for (size_t i = secret_count; i-- > 0;) {
		enum dojo_code computing = dojo_mac_compute(mac, payload, secrets[i], computed, error);

		if (computing != DOJO_OK) {
			code = computing;
		} else if (CRYPTO_memcmp(given, computed, DOJO_MAC_BYTES) == 0) {
			found = i;
		}
	}
	OPENSSL_cleanse(computed, sizeof computed);
	if (code != DOJO_OK) {
		return code;
	}
	if (found == secret_count) {
		const char *cause = error ? dojo_diagnose_mismatch(mac, payload, given, secrets, secret_count) : NULL;

		return dojo_error_set(error, DOJO_ERROR_SIGNATURE_MISMATCH, "the signature does not match: %s",
		                      cause ? cause
		                            : "pass the raw request body, byte for byte as received, and the complete value of this "
		                              "subscription's active secret");
	}
	*matched = found;
	return DOJO_OK;
}

enum dojo_code dojo_webhook_sign(struct dojo_mac *mac, struct dojo_text payload, struct dojo_text secret,
                                 char out[DOJO_SIGNATURE_LENGTH + 1], struct dojo_error *error)
{
	static const char digits[] = "0123456789ABCDEF";
	unsigned char computed[DOJO_MAC_BYTES];
	char *p = out;
	enum dojo_code code;

	out[0] = '\0';
	if (payload.length == 0) {
		return dojo_error_invalid(error, "payload", "payload is empty: there is nothing to sign");
	}
	if (secret.length == 0) {
		return dojo_error_invalid(error, "secret", "secret is empty: pass the subscription's secret");
	}
	code = dojo_mac_compute(mac, payload, secret, computed, error);
	if (code != DOJO_OK) {
		return code;
	}
	memcpy(p, PREFIX, PREFIX_LENGTH);
	p += PREFIX_LENGTH;
	for (size_t i = 0; i < DOJO_MAC_BYTES; i++) {
		*p++ = digits[computed[i] >> 4];
		*p++ = digits[computed[i] & 15];
		*p++ = i + 1 < DOJO_MAC_BYTES ? '-' : '\0';
	}
	OPENSSL_cleanse(computed, sizeof computed);
	return DOJO_OK;
}

enum dojo_code dojo_event_parse(struct dojo_text payload, struct dojo_event *out, struct dojo_error *error)
{
	enum dojo_code code;

	memset(out, 0, sizeof *out);
	code = dojo_json_parse(payload.data, payload.length, &out->json, error);
	if (code != DOJO_OK) {
		return code;
	}
	out->id = dojo_json_text(out->json, "id");
	out->event = dojo_json_text(out->json, "event");
	out->account_id = dojo_json_text(out->json, "accountId");
	out->created_at = dojo_json_text(out->json, "createdAt");
	out->data = dojo_json_member(out->json, "data");
	if (out->id.length == 0 || out->event.length == 0 || !json_object_is_type(out->data, json_type_object)) {
		dojo_event_free(out);
		return dojo_error_set(error, DOJO_ERROR_NOT_JSON,
		                      "the signature is valid, but the payload is not an event: id, event or data is missing");
	}
	return DOJO_OK;
}

void dojo_event_free(struct dojo_event *event)
{
	if (event) {
		dojo_json_free(event->json);
		memset(event, 0, sizeof *event);
	}
}
