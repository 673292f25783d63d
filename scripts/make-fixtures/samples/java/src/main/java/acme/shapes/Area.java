package acme.shapes;

public class Area {
    public static int rectangle(int width, int height) {
        if (width < 0 || height < 0) {
            throw new IllegalArgumentException("negative side");
        }
        return width * height;
    }

    public static String describe(int area) {
        if (area > 100) {
            return "large";
        }
        return area > 10 ? "medium" : "small";
    }

    static int neverCalled(boolean value) {
        return value ? 1 : 2;
    }

    static class Inner {
        int three() {
            return 3;
        }
    }
}
