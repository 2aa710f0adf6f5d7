package dev.xwatch.watch;

/**
 * A text in which {@code *} stands for any characters, and {@code ?}, where that is wanted, for any one. No regular
 * expression, because to match one with many stars can take for ever; this takes the product of both lengths at most.
 */
record Glob(String text, boolean hasSingle) {
    /** Case-sensitive, the whole of it. */
    boolean matches(String name) {
        int at = 0;
        int inName = 0;
        int afterStar = -1;
        int retry = 0;
        while (inName < name.length()) {
            if (at < text.length() && text.charAt(at) == '*') {
                at++;
                afterStar = at;
                retry = inName;
            } else if (at < text.length() && hasSingle && text.charAt(at) == '?') {
                at++;
                inName += Character.charCount(name.codePointAt(inName));
            } else if (at < text.length() && text.charAt(at) == name.charAt(inName)) {
                at++;
                inName++;
            } else if (afterStar >= 0) {
                // The last star takes one more: if that does not help, none before it can.
                at = afterStar;
                inName = ++retry;
            } else {
                return false;
            }
        }
        return text.substring(at).chars().allMatch(c -> c == '*');
    }
}
