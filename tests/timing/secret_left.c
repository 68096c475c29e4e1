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

#define MASK 0xA5
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

static void add_needles(const unsigned char *bytes, size_t length, unsigned char pad)
{
	for (size_t at = 0; at + WINDOW <= length; at += 4) {
		for (size_t i = 0; i < WINDOW; i++) {
			needles[needle_count][i] = bytes[at + i] ^ pad ^ MASK;
		}
		needle_count++;
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

static struct call {
	struct dojo_mac *mac;
	struct dojo_text payload, signature, secrets[2];
	enum what what;
} call;

static void *run(void *unused)
{
	struct dojo_error error;
	char out[DOJO_SIGNATURE_LENGTH + 1];
	size_t matched;

	if (call.what == SIGN) {
		dojo_webhook_sign(call.mac, call.payload, call.secrets[0], out, &error);
	} else {
		dojo_webhook_verify(call.mac, call.payload, call.signature, call.secrets, 2, &matched,
		                    call.what == VERIFY_WRONG_TOLD ? &error : NULL);
	}
	return unused;
}

/* On a stack of its own, so that what the call leaves there is still there when it is searched. */
static void run_elsewhere(void *stack)
{
	pthread_attr_t attributes;
	pthread_t thread;

	memset(stack, 0, STACK_BYTES);
	if (pthread_attr_init(&attributes) || pthread_attr_setstack(&attributes, stack, STACK_BYTES) ||
	    pthread_create(&thread, &attributes, run, NULL) || pthread_join(thread, NULL)) {
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

static void test(const char *name, enum what what, size_t length, void *stack)
{
	unsigned char *secret = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	unsigned char derived[512];
	char signature[DOJO_SIGNATURE_LENGTH + 1] = "";
	unsigned size = 0;
	struct dojo_error error;

	call.mac = dojo_mac_new();
	if (secret == MAP_FAILED || !call.mac) {
		printf("no memory\n");
		exit(1);
	}
	make_secret(secret, length);
	needle_count = 0;
	add_key(secret, length);
	if (length > 64) {
		EVP_Digest(secret, length, derived, &size, EVP_sha256(), NULL);
		add_key(derived, size);
	}
	EVP_EncodeBlock(derived, secret, (int) length);
	add_key(derived, length);
	wipe(derived, sizeof derived);

	call.payload = (struct dojo_text){"{\"id\": \"evt_1\"}", 15};
	call.secrets[0] = (struct dojo_text){(const char *) secret, length};
	call.secrets[1] = (struct dojo_text){"another", 7};
	call.what = what;
	/* Signed by a context of its own, by whom nothing is to be left either. */
	dojo_webhook_sign(call.mac, call.payload, call.secrets[what == VERIFY_RIGHT ? 0 : 1], signature, &error);
	signature[7] = what == VERIFY_RIGHT ? signature[7] : signature[7] == '0' ? '1' : '0';
	call.signature = (struct dojo_text){signature, DOJO_SIGNATURE_LENGTH};
	run_elsewhere(stack);
	if (search(secret, secret + 4096) == 0) {
		printf("%s: the search does not find what is there\n", name);
	}
	wipe(secret, 4096);
	printf("%s: %zu found\n", name, search_all());
	munmap(secret, 4096);
	dojo_mac_free(call.mac);
}

int main(void)
{
	void *stack = mmap(NULL, STACK_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (stack == MAP_FAILED) {
		return 1;
	}
	setvbuf(stdout, NULL, _IONBF, 0);
	test("verified", VERIFY_RIGHT, 22, stack);
	test("refused", VERIFY_WRONG, 22, stack);
	test("refused with its cause searched for", VERIFY_WRONG_TOLD, 22, stack);
	test("signed", SIGN, 22, stack);
	test("a secret of a whole block", VERIFY_RIGHT, 64, stack);
	test("a secret that is hashed first", VERIFY_WRONG_TOLD, 100, stack);
	return 0;
}
