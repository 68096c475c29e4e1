/* Dojo\PageIterator objects. */
#ifndef PHP_DOJO_ITERATOR_H
#define PHP_DOJO_ITERATOR_H

#include "php_dojo.h"

/* Sets the class's handlers, once. */
void php_dojo_iterator_init(void);
/* Makes an iterator over the pages of the client's search method (a lower-case literal). It holds a reference to the client
   and a copy of the request. Throws if the request can't be iterated. */
void php_dojo_iterator_make(zend_object *client, const char *method, bool cursor_is_nested, HashTable *request, zval *out);

#endif
