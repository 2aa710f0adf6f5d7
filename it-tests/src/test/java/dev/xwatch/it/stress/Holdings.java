package dev.xwatch.it.stress;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/**
 * What a JVM has, in numbers; sizes in KiB.
 *
 * @param events descriptors of perf events
 * @param agents class loaders of xwatch
 * @param ofXwatch threads of xwatch
 */
record Holdings(
        long events,
        long agents,
        long ofXwatch,
        long descriptors,
        long threads,
        long mappings,
        long classes,
        long metaspace,
        long heap,
        long resident) {
    /** What more there may be than at the beginning, however long it has been: what the JVM itself keeps varies. */
    private static final Holdings SLACK = new Holdings(0, 0, 0, 24, 24, 400, 600, 8 * 1024, 24 * 1024, 250 * 1024);

    /** After a collection. */
    static Holdings of(StressedJvm jvm) throws JMException, IOException {
        MBeanServerConnection server = jvm.jmx().server();
        server.invoke(new ObjectName(ManagementFactory.MEMORY_MXBEAN_NAME), "gc", new Object[0], new String[0]);
        long agents = jvm.diagnostic("gcClassHistogram")
                .lines()
                .filter(line -> line.contains("dev.xwatch.agent.InstLoader"))
                .count();
        Path proc = Path.of("/proc", Long.toString(jvm.child().pid()));
        List<String> descriptors = jvm.child().descriptors();
        List<String> threads = jvm.child().threads();
        return new Holdings(
                descriptors.stream()
                        .filter(target -> target.contains("perf_event"))
                        .count(),
                agents,
                threads.stream().filter(name -> name.startsWith("xwatch-")).count(),
                descriptors.size(),
                threads.size(),
                lines(proc.resolve("maps")).size(),
                (int) server.getAttribute(
                        new ObjectName(ManagementFactory.CLASS_LOADING_MXBEAN_NAME), "LoadedClassCount"),
                usedKib(server.getAttribute(
                        new ObjectName(ManagementFactory.MEMORY_POOL_MXBEAN_DOMAIN_TYPE + ",name=Metaspace"), "Usage")),
                usedKib(server.getAttribute(new ObjectName(ManagementFactory.MEMORY_MXBEAN_NAME), "HeapMemoryUsage")),
                resident(lines(proc.resolve("status"))));
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file);
    }

    private static long usedKib(Object usage) {
        return (long) ((CompositeData) usage).get("used") / 1024;
    }

    private static long resident(List<String> status) {
        return status.stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    /** Whether nothing of xwatch is there, but for what the collector keeps. */
    boolean areFreeOfXwatch(Collector collector) {
        return events == 0 && agents <= collector.keeps() && ofXwatch == 0;
    }

    /** Whether nothing has piled up. */
    boolean areHardlyMoreThan(Holdings first) {
        return descriptors <= first.descriptors + SLACK.descriptors
                && threads <= first.threads + SLACK.threads
                && mappings <= first.mappings + SLACK.mappings
                && classes <= first.classes + SLACK.classes
                && metaspace <= first.metaspace + SLACK.metaspace
                && heap <= first.heap + SLACK.heap
                && resident <= first.resident + SLACK.resident;
    }
}
