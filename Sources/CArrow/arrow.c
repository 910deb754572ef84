// A C target needs one source file; the structs are all there is.
#include "CArrow.h"
