#include "../src/area.h"

int half_of(int value) {
  return value / 2;
}
