package weir.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import weir.money.PriceReader;
import weir.place.Place;
import weir.place.PlaceReader;
import weir.quantity.Quantity;
import weir.quantity.QuantityReader;
import weir.substance.Lexicon;
import weir.substance.NamedSpan;
import weir.substance.Naming;
import weir.substance.Substance;
import weir.vocabulary.ReviewEntry;
import weir.vocabulary.ReviewList;
import weir.web.sheet.Cell;
import weir.web.sheet.Head;
import weir.web.sheet.Sheet;
import weir.web.sheet.SheetRequest;
import weir.web.sheet.SheetView;

/**
 * A text, what it names, and why; and the namings that await review.
 *
 * @param result null before a text was tried
 * @param notice what was done with a complaint; null for none
 */
record NamesPage(
    Frame frame, NamesForm form, @Nullable Result result, @Nullable String notice, SheetView review)
    implements Page {

  /**
   * What was found in the text.
   *
   * @param mentions numbered as the buttons name them
   * @param sold what a listing of this text would count as
   */
  record Result(List<Piece> pieces, List<Mention> mentions, List<Fact> sold) {}

  /**
   * A piece of the text as it stands.
   *
   * @param mark the mention's number from 1; 0 for text between
   */
  record Piece(String text, int mark) {}

  /** A mention in words. */
  record Mention(
      int number,
      String surface,
      String substance,
      String substanceClass,
      String confidence,
      String why) {}

  /** What came of a complaint. */
  private record Complained(@Nullable String notice) {}

  static NamesPage of(Market market, Names names, NamesForm form, SheetRequest request) {
    try {
      ReviewList list = names.reviewList();
      Result result = null;
      Complained complained = new Complained(null);
      if (!form.isEmpty()) {
        Naming naming = names.namer().name(form.text(), null, form.categories());
        complained = complain(list, names.lexicon(), form, naming);
        result = result(names.lexicon(), form.text(), naming);
      }
      return new NamesPage(
          market.frame("Names", "names", false),
          form,
          result,
          complained.notice(),
          review(list.entries()).view(request));
    } catch (IOException e) {
      throw new UncheckedIOException("The names or the review list of this home cannot be read", e);
    }
  }

  private static Complained complain(
      ReviewList list, Lexicon lexicon, NamesForm form, Naming naming) throws IOException {
    String send = form.send();
    if (send == null) {
      return new Complained(null);
    }
    NamedSpan mention = null;
    if (!send.equals("missed")) {
      int number = Integer.parseInt(send.substring("wrong-".length()));
      if (number >= naming.mentions().size()) {
        return new Complained(
            "The text has no such mention any more: the lexicon has changed. Look again.");
      }
      mention = naming.mentions().get(number);
    }
    String id = list.add(form.text(), form.category(), form.kind(), mention, lexicon.version());
    return new Complained(
        mention == null
            ? "The text stands on the review list, as %s: a name was missed.".formatted(id)
            : "“%s” stands on the review list, as %s.".formatted(mention.surface(), id));
  }

  private static Result result(Lexicon lexicon, String text, Naming naming) {
    List<Piece> pieces = new ArrayList<>();
    List<Mention> mentions = new ArrayList<>();
    int done = 0;
    for (NamedSpan span : naming.mentions()) {
      if (span.start() > done) {
        pieces.add(new Piece(text.substring(done, span.start()), 0));
      }
      mentions.add(
          new Mention(
              mentions.size() + 1,
              span.surface(),
              label(lexicon, span.substance()),
              Words.substanceClass(span.substanceClass()),
              confidence(span.confidence()),
              Rungs.words(span.how())));
      pieces.add(new Piece(span.surface(), mentions.size()));
      done = span.end();
    }
    if (done < text.length()) {
      pieces.add(new Piece(text.substring(done), 0));
    }
    return new Result(pieces, mentions, sold(lexicon, text, naming));
  }

  private static List<Fact> sold(Lexicon lexicon, String text, Naming naming) {
    List<Fact> sold = new ArrayList<>();
    sold.add(Fact.of("Sold as", label(lexicon, naming.substance())));
    sold.add(Fact.of("Class", Words.substanceClass(naming.substanceClass())));
    Double confidence = naming.confidence();
    sold.add(Fact.of("Confidence", confidence == null ? "none" : confidence(confidence)));
    sold.add(Fact.of("Why", Words.capital(Rungs.words(naming.how()))));
    sold.add(Fact.of("Kind of offer", Words.plain(naming.offerKind().word())));
    sold.add(
        Fact.of(
            "Quantities",
            joined(QuantityReader.read(text).stream().map(NamesPage::quantity).toList())));
    sold.add(
        Fact.of(
            "Prices",
            joined(
                PriceReader.read(text, null).stream()
                    .map(p -> Words.exact(p.money().amount()) + " " + p.money().currency())
                    .toList())));
    sold.add(
        Fact.of("Places", joined(PlaceReader.read(text).stream().map(NamesPage::place).toList())));
    return sold;
  }

  private static String label(Lexicon lexicon, @Nullable String id) {
    return id == null ? "Not named" : lexicon.substance(id).map(Substance::label).orElse(id);
  }

  private static String joined(List<String> words) {
    return words.isEmpty() ? "none" : String.join("; ", words);
  }

  private static String quantity(Quantity q) {
    StringBuilder words = new StringBuilder();
    if (q.multiple() != null) {
      words.append(number(q.multiple())).append(" × ");
    }
    words.append(number(q.value())).append(' ').append(q.unit());
    if (q.grams() != null && !(q.unit().equals("g") && q.multiple() == null)) {
      words.append(", ").append(number(q.grams())).append(" g in all");
    }
    if (q.units() != null && q.units() != q.value()) {
      words.append(", ").append(number(q.units())).append(" pieces");
    }
    return words.toString();
  }

  private static String place(Place place) {
    return (place.except() ? "except " : "") + String.join(", ", place.codes());
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString(Math.round(value))
        : String.format(Locale.ENGLISH, "%.4g", value)
            .replaceFirst("0+$", "")
            .replaceFirst("\\.$", "");
  }

  private static String confidence(double value) {
    return String.format(Locale.ENGLISH, "%.2f", value);
  }

  private static Sheet review(List<ReviewEntry> entries) {
    List<List<Cell>> rows = new ArrayList<>();
    for (ReviewEntry e : entries) {
      if (!e.done()) {
        rows.add(
            List.of(
                Cell.text(e.id()),
                Cell.text(Words.minute(e.at()), e.at().toString()),
                Cell.text(e.complaint().equals("missed") ? "a name was missed" : "named wrongly"),
                Cell.text(e.surface().isEmpty() ? null : e.surface()),
                Cell.text(e.substance()),
                Cell.text(e.substanceClass()),
                Cell.text(e.how().isEmpty() ? null : e.how()),
                Cell.text(e.text()),
                Cell.text(e.category().isEmpty() ? null : e.category()),
                Cell.text(e.sourceKind().isEmpty() ? null : e.sourceKind()),
                Cell.text(e.lexicon())));
      }
    }
    return new Sheet(
        "review",
        "Namings to look at again",
        List.of(
            Head.word("id", "Id"),
            Head.word("at", "Sent"),
            Head.text("complaint", "What is amiss"),
            Head.text("surface", "Wording"),
            Head.text("substance", "Named"),
            Head.text("class", "Class"),
            Head.text("how", "How").unsorted(),
            Head.text("text", "Text").unsorted(),
            Head.text("category", "Category"),
            Head.text("source_kind", "Kind of place"),
            Head.word("lexicon", "Lexicon")),
        rows,
        "nothing was sent yet. Try a text, and use the button beside a wrong naming.");
  }

  @Override
  public String template() {
    return "names.jte";
  }

  @Override
  public List<SheetView> sheets() {
    return List.of(review);
  }
}
