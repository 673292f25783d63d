package acme.shapes;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NestedTest {
    @Nested
    @DisplayName("[4.2.2] inside")
    class Inside {
        @Test
        void passes() {}
    }
}
