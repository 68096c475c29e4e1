/*
 * Webhook signatures. What each check stops:
 *  - empty payload, header, secret or list: "nothing to check" must not read as "checked";
 *  - every secret is tried and every byte compared: time tells neither which secret matched nor how far a forgery got;
 *  - the MAC goes over the bytes as they came, and before anything reads them.
 */
#include "dojo_core.h"

#include <json-c/json.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <string.h>

#define MAC_BYTES 32
#define PREFIX "sha256="
#define PREFIX_LENGTH (sizeof PREFIX - 1)

#define BLOCK_BYTES 64

/* OpenSSL's SHA-256, looked up once: whichever provider its configuration gives, such as one for FIPS. */
struct dojo_mac {
	EVP_MD *sha256;
	EVP_MD_CTX *context; /* between digests as if just begun, so that nothing of the last one is in it */
};

/* Why OpenSSL refused, in its own words. Its errors are the thread's, and would mislead whoever looks for their own. */
static enum dojo_code refused(const char *what, struct dojo_error *error)
{
	unsigned long reason = ERR_peek_last_error();
	char words[160];

	ERR_clear_error();
	if (reason == 0 || ERR_GET_REASON(reason) == ERR_R_MALLOC_FAILURE) {
		return dojo_error_memory(error);
	}
	ERR_error_string_n(reason, words, sizeof words);
	return dojo_error_set(error, DOJO_ERROR_LIBRARY,
	                      "OpenSSL %s SHA-256, which webhooks are signed with: %s; see which providers its configuration "
	                      "(openssl.cnf, OPENSSL_CONF) activates",
	                      what, words);
}

static bool digest_add(struct dojo_mac *mac, const void *data, size_t length)
{
	return EVP_DigestUpdate(mac->context, data, length);
}

static bool digest_end(struct dojo_mac *mac, unsigned char out[MAC_BYTES])
{
	/* The state still holds the digest. To begin anew overwrites it, and without an algorithm nothing is looked up. */
	return EVP_DigestFinal_ex(mac->context, out, NULL) && EVP_DigestInit_ex2(mac->context, NULL, NULL);
}

static void pad(unsigned char block[BLOCK_BYTES], unsigned char with)
{
	for (size_t i = 0; i < BLOCK_BYTES; i++) {
		block[i] ^= with;
	}
}

/* HMAC-SHA256 (RFC 2104) over OpenSSL's digest rather than by its EVP_MAC, which takes longer and keeps the key in its context;
   here nothing of the secret is left when the call is over. */
static bool compute(struct dojo_mac *mac, struct dojo_text payload, struct dojo_text secret, unsigned char out[MAC_BYTES])
{
	unsigned char block[BLOCK_BYTES + MAC_BYTES] = {0}, *inner = block + BLOCK_BYTES;
	bool done = EVP_MD_CTX_get0_md(mac->context) || EVP_DigestInit_ex2(mac->context, mac->sha256, NULL);

	if (secret.length <= BLOCK_BYTES) {
		memcpy(block, secret.data, secret.length);
	} else {
		done = done && digest_add(mac, secret.data, secret.length) && digest_end(mac, block);
	}
	pad(block, 0x36);
	done =
		done && digest_add(mac, block, BLOCK_BYTES) && digest_add(mac, payload.data, payload.length) && digest_end(mac, inner);
	pad(block, 0x36 ^ 0x5C);
	done = done && digest_add(mac, block, sizeof block) && digest_end(mac, out);
	OPENSSL_cleanse(block, sizeof block);
	if (!done) {
		EVP_MD_CTX_reset(mac->context); /* half of a digest may be in it */
	}
	return done;
}

enum dojo_code dojo_mac_new(struct dojo_mac **out, struct dojo_error *error)
{
	struct dojo_mac *mac = dojo_malloc_zeroed(sizeof *mac);
	enum dojo_code code;

