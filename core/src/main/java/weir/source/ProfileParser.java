package weir.source;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import weir.capture.PageKind;
import weir.document.Fault;
import weir.document.Keys;
import weir.document.Tree;
import weir.masking.Masker;
import weir.row.Column;
import weir.source.Profile.Access;
import weir.source.Profile.AccessPeriod;
import weir.source.Profile.Condition;
import weir.source.Profile.Delimited;
import weir.source.Profile.FieldRule;
import weir.source.Profile.Format;
import weir.source.Profile.From;
import weir.source.Profile.Layer;
import weir.source.Profile.MaskRule;
import weir.source.Profile.MomentRule;
import weir.source.Profile.PageShape;
import weir.source.Profile.RecordShape;
import weir.source.Profile.SourceKind;
import weir.source.Profile.Take;
import weir.table.Table;

/** Reads a profile's text, noting every fault with its line. */
final class ProfileParser {

  /** Columns that Weir fills itself. */
  private static final Set<String> FILLED =
      Set.of("capture", "locator", "template_signature", "record_kind", "ingest");

  private final String document;
  private final List<Fault> faults = new ArrayList<>();
  private Format format = Format.HTML;

  ProfileParser(String document) {
    this.document = document;
  }

  Profiles.Outcome parse(String text) {
    Tree tree = Tree.read(text, document, faults).orElse(null);
    if (tree == null) {
      return new Profiles.Outcome.Faulty(faults);
    }
    Keys keys = keys(tree, "");
    String source = keys.required("source", "Give the source an id, like 'source: agora'.");
    if (!source.isEmpty() && !source.matches("[a-z0-9][a-z0-9-]{0,62}")) {
      keys.fault(
          "source", "'%s' is no id.".formatted(source), "Use a-z, 0-9 and '-', like 'agora'.");
    }
    String name = Objects.requireNonNullElse(keys.text("name"), source);
    SourceKind kind = word(keys, "kind", SourceKind.class, SourceKind.TABLE);
    Layer layer = word(keys, "layer", Layer.class, Layer.DARK);
    format = word(keys, "reads", Format.class, Format.HTML);
    List<AccessPeriod> access = new ArrayList<>();
    int number = 0;
    for (Tree item : keys.items("access")) {
      Keys period = keys(item, "access[%d]".formatted(++number));
      LocalDate since = period.parsed("since", LocalDate::parse, "Write it like 2014-01-31.");
      access.add(new AccessPeriod(since, word(period, "access", Access.class, Access.OPEN)));
      period.done();
    }
    List<MomentRule> moments = new ArrayList<>();
    int index = 0;
    for (Tree item : keys.items("captured_at")) {
      moment(item, "captured_at[%d]".formatted(++index), moments);
    }
    List<MaskRule> masks = new ArrayList<>();
    index = 0;
    for (Tree item : keys.items("mask")) {
      mask(item, "mask[%d]".formatted(++index), masks);
    }
    List<PageShape> pages = new ArrayList<>();
    index = 0;
    if (keys.items("pages").isEmpty()) {
      keys.fault("pages", "No page is described.", "Add at least one under 'pages:'.");
    }
    for (Tree item : keys.items("pages")) {
      pages.add(page(item, "pages[%d]".formatted(++index)));
    }
    String currency = keys.text("currency");
    String encoding =
        keys.parsed("encoding", e -> Charset.forName(e).name(), "Write it like windows-1251.");
    Delimited delimited = delimited(keys);
    keys.done();
    if (!faults.isEmpty()) {
      faults.sort(Comparator.comparingInt(Fault::line));
      return new Profiles.Outcome.Faulty(List.copyOf(faults));
    }
    return new Profiles.Outcome.Sound(
        new Profile(
            source,
            name,
            kind,
            layer,
            access,
            format,
            version(text),
            currency,
            encoding,
            delimited,
            moments,
            masks,
            pages));
  }

