/* Computes HMAC-SHA256 with OpenSSL's SHA-256. */
#include "dojo_mac.h"

#include "dojo_buffer.h"

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <string.h>

#define BLOCK_BYTES 64

/* The algorithm is fetched once, from the provider that OpenSSL's configuration selects, such as one for FIPS. */
struct dojo_mac {
	EVP_MD *sha256;
	EVP_MD_CTX *context; /* reinitialised after each digest, so it keeps nothing of the last one */
};

/* Reports OpenSSL's reason and clears its error queue, which is per thread and would mislead the next reader. */
static enum dojo_code report_openssl_failure(const char *what, struct dojo_error *error)
{
	unsigned long reason = ERR_peek_last_error();
	char words[160];

	ERR_clear_error();
	if (reason == 0 || ERR_GET_REASON(reason) == ERR_R_MALLOC_FAILURE) {
		return dojo_error_memory(error);
	}
	ERR_error_string_n(reason, words, sizeof words);
	return dojo_error_set(error, DOJO_ERROR_LIBRARY,
	                      "OpenSSL %s SHA-256, which webhooks are signed with: %s; check which providers its configuration "
	                      "(openssl.cnf, OPENSSL_CONF) activates",
	                      what, words);
}

static bool add_to_digest(struct dojo_mac *mac, const void *data, size_t length)
{
	return EVP_DigestUpdate(mac->context, data, length);
}

static bool finish_digest(struct dojo_mac *mac, unsigned char out[DOJO_MAC_BYTES])
{
	/* The context still holds the digest. Reinitialising overwrites it; with a NULL algorithm nothing is fetched. */
	return EVP_DigestFinal_ex(mac->context, out, NULL) && EVP_DigestInit_ex2(mac->context, NULL, NULL);
}

static void xor_block(unsigned char block[BLOCK_BYTES], unsigned char with)
{
	for (size_t i = 0; i < BLOCK_BYTES; i++) {
		block[i] ^= with;
	}
}

/* HMAC (RFC 2104) is computed here from OpenSSL's digest, because EVP_MAC is slower and keeps the key in its context; this way
   no trace of the secret is left after the call. */
enum dojo_code dojo_mac_compute(struct dojo_mac *mac, struct dojo_text payload, struct dojo_text secret,
                                unsigned char out[DOJO_MAC_BYTES], struct dojo_error *error)
{
	unsigned char block[BLOCK_BYTES + DOJO_MAC_BYTES] = {0}, *inner = block + BLOCK_BYTES;
	bool done = EVP_MD_CTX_get0_md(mac->context) || EVP_DigestInit_ex2(mac->context, mac->sha256, NULL);

	if (secret.length <= BLOCK_BYTES) {
		memcpy(block, secret.data, secret.length);
	} else {
		done = done && add_to_digest(mac, secret.data, secret.length) && finish_digest(mac, block);
	}
	xor_block(block, 0x36);
	done = done && add_to_digest(mac, block, BLOCK_BYTES) && add_to_digest(mac, payload.data, payload.length) &&
	       finish_digest(mac, inner);
	xor_block(block, 0x36 ^ 0x5C);
	done = done && add_to_digest(mac, block, sizeof block) && finish_digest(mac, out);
	OPENSSL_cleanse(block, sizeof block);
	if (!done) {
		EVP_MD_CTX_reset(mac->context); /* it may hold a partial digest */
		return report_openssl_failure("could not compute", error);
	}
	return DOJO_OK;
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
		code = report_openssl_failure("offers no", error);
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
