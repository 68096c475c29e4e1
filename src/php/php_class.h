/* The class entries, php_dojo_ce_<C name>: one for each row of php_classes.def. Owned by PHP, and set once, at start-up. */
#ifndef PHP_DOJO_CLASS_H
#define PHP_DOJO_CLASS_H

#include "php_dojo.h"

#define PHP_DOJO_CLASS(name, class, parents) extern zend_class_entry *php_dojo_ce_##name;
#include "php_classes.def"

/* Registers every class and sets its handlers. Called once, by MINIT. Returns false if the properties that this code sets by
   slot are not the stub's. */
bool php_dojo_register_classes(void);

#endif
