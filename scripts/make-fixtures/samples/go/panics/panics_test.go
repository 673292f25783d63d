package panics

import "testing"

func TestBefore(t *testing.T) {}

func TestPanics(t *testing.T) {
	t.Run("deep", func(t *testing.T) { panic("boom") })
}

func TestNeverRun(t *testing.T) {}