	*out = NULL;
	if (!mac) {
		return dojo_error_memory(error);
	}
	mac->sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
	mac->context = EVP_MD_CTX_new();
	if (!mac->sha256 || !mac->context || !EVP_DigestInit_ex2(mac->context, mac->sha256, NULL)) {
		code = refused("offers no", error);
		dojo_mac_free(mac);
		return code;
	}
	*out = mac;
	return DOJO_OK;
}

void dojo_mac_free(struct dojo_mac *mac)
{
	if (mac) {
		EVP_MD_CTX_free(mac->context);
		EVP_MD_free(mac->sha256);
		dojo_free(mac);
	}
}

/* What a hex digit stands for, and one more; 0 for any other character. */
static const unsigned char hex_digits[256] = {
	['0'] = 1,  ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,  ['6'] = 7,  ['7'] = 8,
	['8'] = 9,  ['9'] = 10, ['A'] = 11, ['B'] = 12, ['C'] = 13, ['D'] = 14, ['E'] = 15, ['F'] = 16,
	['a'] = 11, ['b'] = 12, ['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16,
};

/* "sha256=" and 32 bytes in hex, with a dash between every two bytes or between none. */
static bool decode(struct dojo_text signature, unsigned char out[MAC_BYTES])
{
	size_t step = signature.length == DOJO_SIGNATURE_LENGTH ? 3 : 2;

	if ((signature.length != DOJO_SIGNATURE_LENGTH && signature.length != PREFIX_LENGTH + 2 * MAC_BYTES) ||
	    memcmp(signature.data, PREFIX, PREFIX_LENGTH) != 0) {
		return false;
	}
	for (size_t i = 0; i < MAC_BYTES; i++) {
		const char *pair = signature.data + PREFIX_LENGTH + i * step;
		unsigned char high = hex_digits[(unsigned char) pair[0]], low = hex_digits[(unsigned char) pair[1]];

		if (!high || !low || (step == 3 && i + 1 < MAC_BYTES && pair[2] != '-')) {
			return false;
		}
		out[i] = (unsigned char) ((high - 1) << 4 | (low - 1));
	}
	return true;
}

static enum dojo_code check_given(struct dojo_text payload, struct dojo_text signature, const struct dojo_text *secrets,
                                  size_t count, struct dojo_error *error)
{
	if (count == 0) {
		return dojo_error_invalid(error, "secrets", "secrets is empty: pass the subscription's secret, or a list of them");
	}
	for (size_t i = 0; i < count; i++) {
		if (secrets[i].length == 0) {
			return dojo_error_invalid(error, "secrets",
			                          "secrets holds an empty one, with which anybody could sign: check where it is read from");
		}
	}
	if (signature.length == 0) {
		return dojo_error_set(
			error, DOJO_ERROR_SIGNATURE_MISSING,
			"there is no dojo-signature header: this request does not come from Dojo, or a proxy dropped the header");
	}
	if (payload.length == 0) {
		return dojo_error_set(error, DOJO_ERROR_SIGNATURE_MISMATCH,
		                      "the body is empty: this request does not come from Dojo, or something read the body before");
	}
	return DOJO_OK;
}

/* ----------------------------------------------------------------------------------------------------------- diagnosis -- */

/* Beyond this size a forged body could make the search for an honest mistake expensive. */
#define DIAGNOSED_BYTES 16384

static bool matches(struct dojo_mac *mac, struct dojo_text payload, const unsigned char given[MAC_BYTES],
                    const struct dojo_text *secrets, size_t count)
{
	unsigned char computed[MAC_BYTES];
	bool found = false;

	for (size_t i = 0; i < count; i++) {
		found |=
			secrets[i].length && compute(mac, payload, secrets[i], computed) && CRYPTO_memcmp(given, computed, MAC_BYTES) == 0;
	}
	OPENSSL_cleanse(computed, sizeof computed);
	return found;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static struct dojo_text trimmed(struct dojo_text text)
{
	while (text.length && is_space(text.data[text.length - 1])) {
		text.length--;
	}
	while (text.length && is_space(text.data[0])) {
		text.data++;
		text.length--;
	}
	return text;
}

/* Whether the signed bytes were the compact form of this JSON. */
static bool was_compact(struct dojo_mac *mac, struct dojo_text payload, const unsigned char given[MAC_BYTES],
                        const struct dojo_text *secrets, size_t count)
{
	struct json_object *json = NULL;
	struct dojo_buffer compact = {0};
	bool found = dojo_json_parse(payload.data, payload.length, &json, NULL) == DOJO_OK && json &&
	             dojo_json_write(json, &compact) &&
	             matches(mac, (struct dojo_text){compact.data, compact.length}, given, secrets, count);

	dojo_json_free(json);
	dojo_buffer_free(&compact);
	return found;
}

/* Whether the given secret is the right one decoded from base64, to which its alphabet (that for URLs) invites. */
static bool was_decoded(struct dojo_mac *mac, struct dojo_text payload, const unsigned char given[MAC_BYTES],
                        struct dojo_text secret)
{
	unsigned char text[256];
	struct dojo_text other = {(const char *) text, 0};
	bool found;

	if (secret.length > sizeof text / 4 * 3 - 3) {
		return false;
	}
	other.length = (size_t) EVP_EncodeBlock(text, (const unsigned char *) secret.data, (int) secret.length);
	found = matches(mac, payload, given, &other, 1);
	while (other.length && text[other.length - 1] == '=') {
		other.length--;
	}
	for (size_t i = 0; i < other.length; i++) {
		text[i] = text[i] == '+' ? '-' : text[i] == '/' ? '_' : text[i];
	}
	found = found || matches(mac, payload, given, &other, 1);
	OPENSSL_cleanse(text, sizeof text);
	return found;
}

/* What the given secret may be instead of the value as printed: spaced, stripped of its prefix, or in base64. */
static const char *find_secret_cause(struct dojo_mac *mac, struct dojo_text payload, const unsigned char given[MAC_BYTES],
                                     struct dojo_text secret)
{
	struct dojo_text other = trimmed(secret);
	unsigned char text[256];
	const char *cause = NULL;
	int length;

	if (other.length != secret.length && matches(mac, payload, given, &other, 1)) {
		return "the secret has white space around it: trim it where it is read";
	}
	if (secret.length > sizeof text - 4) {
		return NULL;
	}
	memcpy(text, "ws_", 3);
	memcpy(text + 3, secret.data, secret.length);
	other = (struct dojo_text){(const char *) text, secret.length + 3};
	if (matches(mac, payload, given, &other, 1)) {
		cause = "the secret lacks its prefix ws_: pass it as it was printed, all of it";
	} else if (secret.length > 3 && memcmp(secret.data, "ws_", 3) == 0) {
		other = (struct dojo_text){secret.data + 3, secret.length - 3};
		cause =
			matches(mac, payload, given, &other, 1) ? "the secret has a prefix ws_ too much: pass it as it was printed" : NULL;
	}
	if (!cause && secret.length % 4 == 0) {
		length = EVP_DecodeBlock(text, (const unsigned char *) secret.data, (int) secret.length);
		/* The decoder counts the padding's zero bytes in. */
		for (size_t i = secret.length; length > 0 && i-- > 0 && secret.data[i] == '=';) {
			length--;
		}
		other = (struct dojo_text){(const char *) text, length > 0 ? (size_t) length : 0};
		cause =
			matches(mac, payload, given, &other, 1) ? "the secret was encoded with base64: pass it as it was printed" : NULL;
	}
	if (!cause && was_decoded(mac, payload, given, secret)) {
		cause = "the secret was decoded from base64: pass it as it was printed";
	}
	if (!cause && secret.length > 3 && memcmp(secret.data, "sc_", 3) == 0) {
		cause = "what was passed looks like the secret's id (sc_…): pass its value";
	}
	OPENSSL_cleanse(text, sizeof text);
	return cause;
}

/* The usual honest mistake behind a mismatch, where the given bytes show one: tried out, and said in words alone. */
static const char *find_cause(struct dojo_mac *mac, struct dojo_text payload, const unsigned char given[MAC_BYTES],
                              const struct dojo_text *secrets, size_t count)
{
	struct dojo_text other = payload;
	const char *cause = NULL;

	if (payload.length > DIAGNOSED_BYTES || count > 8) {
		return NULL;
	}
	if (payload.length > 3 && memcmp(payload.data, "\xEF\xBB\xBF", 3) == 0) {
		other.data += 3;
		other.length -= 3;
		if (matches(mac, other, given, secrets, count)) {
			return "the body begins with a byte order mark that was not signed: pass the raw body";
		}
	}
	other = trimmed(payload);
	if (other.length != payload.length && matches(mac, other, given, secrets, count)) {
		return "the body has white space around it (such as a trailing newline) that was not signed: pass the raw body";
	}
	if (was_compact(mac, payload, given, secrets, count)) {
		return "the body was decoded and encoded again, or pretty-printed: pass the raw body, from php://input";
	}
	for (size_t i = 0; i < count && !cause; i++) {
		cause = find_secret_cause(mac, payload, given, secrets[i]);
	}
	return cause;
}

/* -------------------------------------------------------------------------------------------------------- verification -- */

enum dojo_code dojo_webhook_verify(struct dojo_mac *mac, struct dojo_text payload, struct dojo_text signature,
                                   const struct dojo_text *secrets, size_t secret_count, size_t *matched,
                                   struct dojo_error *error)
{
	unsigned char given[MAC_BYTES], computed[MAC_BYTES];
	size_t found = secret_count;
	bool failed = false;
	enum dojo_code code = check_given(payload, signature, secrets, secret_count, error);

	*matched = 0;
	if (code != DOJO_OK) {
		return code;
	}
	if (!decode(signature, given)) {
		return dojo_error_set(
			error, DOJO_ERROR_SIGNATURE_MALFORMED,
			"the dojo-signature header is malformed: expected sha256= and 64 hex digits, with dashes between all "
			"bytes or none, got %zu bytes",
			signature.length);
	}
	for (size_t i = secret_count; i-- > 0;) {
		if (!compute(mac, payload, secrets[i], computed)) {
			failed = true;
		} else if (CRYPTO_memcmp(given, computed, MAC_BYTES) == 0) {
			found = i;
		}
	}
	OPENSSL_cleanse(computed, sizeof computed);
	if (failed) {
		return refused("could not compute", error);
	}
	if (found == secret_count) {
		const char *cause = error ? find_cause(mac, payload, given, secrets, secret_count) : NULL;

		return dojo_error_set(error, DOJO_ERROR_SIGNATURE_MISMATCH, "the signature does not match: %s",
		                      cause ? cause
		                            : "pass the request's raw body, byte for byte as it came, and the value of this "
		                              "subscription's active secret, all of it");
	}
	*matched = found;
	return DOJO_OK;
}

enum dojo_code dojo_webhook_sign(struct dojo_mac *mac, struct dojo_text payload, struct dojo_text secret,
                                 char out[DOJO_SIGNATURE_LENGTH + 1], struct dojo_error *error)
{
	static const char digits[] = "0123456789ABCDEF";
	unsigned char computed[MAC_BYTES];
	char *p = out;

	out[0] = '\0';
	if (payload.length == 0) {
		return dojo_error_invalid(error, "payload", "payload is empty: there is nothing to sign");
	}
	if (secret.length == 0) {
		return dojo_error_invalid(error, "secret", "secret is empty: pass the subscription's secret");
	}
	if (!compute(mac, payload, secret, computed)) {
		return refused("could not compute", error);
	}
	memcpy(p, PREFIX, PREFIX_LENGTH);
	p += PREFIX_LENGTH;
	for (size_t i = 0; i < MAC_BYTES; i++) {
		*p++ = digits[computed[i] >> 4];
		*p++ = digits[computed[i] & 15];
		*p++ = i + 1 < MAC_BYTES ? '-' : '\0';
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
		return dojo_error_set(error, DOJO_ERROR_NOT_JSON, "the payload is signed but is no event: it lacks id, event or data");
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
