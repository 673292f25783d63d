package acme.shapes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AreaTest {
    @Test
    @DisplayName("REQ-4.2.1 a rectangle has an area")
    void rectangle() {
        System.out.println("[[PROPERTY|requirement=4.3]]");
        assertEquals(6, Area.rectangle(2, 3));
        assertThrows(IllegalArgumentException.class, () -> Area.rectangle(-1, 3));
    }

    @Test
    void describe() {
        assertEquals("small", Area.describe(4));
        assertEquals(4, Util.twice(2));
        assertEquals(3, new Area.Inner().three());
    }
}
