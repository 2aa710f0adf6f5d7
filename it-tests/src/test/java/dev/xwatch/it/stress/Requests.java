package dev.xwatch.it.stress;

import dev.xwatch.it.app.Family;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** What to ask of xwatch, at random; now and then what has to be refused. Thread-safe but for each one's own random. */
final class Requests {
    private static final List<String> OTHER_SPECS = List.of(
            "dev.xwatch.it.app.Family$*::work",
            "dev.xwatch.it.app.*::*",
            "java.lang.String::hashCode",
            "java.util.HashMap::put*",
            "region:new",
            "region:anon",
            "native:libjvm.so!JVM_GC",
            "native:libc.so.6!getpid",
            "native:libnowhere.so!nothing",
            "blob:DeoptimizationBlob",
            "0x123450",
            "no.such.Type::method",
            "watchpoint:0x7f00:3:x",
            "dev.xwatch.it.app.Family$Alpha::wrok");

    private static final List<String> OPTIONS = List.of(
            "limit:50",
            "limit:5000",
            "for:200ms",
            "for:3s",
            "stack:off",
            "stack:3",
            "stack:200",
            "args:off",
            "threads:alpha-*",
            "pin",
            "budget:1%",
            "budget:30%");

    private static final Pattern FAMILY = Pattern.compile(".*Family\\$\\w+::\\w+");

    /** Rotated by xwatch itself. */
    private static final String SMALL = "recordmax:1MB";

    private final Path directory;
    private final AtomicInteger count = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> names = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Path> files = new ConcurrentLinkedQueue<>();

    /** @param directory of files that the JVM is to write */
    Requests(Path directory) {
        this.directory = directory;
    }

    /** A list of options with one to three watches, which writes no file. */
    String watch(Random random) {
        List<String> items = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            String name = "w" + count.incrementAndGet();
            names.add(name);
            items.add("watch:" + name + "@" + spec(random));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            String option = one(OPTIONS, random);
            String key = option.replaceAll(":.*", "");
            if (items.stream().noneMatch(item -> item.startsWith(key))) {
                items.add(option);
            }
        }
        // Where thousands of classes match, each is retransformed, which takes long, and nothing else is done
        // meanwhile.
        if (items.stream()
                        .allMatch(item -> !item.startsWith("watch:")
                                || FAMILY.matcher(item).matches())
                && random.nextInt(6) == 0) {
            items.add("noinline:on");
        }
        if (items.stream().noneMatch(item -> item.startsWith("budget"))) {
            items.add("budget:5%");
        }
        return String.join(",", items);
    }

    private static String spec(Random random) {
        Family[] families = Family.values();
        return random.nextBoolean() ? families[random.nextInt(families.length)].spec() : one(OTHER_SPECS, random);
    }

    private static String one(List<String> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    /** The same, perhaps with a recording. */
    String watchAndRecord(Random random) {
        String options = watch(random);
        if (random.nextInt(4) > 0) {
            return options;
        }
        Path file = directory.resolve("own-" + count.incrementAndGet() + ".jfr");
        files.add(file);
        return options + ",record:" + file + (random.nextBoolean() ? "," + SMALL : "");
    }

    /** A name that may be watched, or not any more; or all. */
    String unwatched(Random random) {
        String name = names.poll();
        return name == null || random.nextInt(10) == 0 ? "all" : name;
    }

    /** The files that were asked for since this was asked last; whether they are there, depends. */
    List<Path> takeFiles() {
        List<Path> taken = new ArrayList<>();
        for (Path file = files.poll(); file != null; file = files.poll()) {
            taken.add(file);
        }
        names.clear();
        return taken;
    }
}
