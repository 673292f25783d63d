package area

import "testing"

func TestRectangle(t *testing.T) {
	if got, _ := Rectangle(2, 3); got != 6 {
		t.Fatalf("got %d", got)
	}
	if _, err := Rectangle(-1, 1); err == nil {
		t.Fatal("no error")
	}
}

func TestDescribe(t *testing.T) {
	t.Run("small REQ-4.2.1", func(t *testing.T) {
		if Describe(4) != "small" {
			t.Error("not small")
		}
	})
	t.Run("[4.2.2] inline", func(t *testing.T) {
		if Inline() != 3 || Scale(1) != 10 {
			t.Error("no")
		}
	})
}
