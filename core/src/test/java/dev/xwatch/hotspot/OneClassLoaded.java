package dev.xwatch.hotspot;

import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import javax.management.ObjectName;

/** What a JVM tells of class loading when it has loaded one class. */
final class OneClassLoaded implements ClassLoadingMXBean {
    @Override
    public long getTotalLoadedClassCount() {
        return 1;
    }

    @Override
    public int getLoadedClassCount() {
        return 1;
    }

    @Override
    public long getUnloadedClassCount() {
        return 0;
    }

    @Override
    public boolean isVerbose() {
        return false;
    }

    @Override
    public void setVerbose(boolean value) {}

    @Override
    public ObjectName getObjectName() {
        return ManagementFactory.getClassLoadingMXBean().getObjectName();
    }
}
