package dev.xwatch.it.stress;

import dev.xwatch.it.app.Commotion;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a {@link dev.xwatch.it.app.Stressed} says each second.
 *
 * @param progress of the thread of its crew that has got on least
 * @param refused how many threads it could not start
 * @param times how often each commotion was had
 * @param failure what went wrong in it, empty if nothing
 */
record Heart(long progress, int refused, Map<Commotion, Long> times, String failure) {
    private static final String BEGIN = "heart ";

    /** The last beat among the lines of its output. */
    static Optional<Heart> last(List<String> lines) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (lines.get(i).startsWith(BEGIN)) {
                return Optional.of(of(lines.get(i)));
            }
        }
        return Optional.empty();
    }

    private static Heart of(String line) {
        String[] words = line.substring(BEGIN.length()).split(" ", 4);
        Map<Commotion, Long> times = new EnumMap<>(Commotion.class);
        for (String each : words[2].split(",", -1)) {
            int equals = each.indexOf('=');
            times.put(Commotion.valueOf(each.substring(0, equals)), Long.valueOf(each.substring(equals + 1)));
        }
        return new Heart(Long.parseLong(words[0]), Integer.parseInt(words[1]), times, words[3]);
    }
}
