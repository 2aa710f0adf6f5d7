package dev.xwatch.boot;

import dev.xwatch.watch.EngineStatus;
import java.util.List;
import java.util.function.Function;
import javax.management.AttributeNotFoundException;
import javax.management.ImmutableDescriptor;
import javax.management.MBeanInfo;
import javax.management.MBeanNotificationInfo;
import javax.management.MBeanOperationInfo;
import javax.management.openmbean.OpenMBeanAttributeInfo;
import javax.management.openmbean.OpenMBeanAttributeInfoSupport;
import javax.management.openmbean.OpenMBeanConstructorInfo;
import javax.management.openmbean.OpenMBeanInfoSupport;
import javax.management.openmbean.OpenMBeanOperationInfo;
import javax.management.openmbean.OpenMBeanOperationInfoSupport;
import javax.management.openmbean.OpenMBeanParameterInfo;
import javax.management.openmbean.OpenMBeanParameterInfoSupport;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;

/** What the MBean says of itself. */
final class BeanDescription {
    static final String WATCH = "watch";
    static final String UNWATCH = "unwatch";
    static final String LIST = "list";
    static final String STOP = "stop";
    static final String BUDGET = "BudgetPercent";

    private record Read(String name, String description, SimpleType<?> type, Function<EngineStatus, Object> value) {}

    private static final List<Read> ATTRIBUTES = List.of(
            new Read(
                    "SlotsTotal",
                    "How many addresses can be watched at the same time",
                    SimpleType.INTEGER,
                    EngineStatus::slots),
            new Read("SlotsUsed", "How many are watched", SimpleType.INTEGER, EngineStatus::slotsUsed),
            new Read(
                    "HitCostNanos",
                    "What a hit costs the thread that makes it, measured here before the first watch; 0 until then",
                    SimpleType.LONG,
                    EngineStatus::hitNanos),
            new Read(
                    BUDGET,
                    "The most of the CPUs' time that hits may take, in percent; 0 for no limit",
                    SimpleType.DOUBLE,
                    EngineStatus::budgetPercent));

    private BeanDescription() {}

    static Object value(String attribute, EngineStatus status) throws AttributeNotFoundException {
        for (Read read : ATTRIBUTES) {
            if (read.name.equals(attribute)) {
                return read.value.apply(status);
            }
        }
        throw new AttributeNotFoundException(attribute);
    }

    /** @param watches the type of the watches' list */
    static MBeanInfo of(OpenType<?> watches) {
        return new OpenMBeanInfoSupport(
                WatchesBean.class.getName(),
                "Watches the execution of compiled methods and of code at addresses, with hardware breakpoints",
                ATTRIBUTES.stream()
                        .map(read -> new OpenMBeanAttributeInfoSupport(
                                read.name, read.description, read.type, true, read.name.equals(BUDGET), false))
                        .toArray(OpenMBeanAttributeInfo[]::new),
                new OpenMBeanConstructorInfo[0],
                new OpenMBeanOperationInfo[] {
                    operation(
                            WATCH,
                            "Adds watches, and tells how they stand",
                            watches,
                            MBeanOperationInfo.ACTION,
                            parameter(
                                    "options",
                                    "A spec such as com.acme.Order::price, or options as the agent's: watch:SPEC,limit:N")),
                    operation(
                            UNWATCH,
                            "Takes a watch away, and tells how those that are left stand",
                            watches,
                            MBeanOperationInfo.ACTION,
                            parameter("name", "The watch's name, or all")),
                    operation(LIST, "Tells how all watches stand", watches, MBeanOperationInfo.INFO),
                    operation(
                            STOP,
                            "Takes everything of xwatch away, this MBean too",
                            SimpleType.VOID,
                            MBeanOperationInfo.ACTION)
                },
                new MBeanNotificationInfo[0],
                // For clients that show open types only of what says that it is an MXBean.
                new ImmutableDescriptor("mxbean=true", "immutableInfo=true"));
    }

    private static OpenMBeanOperationInfo operation(
            String name, String description, OpenType<?> result, int impact, OpenMBeanParameterInfo... parameters) {
        return new OpenMBeanOperationInfoSupport(name, description, parameters, result, impact);
    }

    private static OpenMBeanParameterInfo parameter(String name, String description) {
        return new OpenMBeanParameterInfoSupport(name, description, SimpleType.STRING);
    }
}
