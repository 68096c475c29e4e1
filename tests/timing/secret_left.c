/*
 * Looks for what a call leaves of a secret in memory. The caller's copy is overwritten when the call is over, then every
 * writable mapping of the process is searched: heap, data, this thread's stack and the one the call ran on, which nothing has
 * used since. The secret is never in one piece here but in that copy: what is searched for is kept masked.
 *
 * Prints one line for each case, "NAME: N found". Built with -DOPENSSL_cleanse=keep for dojo_webhook.c, which then overwrites
 * nothing, it has to find some.
 */
#include "dojo_core.h"

#include <openssl/evp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define MASK 0xA5
#define PAYLOAD "{\"id\": \"evt_1\"}"
#define WINDOW 12
#define STACK_BYTES ((size_t) 512 * 1024)

void keep(void *pointer, size_t length);
void keep(void *pointer, size_t length)
{
	(void) pointer;
	(void) length;
}

/* Pieces of what is searched for, masked. */
static unsigned char needles[512][WINDOW];
static size_t needle_count;

/* As bytes, and as the words that SHA-256 reckons with, whose bytes are in the machine's order. */
static void add_needles(const unsigned char *bytes, size_t length, unsigned char pad)
{
	for (size_t at = 0; at + WINDOW <= length; at += 4) {
		for (size_t i = 0; i < WINDOW; i++) {
			needles[needle_count][i] = bytes[at + i] ^ pad ^ MASK;
			needles[needle_count + 1][i] = bytes[at + (i ^ 3)] ^ pad ^ MASK;
		}
		needle_count += 2;
	}
}

/* A key as it is, and as HMAC pads it. */
static void add_key(const unsigned char *bytes, size_t length)
{
	add_needles(bytes, length, 0);
	add_needles(bytes, length, 0x36);
	add_needles(bytes, length, 0x5C);
}

static void wipe(void *pointer, size_t length)
{
	memset(pointer, 0, length);
	__asm__ __volatile__("" : : "r"(pointer) : "memory");
}

static size_t search(const unsigned char *from, const unsigned char *to)
{
	static bool first[256];
	size_t found = 0;

	memset(first, 0, sizeof first);
	for (size_t n = 0; n < needle_count; n++) {
		first[needles[n][0] ^ MASK] = true;
	}
	for (const unsigned char *p = from; p + WINDOW <= to; p++) {
		for (size_t n = 0; first[*p] && n < needle_count; n++) {
			size_t i = 0;

			while (i < WINDOW && (p[i] ^ MASK) == needles[n][i]) {
				i++;
			}
			found += i == WINDOW;
		}
	}
	return found;
}

static size_t search_all(void)
{
	FILE *maps = fopen("/proc/self/maps", "r");
	char line[512], permissions[5];
	void *from, *to;
	size_t found = 0;

	if (!maps) {
		perror("/proc/self/maps");
		exit(1);
	}
	while (fgets(line, sizeof line, maps)) {
		if (sscanf(line, "%p-%p %4s", &from, &to, permissions) == 3 && permissions[0] == 'r' && permissions[1] == 'w') {
			found += search(from, to);
		}
	}
	fclose(maps);
	return found;
}

enum what { VERIFY_RIGHT, VERIFY_WRONG, VERIFY_WRONG_TOLD, SIGN };

/* A wrong one, unless a right one is written over it. */
static char signature[] = "sha256=0000000000000000000000000000000000000000000000000000000000000000";

static struct call {
	struct dojo_mac *mac;
	struct dojo_text payload, signature, secrets[2];
	enum what what;
} call;

static void *run(void *unused)
{
	enum dojo_code code, expected = call.what == VERIFY_RIGHT || call.what == SIGN ? DOJO_OK : DOJO_ERROR_SIGNATURE_MISMATCH;
	struct dojo_error error;
	char out[DOJO_SIGNATURE_LENGTH + 1];
	size_t matched;

	if (call.what == SIGN) {
		code = dojo_webhook_sign(call.mac, call.payload, call.secrets[0], out, &error);
	} else {
		code = dojo_webhook_verify(call.mac, call.payload, call.signature, call.secrets, 2, &matched,
		                           call.what == VERIFY_WRONG_TOLD ? &error : NULL);
	}
	if (code != expected) {
		printf("%s instead of %s\n", dojo_error_word(code), dojo_error_word(expected));
	}
	return unused;
}

/* On a stack of its own, so that what the call leaves there is still there when it is searched. */
static void run_elsewhere(void *stack, void *(*body)(void *) )
{
	pthread_attr_t attributes;
	pthread_t thread;

	memset(stack, 0, STACK_BYTES);
	if (pthread_attr_init(&attributes) || pthread_attr_setstack(&attributes, stack, STACK_BYTES) ||
	    pthread_create(&thread, &attributes, body, NULL) || pthread_join(thread, NULL)) {
		printf("no thread\n");
		exit(1);
	}
	pthread_attr_destroy(&attributes);
}

/* The secret is made here, byte by byte, from a generator that has forgotten it. */
static void make_secret(unsigned char *secret, size_t length)
{
	uint32_t state = 20260227u + (uint32_t) length;

	for (size_t i = 0; i < length; i++) {
		state = state * 1664525u + 1013904223u;
		secret[i] = (unsigned char) ("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"[state >> 26]);
	}
}

/* One of HMAC's two hashes, by OpenSSL's function for all of it at once. */
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

/* The MAC and what it is made of. The caller knows the MAC of what was signed rightly: it came with it. */
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

/* Each in a process of its own: at a function's first call the loader saves the registers, with what is in them, on the stack. */
static void test(const char *name, enum what what, size_t length)
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
	/* On the stack that is cleared before the call itself runs there. */
	run_elsewhere(stack, make_needles);
	call.signature = (struct dojo_text){signature, sizeof signature - 1};
	run_elsewhere(stack, run);
	if (search(secret, secret + 4096) == 0) {
		printf("%s: the search does not find what is there\n", name);
	}
	wipe(secret, 4096);
	printf("%s: %zu found\n", name, search_all());
	dojo_mac_free(call.mac);
	exit(0);
}

int main(void)
{
	setvbuf(stdout, NULL, _IONBF, 0);
	test("verified", VERIFY_RIGHT, 22);
	test("refused", VERIFY_WRONG, 22);
	test("refused with its cause searched for", VERIFY_WRONG_TOLD, 22);
	test("signed", SIGN, 22);
	test("a secret of a whole block", VERIFY_RIGHT, 64);
	test("a secret that is hashed first", VERIFY_WRONG_TOLD, 100);
	return 0;
}
