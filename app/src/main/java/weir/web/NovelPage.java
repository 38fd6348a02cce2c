package weir.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import weir.novelty.Emerging;
import weir.novelty.Reason;
import weir.watch.Decision;
import weir.watch.ItemLog;
import weir.web.sheet.Cell;
import weir.web.sheet.Head;
import weir.web.sheet.Sheet;
import weir.web.sheet.SheetRequest;
import weir.web.sheet.SheetView;

/**
 * What was first seen lately, ranked, and what was decided about it.
 *
 * @param asOf the day as known on; null while nothing was saved
 * @param words how many are open, in a sentence
 */
record NovelPage(
    Frame frame,
    @Nullable LocalDate asOf,
    String words,
    SheetView open,
    SheetView closed,
    SourceLine line)
    implements Page {

  static NovelPage of(Market market, Options options, SheetRequest request) {
    LocalDate to = options.to();
    Market.Novel novel = market.novel(to);
    Map<String, Decision> decided = decisions(market);
    List<List<Cell>> open = new ArrayList<>();
    long alerts = 0;
    int number = 0;
    for (Emerging item : novel.items()) {
      Decision decision = decided.get(item.id());
      if (decision != null && decision.state().closes()) {
        continue;
      }
      number++;
      alerts += item.alerts() ? 1 : 0;
      open.add(line(number, item, decision));
    }
    List<List<Cell>> closed = new ArrayList<>();
    for (Decision decision : decided.values()) {
      closed.add(
          List.of(
              Cell.text(decision.name(), decision.item()),
              Cell.text(decision.inWords()),
              OverviewPage.moment(decision.at())));
    }
    LocalDate asOf = novel.asOf();
    return new NovelPage(
        market.frame("New names", "novel", false),
        asOf,
        asOf == null
            ? "Nothing was saved yet. Bring in saved pages with `weir ingest`."
            : "%sAs known at the end of %s, %s open%s."
                .formatted(
                    earlier(novel.empty()),
                    Words.day(asOf),
                    Words.count(number, "item is", "items are"),
                    number == 0
                        ? ""
                        : ", %s worth an alert"
                            .formatted(
                                alerts == number
                                    ? "all of them"
                                    : "%,d of them".formatted(alerts))),
        sheet(open).view(request),
        new Sheet(
                "decisions",
                "What was decided",
                List.of(
                    Head.text("name", "Name"),
                    Head.text("state", "Decided"),
                    Head.word("at", "On")),
                closed,
                "Nothing was decided yet. Open an item to say what became of it.")
            .view(request),
        market.line());
  }

  /** Why an earlier day is shown than that of the newest save; empty where it is not. */
  private static String earlier(@Nullable LocalDate empty) {
    return empty == null
        ? ""
        : "Nothing was first seen in the eight weeks before the newest save, of %s; shown is the last day before it with anything new. "
            .formatted(Words.day(empty));
  }

  static Map<String, Decision> decisions(Market market) {
    try {
      return ItemLog.in(market.home(), Clock.systemUTC()).latest();
    } catch (IOException e) {
      throw new UncheckedIOException("The decisions of this home cannot be read", e);
    }
  }

  private static List<Cell> line(int number, Emerging item, @Nullable Decision decision) {
    String why =
        item.reasons().stream().limit(3).map(Reason::words).collect(Collectors.joining("; "));
    String family = item.family();
    return List.of(
        Cell.number(Integer.toString(number), number),
        Cell.text(name(item), item.id()).to(Places.novel(item.id())),
        Cell.number("%.1f".formatted(item.score()), item.score()),
        Cell.text(item.alerts() ? "alert" : "watch"),
        OverviewPage.moment(item.first()),
        Cell.number(Words.count(item.sources()), item.sources()),
        Cell.number(Words.count(item.accounts()), item.accounts()),
        Cell.number(Words.count(item.listings()), item.listings()),
        Cell.number(growth(item), item.growth()),
        family == null ? Cell.text(null) : Cell.text(Words.substanceClass(family), family),
        Cell.text(why),
        Cell.text(decision == null ? "new" : decision.inWords()));
  }

  /** As sellers write it; a substance by the lexicon's label. */
  static String name(Emerging item) {
    return switch (item.kind()) {
      case NAME -> item.name();
      case SUBSTANCE -> Words.substance(item.name());
      case FORM -> Words.capital(item.name());
    };
  }

  static @Nullable String growth(Emerging item) {
    Double growth = item.growth();
    return growth == null ? null : "×%.1f".formatted(growth);
  }

  private static Sheet sheet(List<List<Cell>> lines) {
    return new Sheet(
        "new",
        "First seen within eight weeks, what is most worth a look first",
        List.of(
            Head.number("rank", "Rank"),
            Head.text("item", "Name"),
            Head.number("points", "Points"),
            Head.word("level", "Level"),
            Head.word("first", "First seen"),
            Head.number("sources", "Sources"),
            Head.number("accounts", "Accounts"),
            Head.number("listings", "Listings"),
            Head.number("growth", "Growth in 4 weeks"),
            Head.text("family", "Family, by its name"),
            Head.text("why", "Why it stands there"),
            Head.text("state", "State")),
        lines,
        "Nothing was first seen within the eight weeks before that day.");
  }

  String asOfText() {
    return asOf == null ? "" : asOf.toString();
  }

  @Override
  public String template() {
    return "novel.jte";
  }

  @Override
  public List<SheetView> sheets() {
    return List.of(open, closed);
  }
}
