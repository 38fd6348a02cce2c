package weir.suggest;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import weir.capture.PageKind;
import weir.masking.DigestKey;
import weir.masking.Masker;
import weir.source.SavedPage;
import weir.substance.SubstanceNamer;

/** Suggests a profile for HTML pages. */
final class HtmlSuggester {

  /** More pages are looked at evenly: kinds and fields show in fewer. */
  private static final int MOST_PAGES = 150;

  private static final int MOST_RECORDS = 240;
  private static final int LONGEST_EXAMPLE = 44;

  private static final List<String> LISTING_FIELDS =
      List.of(
          "price",
          "account",
          "title",
          "ships_from",
          "ships_to",
          "category",
          "quantity",
          "escrow",
          "stock",
          "sold_count",
          "rating",
          "feedback_count",
          "payments");
  private static final List<String> ACCOUNT_FIELDS =
      List.of(
          "joined_on",
          "last_seen_on",
          "sales_count",
          "rating",
          "feedback_count",
          "trust_level",
          "disputes_won",
          "disputes_lost",
          "finalizes_early");

  private final String source;
  private final List<Page> pages = new ArrayList<>();
  private final Sense sense;
  private final Masker masker =
      new Masker(
          DigestKey.of(
              "an example in a comment".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  private final @Nullable String encoding;
  private final List<Suggestion.Guess> guesses = new ArrayList<>();
  private final List<String> open = new ArrayList<>();
  private final List<String> masks = new ArrayList<>();
  private final Set<String> linkParts = new LinkedHashSet<>();

  /** What stands before the id in links to listings, learned from lists. */
  private @Nullable String idKey;

  HtmlSuggester(List<SavedPage> saved, String source, SubstanceNamer namer) {
    this.source = source;
    this.encoding = Encodings.of(saved);
    int step = Math.max(1, (saved.size() + MOST_PAGES - 1) / MOST_PAGES);
    for (int i = 0; i < saved.size(); i += step) {
      if (saved.get(i).body().length > 0) {
        pages.add(new Page(saved.get(i), encoding));
      }
    }
    this.sense = new Sense(new Judge(namer), PageWords.read(), pages);
  }

  Suggestion suggest() {
    List<Kinds.Sorted> sorted = new Kinds(sense).sort(pages);
    Map<PageKind, List<Kinds.Sorted>> kinds = new EnumMap<>(PageKind.class);
    for (Kinds.Sorted one : sorted) {
      kinds.computeIfAbsent(one.kind(), _ -> new ArrayList<>()).add(one);
    }
    sorted.forEach(one -> sense.know(one.whole()));
    List<Shape> shapes = new ArrayList<>();
    // Lists first, since they show what links to listings are like; then in the order of trust.
    Shape lists = build(PageKind.LISTINGS, kinds, sorted);
    for (PageKind kind :
        List.of(PageKind.LISTING, PageKind.ACCOUNT, PageKind.FEEDBACK, PageKind.THREAD)) {
      Shape shape = build(kind, kinds, sorted);
      if (shape != null) {
        shapes.add(shape);
      }
    }
    if (lists != null) {
      shapes.add(lists);
    }
    for (PageKind kind : PageKind.values()) {
      if ((!kind.isContent() && kind != PageKind.UNRECOGNISED) || kind == PageKind.INDEX) {
        Shape shape = gate(kind, kinds.getOrDefault(kind, List.of()), sorted);
        if (shape != null) {
          shapes.add(shape);
        }
      }
    }
    List<String> counted = new ArrayList<>();
    kinds.forEach((kind, its) -> counted.add(its.size() + " " + kind.word()));
    if (!kinds.containsKey(PageKind.LISTING)
        && !kinds.containsKey(PageKind.LISTINGS)
        && !kinds.containsKey(PageKind.THREAD)) {
      open.add(
          "No page that offers something was recognised, and no thread of a forum. Add pages of single listings or of search"
              + " results, or describe one under 'pages:'.");
    }
    boolean forum =
        kinds.containsKey(PageKind.THREAD)
            && !kinds.containsKey(PageKind.LISTING)
            && !kinds.containsKey(PageKind.LISTINGS);
    return new Suggestion(
        write(shapes, counted, forum), counted, List.copyOf(guesses), List.copyOf(open));
  }

  private @Nullable Shape build(
      PageKind kind, Map<PageKind, List<Kinds.Sorted>> kinds, List<Kinds.Sorted> all) {
    List<Kinds.Sorted> its = kinds.getOrDefault(kind, List.of());
    if (its.isEmpty()) {
      return null;
    }
    List<Shape.Recorded> records = new ArrayList<>();
    List<String> grounds = new ArrayList<>();
    Set<String> linked = new LinkedHashSet<>();
    switch (kind) {
      case LISTING -> {
        listing(its, records, grounds, linked);
        ratings(kind, its, records, "listing");
      }
      case LISTINGS -> list(kind, its, records, grounds, linked);
      case ACCOUNT -> {
        account(its, records, grounds);
        ratings(kind, its, records, "account");
        list(kind, its, records, new ArrayList<>(), linked);
      }
      case FEEDBACK -> ratings(kind, its, records, "page");
      case THREAD -> posts(its, records, grounds);
      default -> {} // gates hold no records
    }
    if (records.isEmpty()) {
      return null;
    }
    List<Kinds.Sorted> others = new ArrayList<>(all);
    others.removeAll(its);
    linkParts.addAll(linked);
    Shape shape =
        new Shape(
            kind,
            its.size(),
            "%s: %d of %d page%s, such as %s"
                .formatted(
                    kind.word(),
                    its.size(),
                    all.size(),
                    all.size() == 1 ? "" : "s",
                    name(its.getFirst())),
            Whens.of(its, others, grounds),
            linkParts.isEmpty() ? null : String.join(", ", linkParts));
    records.forEach(shape::add);
    return shape;
  }

  private static String name(Kinds.Sorted sorted) {
    String address = sorted.page().saved().address();
    String file = address.substring(address.replace('\\', '/').lastIndexOf('/') + 1);
    return file.length() > 60 ? file.substring(0, 60) + "…" : file.replaceAll("[\\r\\n]", " ");
  }

  private void listing(
      List<Kinds.Sorted> its,
      List<Shape.Recorded> records,
      List<String> grounds,
      Set<String> linked) {
    List<Context> contexts = its.stream().map(Kinds.Sorted::whole).toList();
    Map<String, Fitter.Fit> fits = fits(contexts, LISTING_FIELDS);
    Shape.Recorded listing = new Shape.Recorded("listing", null, "");
    idOfPage(contexts, fits, listing);
    fits.forEach((field, fit) -> put("listing", "listing", listing, fit, contexts));
    Descriptions.of(contexts, sense)
        .ifPresent(way ->
            listing.put(
                "description", new Shape.Rule("", List.of(way.line().raw("take", "lines")))));
    ground(fits, grounds);
    for (String needed : List.of("title", "account", "price", "ships_from")) {
      if (!fits.containsKey(needed)) {
        open.add(
            "Pages of kind listing: nothing was found for %s. %s"
                .formatted(
                    needed,
                    switch (needed) {
                      case "account" ->
                          "Name the label or the place with 'weir profile try'; for a shop of one vendor set 'kind: single-vendor-shop' and 'account: {const: %s}' in each record."
                              .formatted(source);
                      case "ships_from" ->
                          "Where the whole site ships from one country, write 'ships_from: {const: Spain}'; else leave it unknown.";
                      default ->
                          "Name the label or the place with 'weir profile try', like '%s: {label: Words}'."
                              .formatted(needed);
                    }));
      }
    }
    linked(fits.get("account"), contexts, linked);
    records.add(listing);
  }

  private void ground(Map<String, Fitter.Fit> fits, List<String> grounds) {
    for (String field :
        List.of(
            "ships_from", "price", "title", "account", "joined_on", "last_seen_on", "ships_to")) {
      Fitter.Fit fit = fits.get(field);
      if (fit != null && fit.ways().size() == 1) {
        switch (fit.ways().getFirst()) {
          case Way.Labelled labelled -> grounds.add("label:" + labelled.key());
          case Way.Selected selected -> {
            if (selected.frailty() < 1.3) {
              grounds.add(selected.css());
            }
          }
        }
      }
    }
  }

  private Map<String, Fitter.Fit> fits(List<Context> contexts, List<String> fields) {
    Fitter fitter = new Fitter(sense, contexts);
    Map<String, Fitter.Fit> found = new HashMap<>();
    Map<Context, Set<String>> taken = new HashMap<>();
    for (String field : fields) {
      Fitter.Fit fit = fitter.fit(field, taken);
      if (fit == null) {
        continue;
      }
      found.put(field, fit);
      for (Context context : contexts) {
        for (Way way : fit.ways()) {
          String value = way.value(context);
          if (!value.isEmpty() && (field.equals("price") || field.equals("account"))) {
            taken.computeIfAbsent(context, _ -> new HashSet<>()).add(value);
            break;
          }
        }
      }
    }
    Map<String, Fitter.Fit> ordered = new LinkedHashMap<>();
    for (String field : List.of("title", "account", "price", "ships_from", "ships_to")) {
      if (found.containsKey(field)) {
        ordered.put(field, found.get(field));
      }
    }
    for (String field : fields) {
      if (found.containsKey(field)) {
        ordered.putIfAbsent(field, found.get(field));
      }
    }
    return ordered;
  }

  private void put(
      String kind, String table, Shape.Recorded recorded, Fitter.Fit fit, List<Context> contexts) {
    List<String> values = new ArrayList<>();
    for (Context context : contexts) {
      for (Way way : fit.ways()) {
        String value = way.value(context);
        if (!value.isEmpty()) {
          values.add(value);
          break;
        }
      }
    }
    List<Line> lines = new ArrayList<>();
    for (Way way : fit.ways()) {
      Line line = Finish.line(fit.field(), way.line(), values, sense);
      if (line != null) {
        lines.add(line);
      }
    }
    if (lines.isEmpty()) {
      return;
    }
    if (fit.field().equals("ships_from") && Finish.arrowed(values)) {
      Line to = fit.ways().getFirst().line().and("match", Arrows.BEHIND).and("split", ",");
      recorded.put("ships_to", new Shape.Rule("behind the arrow", List.of(to)));
    }
    guesses.add(
        new Suggestion.Guess(
            kind, table, fit.field(), fit.confidence(), fit.matched(), fit.records()));
    recorded.put(fit.field(), new Shape.Rule(comment(fit), together(lines)));
  }

  /** Labels that differ in their words alone go into one line. */
  private static List<Line> together(List<Line> lines) {
    if (lines.size() < 2 || lines.stream().anyMatch(line -> !line.keys().containsKey("label"))) {
      return lines;
    }
    Map<String, String> rest = new LinkedHashMap<>(lines.getFirst().keys());
    rest.remove("label");
    List<String> labels = new ArrayList<>();
    for (Line line : lines) {
      Map<String, String> other = new LinkedHashMap<>(line.keys());
      labels.add(String.valueOf(other.remove("label")));
      if (!other.equals(rest)) {
        return lines;
      }
    }
    Line one = new Line(Map.of()).raw("label", "[" + String.join(", ", labels) + "]");
    for (Map.Entry<String, String> entry : rest.entrySet()) {
      one = one.raw(entry.getKey(), entry.getValue());
    }
    return List.of(one);
  }

  private String comment(Fitter.Fit fit) {
    StringBuilder comment = new StringBuilder();
    comment.append(
        String.format(
            Locale.ROOT,
            "confidence %.2f: found in %d of %d",
            fit.confidence(),
            fit.matched(),
            fit.records()));
    if (!fit.examples().isEmpty()) {
      List<String> shown =
          fit.examples().stream()
              .map(example -> "\"" + example(fit.field(), example) + "\"")
              .toList();
      comment.append(", like ").append(String.join(" and ", shown));
    }
    return comment.toString();
  }

  /** An example as a comment may show it: names of accounts and personal data masked. */
  private String example(String field, String value) {
    String one = masker.mask(value).text().replaceAll("\\s+", " ").strip();
    if (field.equals("account")) {
      int length = one.codePointCount(0, one.length());
      int shown = one.offsetByCodePoints(0, Math.min(2, length));
      return one.substring(0, shown) + "…";
    }
    return one.length() > LONGEST_EXAMPLE ? one.substring(0, LONGEST_EXAMPLE) + "…" : one;
  }

  /** How the id of a single listing is found: the one that links to the page itself carry. */
  private void idOfPage(
      List<Context> contexts, Map<String, Fitter.Fit> fits, Shape.Recorded listing) {
    List<Line> lines = new ArrayList<>();
    Ids.Found id = Ids.ofPages(contexts, idKey);
    if (id != null) {
      lines.add(id.line());
    }
    List<String> parts = new ArrayList<>();
    if (fits.containsKey("title")) {
      parts.add("title");
    }
    if (fits.containsKey("account")) {
      parts.add("account");
    }
    if (parts.isEmpty()) {
      parts.addAll(fits.keySet());
    }
    if (id == null || id.share() < 1) {
      lines.add(new Line(Map.of()).raw("digest", "[" + String.join(", ", parts) + "]"));
    }
    listing.put(
        "listing_id",
        new Shape.Rule(
            id == null ? "no id was found on the page: made of other fields" : id.comment(),
            lines));
  }

  private void linked(Fitter.@Nullable Fit fit, List<Context> contexts, Set<String> linked) {
    if (fit == null) {
      return;
    }
    Map<String, Integer> parts = new TreeMap<>();
    int links = 0;
    for (Context context : contexts) {
      if (fit.ways().getFirst() instanceof Way.Selected selected) {
        Element element = selected.element(context);
        Element link = element == null ? null : Sense.linkAt(element);
        if (link != null) {
          links++;
          LinkShape.of(link.attr("href")).parts().stream()
              .limit(1)
              .forEach(part -> parts.merge(part, 1, Integer::sum));
        }
      }
    }
    int all = links;
    parts.entrySet().stream()
        .filter(entry -> entry.getValue() * 10 >= all * 8)
        .findFirst()
        .ifPresent(entry -> linked.add("a[href*=" + Css.quoted(entry.getKey()) + "]"));
  }

  /** The listings in a list. */
  private void list(
      PageKind kind,
      List<Kinds.Sorted> its,
      List<Shape.Recorded> records,
      List<String> grounds,
      Set<String> linked) {
    Each each =
        Each.of(
            its.stream()
                .map(one -> one.lists().listings())
                .filter(java.util.Objects::nonNull)
                .toList());
    if (each == null) {
      return;
    }
    List<Context> contexts = contexts(its, each);
    if (contexts.size() < 2) {
      return;
    }
    Map<String, Fitter.Fit> fits = fits(contexts, LISTING_FIELDS);
    if (!fits.containsKey("title") || (kind != PageKind.LISTINGS && !fits.containsKey("price"))) {
      return;
    }
    Shape.Recorded listing =
        new Shape.Recorded(
            "listing", each.css(), "%d records on %d pages".formatted(contexts.size(), its.size()));
    if (!fits.containsKey("account") && kind == PageKind.ACCOUNT && !records.isEmpty()) {
      Shape.Rule whose = records.getFirst().fields().get("account");
      if (whose != null) {
        listing.put(
            "account",
            new Shape.Rule(
                "whose page it is", whose.lines().stream().map(HtmlSuggester::onPage).toList()));
      }
    }
    Ids.Found id = Ids.ofRecords(contexts, fits.get("title"));
    if (id != null) {
      idKey = idKey == null ? id.key() : idKey;
      listing.put("listing_id", new Shape.Rule(id.comment(), List.of(id.line())));
      if (id.part() != null) {
        linked.add("a[href*=" + Css.quoted(id.part()) + "]");
      }
    } else {
      String parts = fits.containsKey("account") ? "title, account" : "title";
      listing.put(
          "listing_id",
          new Shape.Rule(
              "no id was found: made of other fields",
              List.of(new Line(Map.of()).raw("digest", "[" + parts + "]"))));
    }
    fits.forEach((field, fit) -> put(kind.word(), "listing", listing, fit, contexts));
    linked(fits.get("account"), contexts, linked);
    grounds.add(each.css());
    records.add(listing);
  }

  private List<Context> contexts(List<Kinds.Sorted> its, Each each) {
    List<Context> contexts = new ArrayList<>();
    int perPage = Math.max(3, MOST_RECORDS / Math.max(1, its.size()));
    for (Kinds.Sorted one : its) {
      int taken = 0;
      for (Element root : one.page().document().select(each.css())) {
        if (taken++ < perPage) {
          contexts.add(new Context(one.page(), root, sense.words(), Set.of()));
        }
      }
    }
    return contexts;
  }

  private void account(List<Kinds.Sorted> its, List<Shape.Recorded> records, List<String> grounds) {
    List<Context> contexts = its.stream().map(Kinds.Sorted::whole).toList();
    Fitter.Fit name = AccountNames.name(contexts, sense);
    if (name == null) {
      open.add(
          "Pages of kind account: the account's name was not found. Point at it with 'weir profile"
              + " try'.");
      return;
    }
    Shape.Recorded account = new Shape.Recorded("account", null, "");
    put("account", "account", account, name, contexts);
    Map<String, Fitter.Fit> fits = fits(contexts, ACCOUNT_FIELDS);
    fits.forEach((field, fit) -> put("account", "account", account, fit, contexts));
    String key = AccountNames.key(contexts);
    if (key != null) {
      account.put("key", new Shape.Rule("", List.of(Line.of("select", key).raw("take", "lines"))));
    }
    ground(fits, grounds);
    records.add(account);
  }

  /** Rows of ratings on a page of a listing or of an account. */
  private void ratings(
      PageKind kind, List<Kinds.Sorted> its, List<Shape.Recorded> records, String where) {
    Each each =
        Each.of(
            its.stream()
                .map(one -> one.lists().ratings())
                .filter(java.util.Objects::nonNull)
                .toList());
    if (each == null) {
      return;
    }
    List<Context> contexts = contexts(its, each);
    Ratings ratings = Ratings.of(contexts, sense);
    if (ratings == null) {
      return;
    }
    Shape.Recorded feedback =
        new Shape.Recorded(
            "feedback",
            each.css(),
            "%d ratings on %d pages".formatted(contexts.size(), its.size()));
    List<Line> whose = new ArrayList<>();
    for (Shape.Recorded recorded : records) {
      Shape.Rule account = recorded.fields().get("account");
      if (account != null && whose.isEmpty()) {
        account.lines().forEach(line -> whose.add(onPage(line)));
      }
    }
    List<String> parts = new ArrayList<>(ratings.fields().keySet());
    if (!whose.isEmpty()) {
      parts.addFirst("account");
    }
    feedback.put(
        "feedback_id",
        new Shape.Rule(
            "", List.of(new Line(Map.of()).raw("digest", "[" + String.join(", ", parts) + "]"))));
    if (!whose.isEmpty()) {
      feedback.put("account", new Shape.Rule("", whose));
    }
    if (where.equals("listing") && !records.isEmpty()) {
      Shape.Rule id = records.getFirst().fields().get("listing_id");
      if (id != null && !id.lines().getFirst().keys().containsKey("digest")) {
        feedback.put("listing_id", new Shape.Rule("", List.of(onPage(id.lines().getFirst()))));
      }
    }
    ratings.fields().forEach(feedback::put);
    ratings.guesses(kind.word()).forEach(guesses::add);
    if (ratings.buyer() != null) {
      masks.add(
          "{select: %s, as: buyer}".formatted(Line.quoted(each.css() + " " + ratings.buyer())));
    }
    records.add(feedback);
  }

  /** The posts of a thread. */
  private void posts(List<Kinds.Sorted> its, List<Shape.Recorded> records, List<String> grounds) {
    Each each =
        Each.of(
            its.stream()
                .map(one -> one.lists().posts())
                .filter(java.util.Objects::nonNull)
                .toList());
    if (each == null) {
      return;
    }
    List<Context> contexts = contexts(its, each);
    Posts posts = Posts.of(contexts, each.css(), sense);
    if (posts == null) {
      return;
    }
    Shape.Recorded post =
        new Shape.Recorded(
            "post", each.css(), "%d posts on %d pages".formatted(contexts.size(), its.size()));
    posts.fields().forEach(post::put);
    posts
        .fits()
        .forEach((field, fit) ->
            guesses.add(
                new Suggestion.Guess(
                    "thread", "post", field, fit.confidence(), fit.matched(), fit.records())));
    if (posts.author() != null) {
      masks.add(
          "{select: %s, as: author}".formatted(Line.quoted(each.css() + " " + posts.author())));
    }
    grounds.add(each.css());
    records.add(post);
  }

  private static Line onPage(Line line) {
    return line.raw("page", "true");
  }

  private @Nullable Shape gate(PageKind kind, List<Kinds.Sorted> its, List<Kinds.Sorted> all) {
    // Logins and captchas are recognised without a rule.
    if (its.isEmpty() || kind == PageKind.LOGIN || kind == PageKind.CAPTCHA) {
      return null;
    }
    String comment =
        "%s: %d of %d pages, such as %s"
            .formatted(kind.word(), its.size(), all.size(), name(its.getFirst()));
    if (kind == PageKind.INDEX) {
      List<Kinds.Sorted> others = new ArrayList<>(all);
      others.removeAll(its);
      return new Shape(kind, its.size(), comment, Whens.of(its, others, List.of()), "a[href]");
    }
    for (String phrase : sense.words().phrases().getOrDefault(kind, List.of())) {
      for (Kinds.Sorted one : its) {
        String text = one.page().document().body().text();
        int at = text.toLowerCase(Locale.ROOT).indexOf(phrase);
        if (at >= 0 && at + phrase.length() <= text.length()) {
          return new Shape(
              kind,
              its.size(),
              comment,
              List.of(Line.of("text", text.substring(at, at + phrase.length()))),
              null);
        }
      }
    }
    return null;
  }

  private String write(List<Shape> shapes, List<String> counted, boolean forum) {
    StringBuilder yaml = new StringBuilder();
    yaml.append("# Suggested from ")
        .append(pages.size())
        .append(pages.size() == 1 ? " page" : " pages");
    yaml.append(" (").append(String.join(", ", counted)).append("): every line is a guess.\n");
    yaml.append(
        "# A confidence is the share of pages or records in which the rule finds what most speaks"
            + " for the field.\n");
    yaml.append("# See them on the pages: weir profile try ")
        .append(source)
        .append(".yaml PAGE…\n");
    open.forEach(line -> yaml.append("# To do: ").append(line).append('\n'));
    yaml.append("source: ").append(source).append('\n');
    yaml.append("name: ").append(Line.quoted(source)).append("\n");
    yaml.append(forum ? "kind: forum         " : "kind: darknet-market")
        .append("   # a guess: see the list of kinds in the guide\n");
    yaml.append("layer: dark            # surface, deep or dark\n");
    yaml.append("access: [{access: open}]   # open, semi-open or closed\n");
    yaml.append("reads: html\n");
    if (encoding != null) {
      yaml.append("encoding: ").append(encoding).append("   # whatever the pages declare\n");
    }
    yaml.append("captured_at:\n");
    yaml.append("  - archive\n");
    yaml.append(NameDates.line(pages.stream().map(Page::saved).toList()));
    if (!masks.isEmpty()) {
      yaml.append("mask:\n");
      masks.stream().distinct().forEach(mask -> yaml.append("  - ").append(mask).append('\n'));
    }
    yaml.append(
        "# Who was logged in is named on every page: mask the place, like {select: '#me', as:"
            + " reader, everywhere: true}\n");
    yaml.append("pages:\n");
    if (shapes.isEmpty()) {
      yaml.append("  - kind: site\n    when: {select: body}\n");
    }
    shapes.forEach(shape -> shape.write(yaml));
    return yaml.toString();
  }
}
