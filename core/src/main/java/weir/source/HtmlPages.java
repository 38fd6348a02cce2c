package weir.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import weir.capture.PageKind;
import weir.masking.Masker;
import weir.row.Row;
import weir.source.Profile.Condition;
import weir.source.Profile.FieldRule;
import weir.source.Profile.From;
import weir.source.Profile.MaskRule;
import weir.source.Profile.MomentRule;
import weir.source.Profile.PageShape;
import weir.source.Profile.RecordShape;

/**
 * Reads saved HTML pages: one parse, one walk for every selector of the profile and the masking.
 */
final class HtmlPages implements PageReader {
  private final ThreadLocal<PlainHtml> plainParsers = ThreadLocal.withInitial(PlainHtml::new);
  private final ThreadLocal<WarmParser> parsers = ThreadLocal.withInitial(WarmParser::new);

  private final Profile profile;
  private final Masker masker;
  private final RowBuilder rows;
  private final SelectorSet selectors = new SelectorSet();

  /** Whether the profile asks for structured data: finding it costs time. */
  private boolean usesData;

  private static final JsonTree.Place NO_DATA =
      new JsonTree.Place(JsonNodeFactory.instance.objectNode(), null);

  /** By the very objects that the profile holds. */
  private final IdentityHashMap<RecordShape, HtmlRecord.Shape> shapes = new IdentityHashMap<>();

  private static final String PASSWORD = "input[type=password]";
  private static final String CAPTCHA = "[src*=captcha], [name*=captcha], [id*=captcha]";

  HtmlPages(Profile profile, Masker masker, RowBuilder rows) {
    this.profile = profile;
    this.masker = masker;
    this.rows = rows;
    selectors.add(PASSWORD);
    selectors.add(CAPTCHA);
    for (MomentRule rule : profile.capturedAt()) {
      if (rule instanceof MomentRule.FromPage(FieldRule field)) {
        add(field);
      }
    }
    for (MaskRule rule : profile.masks()) {
      selectors.add(rule.where());
    }
    for (PageShape shape : profile.pages()) {
      shape.when().select().forEach(selectors::add);
      usesData |= !shape.when().data().isEmpty();
      Optional.ofNullable(shape.totalStated()).ifPresent(this::add);
      Optional.ofNullable(shape.links()).ifPresent(selectors::add);
      for (RecordShape record : shape.records()) {
        Optional.ofNullable(record.each()).ifPresent(selectors::add);
        usesData |= record.eachData() != null;
        record.fields().values().forEach(ways -> ways.forEach(this::add));
        shapes.put(record, new HtmlRecord.Shape(record.fields(), selectors));
      }
    }
  }

  private void add(FieldRule rule) {
    if (rule.from() instanceof From.Select select) {
      selectors.add(select.css());
      Optional.ofNullable(select.without()).ifPresent(selectors::add);
    }
    if (rule.from() instanceof From.Label label) {
      Optional.ofNullable(label.select()).ifPresent(selectors::add);
    }
    usesData |= rule.from() instanceof From.Path;
  }

