/*
 * Webhook signatures. What each check stops:
 *  - empty payload, header, secret or list: "nothing to check" must not read as "checked";
 *  - every secret is tried and every byte compared: time tells neither which secret matched nor how far a forgery got;
 *  - the MAC goes over the bytes as they came, and before anything reads them.
 */
/* For SHA256_Init() and its like; see below. */
#define OPENSSL_SUPPRESS_DEPRECATED

#include "dojo_core.h"

#include <json-c/json.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/sha.h>
#include <stdio.h>
#include <string.h>

#define MAC_BYTES 32
#define PREFIX "sha256="
#define PREFIX_LENGTH (sizeof PREFIX - 1)

#define BLOCK_BYTES 64

/*
 * SHA-256 comes from OpenSSL's functions of that name, over a state of ours. OpenSSL 3 calls them deprecated in favour of EVP,
 * which allocates a state anew for every digest (in 3.0) and takes a quarter longer for a usual event. Where they are gone (or
 * DOJO_USE_EVP is defined, for a test), it is EVP, with its look-up done once.
 */
#if OPENSSL_VERSION_MAJOR < 4 && !defined(OPENSSL_NO_DEPRECATED_3_0) && !defined(DOJO_USE_EVP)

struct dojo_mac {
	SHA256_CTX state;
};

struct dojo_mac *dojo_mac_new(void)
{
	return dojo_malloc_zeroed(sizeof(struct dojo_mac));
}

void dojo_mac_free(struct dojo_mac *mac)
{
	dojo_free(mac);
}

static bool digest_begin(struct dojo_mac *mac)
{
	return SHA256_Init(&mac->state);
}

static bool digest_add(struct dojo_mac *mac, const void *data, size_t length)
{
	return SHA256_Update(&mac->state, data, length);
}

static bool digest_end(struct dojo_mac *mac, unsigned char out[MAC_BYTES])
{
	bool done = SHA256_Final(out, &mac->state);

	OPENSSL_cleanse(&mac->state, sizeof mac->state);
	return done;
}

#else

struct dojo_mac {
	EVP_MD *sha256;
	EVP_MD_CTX *context;
};

struct dojo_mac *dojo_mac_new(void)
{
	struct dojo_mac *mac = dojo_malloc_zeroed(sizeof *mac);

	if (!mac) {
		return NULL;
	}
	mac->sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
	mac->context = EVP_MD_CTX_new();
	if (!mac->sha256 || !mac->context || !EVP_DigestInit_ex2(mac->context, mac->sha256, NULL)) {
		dojo_mac_free(mac);
		return NULL;
	}
	return mac;
}

void dojo_mac_free(struct dojo_mac *mac)
{
	if (mac) {
		EVP_MD_CTX_free(mac->context);
		EVP_MD_free(mac->sha256);
		dojo_free(mac);
	}
}

static bool digest_begin(struct dojo_mac *mac)
{
	/* Without an algorithm: the context keeps its own, and nothing is fetched. */
	return EVP_DigestInit_ex2(mac->context, NULL, NULL);
}

static bool digest_add(struct dojo_mac *mac, const void *data, size_t length)
{
	return EVP_DigestUpdate(mac->context, data, length);
}

static bool digest_end(struct dojo_mac *mac, unsigned char out[MAC_BYTES])
{
	return EVP_DigestFinal_ex(mac->context, out, NULL);
}

#endif

/* One of HMAC's two hashes: of the padded key, then the text. */
static bool hash(struct dojo_mac *mac, const unsigned char *key, unsigned char pad, struct dojo_text text,
                 unsigned char out[MAC_BYTES])
{
	unsigned char block[BLOCK_BYTES];
	bool done;

	for (size_t i = 0; i < BLOCK_BYTES; i++) {
		block[i] = key[i] ^ pad;
	}
	done = digest_begin(mac) && digest_add(mac, block, sizeof block) && digest_add(mac, text.data, text.length) &&
	       digest_end(mac, out);
	OPENSSL_cleanse(block, sizeof block);
	return done;
}

/* HMAC-SHA256 (RFC 2104) over OpenSSL's digest rather than by its EVP_MAC, which takes longer still and keeps the key in its
   context; here nothing of the secret is left when the call is over. */
static bool compute(struct dojo_mac *mac, struct dojo_text payload, struct dojo_text secret, unsigned char out[MAC_BYTES])
{
	unsigned char key[BLOCK_BYTES] = {0}, inner[MAC_BYTES];
	bool done = true;

	if (secret.length <= sizeof key) {
		memcpy(key, secret.data, secret.length);
	} else {
		done = digest_begin(mac) && digest_add(mac, secret.data, secret.length) && digest_end(mac, key);
	}
	done = done && hash(mac, key, 0x36, payload, inner) &&
	       hash(mac, key, 0x5C, (struct dojo_text){(const char *) inner, sizeof inner}, out);
	OPENSSL_cleanse(key, sizeof key);
	OPENSSL_cleanse(inner, sizeof inner);
	return done;
}

static int hex_digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

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
		int high = hex_digit(pair[0]), low = hex_digit(pair[1]);

		if (high < 0 || low < 0 || (step == 3 && i + 1 < MAC_BYTES && pair[2] != '-')) {
			return false;
		}
		out[i] = (unsigned char) (high * 16 + low);
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
		return dojo_error_memory(error);
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
	bool done;

	out[0] = '\0';
	if (payload.length == 0) {
		return dojo_error_invalid(error, "payload", "payload is empty: there is nothing to sign");
	}
	if (secret.length == 0) {
		return dojo_error_invalid(error, "secret", "secret is empty: pass the subscription's secret");
	}
	done = compute(mac, payload, secret, computed);
	if (!done) {
		return dojo_error_memory(error);
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
