package b

import "testing"

func TestNothing(t *testing.T) {
	t.Log("nothing")
}
