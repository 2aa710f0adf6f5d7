package dev.xwatch.boot;

/**
 * One item of the agent's options.
 *
 * @param value empty for a key alone
 */
record Option(String key, String value) {
    /** As it is written in a list. */
    String item() {
        return value.contains(",") ? key + ":\"" + value + "\"" : toString();
    }

    @Override
    public String toString() {
        return value.isEmpty() ? key : key + ":" + value;
    }
}
