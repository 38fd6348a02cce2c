package weir.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import weir.web.Market.Row;
import weir.web.saved.Hidden;
import weir.web.saved.Pseudonym;
import weir.web.sheet.Cell;
import weir.web.sheet.Head;
import weir.web.sheet.Sheet;

/**
 * Listings as a table: in the order in which they were first seen, and never sortable by price,
 * rating or delivery, so that the page is no shop window.
 */
final class Listings {

  static final int MOST = 20_000;

  private static final String OF_SUBSTANCE =
      "SELECT * FROM listing_seen WHERE substance = ? ORDER BY first, source, listing_id LIMIT "
          + MOST;

  /** A listing that was sold as several substances stands once, as the last of them. */
  private static final String OF_SOURCE =
      """
      SELECT source, listing_id, arg_max(title, moment) AS title,
        arg_max(account, moment) AS account, arg_max(substance, moment) AS substance,
        arg_max(substance_class, moment) AS substance_class,
        arg_max(ships_from, moment) AS ships_from, arg_max(grams, moment) AS grams,
        arg_max(units, moment) AS units, min(first) AS first, max(last) AS last, sum(seen) AS seen
      FROM listing_seen WHERE source = ?
      GROUP BY source, listing_id ORDER BY first, source, listing_id LIMIT %d
      """
          .formatted(MOST);

  private Listings() {}

  static Sheet ofSource(Market market, String source) {
    return market.sheet(OF_SOURCE, source, rows -> sheet(rows, false));
  }

  static Sheet ofSubstance(Market market, String substance) {
    return market.sheet(OF_SUBSTANCE, substance, rows -> sheet(rows, true));
  }

  private static Sheet sheet(List<Row> rows, boolean withSource) {
    List<Head> heads = new ArrayList<>();
    if (withSource) {
      heads.add(Head.text("source", "Source"));
    }
    heads.addAll(
        List.of(
            Head.text("title", "Title"),
            Head.text("substance", "Sold as"),
            Head.text("class", "Class"),
            Head.word("account", "Account"),
            Head.text("origin", "Declared origin"),
            Head.number("grams", "Grams"),
            Head.number("units", "Units"),
            Head.word("first", "First seen"),
            Head.word("last", "Last seen"),
            Head.number("saves", "Saves")));
    List<List<Cell>> lines = new ArrayList<>();
    for (Row row : rows) {
      String source = String.valueOf(row.text("source"));
      String id = String.valueOf(row.text("listing_id"));
      String account = row.text("account");
      List<Cell> line = new ArrayList<>();
      if (withSource) {
        line.add(Cell.text(source).to(Places.source(source)));
      }
      String title = title(row.text("title"), source, account);
      line.add(
          Cell.text(title.isBlank() ? "(no title)" : title, title).to(Places.listing(source, id)));
      String substance = row.text("substance");
      line.add(
          substance == null
              ? Cell.text(null)
              : Cell.text(Words.substance(substance), substance).to(Places.substance(substance)));
      String path = row.text("substance_class");
      line.add(path == null ? Cell.text(null) : Cell.text(Words.substanceClass(path), path));
      line.add(Cell.text(account == null ? null : Pseudonym.of(source, account)));
      String origin = row.text("ships_from");
      line.add(origin == null ? Cell.text(null) : Cell.text(Words.country(origin), origin));
      line.add(amount(row.real("grams")));
      line.add(amount(row.real("units")));
      line.add(OverviewPage.moment(row.instant("first")));
      line.add(OverviewPage.moment(row.instant("last")));
      line.add(Cell.number(Words.count(row.count("seen")), row.count("seen")));
      lines.add(line);
    }
    String caption =
        rows.size() == MOST ? "Listings: the first %,d".formatted(MOST) : "Listings, as last seen";
    return new Sheet(
        "listings", caption, heads, lines, "No listing was read from the pages that were saved.");
  }

  static Cell amount(@Nullable Double value) {
    return Cell.number(
        value == null
            ? null
            : String.format(Locale.ENGLISH, "%,.5g", value)
                .replaceFirst("(\\.[0-9]*?)0+$", "$1")
                .replaceFirst("\\.$", ""),
        value);
  }

  /** A title without addresses and without the account's name. */
  static String title(@Nullable String title, String source, @Nullable String account) {
    if (title == null) {
      return "";
    }
    boolean named =
        account != null
            && title.toLowerCase(Locale.ROOT).contains(account.toLowerCase(Locale.ROOT));
    return named ? Hidden.on(source, List.of(account)).in(title) : Hidden.addresses(title);
  }
}