  private static String version(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private Keys keys(Tree tree, String where) {
    return Keys.of(tree, document, where, faults);
  }

  private static <E extends Enum<E>> E word(Keys keys, String key, Class<E> kind, E otherwise) {
    E found = keys.word(key, kind);
    return found == null ? otherwise : found;
  }

  private Delimited delimited(Keys keys) {
    Tree tree = keys.tree("csv").orElse(null);
    if (tree == null) {
      return new Delimited(null, '"');
    }
    Keys csv = keys(tree, "csv");
    Character delimiter = oneCharacter(csv, "delimiter");
    Character quote = oneCharacter(csv, "quote");
    csv.done();
    return new Delimited(delimiter, quote == null ? '"' : quote);
  }

  private static @Nullable Character oneCharacter(Keys keys, String key) {
    String text = keys.text(key);
    if (text == null || text.equals("auto")) {
      return null;
    }
    if (text.equals("tab") || text.equals("\\t")) {
      return '\t';
    }
    if (text.length() != 1) {
      keys.fault(key, "'%s' is not one character.".formatted(text), "Like ',' or ';' or tab.");
      return null;
    }
    return text.charAt(0);
  }

  private void moment(Tree tree, String where, List<MomentRule> moments) {
    if (tree instanceof Tree.Scalar scalar) {
      switch (scalar.text()) {
        case "archive" -> moments.add(new MomentRule.FromArchive());
        case "file-time" -> moments.add(new MomentRule.FromFileTime());
        default ->
            faults.add(
                new Fault(
                    document,
                    scalar.line(),
                    where,
                    "'%s' is no way to learn when a page was saved.".formatted(scalar.text()),
                    "Write archive, file-time, or a mapping with 'name:' or a field's place."));
      }
      return;
    }
    Keys keys = keys(tree, where);
    if (keys.has("name")) {
      Pattern match = pattern(keys, "name");
      List<String> formats = formats(keys);
      ZoneId zone = zone(keys);
      keys.done();
      if (match != null) {
        moments.add(new MomentRule.FromName(match, formats, zone == null ? ZoneOffset.UTC : zone));
      }
      return;
    }
    FieldRule rule = field(tree, where);
    if (rule != null) {
      moments.add(new MomentRule.FromPage(rule));
    }
  }

  private void mask(Tree tree, String where, List<MaskRule> masks) {
    Keys keys = keys(tree, where);
    String key =
        switch (format) {
          case HTML -> "select";
          case CSV, TABLE -> "column";
          case JSONL, JSON, MAIL, CHAT -> "path";
        };
    String place = keys.required(key, "Name the place, like '%s: …'.".formatted(key));
    if (format == Format.HTML && !place.isEmpty()) {
      selector(keys, key, place);
    }
    Masker.Role role = keys.word("as", Masker.Role.class);
    if (role == null && !keys.has("as")) {
      keys.fault("as", "What the masked text is, is missing.", "Like 'as: buyer'.");
    }
    boolean everywhere = format == Format.HTML && Boolean.TRUE.equals(keys.truth("everywhere"));
    Map<String, List<String>> when = format.hasPaths() ? values(keys, "when", where) : Map.of();
    keys.done();
    if (role != null) {
      masks.add(new MaskRule(place, role, everywhere, when));
    }
  }

  private PageShape page(Tree tree, String where) {
    Keys keys = keys(tree, where);
    PageKind kind = word(keys, "kind", PageKind.class, PageKind.LISTINGS);
    if (!keys.has("kind")) {
      keys.fault("kind", "The page's kind is missing.", "Like 'kind: listing'.");
    }
    Condition when = condition(keys, where);
    List<RecordShape> records = new ArrayList<>();
    int index = 0;
    for (Tree item : keys.items("records")) {
      RecordShape shape = record(item, where + ".records[%d]".formatted(++index));
      if (shape != null) {
        records.add(shape);
      }
    }
    FieldRule total =
        keys.tree("total_stated").map(t -> field(t, where + ".total_stated")).orElse(null);
    String links = keys.text("links");
    if (links != null && format == Format.HTML) {
      selector(keys, "links", links);
    }
    keys.done();
    return new PageShape(kind, when, records, total, links);
  }

  private Condition condition(Keys page, String where) {
    Tree tree = page.tree("when").orElse(null);
    if (tree == null) {
      return new Condition(List.of(), List.of(), null, List.of(), List.of(), List.of());
    }
    Keys keys = keys(tree, where + ".when");
    List<String> select = keys.texts("select");
    select.forEach(css -> selector(keys, "select", css));
    List<String> labels = format == Format.HTML ? labels(keys) : List.of();
    Condition condition =
        new Condition(
            select,
            keys.texts("columns"),
            pattern(keys, "name"),
            keys.texts("text"),
            format == Format.HTML ? keys.texts("data") : List.of(),
            labels);
    keys.done();
    return condition;
  }

  private @Nullable RecordShape record(Tree tree, String where) {
    Keys keys = keys(tree, where);
    String tableName = keys.required("table", "Like 'table: listing'.");
    Table table = Table.named(tableName).orElse(null);
    List<String> tables = List.of("listing", "offer", "feedback", "account", "post", "site");
    if (table == null || !tables.contains(tableName)) {
      if (!tableName.isEmpty()) {
        keys.fault(
            "table",
            "'%s' is no table that profiles fill.".formatted(tableName),
            "Expected one of " + Keys.listed(tables, tableName));
      }
      keys.all();
      return null;
    }
    String each = null;
    String eachData = null;
    Tree eachTree = keys.tree("each").orElse(null);
    if (eachTree instanceof Tree.Mapping && format == Format.HTML) {
      Keys inner = keys(eachTree, where + ".each");
      eachData = inner.required("data", "Like 'each: {data: Product}'.");
      inner.done();
    } else {
      each = keys.text("each");
      if (each != null && format == Format.HTML) {
        selector(keys, "each", each);
      }
    }
    Map<String, List<String>> only =
        format.hasPaths() || eachData != null ? values(keys, "where", where) : Map.of();
    boolean priceLines = table == Table.POST && Boolean.TRUE.equals(keys.truth("price_lines"));
    Map<String, List<FieldRule>> fields = new LinkedHashMap<>();
    Tree fieldsTree = keys.tree("fields").orElse(null);
    if (fieldsTree == null) {
      keys.fault("fields", "No field is described.", "Add at least one under 'fields:'.");
    } else if (fieldsTree instanceof Tree.Scalar all && all.text().equals("own-names")) {
      for (String name : knownFields(table)) {
        fields.put(name, List.of(ownName(table, name)));
      }
    } else {
      fields(keys(fieldsTree, where + ".fields"), table, fields);
    }
    List<String> expect = expect(keys, table, fields, fieldsTree instanceof Tree.Scalar);
    keys.done();
    return new RecordShape(table, each, eachData, only, priceLines, expect, fields);
  }

  /**
   * What every page must show: by default what a record cannot do without, and of an offer its
   * title.
   *
   * @param anyColumns whether the table brings whichever of Weir's columns it has
   */
  private static List<String> expect(
      Keys keys, Table table, Map<String, List<FieldRule>> fields, boolean anyColumns) {
    if (!keys.has("expect")) {
      List<String> always =
          switch (table) {
            case LISTING -> anyColumns ? List.of("listing_id") : List.of("listing_id", "title");
            case ACCOUNT -> List.of("account");
            case FEEDBACK -> List.of("feedback_id");
            case POST -> List.of("post_id");
            case SITE -> List.of("host");
            case OFFER,
                CAPTURE,
                MENTION,
                REFUSAL,
                SOURCE_PERIOD,
                RATE,
                ANALYSIS,
                INTERCEPTION,
                SERIES,
                HARM,
                SIGNAL,
                EFFORT ->
                List.of();
          };
      return always.stream().filter(fields::containsKey).toList();
    }
    List<String> expect = keys.texts("expect");
    for (String field : expect) {
      if (!fields.containsKey(field)) {
        keys.fault(
            "expect",
            "'%s' is no field of this record.".formatted(field),
            "Name fields that stand under 'fields:', or write 'expect: []' where a page may have"
                + " none.");
      }
    }
    return expect;
  }

  /** For each path, the values of which one must stand there; '' for none. */
  private Map<String, List<String>> values(Keys keys, String key, String where) {
    Tree tree = keys.tree(key).orElse(null);
    if (tree == null) {
      return Map.of();
    }
    Keys paths = keys(tree, where + "." + key);
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String path : paths.all()) {
      values.put(path, paths.texts(path));
    }
    return values;
  }

