package empty

// Nothing is not tested.
func Nothing() {}
