package acme.other;

public class Util {
    public static int twice(int value) {
        return value * 2;
    }
}