  private void fields(Keys keys, Table table, Map<String, List<FieldRule>> fields) {
    Set<String> known = knownFields(table);
    for (String name : keys.all()) {
      if (!known.contains(name)) {
        keys.fault(
            name,
            "The table '%s' has no field '%s'.".formatted(table.tableName(), name),
            "Known: " + Keys.listed(known, name));
        continue;
      }
      List<FieldRule> rules = new ArrayList<>();
      int index = 0;
      for (Tree item : keys.items(name)) {
        FieldRule rule = field(item, keys.path(name) + (++index == 1 ? "" : "[" + index + "]"));
        if (rule != null) {
          rules.add(rule);
        }
      }
      fields.put(name, rules);
    }
    fields.forEach((name, rules) -> {
      for (FieldRule rule : rules) {
        if (rule.from() instanceof From.Digest(List<String> parts)) {
          parts.forEach(part -> madeOf(keys, "digest", name, part, fields));
        } else if (rule.from() instanceof From.Signs(List<String> parts)) {
          parts.stream()
              .filter(part -> format != Format.HTML || !part.equals("page"))
              .forEach(part -> madeOf(keys, "rule", name, part, fields));
        }
      }
    });
  }

  /**
   * What is made of other fields is made of fields that stand beside it and are printed, or it
   * would have no end.
   */
  private static void madeOf(
      Keys keys, String what, String name, String part, Map<String, List<FieldRule>> fields) {
    List<FieldRule> rules = fields.get(part);
    if (rules == null) {
      keys.fault(
          name,
          "The %s names '%s', which is no field of this record.".formatted(what, part),
          "Name fields that stand beside it: " + Keys.listed(fields.keySet(), part));
    } else if (rules.stream()
        .anyMatch(
            rule -> rule.from() instanceof From.Digest || rule.from() instanceof From.Signs)) {
      keys.fault(
          name,
          "The %s names '%s', which is a digest itself.".formatted(what, part),
          "Name fields that the page prints.");
    }
  }

