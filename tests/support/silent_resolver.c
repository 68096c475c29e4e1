/*
 * Preloaded: a resolver that does not respond for SILENT_RESOLVER seconds if asked for silent.example. On exit, the process
 * waits LINGER seconds after its modules were unloaded, so that a late return into their code is noticed.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double silence, lingering; /* read at once, because PHP releases the environment before it ends */

__attribute__((constructor)) static void read_environment(void)
{
	silence = strtod(getenv("SILENT_RESOLVER") ? getenv("SILENT_RESOLVER") : "0", NULL);
	lingering = strtod(getenv("LINGER") ? getenv("LINGER") : "0", NULL);
}

static void wait_for(double seconds)
{
	struct timespec time = {(time_t) seconds, (long) ((seconds - (double) (time_t) seconds) * 1e9)};

	nanosleep(&time, NULL);
}

int getaddrinfo(const char *node, const char *service, const struct addrinfo *hints, struct addrinfo **out)
{
	int (*real)(const char *, const char *, const struct addrinfo *, struct addrinfo **);

	if (node && strcmp(node, "silent.example") == 0) {
		wait_for(silence);
		return EAI_AGAIN;
	}
	*(void **) &real = dlsym(RTLD_NEXT, "getaddrinfo");
	return real(node, service, hints, out);
}

/* PHP up to 8.4 opens extensions with RTLD_DEEPBIND, with which they would use the C library's own resolver. */
void *dlopen(const char *file, int mode)
{
	void *(*real)(const char *, int);

	*(void **) &real = dlsym(RTLD_NEXT, "dlopen");
	return real(file, mode & ~RTLD_DEEPBIND);
}

__attribute__((destructor)) static void linger(void)
{
	wait_for(lingering);
}
