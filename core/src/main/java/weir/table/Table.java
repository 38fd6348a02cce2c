package weir.table;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import weir.account.Account;
import weir.capture.Capture;
import weir.capture.Refusal;
import weir.capture.SourcePeriod;
import weir.feedback.Feedback;
import weir.listing.Listing;
import weir.listing.Offer;
import weir.money.Rate;
import weir.offline.Analysis;
import weir.offline.Effort;
import weir.offline.Harm;
import weir.offline.Interception;
import weir.offline.ReportedSignal;
import weir.offline.SeriesFigure;
import weir.post.Post;
import weir.row.Column;
import weir.row.Row;
import weir.site.Site;
import weir.substance.Mention;

/** The lake's tables, each declared by a record whose components are its columns. */
@SuppressWarnings("ImmutableEnumChecker") // Column.of returns an unmodifiable list of records
public enum Table {
  CAPTURE(Capture.class),
  LISTING(Listing.class),
  OFFER(Offer.class),
  FEEDBACK(Feedback.class),
  ACCOUNT(Account.class),
  POST(Post.class),
  SITE(Site.class),
  MENTION(Mention.class),
  REFUSAL(Refusal.class),
  SOURCE_PERIOD(SourcePeriod.class),
  RATE(Rate.class),
  ANALYSIS(Analysis.class),
  INTERCEPTION(Interception.class),
  SERIES(SeriesFigure.class),
  HARM(Harm.class),
  SIGNAL(ReportedSignal.class),
  EFFORT(Effort.class);

  private final Class<? extends Row> row;
  private final List<Column> columns;

  Table(Class<? extends Row> row) {
    this.row = row;
    this.columns = Column.of(row);
  }

  /** The name that users type in SQL, such as {@code listing}. */
  public String tableName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether no page stands behind its rows, and they speak of nobody. */
  public boolean isOfNobody() {
    return switch (this) {
      case SOURCE_PERIOD, RATE, ANALYSIS, INTERCEPTION, SERIES, HARM, EFFORT -> true;
      case CAPTURE, LISTING, OFFER, FEEDBACK, ACCOUNT, POST, SITE, MENTION, REFUSAL, SIGNAL ->
          false;
    };
  }

  public List<Column> columns() {
    return columns;
  }

  /** The column of that name, or empty when the table has none. */
  public Optional<Column> column(String name) {
    return columns.stream().filter(c -> c.name().equals(name)).findFirst();
  }

  public static Table of(Row row) {
    for (Table table : values()) {
      if (table.row == row.getClass()) {
        return table;
      }
    }
    throw new IllegalArgumentException("No table keeps rows of " + row.getClass());
  }

  /** The table of that name, or empty when there is none. */
  public static Optional<Table> named(String name) {
    return Arrays.stream(values()).filter(t -> t.tableName().equals(name)).findFirst();
  }
}