  /** The table's columns that a page can fill, and the words for values that fill several. */
  static Set<String> knownFields(Table table) {
    Set<String> known = new TreeSet<>();
    for (Column column : table.columns()) {
      if (!FILLED.contains(column.name())) {
        known.add(column.name());
      }
    }
    switch (table) {
      case LISTING -> known.addAll(List.of("price", "quantity"));
      // Account and title only help to make the digest that stands for the listing's id.
      case OFFER -> known.addAll(List.of("price", "quantity", "account", "title"));
      case ACCOUNT -> known.addAll(List.of("key", "contact"));

      default -> {}
    }
    return known;
  }

  /** A column of Weir's own name; lists are parted by semicolons. */
  private FieldRule ownName(Table table, String name) {
    From from = format.hasPaths() ? From.Path.of(name) : new From.Column(List.of(name));
    boolean list =
        table.column(name).map(c -> c.type() == weir.row.ColumnType.TEXT_LIST).orElse(false);
    return new FieldRule(
        from, null, Map.of(), list ? ";" : null, List.of(), null, null, null, false, false, false);
  }

  private static FieldRule plain(From from) {
    return new FieldRule(
        from, null, Map.of(), null, List.of(), null, null, null, false, false, false);
  }

  private @Nullable FieldRule field(Tree tree, String where) {
    if (tree instanceof Tree.Scalar scalar) {
      From from =
          switch (format) {
            case HTML -> {
              checkSelector(scalar.text(), scalar.line(), where);
              yield new From.Select(scalar.text(), Take.TEXT, null, false, null, false);
            }
            case CSV, TABLE -> new From.Column(List.of(scalar.text()));
            case JSONL, JSON, MAIL, CHAT -> From.Path.of(scalar.text());
          };
      return plain(from);
    }
    Keys keys = keys(tree, where);
    From from = from(keys);
    Map<String, String> words = new LinkedHashMap<>();
    keys.tree("words")
        .ifPresent(t -> {
          Keys wordKeys = keys(t, where + ".words");
          for (String word : wordKeys.all()) {
            words.put(
                word,
                Objects.requireNonNullElse(wordKeys.has(word) ? wordKeys.text(word) : "", ""));
          }
        });
    FieldRule rule =
        from == null
            ? null
            : new FieldRule(
                from,
                pattern(keys, "match"),
                words,
                keys.text("split"),
                formats(keys),
                zone(keys),
                keys.text("currency"),
                scale(keys),
                Boolean.TRUE.equals(keys.truth("many")),
                Boolean.TRUE.equals(keys.truth("count")),
                Boolean.TRUE.equals(keys.truth("sum")));
    if (from == null) {
      keys.all();
    }
    keys.done();
    return rule;
  }

