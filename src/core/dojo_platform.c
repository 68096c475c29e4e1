/* Clocks, processes, sockets, atomic counters and loaded libraries, on POSIX systems and on Windows. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* clock_gettime(), nanosleep(), SOCK_CLOEXEC and dladdr() are not in C11 */
#endif

#include "dojo_platform.h"

#include <stddef.h>
#include <time.h>

double dojo_unix_time(void)
{
	struct timespec time = {0, 0};

	timespec_get(&time, TIME_UTC);
	return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

#ifdef _WIN32
#include <windows.h>
#include <ws2tcpip.h>

double dojo_now(void)
{
	return (double) GetTickCount64() / 1000.0;
}

void dojo_sleep(double seconds)
{
	Sleep((DWORD) (seconds * 1000) + 1);
}

long dojo_process_id(void)
{
	return 0;
}

dojo_socket dojo_socket_open(int family, int type, int protocol)
{
	return socket(family, type, protocol);
}

int dojo_socket_close(dojo_socket descriptor)
{
	return closesocket(descriptor);
}

/* Does not block, because libcurl makes its sockets non-blocking. */
bool dojo_socket_is_silent(dojo_socket descriptor)
{
	char byte;

	return recv(descriptor, &byte, 1, MSG_PEEK) < 0 && WSAGetLastError() == WSAEWOULDBLOCK;
}

long dojo_counter_add(dojo_counter *counter, int change)
{
	return InterlockedExchangeAdd(counter, change) + change;
}

bool dojo_keep_loaded(void *function, const char *symbol, void *address)
{
	HMODULE module;

	(void) symbol;
	(void) address;
	GetModuleHandleExA(GET_MODULE_HANDLE_EX_FLAG_PIN | GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS, (LPCSTR) function, &module);
	return true;
}

#else
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

double dojo_now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

void dojo_sleep(double seconds)
{
	struct timespec time = {(time_t) seconds, (long) ((seconds - (double) (time_t) seconds) * 1e9)};

	nanosleep(&time, NULL);
}

long dojo_process_id(void)
{
	return (long) getpid();
}

dojo_socket dojo_socket_open(int family, int type, int protocol)
{
#ifdef SOCK_CLOEXEC
	return socket(family, type | SOCK_CLOEXEC, protocol);
#else
	int descriptor = socket(family, type, protocol);

	if (descriptor >= 0) {
		fcntl(descriptor, F_SETFD, FD_CLOEXEC);
	}
	return descriptor;
#endif
}

int dojo_socket_close(dojo_socket descriptor)
{
	return close(descriptor);
}

bool dojo_socket_is_silent(dojo_socket descriptor)
{
	char byte;

	return recv(descriptor, &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
}

long dojo_counter_add(dojo_counter *counter, int change)
{
	return atomic_fetch_add(counter, change) + change;
}

#ifndef RTLD_NODELETE
#define RTLD_NODELETE 0
#endif
#ifndef RTLD_NOLOAD
#define RTLD_NOLOAD 0
#endif

bool dojo_keep_loaded(void *function, const char *symbol, void *address)
{
	static const char own_data = 0;
	Dl_info place, own;
	void *handle = NULL;
	bool same = false;

	if (dladdr(function, &place) && place.dli_fname && dladdr(&own_data, &own)) {
		handle = dlopen(place.dli_fname, RTLD_LAZY | RTLD_NOLOAD | RTLD_NODELETE);
		same = place.dli_fbase == own.dli_fbase;
	}
	if (handle) {
		same = same || dlsym(handle, symbol) == address;
		dlclose(handle);
	}
	return same;
}
#endif

int dojo_socket_local_port(dojo_socket descriptor)
{
	struct sockaddr_storage address;
	socklen_t length = sizeof address;

	if (getsockname(descriptor, (struct sockaddr *) &address, &length) != 0) {
		return -1;
	}
	switch (address.ss_family) {
		case AF_INET:
			return ntohs(((struct sockaddr_in *) &address)->sin_port);
		case AF_INET6:
			return ntohs(((struct sockaddr_in6 *) &address)->sin6_port);
		default:
			return -1;
	}
}
