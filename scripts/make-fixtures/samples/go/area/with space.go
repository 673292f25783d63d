package area

// Scale multiplies by ten.
func Scale(value int) int {
	return value * 10
}