  private @Nullable From from(Keys keys) {
    if (keys.has("const")) {
      return new From.Constant(Objects.requireNonNullElse(keys.text("const"), ""));
    }
    if (keys.has("digest")) {
      return new From.Digest(keys.texts("digest"));
    }
    if (Boolean.TRUE.equals(keys.truth("address"))) {
      return new From.Address();
    }
    if (keys.has("signs")) {
      return new From.Signs(keys.texts("signs"));
    }
    switch (format) {
      case HTML -> {
        String data = keys.text("data");
        if (data != null) {
          return path(keys, data);
        }
        if (keys.has("label")) {
          return label(keys);
        }
        String css = keys.text("select");
        if (css != null) {
          selector(keys, "select", css);
          String attribute = keys.text("attribute");
          Take take = keys.word("take", Take.class);
          if (take == null) {
            take = attribute == null ? Take.TEXT : Take.ATTRIBUTE;
          }
          String without = keys.text("without");
          if (without != null) {
            selector(keys, "without", without);
          }
          return new From.Select(
              css,
              take,
              attribute,
              Boolean.TRUE.equals(keys.truth("page")),
              without,
              Boolean.TRUE.equals(keys.truth("before")));
        }
      }
      case CSV, TABLE -> {
        List<String> columns = keys.texts("column");
        if (!columns.isEmpty()) {
          return new From.Column(columns);
        }
      }
      case JSONL, JSON, MAIL, CHAT -> {
        String path = keys.text("path");
        if (path != null) {
          return path(keys, path);
        }
      }
    }
    String place =
        switch (format) {
          case HTML -> "select";
          case CSV, TABLE -> "column";
          case JSONL, JSON, MAIL, CHAT -> "path";
        };
    keys.fault(
        place,
        "Where the value stands is missing.",
        "Write '%s: …' (or %sconst, digest, address)."
            .formatted(place, format == Format.HTML ? "label, " : ""));
    return null;
  }

  private static From.Path path(Keys keys, String path) {
    Double up = keys.number("up");
    if (up != null && !(up >= 0 && up <= 8)) {
      keys.fault("up", "'%s' is no count of objects.".formatted(keys.text("up")), "Like 'up: 1'.");
    }
    Take take = keys.word("take", Take.class);
    return new From.Path(
        path,
        up == null ? 0 : up.intValue(),
        Boolean.TRUE.equals(keys.truth("page")),
        take == Take.JOINED);
  }

  private static List<String> labels(Keys keys) {
    List<String> labels = keys.texts("label");
    for (String label : labels) {
      if (Labels.key(label).isEmpty()) {
        keys.fault("label", "'%s' has no words.".formatted(label), "Like 'label: Ships from'.");
      }
    }
    return labels;
  }

  /** What stands beside a label, and what of it is taken. */
  private static From label(Keys keys) {
    List<String> labels = labels(keys);
    String css = keys.text("select");
    if (css != null) {
      selector(keys, "select", css);
    }
    String attribute = keys.text("attribute");
    Take take = keys.word("take", Take.class);
    if (take == null) {
      take = attribute == null ? Take.TEXT : Take.ATTRIBUTE;
    }
    return new From.Label(labels, css, take, attribute, Boolean.TRUE.equals(keys.truth("page")));
  }

  private static @Nullable Double scale(Keys keys) {
    Double scale = keys.number("scale");
    if (scale != null && !(scale > 0 && scale < 1e9)) {
      keys.fault(
          "scale",
          "'%s' is no full mark.".formatted(keys.text("scale")),
          "Write the best rating that can be given, like 5 or 100.");
      return null;
    }
    return scale;
  }

  private static List<String> formats(Keys keys) {
    List<String> formats = keys.texts("format");
    for (String format : formats) {
      String problem = Moments.problemWith(format);
      if (problem != null) {
        keys.fault(
            "format",
            "'%s' is no date format: %s.".formatted(format, problem),
            "Like dd-MM-yyyy HH:mm:ss.");
      }
    }
    return formats;
  }

  private static @Nullable ZoneId zone(Keys keys) {
    return keys.parsed("zone", ZoneId::of, "Like UTC or Europe/Brussels.");
  }

  private static @Nullable Pattern pattern(Keys keys, String key) {
    String text = keys.text(key);
    if (text == null) {
      return null;
    }
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      keys.fault(
          key,
          "'%s' is no regular expression: %s.".formatted(text, e.getMessage()),
          "Look-around and back-references are not available: they can be made to run for ever.");
      return null;
    }
  }

  private static void selector(Keys keys, String key, String css) {
    String problem = SelectorSet.problemWith(css);
    if (problem != null) {
      keys.fault(
          key, "'%s' is no CSS selector: %s".formatted(css, problem), "Like 'div.title > a'.");
    }
  }

  private void checkSelector(String css, int line, String where) {
    String problem = SelectorSet.problemWith(css);
    if (problem != null) {
      faults.add(
          new Fault(
              document,
              line,
              where,
              "'%s' is no CSS selector: %s".formatted(css, problem),
              "Like 'div.title > a'."));
    }
  }
}
