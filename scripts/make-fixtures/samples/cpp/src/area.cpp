#include "area.h"

int rectangle(int width, int height) {
  if (width < 0 || height < 0) {  // taken both ways
    return -1;
  }
  return width * height;
}

const char *describe(int area) {
  if (area > 100) {  // only ever false
    return "large";
  }
  return area > 10 ? "medium" : "small";
}

int never_called(int value) {
  if (value) return 1;
  return 2;
}
