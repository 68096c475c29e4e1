/* HMAC-SHA256, which webhooks are signed with. */
#ifndef DOJO_MAC_H
#define DOJO_MAC_H

#include "dojo_error.h"
#include "dojo_text.h"

#define DOJO_MAC_BYTES 32

/* A reusable context. Not thread-safe. Holds no secret between calls. */
struct dojo_mac;

/* DOJO_ERROR_LIBRARY if OpenSSL offers no SHA-256. */
enum dojo_code dojo_mac_new(struct dojo_mac **out, struct dojo_error *error);
void dojo_mac_free(struct dojo_mac *mac);
enum dojo_code dojo_mac_compute(struct dojo_mac *mac, struct dojo_text payload, struct dojo_text secret,
                                unsigned char out[DOJO_MAC_BYTES], struct dojo_error *error);

#endif
