package acme.shapes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

class RedTest {
    private static int runs = 0;

    @Test
    void fails() {
        assertEquals(1, 2);
    }

    @Test
    void breaks() {
        throw new IllegalStateException("broken");
    }

    @Test
    void flickers() {
        runs += 1;
        assertEquals(2, runs, "passes when run again");
    }

    @Test
    @Disabled("later")
    void skipped() {}
}
