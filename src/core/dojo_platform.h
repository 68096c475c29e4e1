/* What differs between operating systems: clocks, processes, sockets, atomic counters and loaded libraries. */
#ifndef DOJO_PLATFORM_H
#define DOJO_PLATFORM_H

#include <stdbool.h>

#ifdef _WIN32
#include <winsock2.h>
typedef SOCKET dojo_socket;
typedef volatile LONG dojo_counter;
#else
#include <stdatomic.h>
typedef int dojo_socket;
typedef atomic_long dojo_counter;
#endif

/* Seconds on a monotonic clock. */
double dojo_now(void);
/* Seconds since 1970. */
double dojo_unix_time(void);
void dojo_sleep(double seconds);

/* The process' id; always 0 on Windows, which has no fork(). */
long dojo_process_id(void);

/* Opens a socket. Except on Windows, programs that this process starts do not inherit it. Fails like socket(). */
dojo_socket dojo_socket_open(int family, int type, int protocol);
int dojo_socket_close(dojo_socket descriptor);
/* Whether the connection is open and there is nothing to read from it, not even its end. */
bool dojo_socket_is_silent(dojo_socket descriptor);
/* -1 if it has none. */
int dojo_socket_local_port(dojo_socket descriptor);

/* Adds atomically and returns the new value. */
long dojo_counter_add(dojo_counter *counter, int change);

/*
 * Keeps the library that contains `function` loaded until the process ends. Returns whether that library uses the same `symbol`
 * as this code, which has it at `address`: always true on Windows, where both are linked into one file.
 */
bool dojo_keep_loaded(void *function, const char *symbol, void *address);

#endif
