package a

// Double multiplies by two.
func Double(value int) int {
	return value * 2
}
