package weir.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.OutputStreamAppender;
import java.nio.file.Path;
import java.util.Map;
import net.logstash.logback.encoder.LogstashEncoder;
import net.logstash.logback.fieldnames.LogstashFieldNames;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The log of events. Until it is started, events cost nothing and go nowhere, and no logging
 * library is loaded.
 */
public final class EventLog {
  /** The logger whose events are written as they are. */
  static final String OWN = "weir.event";

  private static volatile boolean started;

  private EventLog() {}

  /**
   * Writes events from now on; what libraries warn of too, cut down to its kind.
   *
   * @param file appended to; null for standard error
   * @throws IllegalArgumentException when the file cannot be written
   */
  public static synchronized void start(@Nullable Path file) {
    // Or the web server's start would set up logging again.
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    LogstashEncoder encoder = new LogstashEncoder();
    encoder.setContext(context);
    encoder.setTimeZone("UTC");
    LogstashFieldNames names = new LogstashFieldNames();
    names.setTimestamp("time");
    names.setMessage("event");
    names.setVersion("[ignore]");
    names.setThread("[ignore]");
    names.setLogger("[ignore]");
    names.setLevelValue("[ignore]");
    encoder.setFieldNames(names);
    encoder.start();
    OutputStreamAppender<ILoggingEvent> out;
    if (file == null) {
      ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
      console.setTarget("System.err");
      out = console;
    } else {
      FileAppender<ILoggingEvent> appended = new FileAppender<>();
      appended.setFile(file.toString());
      out = appended;
    }
    out.setContext(context);
    out.setEncoder(encoder);
    out.start();
    if (!out.isStarted()) {
      throw new IllegalArgumentException(
          "The log '%s' cannot be written. Name a file in a folder that is there and that this user may write."
              .formatted(file));
    }
    Appender<ILoggingEvent> discreet = new Discreet(out);
    discreet.setContext(context);
    discreet.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(discreet);
    root.setLevel(Level.WARN);
    context.getLogger("weir").setLevel(Level.INFO);
    started = true;
  }

  /** Ends writing, and closes the file. */
  public static synchronized void end() {
    if (started) {
      started = false;
      System.clearProperty("org.springframework.boot.logging.LoggingSystem");
      ((LoggerContext) LoggerFactory.getILoggerFactory()).reset();
    }
  }

  /**
   * Notes that something happened.
   *
   * @param event a short stable word of Weir's own
   * @param details numbers, truths, moments, and words of Weir's own; never what a page, a user or
   *     a path says
   */
  public static void event(String event, Map<String, ?> details) {
    if (started) {
      write(LoggerFactory.getLogger(OWN).atInfo(), event, details);
    }
  }

  /** Notes that something failed, by its kind alone. */
  public static void failure(String event, Throwable fault, Map<String, ?> details) {
    if (started) {
      write(
          LoggerFactory.getLogger(OWN)
              .atError()
              .addKeyValue("fault", fault.getClass().getSimpleName()),
          event,
          details);
    }
  }

  private static void write(LoggingEventBuilder builder, String event, Map<String, ?> details) {
    LoggingEventBuilder all = builder;
    for (Map.Entry<String, ?> detail : details.entrySet()) {
      all = all.addKeyValue(detail.getKey(), detail.getValue());
    }
    all.log(event);
  }

  /** A detail that another library's event is cut down to. */
  static KeyValuePair pair(String name, Object value) {
    return new KeyValuePair(name, value);
  }
}
