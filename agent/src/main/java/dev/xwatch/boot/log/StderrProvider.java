package dev.xwatch.boot.log;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * slf4j's way to {@link StderrLogger}. A binding of its own, because those that exist take their settings from system
 * properties, which belong to the application.
 */
public final class StderrProvider implements SLF4JServiceProvider {
    private final Loggers loggers = new Loggers();
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter mdc = new NOPMDCAdapter();

    private static final class Loggers implements ILoggerFactory {
        private final ConcurrentMap<String, Logger> byName = new ConcurrentHashMap<>();
        private volatile Level threshold = Level.WARN;

        @Override
        public Logger getLogger(String name) {
            return byName.computeIfAbsent(name, n -> new StderrLogger(n, () -> threshold));
        }
    }

    /** Messages below this level are not printed from now on. */
    public static void setLevel(Level level) {
        if (LoggerFactory.getILoggerFactory() instanceof Loggers loggers) {
            loggers.threshold = level;
        }
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return loggers;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return mdc;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99"; // slf4j's convention: any 2.0.x
    }

    @Override
    public void initialize() {}
}
