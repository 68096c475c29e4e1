/*
 * A signature header, a secret and a payload, each the attacker's to choose. Whether it verifies is computed a second time, by
 * OpenSSL's HMAC and by a reader of the header that shares nothing with ours.
 *
 * Input: a byte of choices, the header's line, a secret's line, the payload.
 */
#include "fuzz.h"

#include <ctype.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

enum choice {
	FORGE = 7,          /* of these bits: what is signed in place of what is given, 0 to 5; 6 and 7: the header as it is */
	LOWER_CASE = 8,     /* the header in lower case */
	WITHOUT_DASH = 16,  /* the header without dashes */
	SECOND_SECRET = 32, /* another secret goes first */
	FLIP = 64,          /* one bit of the header flipped: which, says its line */
	NO_ERROR = 128      /* the caller wants no message */
};

static struct dojo_mac *mac;

/* The header's digits in lower case, false where it has no such form. */
static bool digits_of(struct dojo_text header, char compact[65])
{
	size_t digits = 0;

	if (header.length != 7 + 64 && header.length != 7 + 95) {
		return false;
	}
	for (size_t i = 7; i < header.length; i++) {
		if (header.length == 7 + 95 && (i - 7) % 3 == 2) {
			if (header.data[i] != '-') {
				return false;
			}
		} else if (isxdigit((unsigned char) header.data[i])) {
			compact[digits++] = (char) tolower((unsigned char) header.data[i]);
		} else {
			return false;
		}
	}
	compact[64] = '\0';
	return strncmp(header.data, "sha256=", 7) == 0;
}

static bool expected_from(struct dojo_text header, struct dojo_text payload, struct dojo_text secret)
{
	unsigned char computed[32];
	char hex[65], compact[65];
	unsigned length = sizeof computed;

	if (!digits_of(header, compact)) {
		return false;
	}
	FUZZ_CHECK(HMAC(EVP_sha256(), secret.data, (int) secret.length, (const unsigned char *) payload.data, payload.length,
	                computed, &length));
	for (size_t i = 0; i < sizeof computed; i++) {
		snprintf(hex + 2 * i, 3, "%02x", computed[i]);
	}
	return strcmp(hex, compact) == 0;
}

/* What an honest sender with the right secret may have signed, where the receiver has changed body or secret. */
static struct dojo_text forge(unsigned what, struct dojo_text header, struct dojo_text payload, struct dojo_text secret,
                              char out[DOJO_SIGNATURE_LENGTH + 1])
{
	struct dojo_text original = payload, key = secret;
	struct dojo_buffer changed = {0};
	struct json_object *json = NULL;
	struct dojo_error error;

	if (what == 1 && payload.length > 3) {
		original.data += 3;
		original.length -= 3;
	} else if (what == 2 && payload.length) {
		original.length--;
	} else if (what == 3 && dojo_json_parse(payload.data, payload.length, &json, NULL) == DOJO_OK) {
		dojo_json_write(json, &changed);
		original = (struct dojo_text){changed.data, changed.length};
	} else if (what == 4) {
		dojo_buffer_append(&changed, "ws_", 3);
		dojo_buffer_append(&changed, secret.data, secret.length);
		key = (struct dojo_text){changed.data, changed.length};
	} else if (what == 5 && secret.length > 3) {
		key.data += 3;
		key.length -= 3;
	}
	if (what < 6 && dojo_webhook_sign(mac, original, key, out, &error) == DOJO_OK) {
		header = (struct dojo_text){out, DOJO_SIGNATURE_LENGTH};
	}
	dojo_json_free(json);
	dojo_buffer_free(&changed);
	return header;
}

/* The header in one of its other spellings, in a block of its own size. */
static struct dojo_text spell(struct dojo_text header, uint8_t choices, size_t flip)
{
	char *block = malloc(header.length ? header.length : 1);
	size_t length = 0;

	FUZZ_CHECK(block);
	for (size_t i = 0; i < header.length; i++) {
		char c = header.data[i];

		if (choices & LOWER_CASE) {
			c = (char) tolower((unsigned char) c);
		}
		if (!((choices & WITHOUT_DASH) && c == '-')) {
			block[length++] = c;
		}
	}
	if ((choices & FLIP) && length) {
		block[flip / 8 % length] ^= (char) (1U << flip % 8);
	}
	return (struct dojo_text){realloc(block, length ? length : 1), length};
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_input input = {data, size};
	uint8_t choices = fuzz_byte(&input);
	struct dojo_text line = fuzz_line(&input, false), secret = fuzz_line(&input, false), payload = fuzz_rest(&input), header;
	struct dojo_text secrets[] = {{"another", 7}, secret};
	bool second = choices & SECOND_SECRET, expected, first;
	char forged[DOJO_SIGNATURE_LENGTH + 1], digits[65];
	size_t matched = 99, flip = line.length ? (size_t) (uint8_t) line.data[0] * 3 + line.length : 0;
	struct dojo_error error;
	enum dojo_code code;

	FUZZ_CHECK(mac || dojo_mac_new(&mac, NULL) == DOJO_OK);
	header = spell(forge(choices & FORGE, line, payload, secret, forged), choices, flip);
	expected = secret.length && payload.length && expected_from(header, payload, secret);
	/* The same secret, or one that is the same to HMAC: zeros at its end count for nothing. */
	first = second && secret.length && payload.length && expected_from(header, payload, secrets[0]);
	code = dojo_webhook_verify(mac, payload, header, second ? secrets : secrets + 1, second ? 2 : 1, &matched,
	                           choices & NO_ERROR ? NULL : &error);
	FUZZ_CHECK((code == DOJO_OK) == (expected || first));
	FUZZ_CHECK(matched == (expected && second && !first ? 1 : 0));
	if (!(choices & NO_ERROR)) {
		fuzz_check_error(code, &error);
	}
	if (code != DOJO_OK) {
		FUZZ_CHECK(secret.length || code == DOJO_ERROR_INVALID);
		FUZZ_CHECK(!secret.length || header.length || code == DOJO_ERROR_SIGNATURE_MISSING);
		FUZZ_CHECK(!secret.length || !header.length || !payload.length ||
		           code == (digits_of(header, digits) ? DOJO_ERROR_SIGNATURE_MISMATCH : DOJO_ERROR_SIGNATURE_MALFORMED));
	}
	fuzz_release(&header);
	fuzz_release(&line);
	fuzz_release(&secret);
	fuzz_release(&payload);
	return 0;
}
