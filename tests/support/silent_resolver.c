/*
 * Preloaded: a resolver that says nothing for as many seconds as SILENT_RESOLVER names, for the host silent.example. The process
 * lingers at its end for LINGER seconds, after its modules were unloaded, so that what comes back late to their code is seen.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double silence, lingering; /* read at once, for PHP takes the environment away before its end */

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

/* PHP up to 8.4 opens extensions with RTLD_DEEPBIND, which would have them find the C library's own resolver. */
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
