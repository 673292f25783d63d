package red

import (
	"fmt"
	"testing"
)

func TestPasses(t *testing.T) {}

func TestFails(t *testing.T) {
	fmt.Println("[[PROPERTY|requirement=4.3]]")
	t.Errorf("got %d, want %d\nsecond line", 1, 2)
}

func TestParent(t *testing.T) {
	t.Run("good", func(t *testing.T) {})
	t.Run("bad", func(t *testing.T) { t.Fatal("oh\x1b[31m no") })
	t.Run("skipped", func(t *testing.T) { t.Skip("no data") })
}

func TestSkipped(t *testing.T) { t.Skip("later") }