  @Override
  public Content read(SavedPage page, String digest, Problems problems) throws Unreadable {
    HtmlWalk walk = walk(page, problems);
    JsonTree.Place data = data(walk);
    Moments.Said captured =
        CaptureMoment.of(
            profile.capturedAt(),
            page,
            rule -> HtmlRecord.texts(walk, selectors, rule, page.address(), data),
            problems);
    PageShape shape = shape(page, walk, data);
    List<Row> found = new ArrayList<>();
    PageKind kind;
    Long links = null;
    Long total = null;
    if (shape == null) {
      kind = gate(walk);
      if (kind == PageKind.UNRECOGNISED) {
        String title = walk.document().title();
        problems.add(
            "unrecognised-page",
            "page",
            title.isBlank() ? "(no title)" : masker.mask(title).text(),
            "is none that the profile '%s' knows".formatted(profile.source()),
            "Choose another profile, or describe the page under 'pages:'.",
            "");
      }
    } else {
      kind = shape.kind();
      RowBuilder.Context context = new RowBuilder.Context(profile, digest, captured, problems);
      PageFit fit = new PageFit(found);
      for (RecordShape record : shape.records()) {
        int first = found.size();
        records(record, walk, page, data, one -> rows.build(record, one, context, found::add));
        fit.look(record, first);
      }
      links = links(shape, walk);
      total = total(shape, walk, page, data);
      List<String> lacks = kind.isContent() ? fit.lacks() : List.of();
      if (!lacks.isEmpty()) {
        kind = fit.gaveNothing() ? instead(walk, total) : PageKind.UNFIT;
        if (kind == PageKind.UNFIT) {
          fit.refuse(profile, shape.kind(), lacks, problems);
        }
      }
    }
    return new Content(
        kind,
        walk.kept(page.body().length + 64),
        "text/html",
        captured == null ? null : captured.at(),
        links,
        total,
        found);
  }

  /** How many texts the profile's fields find, when nothing is masked, kept or given a meaning. */
  int countFieldTexts(SavedPage page) throws Unreadable {
    HtmlWalk walk = HtmlWalk.unmasked(parsed(page, new Problems()), selectors);
    JsonTree.Place data = data(walk);
    PageShape shape = shape(page, walk, data);
    int[] texts = {0};
    if (shape == null) {
      return 0;
    }
    for (RecordShape record : shape.records()) {
      records(
          record,
          walk,
          page,
          data,
          one -> {
            for (String field : record.fields().keySet()) {
              texts[0] += one.values(field).size();
            }
          });
    }
    return texts[0];
  }

  /** The page as it is kept, and the elements that each field of the profile was read from. */
  List<FieldPlace> places(SavedPage page) throws Unreadable {
    HtmlWalk walk = walk(page, new Problems());
    JsonTree.Place data = data(walk);
    PageShape shape = shape(page, walk, data);
    List<FieldPlace> places = new ArrayList<>();
    if (shape == null) {
      return places;
    }
    for (RecordShape record : shape.records()) {
      String table = record.table().tableName();
      records(
          record,
          walk,
          page,
          data,
          one -> {
            for (String field : record.fields().keySet()) {
              one.places(field, hit -> places.add(new FieldPlace(table, field, walk.locator(hit))));
            }
          });
    }
    return places;
  }

  /** Goes through the records of one kind on a page: the page itself, or each of its elements. */
  private void records(
      RecordShape record,
      HtmlWalk walk,
      SavedPage page,
      JsonTree.Place data,
      Consumer<HtmlRecord> each) {
    HtmlRecord.Shape shape =
        Objects.requireNonNull(shapes.get(record), "a kind of record that the profile lacks");
    if (record.eachData() != null) {
      for (JsonTree.Place place : JsonTree.each(data.node(), record.eachData())) {
        if (JsonTree.fits(place, record.where())) {
          each.accept(new HtmlRecord(walk, shape, HtmlRecord.WHOLE_PAGE, page.address(), place));
        }
      }
      return;
    }
    if (record.each() == null) {
      each.accept(new HtmlRecord(walk, shape, HtmlRecord.WHOLE_PAGE, page.address(), data));
      return;
    }
    HtmlWalk.Hits roots = walk.hits(selectors.number(record.each()));
    for (int i = 0; i < roots.size(); i++) {
      each.accept(new HtmlRecord(walk, shape, roots.get(i), page.address(), data));
    }
  }

  /**
   * Where a field stands on a kept page.
   *
   * @param locator the element, as in {@link weir.listing.Listing#locator}
   */
  record FieldPlace(String table, String field, String locator) {}

  private JsonTree.Place data(HtmlWalk walk) {
    return usesData ? new JsonTree.Place(StructuredData.read(walk.document()), null) : NO_DATA;
  }

  private HtmlWalk walk(SavedPage page, Problems problems) throws Unreadable {
    return HtmlWalk.of(parsed(page, problems), selectors, masker, profile.masks());
  }

