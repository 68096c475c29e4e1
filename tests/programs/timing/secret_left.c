/*
 * Searches the memory for pieces of a secret after a webhook was verified. The caller's copy, the only complete one, is overwritten
 * first; then every writable mapping of the process is searched.
 *
 * Prints one line for each case, "NAME: N found". With -DOPENSSL_cleanse=keep the core overwrites nothing, and some must be found.
 */
#include "dojo_core.h"
#include "memory_search.h"

#include <openssl/evp.h>
#include <sys/wait.h>
#include <unistd.h>

#define PAYLOAD "{\"id\": \"evt_1\"}"

void keep(void *pointer, size_t length);
void keep(void *pointer, size_t length)
{
	(void) pointer;
	(void) length;
}

/* A key, and the same as HMAC pads it. */
static void add_key(const unsigned char *bytes, size_t length)
{
	add_needles(bytes, length, 0);
	add_needles(bytes, length, 0x36);
	add_needles(bytes, length, 0x5C);
}

enum what { VERIFY_RIGHT, VERIFY_WRONG, VERIFY_WRONG_EXPLAINED, SIGN };

/* Wrong, unless the right one is written over it. */
static char signature[] = "sha256=0000000000000000000000000000000000000000000000000000000000000000";

static struct call {
	struct dojo_mac *mac;
	struct dojo_text payload, signature, secrets[2];
	enum what what;
} call;

static void *verify_or_sign(void *unused)
{
	enum dojo_code code, expected = call.what == VERIFY_RIGHT || call.what == SIGN ? DOJO_OK : DOJO_ERROR_SIGNATURE_MISMATCH;
	struct dojo_error error;
	char out[DOJO_SIGNATURE_LENGTH + 1];
	size_t matched;

	if (call.what == SIGN) {
		code = dojo_webhook_sign(call.mac, call.payload, call.secrets[0], out, &error);
	} else {
		code = dojo_webhook_verify(call.mac, call.payload, call.signature, call.secrets, 2, &matched,
		                           call.what == VERIFY_WRONG_EXPLAINED ? &error : NULL);
	}
	if (code != expected) {
		printf("%s instead of %s\n", dojo_error_word(code), dojo_error_word(expected));
	}
	return unused;
}

/* One of HMAC's two hashes, by OpenSSL's one-shot function. */
static void hash_padded(const unsigned char *key, size_t length, unsigned char pad, const void *text, size_t text_length,
                        unsigned char out[EVP_MAX_MD_SIZE])
{
	unsigned char block[64 + 64] = {0};

	memcpy(block, key, length);
	for (size_t i = 0; i < 64; i++) {
		block[i] ^= pad;
	}
	memcpy(block + 64, text, text_length);
	EVP_Digest(block, 64 + text_length, out, NULL, EVP_sha256(), NULL);
	wipe(block, sizeof block);
}

/* The MAC and its intermediate hash. The MAC of a valid delivery is no secret: it was sent with it. */
static void add_mac(const unsigned char *key, size_t length)
{
	unsigned char digest[EVP_MAX_MD_SIZE];

	hash_padded(key, length, 0x36, PAYLOAD, sizeof PAYLOAD - 1, digest);
	add_needles(digest, 32, 0);
	hash_padded(key, length, 0x5C, digest, 32, digest);
	if (call.what == VERIFY_RIGHT) {
		for (int i = 0; i < 32; i++) {
			snprintf(signature + 7 + 2 * i, 3, "%02x", digest[i]);
		}
	} else {
		add_needles(digest, 32, 0);
	}
	wipe(digest, sizeof digest);
}

static void *make_needles(void *unused)
{
	const unsigned char *secret = (const unsigned char *) call.secrets[0].data;
	size_t length = call.secrets[0].length;
	unsigned char derived[512];
	unsigned size = 0;

	needle_count = 0;
	add_key(secret, length);
	if (length > 64) {
		EVP_Digest(secret, length, derived, &size, EVP_sha256(), NULL);
		add_key(derived, size);
	}
	add_mac(length > 64 ? derived : secret, length > 64 ? size : length);
	EVP_EncodeBlock(derived, secret, (int) length);
	add_key(derived, length);
	wipe(derived, sizeof derived);
	return unused;
}

/* Each in a separate process, so that each is the first call. */
static void search_after(const char *name, enum what what, size_t length)
{
	unsigned char *secret = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	void *stack = mmap(NULL, STACK_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	pid_t child = fork();

	if (child) {
		waitpid(child, NULL, 0);
		munmap(secret, 4096);
		munmap(stack, STACK_BYTES);
		return;
	}
	if (secret == MAP_FAILED || stack == MAP_FAILED || dojo_mac_new(&call.mac, NULL) != DOJO_OK) {
		printf("no memory\n");
		exit(1);
	}
	make_secret(secret, length);
	call.payload = (struct dojo_text){PAYLOAD, sizeof PAYLOAD - 1};
	call.secrets[0] = (struct dojo_text){(const char *) secret, length};
	call.secrets[1] = (struct dojo_text){"another", 7};
	call.what = what;
	/* On the same stack, which is cleared before the call itself runs there. */
	run_elsewhere(stack, make_needles);
	call.signature = (struct dojo_text){signature, sizeof signature - 1};
	run_elsewhere(stack, verify_or_sign);
	if (search(secret, secret + 4096) == 0) {
		printf("%s: the search does not find the secret itself\n", name);
	}
	wipe(secret, 4096);
	printf("%s: %zu found\n", name, search_all());
	dojo_mac_free(call.mac);
	exit(0);
}

int main(void)
{
	setvbuf(stdout, NULL, _IONBF, 0);
	search_after("verified", VERIFY_RIGHT, 22);
	search_after("refused", VERIFY_WRONG, 22);
	search_after("refused with its cause searched for", VERIFY_WRONG_EXPLAINED, 22);
	search_after("signed", SIGN, 22);
	search_after("a secret of a whole block", VERIFY_RIGHT, 64);
	search_after("a secret that is hashed first", VERIFY_WRONG_EXPLAINED, 100);
	return 0;
}
