/* Why a webhook's signature does not match. Internal: only dojo_webhook.c uses it. */
#ifndef DOJO_DIAGNOSIS_H
#define DOJO_DIAGNOSIS_H

#include "dojo_mac.h"

/* The common mistake that explains the mismatch, as a static text that says what to do; NULL if none does. Tries variants of the
   payload and of each secret, so it takes many times as long as a verification. */
const char *dojo_diagnose_mismatch(struct dojo_mac *mac, struct dojo_text payload, const unsigned char given[DOJO_MAC_BYTES],
                                   const struct dojo_text *secrets, size_t count);

#endif
