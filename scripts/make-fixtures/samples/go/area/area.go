// Package area knows shapes.
package area

import "errors"

// Rectangle gives width times height.
func Rectangle(width, height int) (int, error) {
	if width < 0 || height < 0 {
		return 0, errors.New("negative side")
	}
	return width * height, nil
}

// Describe says how large an area is.
func Describe(area int) string {
	if area > 100 {
		return "large"
	}
	switch {
	case area > 10:
		return "medium"
	default:
		return "small"
	}
}

func neverCalled(value bool) int { if value { return 1 }; return 2 }

// Inline has its body on one line.
func Inline() int { return 3 }
