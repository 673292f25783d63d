#pragma once
int rectangle(int width, int height);
const char *describe(int area);
int never_called(int value);
int double_of(int value);
int half_of(int value);
int scale(int value);

template <typename A, typename B>
A add(A a, B b) {
  return a + static_cast<A>(b);
}
