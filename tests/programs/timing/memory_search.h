/*
 * Searches this process's memory for pieces of a secret: heap, data and stacks, including a stack that is no longer used. The pieces
 * themselves are kept masked, so that the search finds only what the code under test has left.
 */
#ifndef DOJO_MEMORY_SEARCH_H
#define DOJO_MEMORY_SEARCH_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define MASK 0xA5
#define WINDOW 12
#define STACK_BYTES ((size_t) 512 * 1024)

/* The pieces, masked. */
static unsigned char needles[512][WINDOW];
static size_t needle_count;

/* As bytes, and as SHA-256's words, whose bytes are in the machine's order. */
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

/* On a separate stack, so that the call's remains are still there when it is searched. */
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

/* Made byte by byte, so that no copy is left. */
static void make_secret(unsigned char *secret, size_t length)
{
	uint32_t state = 20260227u + (uint32_t) length;

	for (size_t i = 0; i < length; i++) {
		state = state * 1664525u + 1013904223u;
		secret[i] = (unsigned char) ("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"[state >> 26]);
	}
}

#endif
