#include <cstring>

#include "src/area.h"

int main(int argc, char **argv) {
  const char *which = argc > 1 ? argv[1] : "all";
  if (std::strcmp(which, "fails") == 0) return 1;
  if (std::strcmp(which, "skips") == 0) return 77;
  if (rectangle(2, 3) != 6 || rectangle(-1, 1) != -1 || rectangle(1, -1) != -1) return 1;
  if (std::strcmp(describe(4), "small") != 0) return 1;
  if (add<int, long>(1, 2L) != 3 || add<long, int>(1L, 2) != 3) return 1;
  return scale(half_of(double_of(5))) == 50 ? 0 : 1;
}
