package weir.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.novelty.Emerging;
import weir.novelty.Reason;
import weir.novelty.Sight;
import weir.watch.Decision;
import weir.watch.ItemState;
import weir.web.sheet.Cell;
import weir.web.sheet.Head;
import weir.web.sheet.Sheet;
import weir.web.sheet.SheetRequest;
import weir.web.sheet.SheetView;

/**
 * One new name: why it stands where it stands, the pages behind it, and what was decided.
 *
 * @param notice what was just noted; null for nothing
 */
record NovelItemPage(
    Frame frame,
    String item,
    String path,
    List<Fact> facts,
    SheetView reasons,
    SheetView pages,
    @Nullable Decision decision,
    @Nullable String notice,
    SourceLine line)
    implements Page {

  /**
   * @throws NotFound when no such item is among the new ones of that day
   */
  static NovelItemPage of(
      Market market, String id, Options options, @Nullable String notice, SheetRequest request) {
    Market.Novel novel = market.novel(options.to());
    Emerging item =
        novel.items().stream()
            .filter(one -> one.id().equals(id))
            .findFirst()
            .orElseThrow(() ->
                new NotFound(
                    "No such name was first seen within the eight weeks before the newest save."
                        + " Older ones leave the list.",
                    "/novel"));
    Decision decision = NovelPage.decisions(market).get(id);
    LocalDate asOf = java.util.Objects.requireNonNull(novel.asOf());
    List<Fact> facts = new ArrayList<>();
    facts.add(
        Fact.of("First seen", "%s on %s".formatted(Words.day(item.first()), item.firstSource())));
    facts.add(
        Fact.of(
            "Spread",
            "%s, %s, %s"
                .formatted(
                    Words.count(item.sources(), "source", "sources"),
                    Words.count(item.accounts(), "account", "accounts"),
                    Words.count(item.listings(), "listing", "listings"))));
    String growth = NovelPage.growth(item);
    facts.add(
        Fact.of(
            "Four weeks to " + Words.day(asOf),
            "%s first seen; %s"
                .formatted(
                    Words.count(item.lately(), "listing", "listings"),
                    growth == null
                        ? "none in the four weeks before"
                        : "share of all new listings " + growth + " of the four weeks before")));
    String family = item.family();
    facts.add(
        Fact.of(
            "Family, by its name",
            family == null
                ? "its name tells none"
                : "%s (%s)"
                    .formatted(
                        Words.substanceClass(family),
                        item.familyHow().isEmpty() ? "by the lexicon" : "by " + item.familyHow())));
    return new NovelItemPage(
        market.frame(NovelPage.name(item), "novel", false),
        id,
        request.path(),
        facts,
        reasons(item).view(request),
        pages(item).view(request),
        decision,
        notice,
        market.line());
  }

  private static Sheet reasons(Emerging item) {
    List<List<Cell>> lines = new ArrayList<>();
    for (Reason reason : item.reasons()) {
      lines.add(
          List.of(
              Cell.text(Words.capital(reason.words()), reason.words()),
              Cell.number("%+.1f".formatted(reason.points()), reason.points())));
    }
    return new Sheet(
        "reasons",
        "Why it stands there: %.1f points; an alert from %.0f on"
            .formatted(item.score(), weir.novelty.Novelty.ALERT),
        List.of(Head.text("reason", "Reason"), Head.number("points", "Points")),
        lines,
        "No reason.");
  }

  private static Sheet pages(Emerging item) {
    List<List<Cell>> lines = new ArrayList<>();
    for (Sight sight : item.behind()) {
      lines.add(
          List.of(
              Cell.text(Listings.title(sight.title(), sight.source(), sight.account()))
                  .to(Places.listing(sight.source(), sight.listing())),
              Cell.text(sight.source()).to(Places.source(sight.source())),
              OverviewPage.moment(sight.first()),
              Cell.text("saved page", sight.capture())
                  .to(Places.capture(sight.source(), sight.capture(), null))));
    }
    return new Sheet(
        "pages",
        "The pages behind it: listings that show it, the first ones",
        List.of(
            Head.text("title", "Listing"),
            Head.text("source", "Source"),
            Head.word("first", "First seen"),
            Head.word("capture", "Page")),
        lines,
        "No page.");
  }

  static List<ItemState> states() {
    return List.of(ItemState.values());
  }

  @Override
  public String template() {
    return "novelitem.jte";
  }

  @Override
  public List<SheetView> sheets() {
    return List.of(reasons, pages);
  }
}
