#include "area.h"

int double_of(int value) { return value * 2; }
