/* Finds the common mistake behind a signature that does not match, by trying variants of the payload and the secret. */
#include "dojo_diagnosis.h"

#include "dojo_json.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <string.h>

/* Larger bodies are not diagnosed, so that forged requests cannot make the search expensive. */
#define DIAGNOSED_BYTES_MAX 16384
#define DIAGNOSED_SECRETS_MAX 8

static bool any_secret_matches(struct dojo_mac *mac, struct dojo_text payload, const unsigned char given[DOJO_MAC_BYTES],
                               const struct dojo_text *secrets, size_t count)
{
	unsigned char computed[DOJO_MAC_BYTES];
	bool found = false;

	for (size_t i = 0; i < count; i++) {
		found |= secrets[i].length && dojo_mac_compute(mac, payload, secrets[i], computed, NULL) == DOJO_OK &&
		         CRYPTO_memcmp(given, computed, DOJO_MAC_BYTES) == 0;
	}
	OPENSSL_cleanse(computed, sizeof computed);
	return found;
}

static bool is_white_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static struct dojo_text trim_text(struct dojo_text text)
{
	while (text.length && is_white_space(text.data[text.length - 1])) {
		text.length--;
	}
	while (text.length && is_white_space(text.data[0])) {
		text.data++;
		text.length--;
	}
	return text;
}

/* Whether the signature is that of the payload as compact JSON. */
static bool matches_compact_json(struct dojo_mac *mac, struct dojo_text payload, const unsigned char given[DOJO_MAC_BYTES],
                                 const struct dojo_text *secrets, size_t count)
{
	struct json_object *json = NULL;
	struct dojo_buffer compact = {0};
	bool found = dojo_json_parse(payload.data, payload.length, &json, NULL) == DOJO_OK && json &&
	             dojo_json_write(json, &compact) &&
	             any_secret_matches(mac, (struct dojo_text){compact.data, compact.length}, given, secrets, count);

	dojo_json_free(json);
	dojo_buffer_free(&compact);
	return found;
}

/* Whether the signature matches the secret encoded as base64, in either alphabet: secrets look like base64url, so people decode
   them. */
static bool matches_encoded_secret(struct dojo_mac *mac, struct dojo_text payload, const unsigned char given[DOJO_MAC_BYTES],
                                   struct dojo_text secret)
{
	unsigned char text[256];
	struct dojo_text other = {(const char *) text, 0};
	bool found;

	if (secret.length > sizeof text / 4 * 3 - 3) {
		return false;
	}
	other.length = (size_t) EVP_EncodeBlock(text, (const unsigned char *) secret.data, (int) secret.length);
	found = any_secret_matches(mac, payload, given, &other, 1);
	while (other.length && text[other.length - 1] == '=') {
		other.length--;
	}
	for (size_t i = 0; i < other.length; i++) {
		text[i] = text[i] == '+' ? '-' : text[i] == '/' ? '_' : text[i];
	}
	found = found || any_secret_matches(mac, payload, given, &other, 1);
	OPENSSL_cleanse(text, sizeof text);
	return found;
}

/* How the secret differs from the displayed value: white space, the ws_ prefix or base64. */
static const char *find_mistake_in_secret(struct dojo_mac *mac, struct dojo_text payload,
                                          const unsigned char given[DOJO_MAC_BYTES], struct dojo_text secret)
{
	struct dojo_text other = trim_text(secret);
	unsigned char text[256];
	const char *cause = NULL;
	int length;

	if (other.length != secret.length && any_secret_matches(mac, payload, given, &other, 1)) {
		return "the secret has leading or trailing white space: trim it where it is read";
	}
	if (secret.length > sizeof text - 4) {
		return NULL;
	}
	memcpy(text, "ws_", 3);
	memcpy(text + 3, secret.data, secret.length);
	other = (struct dojo_text){(const char *) text, secret.length + 3};
	if (any_secret_matches(mac, payload, given, &other, 1)) {
		cause = "the secret lacks its ws_ prefix: pass it exactly as displayed";
	} else if (secret.length > 3 && memcmp(secret.data, "ws_", 3) == 0) {
		other = (struct dojo_text){secret.data + 3, secret.length - 3};
		cause = any_secret_matches(mac, payload, given, &other, 1)
		            ? "the secret has an extra ws_ prefix: pass it exactly as displayed"
		            : NULL;
	}
	if (!cause && secret.length % 4 == 0) {
		length = EVP_DecodeBlock(text, (const unsigned char *) secret.data, (int) secret.length);
		/* EVP_DecodeBlock() counts the zero bytes that stand for padding. */
		for (size_t i = secret.length; length > 0 && i-- > 0 && secret.data[i] == '=';) {
			length--;
		}
		other = (struct dojo_text){(const char *) text, length > 0 ? (size_t) length : 0};
		cause = any_secret_matches(mac, payload, given, &other, 1)
		            ? "the secret was base64-encoded: pass it exactly as displayed"
		            : NULL;
	}
	if (!cause && matches_encoded_secret(mac, payload, given, secret)) {
		cause = "the secret was base64-decoded: pass it exactly as displayed";
	}
	if (!cause && secret.length > 3 && memcmp(secret.data, "sc_", 3) == 0) {
		cause = "the secret looks like a secret's id (sc_…): pass its value";
	}
	OPENSSL_cleanse(text, sizeof text);
	return cause;
}

const char *dojo_diagnose_mismatch(struct dojo_mac *mac, struct dojo_text payload, const unsigned char given[DOJO_MAC_BYTES],
                                   const struct dojo_text *secrets, size_t count)
{
	struct dojo_text other = payload;
	const char *cause = NULL;

	if (payload.length > DIAGNOSED_BYTES_MAX || count > DIAGNOSED_SECRETS_MAX) {
		return NULL;
	}
	if (payload.length > 3 && memcmp(payload.data, "\xEF\xBB\xBF", 3) == 0) {
		other.data += 3;
		other.length -= 3;
		if (any_secret_matches(mac, other, given, secrets, count)) {
			return "the body begins with a byte order mark that was not signed: pass the raw body";
		}
	}
	other = trim_text(payload);
	if (other.length != payload.length && any_secret_matches(mac, other, given, secrets, count)) {
		return "the body has extra white space around it (such as a trailing newline) that was not signed: pass the raw body";
	}
	if (matches_compact_json(mac, payload, given, secrets, count)) {
		return "the body was decoded and re-encoded, or pretty-printed: pass the raw body from php://input";
	}
	for (size_t i = 0; i < count && !cause; i++) {
		cause = find_mistake_in_secret(mac, payload, given, secrets[i]);
	}
	return cause;
}
