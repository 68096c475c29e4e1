/* The libraries: their initialisation and their versions. */
#ifndef DOJO_LIBRARY_H
#define DOJO_LIBRARY_H

#include <stdbool.h>

/* Initialises libcurl. Calls are counted: call once before the first use of anything that sends, and once after the last. */
bool dojo_global_init(void);
void dojo_global_cleanup(void);

/* A library's version at compile time, and the version that is loaded. Valid after dojo_global_init(). */
struct dojo_library {
	const char *name;
	const char *compiled;
	const char *loaded;
};
#define DOJO_LIBRARY_COUNT 3
void dojo_libraries(struct dojo_library out[DOJO_LIBRARY_COUNT]);

#endif
