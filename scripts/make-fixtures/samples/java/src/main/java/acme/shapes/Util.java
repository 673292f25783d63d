package acme.shapes;

public class Util {
    public static int twice(int value) {
        return value * 2;
    }
}