  /** Bytes of a page for each of its nodes, at the least that is common. */
  private static final int BYTES_PER_NODE = 12;

  private FlatPage parsed(SavedPage page, Problems problems) throws Unreadable {
    if (page.body().length == 0) {
      throw new Unreadable("empty-file", "The file is empty.", "Leave it out, or save it again.");
    }
    String encoding = profile.encoding();
    if (encoding == null) {
      encoding = PageCharset.of(page.body(), page.charset());
    }
    if (!usesData && "UTF-8".equals(encoding)) {
      FlatPage plain = plainParsers.get().read(page.body());
      if (plain != null) {
        return plain;
      }
    }
    Document document = document(page, encoding);
    if (usesData) {
      StructuredData.embed(document, masker, problems);
    }
    return FlatPage.cleaned(document, page.body().length / BYTES_PER_NODE);
  }

  private Document document(SavedPage page, @Nullable String encoding) {
    if ("UTF-8".equals(encoding)) {
      return parsers.get().parse(new String(page.body(), StandardCharsets.UTF_8));
    }
    try {
      return Jsoup.parse(new ByteArrayInputStream(page.body()), encoding, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * One parser for many pages: a fresh one works out anew what every tag means. It is renewed now
   * and then, since it also remembers tags that pages made up.
   */
  private static final class WarmParser {
    private static final int PAGES = 200;

    private Parser parser = Parser.htmlParser();
    private int pages;

    Document parse(String html) {
      if (++pages > PAGES) {
        parser = Parser.htmlParser();
        pages = 1;
      }
      return parser.parseInput(html, "");
    }
  }

  private @Nullable PageShape shape(SavedPage page, HtmlWalk walk, JsonTree.Place data) {
    for (PageShape shape : profile.pages()) {
      Condition when = shape.when();
      boolean fits =
          when.select().stream().noneMatch(css -> walk.hits(selectors.number(css)).isEmpty())
              && when.labels().stream().allMatch(walk::hasLabel)
              && (when.name() == null || when.name().matcher(page.address()).find())
              && (when.text().isEmpty()
                  || when.text().stream().allMatch(walk.wholeText()::contains))
              && when.data().stream()
                  .noneMatch(path ->
                      JsonTree.each(data.node(), path).isEmpty()
                          && JsonTree.texts(data.node(), path).isEmpty());
      if (fits) {
        return shape;
      }
    }
    return null;
  }

  /** Gates that look alike on most sites; the profile's own pages come first. */
  private PageKind gate(HtmlWalk walk) {
    return Gates.of(
        walk.document(),
        walk.wholeText(),
        !walk.hits(selectors.number(PASSWORD)).isEmpty(),
        !walk.hits(selectors.number(CAPTCHA)).isEmpty());
  }

  /** What a page is that its rule knows, and that shows none of its records. */
  private PageKind instead(HtmlWalk walk, @Nullable Long totalStated) {
    if ((totalStated != null && totalStated == 0) || Gates.saysNothingFound(walk.wholeText())) {
      return PageKind.EMPTY;
    }
    PageKind gate = gate(walk);
    return gate == PageKind.UNRECOGNISED ? PageKind.UNFIT : gate;
  }

  private @Nullable Long links(PageShape shape, HtmlWalk walk) {
    if (shape.links() == null) {
      return null;
    }
    HashSet<String> targets = new HashSet<>();
    HtmlWalk.Hits links = walk.hits(selectors.number(shape.links()));
    for (int i = 0; i < links.size(); i++) {
      targets.add(walk.attribute(links.get(i), "href"));
    }
    return (long) targets.size();
  }

  private @Nullable Long total(
      PageShape shape, HtmlWalk walk, SavedPage page, JsonTree.Place data) {
    if (shape.totalStated() == null) {
      return null;
    }
    return HtmlRecord.texts(walk, selectors, shape.totalStated(), page.address(), data).stream()
        .map(Numbers::integer)
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(null);
  }
}
