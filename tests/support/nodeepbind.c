/* Preloaded with AddressSanitizer, which refuses libraries opened with RTLD_DEEPBIND, as PHP up to 8.4 opens extensions. */
#define _GNU_SOURCE
#include <dlfcn.h>

void *dlopen(const char *file, int mode)
{
	void *(*real)(const char *, int) = (void *(*) (const char *, int) ) dlsym(RTLD_NEXT, "dlopen");

	return real(file, mode & ~RTLD_DEEPBIND);
}
