/*
 * A signature header, a secret and a payload, all chosen by the attacker. The result is compared with OpenSSL's HMAC and a second,
 * independent parser of the header.
 *
 * Input: a byte of choices, a line for the header, a line for the secret, the payload.
 */
#include "fuzz.h"

#include <ctype.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

enum choice {
	FORGE = 7,          /* these bits: 0 to 5 sign a variant of payload or secret, 6 and 7 use the header unchanged */
	LOWER_CASE = 8,     /* the header in lower case */
	WITHOUT_DASH = 16,  /* the header without dashes */
	SECOND_SECRET = 32, /* a different secret comes first */
	FLIP = 64,          /* one bit of the header flipped, selected by its line */
	NO_ERROR = 128      /* the caller passes no error, so no cause is searched for */
};

static struct dojo_mac *mac;

/* The header's digits in lower case; false if it is malformed. */
static bool lower_case_digits(struct dojo_text header, char compact[65])
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

static bool verifies_with_openssl(struct dojo_text header, struct dojo_text payload, struct dojo_text secret)
{
	unsigned char computed[32];
	char hex[65], compact[65];
	unsigned length = sizeof computed;

	if (!lower_case_digits(header, compact)) {
		return false;
	}
	FUZZ_CHECK(HMAC(EVP_sha256(), secret.data, (int) secret.length, (const unsigned char *) payload.data, payload.length,
	                computed, &length));
	for (size_t i = 0; i < sizeof computed; i++) {
		snprintf(hex + 2 * i, 3, "%02x", computed[i]);
	}
	return strcmp(hex, compact) == 0;
}

/* The signature of an honest sender whose payload or secret the receiver has changed by mistake. */
static struct dojo_text sign_variant(unsigned what, struct dojo_text header, struct dojo_text payload, struct dojo_text secret,
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

/* The header in another format, in a block of exactly its size. */
static struct dojo_text reformat(struct dojo_text header, uint8_t choices, size_t flip)
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
	header = reformat(sign_variant(choices & FORGE, line, payload, secret, forged), choices, flip);
	expected = secret.length && payload.length && verifies_with_openssl(header, payload, secret);
	/* The first secret may verify too: it may be equal, or equal to HMAC, which ignores trailing zero bytes. */
	first = second && secret.length && payload.length && verifies_with_openssl(header, payload, secrets[0]);
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
		           code ==
		               (lower_case_digits(header, digits) ? DOJO_ERROR_SIGNATURE_MISMATCH : DOJO_ERROR_SIGNATURE_MALFORMED));
	}
	fuzz_release(&header);
	fuzz_release(&line);
	fuzz_release(&secret);
	fuzz_release(&payload);
	return 0;
}
