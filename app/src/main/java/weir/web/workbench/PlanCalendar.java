package weir.web.workbench;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VAlarm;
import biweekly.component.VEvent;
import biweekly.parameter.Related;
import biweekly.property.Method;
import biweekly.property.Trigger;
import biweekly.util.DateTimeComponents;
import biweekly.util.Duration;
import biweekly.util.ICalDate;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import weir.plan.Due;
import weir.plan.Plans;
import weir.workbench.PlanStore;

/** What plans ask for, as a calendar that other programs subscribe to (iCalendar, RFC 5545). */
public final class PlanCalendar {

  private PlanCalendar() {}

  /**
   * Whole days, each with a reminder the day before. Words say what is to be done and by which
   * plan; who does it is left to the plan.
   */
  public static byte[] of(List<PlanStore.Held> plans, LocalDate today) {
    ICalendar calendar = new ICalendar();
    calendar.setProductId("-//Weir//Plans//EN");
    calendar.setMethod(new Method(Method.PUBLISH));
    calendar.setName("Weir: plans");
    for (PlanStore.Held held : plans) {
      for (Due due : Plans.due(held.plan(), today)) {
        calendar.addEvent(event(held, due));
      }
    }
    return Biweekly.write(calendar).go().getBytes(StandardCharsets.UTF_8);
  }

  private static VEvent event(PlanStore.Held held, Due due) {
    VEvent event = new VEvent();
    event.setUid("%s-%s@weir".formatted(held.plan().id(), due.key()));
    event.setDateTimeStamp(date(held.changedAt()));
    event.setDateStart(day(due.day()), false);
    event.setDateEnd(day(due.day().plusDays(1)), false);
    event.setSummary("%s (%s)".formatted(due.what(), held.plan().title()));
    event.addAlarm(
        VAlarm.display(
            new Trigger(Duration.builder().prior(true).days(1).build(), Related.START),
            due.what()));
    return event;
  }

  private static ICalDate day(LocalDate day) {
    return new ICalDate(
        new DateTimeComponents(day.getYear(), day.getMonthValue(), day.getDayOfMonth()), false);
  }

  @SuppressWarnings("JavaUtilDate") // the library's own type
  private static Date date(Instant at) {
    return Date.from(at);
  }
}
