/* The MAC if OpenSSL offers no SHA-256, or fails while computing it. */
#include "core_test.h"

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <stdlib.h>

#define BODY "{\"id\":\"evt_1\"}"
/* Keyed with "secret". */
#define SIGNATURE "sha256=16-AB-B1-0A-DB-33-FF-9C-FF-34-F6-A5-7F-C2-C0-B9-02-C1-1E-A1-9F-E7-3D-AE-86-F2-94-0C-23-5E-7E-D5"

/* OpenSSL's allocator, replaced so that each allocation can be made to fail in turn. */
static long crypto_allocations_left = -1;
static bool crypto_failed;

static bool crypto_fails(void)
{
	bool fails = crypto_allocations_left == 0;

	crypto_allocations_left -= crypto_allocations_left >= 0;
	crypto_failed |= fails;
	return fails;
}

static void *crypto_malloc(size_t size, const char *file, int line)
{
	(void) file;
	(void) line;
	return crypto_fails() ? NULL : malloc(size);
}

static void *crypto_realloc(void *pointer, size_t size, const char *file, int line)
{
	(void) file;
	(void) line;
	return crypto_fails() ? NULL : realloc(pointer, size);
}

static void crypto_free(void *pointer, const char *file, int line)
{
	(void) file;
	(void) line;
	free(pointer);
}

static int set_up(void **state)
{
	(void) state;
	return CRYPTO_set_mem_functions(crypto_malloc, crypto_realloc, crypto_free) ? 0 : -1;
}

/* Whether a signature is right, so that nothing of an earlier failure is left in the context. */
static bool signs_right(struct dojo_mac *mac)
{
	char signature[DOJO_SIGNATURE_LENGTH + 1];

	return dojo_webhook_sign(mac, TEXT_OF(BODY), TEXT_OF("secret"), signature, NULL) == DOJO_OK &&
	       strcmp(signature, SIGNATURE) == 0;
}

static void missing_digest_is_reported(void **state)
{
	struct dojo_mac *own = NULL, *before = NULL;
	struct dojo_error error;

	(void) state;
	assert_int_equal(dojo_mac_new(&before, NULL), DOJO_OK);
	/* As on a machine whose OpenSSL configuration asks for FIPS without such a provider. */
	assert_int_equal(EVP_set_default_properties(NULL, "fips=yes"), 1);
	ERR_clear_error();
	assert_int_equal(dojo_mac_new(&own, &error), DOJO_ERROR_LIBRARY);
	assert_null(own);
	assert_int_equal(error.code, DOJO_ERROR_LIBRARY);
	assert_false(error.outcome_unknown);
	assert_contains(error.message, "OpenSSL offers no SHA-256");
	assert_contains(error.message, "error:0308010C");
	/* The error queue is empty for the next reader. */
	assert_int_equal(ERR_peek_error(), 0);
	assert_int_equal(dojo_mac_new(&own, NULL), DOJO_ERROR_LIBRARY);
	/* A context that was created earlier still works. */
	assert_true(signs_right(before));
	assert_int_equal(EVP_set_default_properties(NULL, ""), 1);
	assert_int_equal(dojo_mac_new(&own, &error), DOJO_OK);
	dojo_mac_free(own);
	dojo_mac_free(before);
}

/* Signs and verifies with OpenSSL's n-th allocation failing; false if there were fewer allocations. */
static bool sign_with_failing_allocation(struct dojo_mac *mac, long n, enum dojo_code *code, struct dojo_error *error)
{
	struct dojo_text secret = TEXT_OF("longer than a block of SHA-256, so that it is hashed itself, before anything else");
	char signature[DOJO_SIGNATURE_LENGTH + 1];
	size_t matched;

	crypto_failed = false;
	crypto_allocations_left = n;
	*code = dojo_webhook_sign(mac, TEXT_OF(BODY), secret, signature, error);
	if (*code == DOJO_OK) {
		*code = dojo_webhook_verify(mac, TEXT_OF(BODY), text_of(signature), &secret, 1, &matched, error);
	}
	crypto_allocations_left = -1;
	return crypto_failed;
}

static void failing_digest_is_reported(void **state)
{
	struct dojo_error error;
	enum dojo_code code;
	struct dojo_mac *mac;
	long n;

	(void) state;
	assert_int_equal(dojo_mac_new(&mac, NULL), DOJO_OK);
	for (n = 0; sign_with_failing_allocation(mac, n, &code, &error); n++) {
		assert_true(code == DOJO_ERROR_MEMORY || code == DOJO_ERROR_LIBRARY);
		assert_int_equal(error.code, code);
		assert_lacks(error.message, "signature does not match");
		assert_int_equal(ERR_peek_error(), 0);
		/* The next signature is right, so nothing of the partial digest is left. */
		assert_true(signs_right(mac));
	}
	assert_int_equal(code, DOJO_OK);
	/* OpenSSL 3.0 allocates for each digest; newer releases may not. */
	assert_true(n > 0 || OPENSSL_version_major() > 3 || OPENSSL_version_minor() > 0);
	dojo_mac_free(mac);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(missing_digest_is_reported),
		cmocka_unit_test(failing_digest_is_reported),
	};

	return cmocka_run_group_tests(tests, set_up, NULL);
}
