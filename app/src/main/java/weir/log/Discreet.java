package weir.log;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/**
 * Lets Weir's own events pass, and cuts those of others down to who logged, what kind of fault it
 * was and where it arose: their messages may quote paths, addresses and texts.
 */
final class Discreet extends AppenderBase<ILoggingEvent> {
  private final Appender<ILoggingEvent> out;

  Discreet(Appender<ILoggingEvent> out) {
    this.out = out;
  }

  @Override
  protected void append(ILoggingEvent event) {
    out.doAppend(event.getLoggerName().equals(EventLog.OWN) ? event : cutDown(event));
  }

  @Override
  public void stop() {
    out.stop();
    super.stop();
  }

  private static ILoggingEvent cutDown(ILoggingEvent event) {
    Logger own = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(EventLog.OWN);
    LoggingEvent cut =
        new LoggingEvent(Discreet.class.getName(), own, event.getLevel(), "log", null, null);
    cut.addKeyValuePair(EventLog.pair("logger", event.getLoggerName()));
    IThrowableProxy fault = event.getThrowableProxy();
    if (fault != null) {
      cut.addKeyValuePair(EventLog.pair("fault", fault.getClassName()));
      StackTraceElementProxy[] places = fault.getStackTraceElementProxyArray();
      if (places.length > 0) {
        StackTraceElement place = places[0].getStackTraceElement();
        cut.addKeyValuePair(
            EventLog.pair(
                "at",
                "%s.%s:%d"
                    .formatted(
                        place.getClassName(), place.getMethodName(), place.getLineNumber())));
      }
    }
    return cut;
  }
}
